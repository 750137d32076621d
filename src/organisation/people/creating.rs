//! Creating a person.

use serde_json::json;
use sqlx::PgConnection;

use super::{CommandContext, audited, in_words, role_gone};
use crate::auth::PersonId;
use crate::error::AppError;
use crate::handover::queries::begin_supervision;
use crate::organisation::model::{Issued, NewPerson, PersonForm, Refusal, Role};
use crate::organisation::queries::{self, PersonToCreate};
use crate::organisation::rules;
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::password::new_temporary_password;
use crate::server::request::state;
use crate::server::submission::{self, Idempotency};
use crate::values::masking::mask_email;

/// See [`crate::organisation::api::create_person`]. A repeated submit leads to the person's page: the password of the
/// first is not known any more.
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field.
pub async fn create(form: PersonForm) -> Result<Option<Issued>, AppError> {
    let context = CommandContext::open()?;
    let offered = context.offered().await?;
    let new = rules::parse_person(&form, &offered).map_err(|problems| in_words(problems, context.text))?;
    let password = new_temporary_password();
    let hash = state().passwords.hash(&password).await?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("organisation.create_person", &form.key, &content);

    let mut tx = begin(&context.db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        leptos_axum::redirect(&location);
        return Ok(None);
    }
    queries::lock_partner(&mut tx, context.partner).await?;
    let id = save(&mut tx, &context, &new, &offered, &hash).await?;
    submission::finish(&mut tx, &submit, &format!("/organisation/people/{id}?done=created-before")).await?;
    tx.commit().await?;
    Ok(Some(Issued { person_id: id, account_name: new.identity.account_name, display_name: new.identity.display_name, password }))
}

async fn save(
    tx: &mut PgConnection,
    context: &CommandContext,
    new: &NewPerson,
    offered: &[Role],
    hash: &str,
) -> Result<PersonId, AppError> {
    if let Some(supervisor) = new.duties.supervisor {
        check_supervisor(tx, context, supervisor).await?;
    }
    let person = PersonToCreate {
        partner: Some(context.partner),
        identity: &new.identity,
        roles: &new.duties.roles,
        password_hash: hash,
        must_change_password: true,
        at: context.now,
    };
    let id = queries::create_person(tx, &person).await.map_err(|error| match violated(&error) {
        Some("person_account_name") => AppError::field("form[account_name]", context.text.account_name_taken()),
        _ => role_gone(error, context.text),
    })?;
    if let Some(supervisor) = new.duties.supervisor {
        begin_supervision(tx, id, supervisor, context.now).await?;
    }
    if new.duties.telesales {
        queries::set_telesales(tx, id).await?;
    }
    let roles: Vec<&Role> = offered.iter().filter(|role| new.duties.roles.contains(&role.id)).collect();
    let mut after = audited(&new.identity.account_name, &new.identity.display_name, &roles, new.duties.supervisor, new.duties.telesales);
    after["email"] = json!(new.identity.email.as_deref().map(mask_email));
    audit::record(tx, &context.event("person.created", "person", id.0, None, Some(&after))).await?;
    Ok(id)
}

/// An active supervisor of the same partner; anybody else answers alike.
pub(super) async fn check_supervisor(tx: &mut PgConnection, context: &CommandContext, supervisor: PersonId) -> Result<(), AppError> {
    let today = crate::values::date::beijing_date(context.now);
    let candidate = queries::lookup_person(tx, &context.scope, supervisor, today).await?;
    let outcome = candidate.map_or(Err(Refusal::UnknownSupervisor), |candidate| rules::may_supervise(&candidate.standing, context.partner));
    outcome.map_err(|refusal| AppError::field("form[supervisor]", context.text.refusal(refusal)))
}
