//! Checking a file and importing it.

use leptos::prelude::*;

use super::model::{ImportForm, Report};
use crate::error::AppError;

/// Checks a file, or imports one that was checked. A check answers with the report and changes nothing.
#[server(endpoint = "imports.import")]
pub async fn import(form: ImportForm) -> Result<Option<Report>, AppError> {
    super::importing::import(form).await
}
