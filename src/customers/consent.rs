//! The customer's decision about a request, through the link of its mail: without a session, once, in time.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::model::{DecideForm, NO_REFERRAL_RIGHT, RequestKind, RequestState};
use super::rules;
use super::text::AssociationText;
use super::unscoped::{self, ConsentRequest};
use crate::customers::queries::ending;
use crate::error::AppError;
use crate::notifications::model::{BilingualText, Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::password::token_hash;
use crate::server::request;
use crate::values::masking::mask_name;

/// See [`super::api::decide`].
///
/// # Errors
/// [`AppError::NotFound`] for a link that is none.
pub async fn decide(form: DecideForm) -> Result<(), AppError> {
    let state = request::state();
    let wanted = form.token.clone();
    decided(&state.db, state.clock.now(), AssociationText(request::locale()), &form).await?;
    leptos_axum::redirect(&format!("/consent/{wanted}"));
    Ok(())
}

/// Decides; what was decided before stands, and the page says it.
async fn decided(db: &PgPool, now: DateTime<Utc>, t: AssociationText, form: &DecideForm) -> Result<(), AppError> {
    let hash = token_hash(&form.token);
    let mut tx = begin(db).await?;
    let asked = unscoped::lock(&mut tx, &hash).await?.ok_or(AppError::NotFound)?;
    let accepts = match form.answer.as_str() {
        "accept" => true,
        "refuse" => false,
        _ => return Err(AppError::field("", t.consent_not_a_choice())),
    };
    if rules::request_state(asked.state, asked.expires_at, now) != RequestState::Pending || !asked.is_active {
        return Ok(());
    }
    if accepts && form.read != "true" {
        return Err(AppError::field("form[read]", t.consent_unread()));
    }
    let (state, blockers) = if accepts { carried_out(&mut tx, &asked, now).await? } else { (RequestState::Refused, String::new()) };
    unscoped::close(&mut tx, asked.id, state, Some(&blockers).filter(|words| !words.is_empty()).map(String::as_str), now).await?;
    let after = json!({ "state": state, "blockers": blockers });
    let event = AuditEvent {
        at: now,
        actor: None,
        partner: Some(asked.partner_id.0),
        verb: "association.change_decided",
        entity: "association_request",
        entity_id: asked.id,
        before: None,
        after: Some(&after),
        request_id: request::request_id(),
    };
    audit::record(&mut tx, &event).await?;
    tell(&mut tx, &asked, (state, &blockers), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Runs the account check again, asks for the partner's right again, and does it when nothing stands in the way.
async fn carried_out(tx: &mut PgConnection, asked: &ConsentRequest, now: DateTime<Utc>) -> sqlx::Result<(RequestState, String)> {
    let blockers = rules::blockers(asked.kind, asked.present, &asked.traits);
    let mut words: Vec<&str> = blockers.iter().map(|blocker| blocker.as_str()).collect();
    if asked.target.is_some_and(|target| !rules::may_have_type(target, asked.referral_right)) {
        words.push(NO_REFERRAL_RIGHT);
    }
    if !words.is_empty() {
        return Ok((RequestState::Failed, words.join(",")));
    }
    match (asked.kind, asked.target) {
        (RequestKind::SwitchType, Some(target)) => ending::switch_type(tx, asked.association, target, now).await?,
        _ => ending::end_association(tx, asked.association, "disassociated", now).await?,
    };
    Ok((RequestState::Accepted, String::new()))
}

/// Tells whoever asked what came of it; and the account manager, who has the customer no longer once it has ended.
async fn tell(
    tx: &mut PgConnection,
    asked: &ConsentRequest,
    (state, reasons): (RequestState, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let name = mask_name(&asked.name);
    let notice = |person, facts, link| Notice {
        person,
        kind: Kind::AssociationDecided,
        facts,
        link,
        entity: "association_request",
        entity_id: asked.id,
        at: now,
    };
    let concerned = unscoped::concerned(tx, asked).await?;
    let (yes, why) = match state {
        RequestState::Failed => (None, Some(BilingualText::of(|locale| AssociationText(locale).reasons_of(reasons)))),
        state => (Some(state == RequestState::Accepted), None),
    };
    let facts = Facts { name: name.clone(), yes, why, ..Facts::default() };
    notify(tx, &notice(asked.requested_by, facts, "/sales/association-records")).await?;
    let has_ended = state == RequestState::Accepted && asked.kind == RequestKind::Disassociate;
    match concerned.owner.filter(|owner| has_ended && *owner != asked.requested_by) {
        Some(owner) => {
            let facts = Facts { name, who: concerned.requester, yes, ..Facts::default() };
            notify(tx, &notice(owner, facts, "/sales/customers")).await
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
