//! Asking for an export, giving it up, asking once more.

use leptos::prelude::*;

use super::model::{CreateForm, ExportForm};
use crate::error::AppError;

/// Asks for the rows of a list as a file; leads to the export records.
#[server(endpoint = "exports.create")]
pub async fn create(form: CreateForm) -> Result<(), AppError> {
    super::changing::create(form).await
}

/// Gives an export up that waits or is being written.
#[server(endpoint = "exports.cancel")]
pub async fn cancel(form: ExportForm) -> Result<(), AppError> {
    super::changing::cancel(form).await
}

/// Asks for the same as an export that has ended.
#[server(endpoint = "exports.run_again")]
pub async fn run_again(form: ExportForm) -> Result<(), AppError> {
    super::changing::run_again(form).await
}
