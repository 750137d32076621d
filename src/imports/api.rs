//! Checking a file, importing it, giving it up.

use leptos::prelude::*;

use super::model::{ImportForm, RunForm};
use crate::error::AppError;

/// Takes a file and checks it. Nothing but the run is changed; leads to the run's page.
#[server(endpoint = "imports.import")]
pub async fn import(form: ImportForm) -> Result<(), AppError> {
    super::importing::import(form).await
}

/// Imports a file that was checked.
#[server(endpoint = "imports.apply")]
pub async fn apply(form: RunForm) -> Result<(), AppError> {
    super::importing::apply(form).await
}

/// Gives up a file that was checked.
#[server(endpoint = "imports.discard")]
pub async fn discard(form: RunForm) -> Result<(), AppError> {
    super::importing::discard(form).await
}
