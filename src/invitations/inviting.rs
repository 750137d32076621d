//! The work behind mailed invitations. Each send is one transaction: the earlier link dies, the new invitation, its mail and
//! the audit row exist together or not at all.

use serde_json::json;
use sqlx::PgConnection;

use super::command::CommandContext;
use super::mail_content;
use super::model::{AssociationType, ClaimId, InvitationId, NotInvitable, RecordForm, SendForm};
use super::queries::prospects::{self, Claimed};
use super::queries::sending::{self, Earlier, Sending};
use super::rules;
use super::text::RefusalWords;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::db::begin;
use crate::server::mail::{self, Mail};
use crate::server::password::{new_token, token_hash};
use crate::server::submission::{self, Idempotency, Submit};
use crate::server::{audit, terms};
use crate::values::masking::{mask_email, mask_name};

const HISTORY: &str = "/sales/customer-development/history";

/// See [`super::api::send`].
///
/// # Errors
/// [`AppError::Invalid`], and [`AppError::Conflict`] when one of the chosen can no longer be invited: then nothing is sent.
pub async fn send(form: SendForm) -> Result<(), AppError> {
    let context = CommandContext::open(true).await?;
    let (claims, kind, locale) = rules::parse_send(&form, &context.standing).map_err(|problems| context.text.problems(problems))?;
    let content = serde_json::to_vec(&form)?;
    let submit =
        Submit { person: context.viewer.person_id.0, key: &form.key, kind: "invitations.send", content: &content, at: context.now };
    let location = format!("{HISTORY}?done=sent");
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let ids: Vec<_> = claims.iter().map(|claim| claim.0).collect();
        let held = prospects::hold(&mut tx, &context.scope, context.partner, &ids, context.now).await?;
        if held.len() != ids.len() {
            return Err(AppError::NotFound);
        }
        for claim in &held {
            if claim.obstacle(context.now).is_some() {
                return Err(AppError::refused_now(RefusalWords(context.text.locale()).changed_meanwhile()));
            }
            deliver(&mut tx, &context, claim, kind, locale).await?;
        }
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// One invitation, its mail, its audit row.
async fn deliver(
    tx: &mut PgConnection,
    context: &CommandContext,
    claim: &Claimed,
    kind: AssociationType,
    locale: Locale,
) -> Result<(), AppError> {
    let terms = terms::load(&mut *tx).await?;
    let token = new_token();
    let expires_at = rules::link_expires_at(context.now, terms.invitation_days);
    let hash = token_hash(&token);
    let sending = Sending { association_type: kind, locale, token_hash: &hash, by: context.viewer.person_id, at: context.now, expires_at };
    let id = sending::insert(tx, claim, &sending).await?;
    let address = format!("{}/join/{token}", context.state.config.base_url.origin());
    let message = mail_content::for_claim(&context.viewer, claim, kind, locale, &address, expires_at);
    let mail = Mail {
        kind: "invitation",
        to: &claim.email,
        subject: &message.subject,
        text: &message.text,
        html: &message.html,
        entity: "invitation",
        entity_id: id.0,
        at: context.now,
    };
    mail::queue(tx, &mail).await?;
    let after = json!({
        "claim": claim.id, "company_name": mask_name(&claim.company_name), "email": mask_email(&claim.email),
        "association_type": kind, "locale": locale.tag(), "expires_at": expires_at,
    });
    audit::record(tx, &context.event("invitation.sent", "invitation", id.0, Some(&after))).await?;
    Ok(())
}

/// See [`super::api::resend`].
///
/// # Errors
/// [`AppError::NotFound`] for one that is not theirs, [`AppError::Conflict`] when one cannot be sent again: then nothing is.
pub async fn resend(form: RecordForm) -> Result<(), AppError> {
    let context = CommandContext::open(true).await?;
    let chosen = if form.id.is_empty() { form.ids.join(",") } else { form.id.clone() };
    let ids = rules::parse_ids(&chosen).map_err(|refusal| context.text.refused("ids", refusal))?;
    let words = RefusalWords(context.text.locale());
    let content = serde_json::to_vec(&form)?;
    let submit =
        Submit { person: context.viewer.person_id.0, key: &form.key, kind: "invitations.resend", content: &content, at: context.now };
    let location = format!("{HISTORY}?done=resent");
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let earlier = sending::earlier(&mut tx, &context.scope, &ids).await?;
        if earlier.len() != ids.len() {
            return Err(AppError::NotFound);
        }
        let again = latest_of_each_claim(&context, earlier).ok_or_else(|| AppError::refused_now(words.nothing_to_resend()))?;
        let claims: Vec<_> = again.iter().map(|(claim, _)| claim.0).collect();
        let held = prospects::hold(&mut tx, &context.scope, context.partner, &claims, context.now).await?;
        for (id, one) in &again {
            let claim = held.iter().find(|claim| claim.id == *id);
            let claim = claim.ok_or_else(|| AppError::refused_now(words.some_not_resent()))?;
            match claim.obstacle(context.now) {
                None => {}
                Some(NotInvitable::MailedOften) => return Err(AppError::refused_now(words.some_mailed_often(rules::MOST_MAILS))),
                Some(_) => return Err(AppError::refused_now(words.some_not_resent())),
            }
            // The right may have gone since.
            let kind = one.association_kind;
            if !rules::offered(&context.standing).contains(&kind) {
                return Err(AppError::refused_now(words.no_referral_right()));
            }
            deliver(&mut tx, &context, claim, kind, Locale::from_tag(&one.locale).unwrap_or_default()).await?;
        }
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// One invitation for each claim, the latest; `None` when any of them cannot be sent again.
fn latest_of_each_claim(context: &CommandContext, earlier: Vec<Earlier>) -> Option<Vec<(ClaimId, Earlier)>> {
    let mut again: Vec<(ClaimId, Earlier)> = Vec::new();
    for one in earlier {
        let state = rules::state_now(one.state, one.expires_at, context.now);
        let claim = one.claim_id.filter(|_| rules::may_resend(one.kind, state))?;
        if !again.iter().any(|(known, _)| *known == claim) {
            again.push((claim, one));
        }
    }
    (!again.is_empty()).then_some(again)
}

/// See [`super::api::withdraw`].
///
/// # Errors
/// [`AppError::NotFound`] for one that is not theirs, [`AppError::Conflict`] when it was answered meanwhile.
pub async fn withdraw(form: RecordForm) -> Result<(), AppError> {
    let context = CommandContext::open(false).await?;
    let id: InvitationId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = begin(&context.state.db).await?;
    if sending::earlier(&mut tx, &context.scope, &[id.0]).await?.is_empty() {
        return Err(AppError::NotFound);
    }
    if !sending::withdraw(&mut tx, id, context.now).await? {
        return Err(AppError::refused_now(RefusalWords(context.text.locale()).not_withdrawn()));
    }
    audit::record(&mut tx, &context.event("invitation.withdrawn", "invitation", id.0, None)).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("{HISTORY}?done=withdrawn"));
    Ok(())
}
