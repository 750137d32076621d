//! The work behind reading notifications and choosing which come by e-mail.

use super::model::{NotificationForm, PreferencesForm};
use super::text::NotificationText;
use super::{queries, rules};
use crate::auth::viewer;
use crate::error::AppError;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::form::own_address;
use crate::server::request::{locale, state};

/// See [`super::api::open`].
///
/// # Errors
/// [`AppError::NotFound`] for what somebody else was told.
pub async fn open(form: NotificationForm) -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, state());
    let id = form.id.parse().map_err(|_| AppError::NotFound)?;
    let link = queries::mark_read(&state.db, &viewer, id, state.clock.now()).await?.ok_or(AppError::NotFound)?;
    leptos_axum::redirect(own_address(&link));
    Ok(())
}

/// See [`super::api::mark_read`].
///
/// # Errors
/// [`AppError::NotFound`] for what somebody else was told.
pub async fn mark_read(form: NotificationForm) -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, state());
    let now = state.clock.now();
    if form.id.is_empty() {
        queries::mark_all_read(&state.db, &viewer, now).await?;
    } else {
        let id = form.id.parse().map_err(|_| AppError::NotFound)?;
        queries::mark_read(&state.db, &viewer, id, now).await?.ok_or(AppError::NotFound)?;
    }
    leptos_axum::redirect("/notifications?done=read");
    Ok(())
}

/// See [`super::api::set_preferences`].
///
/// # Errors
/// [`AppError::Invalid`] for a kind that does not exist.
pub async fn set_preferences(form: PreferencesForm) -> Result<(), AppError> {
    let (viewer, state, t) = (viewer()?, state(), NotificationText(locale()));
    let chosen = rules::parse_preferences(&form).map_err(|_| AppError::field("form[kinds][]", t.not_a_kind()))?;
    let now = state.clock.now();
    let by_mail: Vec<&str> = chosen.iter().filter(|(_, by_mail)| *by_mail).map(|(kind, _)| kind.as_str()).collect();
    let after = serde_json::json!({ "by_mail": by_mail });
    let mut tx = begin(&state.db).await?;
    queries::set_own_preferences(&mut tx, &viewer, &chosen, now).await?;
    let event = viewer.audit_event(now, "person.notifications_chosen", ("person", viewer.person_id.0), None, Some(&after));
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    leptos_axum::redirect("/account/notifications?done=saved");
    Ok(())
}
