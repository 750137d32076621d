//! What a person does about what she was told.

use leptos::prelude::*;

use super::model::{NotificationForm, PreferencesForm};
use crate::error::AppError;

/// Marks one as read and leads to what it is about.
#[server(endpoint = "notifications.open")]
pub async fn open(form: NotificationForm) -> Result<(), AppError> {
    super::reading::open(form).await
}

/// Marks one as read, or all.
#[server(endpoint = "notifications.mark_read")]
pub async fn mark_read(form: NotificationForm) -> Result<(), AppError> {
    super::reading::mark_read(form).await
}

/// Chooses which kinds also come by e-mail.
#[server(endpoint = "notifications.set_preferences")]
pub async fn set_preferences(form: PreferencesForm) -> Result<(), AppError> {
    super::reading::set_preferences(form).await
}
