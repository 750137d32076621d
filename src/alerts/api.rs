//! What alerts ask of the server: handling.

use leptos::prelude::*;

use super::model::HandleForm;
use crate::error::AppError;

/// Says what came of an alert; once, by the one who is responsible.
#[server(endpoint = "alerts.handle")]
pub async fn handle(form: HandleForm) -> Result<(), AppError> {
    super::handling::handle(form).await
}
