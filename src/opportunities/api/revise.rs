//! Revising, a group at a time.

use leptos::prelude::*;

use crate::error::AppError;
use crate::opportunities::model::{BasicForm, DetailsForm, RevenueForm};

/// Saves the basic information.
#[server(endpoint = "opportunities.revise_basics")]
pub async fn revise_basics(form: BasicForm) -> Result<(), AppError> {
    super::revising::basics(form).await
}

/// Saves the details.
#[server(endpoint = "opportunities.revise_details")]
pub async fn revise_details(form: DetailsForm) -> Result<(), AppError> {
    super::revising::details(form).await
}

/// Saves the revenue.
#[server(endpoint = "opportunities.revise_revenue")]
pub async fn revise_revenue(form: RevenueForm) -> Result<(), AppError> {
    super::revising::revenue(form).await
}
