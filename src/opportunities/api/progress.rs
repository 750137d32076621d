//! Progress.

use leptos::prelude::*;

use crate::error::AppError;
use crate::opportunities::model::ProgressForm;

/// Adds one line of progress; won and lost close.
#[server(endpoint = "opportunities.add_progress")]
pub async fn add_progress(form: ProgressForm) -> Result<(), AppError> {
    super::progressing::add_progress(form).await
}
