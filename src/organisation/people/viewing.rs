//! Beginning to look with a person's eyes; `auth` ends it.

use super::Desk;
use super::standing::check_version;
use crate::auth::{PersonId, queries::set_viewing, viewing};
use crate::error::AppError;
use crate::organisation::model::PersonActionForm;
use crate::organisation::{queries, rules};
use crate::server::audit;
use crate::values::date::beijing_date;

/// See [`crate::organisation::api::view_as_person`]. Begun twice, it begins anew.
///
/// # Errors
/// [`AppError::NotFound`] for another partner's person, [`AppError::NotAllowed`] for oneself and other administrators.
pub async fn view_as(form: PersonActionForm) -> Result<(), AppError> {
    let desk = Desk::open()?;
    let id: PersonId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let mut tx = desk.db.begin().await?;
    let person = queries::lookup_person(&mut *tx, &desk.scope, id, beijing_date(desk.now)).await?.ok_or(AppError::NotFound)?;
    rules::may_view_as(&desk.viewer, &person.standing).map_err(|refusal| desk.refused(refusal))?;
    check_version(&desk, &form, &person)?;
    set_viewing(&mut tx, desk.viewer.session_id, Some(id), desk.now).await?;
    let event = viewing::event(desk.viewer.person_id, &desk.viewer, id, "person.view_started", desk.now);
    audit::record_for(&mut tx, &event, Some(id.0)).await?;
    tx.commit().await?;
    leptos_axum::redirect("/");
    Ok(())
}
