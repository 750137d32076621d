//! What expansion tasks and campaigns ask of the server.

use leptos::prelude::*;

use super::model::{BatchForm, CampaignForm, PickForm, Preview, ProcessForm, TerminateForm};
use crate::error::AppError;

/// Says what came of a task.
#[server(endpoint = "expansion.process")]
pub async fn process(form: ProcessForm) -> Result<(), AppError> {
    super::processing::process(form).await
}

/// Leads from ticked tasks to the page that processes them together.
#[server(endpoint = "expansion.pick")]
pub async fn pick(form: PickForm) -> Result<(), AppError> {
    super::processing::pick(&form)
}

/// Says what came of several tasks, one result and note for all, and reports of each.
#[server(endpoint = "expansion.process_several")]
pub async fn process_several(form: BatchForm) -> Result<(), AppError> {
    super::processing::process_several(form).await
}

/// Says how many customers a campaign would reach.
#[server(endpoint = "expansion.count_customers")]
pub async fn count_customers(form: CampaignForm) -> Result<Preview, AppError> {
    super::campaigns::count_customers(form).await
}

/// Creates a campaign and its tasks.
#[server(endpoint = "expansion.create_campaign")]
pub async fn create_campaign(form: CampaignForm) -> Result<(), AppError> {
    super::campaigns::create(form).await
}

/// Terminates a campaign and its open tasks.
#[server(endpoint = "expansion.terminate_campaign")]
pub async fn terminate_campaign(form: TerminateForm) -> Result<(), AppError> {
    super::campaigns::terminate(form).await
}
