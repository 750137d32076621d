//! Disabling, enabling, and setting a temporary password.

use serde_json::json;
use sqlx::PgConnection;

use super::CommandContext;
use super::handing_over::{Plan, carry_out, leave, none_is_under_way, plan};
use crate::auth::queries::end_sessions;
use crate::auth::{PersonId, Preset};
use crate::error::{AppError, Conflict};
use crate::handover::queries::Pace;
use crate::organisation::model::{GivesUp, Issued, PersonActionForm, PersonDetail, PersonState};
use crate::organisation::text::PeopleText;
use crate::organisation::{queries, rules};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::password::new_temporary_password;
use crate::server::request::state;
use crate::server::submission::{self, Idempotency};
use crate::values::date::beijing_date;

/// See [`crate::organisation::api::disable_person`].
///
/// # Errors
/// [`AppError::NotAllowed`] for oneself and the primary administrator, [`AppError::Conflict`] when it was done already,
/// [`AppError::Invalid`] with the list when the person is responsible for something and nobody receives it.
pub async fn disable(form: PersonActionForm) -> Result<(), AppError> {
    set_state(form, PersonState::Disabled, "organisation.disable_person").await
}

/// See [`crate::organisation::api::enable_person`].
///
/// # Errors
/// [`AppError::Conflict`] when it was done already.
pub async fn enable(form: PersonActionForm) -> Result<(), AppError> {
    set_state(form, PersonState::Active, "organisation.enable_person").await
}

async fn set_state(form: PersonActionForm, to: PersonState, kind: &'static str) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: PersonId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit(kind, &form.key, &content);
    let disabling = to == PersonState::Disabled;
    let mut location = format!("/organisation/people/{id}?done={}", if disabling { "disabled" } else { "enabled" });

    let mut tx = begin(&context.db).await?;
    match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(before) => location = before,
        Idempotency::First => {
            queries::lock_partner(&mut tx, context.partner).await?;
            none_is_under_way(&mut tx, &context, id).await?;
            let person =
                queries::lookup_person(&mut *tx, &context.scope, id, beijing_date(context.now)).await?.ok_or(AppError::NotFound)?;
            if disabling {
                let others = queries::other_administrators(&mut *tx, &context.scope, id).await?;
                may_disable(&context, &person, others)?;
                check_version(&context, &form, &person)?;
                let plan = plan(&mut tx, &context, id, LEAVES, &form.receiver, &form.team).await?;
                let rows = plan.rows(&mut tx).await?;
                if rows > context.rows_at_once {
                    leave(&mut tx, &context, id, DISABLE, &form, rows).await?;
                    location = format!("/organisation/people/{id}?done=handing-over");
                } else {
                    disable_now(&mut tx, &context, &person, &plan, Pace::AT_ONCE).await?;
                }
            } else {
                rules::may_enable(&person.standing).map_err(|refusal| context.refused(refusal))?;
                check_version(&context, &form, &person)?;
                save_state(&mut tx, &context, &person, to).await?;
            }
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
        }
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// Whoever is disabled gives up everything.
const LEAVES: GivesUp = GivesUp { records: true, team: true };
/// What is done to the person with a hand-over that is left to the background.
pub(super) const DISABLE: &str = "disable";

/// Moves everything and disables the person.
async fn disable_now(
    tx: &mut PgConnection,
    context: &CommandContext,
    person: &PersonDetail,
    plan: &Plan,
    pace: Pace<'_>,
) -> Result<(), AppError> {
    carry_out(&mut *tx, context, person, plan, pace).await?;
    end_sessions(&mut *tx, person.row.id, None, context.now).await?;
    save_state(tx, context, person, PersonState::Disabled).await
}

/// What [`disable`] left to the background. Everything is judged again, as things stand now.
///
/// # Errors
/// Those of [`disable`].
pub(super) async fn disable_later(
    tx: &mut PgConnection,
    context: &CommandContext,
    form: &PersonActionForm,
    pace: Pace<'_>,
) -> Result<(), AppError> {
    let id: PersonId = form.id.parse().map_err(|_| AppError::NotFound)?;
    queries::lock_partner(&mut *tx, context.partner).await?;
    let person = queries::lookup_person(&mut *tx, &context.scope, id, beijing_date(context.now)).await?.ok_or(AppError::NotFound)?;
    let others = queries::other_administrators(&mut *tx, &context.scope, id).await?;
    may_disable(context, &person, others)?;
    let plan = plan(&mut *tx, context, id, LEAVES, &form.receiver, &form.team).await?;
    disable_now(tx, context, &person, &plan, pace).await
}

async fn save_state(tx: &mut PgConnection, context: &CommandContext, person: &PersonDetail, to: PersonState) -> Result<(), AppError> {
    let id = person.row.id;
    let verb = if to == PersonState::Disabled { "person.disabled" } else { "person.enabled" };
    queries::set_state(&mut *tx, &context.scope, id, to, context.now).await?;
    let (before, after) = (json!({ "state": person.row.state }), json!({ "state": to }));
    audit::record(tx, &context.event(verb, "person", id.0, Some(&before), Some(&after))).await?;
    Ok(())
}

fn may_disable(context: &CommandContext, person: &PersonDetail, other_administrators: i64) -> Result<(), AppError> {
    rules::may_disable(&context.viewer, &person.standing).map_err(|refusal| context.refused(refusal))?;
    if person.standing.presets.contains(&Preset::SystemAdministrator) {
        rules::last_administrator_stays(other_administrators).map_err(|refusal| context.refused(refusal))?;
    }
    Ok(())
}

/// What is done to a person is done to the one whom the page showed.
pub(super) fn check_version(context: &CommandContext, form: &PersonActionForm, person: &PersonDetail) -> Result<(), AppError> {
    if form.version.trim().parse() == Ok(person.row.version) {
        return Ok(());
    }
    let message = PeopleText(context.text.locale()).changed_before_action().into();
    Err(AppError::Conflict(Conflict { version: Some(person.row.version), message, theirs: Vec::new() }))
}

/// See [`crate::organisation::api::reset_password`]. A repeated submit leads to the person's page: the password of the
/// first is not known any more.
///
/// # Errors
/// [`AppError::NotAllowed`] for oneself, [`AppError::Conflict`] for a disabled person.
pub async fn reset_password(form: PersonActionForm) -> Result<Option<Issued>, AppError> {
    let context = CommandContext::open()?;
    let id: PersonId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let password = new_temporary_password();
    let hash = state().passwords.hash(&password).await?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("organisation.reset_password", &form.key, &content);

    let mut tx = begin(&context.db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        leptos_axum::redirect(&location);
        return Ok(None);
    }
    let person = queries::lookup_person(&mut *tx, &context.scope, id, beijing_date(context.now)).await?.ok_or(AppError::NotFound)?;
    rules::may_reset_password(&context.viewer, &person.standing).map_err(|refusal| context.refused(refusal))?;
    check_version(&context, &form, &person)?;
    queries::set_temporary_password(&mut tx, &context.scope, id, &hash, context.now).await?;
    end_sessions(&mut tx, id, None, context.now).await?;
    audit::record(&mut tx, &context.event("person.password_reset", "person", id.0, None, None)).await?;
    submission::finish(&mut tx, &submit, &format!("/organisation/people/{id}?done=reset-before")).await?;
    tx.commit().await?;
    Ok(Some(Issued { person_id: id, account_name: person.row.account_name, display_name: person.row.display_name, password }))
}
