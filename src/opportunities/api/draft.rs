//! The draft of a report.

use leptos::prelude::*;

use crate::error::AppError;
use crate::opportunities::model::ReportForm;

/// Keeps what is typed on the server and answers with the time, in Beijing.
#[server(endpoint = "opportunities.keep_draft")]
pub async fn keep_draft(form: ReportForm, #[server(default)] find: String) -> Result<String, AppError> {
    super::drafting::keep(form, find).await
}

/// Keeps what is typed and shows the page again with the customers that were searched for: nothing about a person
/// stands in an address.
#[server(endpoint = "opportunities.find_customers")]
pub async fn find_customers(form: ReportForm, #[server(default)] find: String) -> Result<(), AppError> {
    super::drafting::find(form, find).await
}

/// Throws the draft away.
#[server(endpoint = "opportunities.discard_draft")]
pub async fn discard_draft() -> Result<(), AppError> {
    super::drafting::discard().await
}
