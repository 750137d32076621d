//! Another contracting entity: it follows the one before it on its first day.

use serde_json::json;

use super::access::operator;
use super::model::{EntityForm, Refusal};
use super::text::ContractText;
use super::{queries, rules};
use crate::auth::command::CommandContext;
use crate::error::{AppError, FieldErrors};
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::submission::{self, Idempotency};

/// See [`super::api::add_entity`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] with every problem beside its field.
pub async fn add(form: EntityForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let (operator, t) = (operator(&context.viewer, context.locale)?, ContractText(context.locale));
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("contracts.add_entity", &form.key, &content);
    let location = "/operations/contracting-entities?done=added";
    let mut tx = begin(&context.state.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        let latest = queries::latest_entity(&mut tx, operator).await?;
        let new = rules::parse_entity(&form, latest, context.today())
            .map_err(|problems| AppError::Invalid(FieldErrors::of(&problems, |problem| t.refusal(&problem.kind))))?;
        let by = (context.viewer.person_id, context.now);
        let id = queries::insert_entity(&mut tx, operator, &new, by).await.map_err(|error| match violated(&error) {
            Some("contracting_entity_code_key") => AppError::field("form[code]", t.refusal(&Refusal::Taken)),
            _ => error.into(),
        })?;
        let after = json!({ "code": new.code, "name": new.name, "from": new.from });
        let event = context.viewer.audit_event(context.now, "contracting_entity.added", ("contracting_entity", id.0), None, Some(&after));
        audit::record(&mut tx, &event).await?;
        submission::finish(&mut tx, &submit, location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(location);
    Ok(())
}
