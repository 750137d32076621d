//! Handing one opportunity over, on the server.

use sqlx::{PgConnection, PgPool};

use super::refusing::{CommandContext, content};
use crate::auth::{self, PersonId};
use crate::error::AppError;
use crate::handover::queries as handover;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::opportunities::model::{Refusal, TransferForm};
use crate::opportunities::queries::choice;
use crate::opportunities::queries::record::{self, Record};
use crate::opportunities::rules;
use crate::opportunities::text::{FieldValue, OpportunityText};
use crate::server::db::begin;
use crate::server::request;
use crate::server::submission::{self, Idempotency};
use crate::values::problems::Problems;

pub async fn transfer(form: TransferForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), auth::viewer()?);
    let context = CommandContext { viewer: &viewer, now: state.clock.now(), t: OpportunityText(request::locale()) };
    let location = hand_over(&state.db, context, &form).await?;
    leptos_axum::redirect(&location);
    Ok(())
}

async fn hand_over(db: &PgPool, context: CommandContext<'_>, form: &TransferForm) -> Result<String, AppError> {
    let target = rules::parse_target(&form.id, &form.version).ok_or(AppError::NotFound)?;
    let here = format!("/sales/opportunities/{}", target.id);
    let (location, content) = (format!("{here}?done=handed-over"), content(form));
    let submit = context.submit("opportunities.transfer", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = context.begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    let scope = context.scope()?;
    let seen = record::lookup(&mut tx, &scope, target.id, context.now).await?.ok_or(AppError::NotFound)?;
    rules::may_transfer(context.viewer).map_err(|denial| context.denied(denial))?;
    let to = rules::parse_transfer(form).map_err(|problems| context.invalid(&problems))?;
    // People first, then what they own: whoever moves all that a person owns takes them in that order too.
    handover::hold_owners(&mut tx, seen.owner_id, to).await?;
    let record = record::lock(&mut tx, &scope, target.id, context.now).await?.ok_or(AppError::NotFound)?;
    rules::may_progress(record.stage, record.customer_standing).map_err(|refusal| AppError::refused_now(context.t.refusal("", refusal)))?;
    may_receive(&mut tx, context, &record, to).await?;
    let owner = |id: PersonId, name: &str| [FieldValue::new("owner", id.to_string(), name)];
    context.same_version(&record, target, &owner(record.owner_id, &record.owner), &owner(to, ""))?;
    handover::reassign_opportunity(&mut tx, target.id.0, to, context.viewer.person_id, context.now).await?;
    let notice = Notice {
        person: to,
        kind: Kind::HandedOver,
        facts: Facts { who: record.owner, count: Some(1), ..Facts::default() },
        link: &here,
        entity: "opportunity",
        entity_id: target.id.0,
        at: context.now,
    };
    notify(&mut tx, &notice).await?;
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// Another active account manager of the partner. The caller holds both people.
async fn may_receive(tx: &mut PgConnection, context: CommandContext<'_>, record: &Record, to: PersonId) -> Result<(), AppError> {
    let partner = context.viewer.partner_id().ok_or(AppError::NotFound)?;
    let mut problems = Problems::new();
    if to == record.owner_id {
        problems.add("owner", Refusal::OwnsItAlready);
    } else if !choice::is_account_manager(tx, partner, to).await? {
        problems.add("owner", Refusal::UnknownOwner);
    }
    problems.check(Some(())).map_err(|problems| context.invalid(&problems))
}
