//! What contracts ask of the server.

use leptos::prelude::*;

use super::model::{EntityForm, PaperContractForm, Preview, RequestForm, VoidForm};
use crate::error::AppError;

/// Shows what a payment agreement would say.
#[server(endpoint = "contracts.preview")]
pub async fn preview_agreement(form: RequestForm) -> Result<Preview, AppError> {
    super::requesting::preview(form).await
}

/// Issues a payment agreement that was previewed.
#[server(endpoint = "contracts.request")]
pub async fn request_agreement(form: RequestForm) -> Result<(), AppError> {
    super::requesting::request(form).await
}

/// Voids a payment agreement.
#[server(endpoint = "contracts.void")]
pub async fn void_agreement(form: VoidForm) -> Result<(), AppError> {
    super::voiding::void(form).await
}

/// Records the company that signs for the vendor from a day on.
#[server(endpoint = "contracts.add_entity")]
pub async fn add_entity(form: EntityForm) -> Result<(), AppError> {
    super::entities::add(form).await
}

/// Records a contract that was signed on paper.
#[server(endpoint = "contracts.record_paper")]
pub async fn record_paper_contract(form: PaperContractForm) -> Result<(), AppError> {
    super::recording::record(form).await
}
