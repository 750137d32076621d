//! What renewal tasks ask of the server: processing.

use leptos::prelude::*;

use super::model::{BatchForm, ProcessForm};
use crate::error::AppError;

/// Says what the customer intends about one task, which is in progress from then on.
#[server(endpoint = "renewals.process")]
pub async fn process(form: ProcessForm) -> Result<(), AppError> {
    super::processing::process(form).await
}

/// Says the same of several tasks; each is reported for itself.
#[server(endpoint = "renewals.process_several")]
pub async fn process_several(form: BatchForm) -> Result<(), AppError> {
    super::processing::process_several(form).await
}
