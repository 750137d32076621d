//! Beginning to look with a person's eyes; `auth` ends it.

use super::CommandContext;
use super::account_status::check_version;
use crate::auth::{PersonId, queries::set_viewing, viewing};
use crate::error::AppError;
use crate::organisation::model::PersonActionForm;
use crate::organisation::{queries, rules};
use crate::server::audit;
use crate::server::db::begin;
use crate::values::date::beijing_date;

/// See [`crate::organisation::api::view_as_person`]. Begun twice, it begins anew.
///
/// # Errors
/// [`AppError::NotFound`] for another partner's person, [`AppError::NotAllowed`] for oneself and other administrators.
pub async fn view_as(form: PersonActionForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: PersonId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = begin(&context.db).await?;
    let person = queries::lookup_person(&mut *tx, &context.scope, id, beijing_date(context.now)).await?.ok_or(AppError::NotFound)?;
    rules::may_view_as(&context.viewer, &person.standing).map_err(|refusal| context.refused(refusal))?;
    check_version(&context, &form, &person)?;
    set_viewing(&mut tx, context.viewer.session_id, Some(id), context.now).await?;
    let event = viewing::event(context.viewer.person_id, &context.viewer, id, "person.view_started", context.now);
    audit::record_for(&mut tx, &event, Some(id.0)).await?;
    tx.commit().await?;
    leptos_axum::redirect("/");
    Ok(())
}
