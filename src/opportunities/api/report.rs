//! Reporting, and what its page asks on the way.

use leptos::prelude::*;

pub use super::offer::{CustomerOption, LikelyDuplicate};
use crate::error::AppError;
use crate::opportunities::model::ReportForm;

/// Reports an opportunity: the row, its products, the audit row and the end of the draft in one transaction.
#[server(endpoint = "opportunities.report")]
pub async fn report(form: ReportForm) -> Result<(), AppError> {
    super::reporting::report(form).await
}

/// The customers that the viewer may choose, narrowed by a part of name or account; at most twenty.
#[server(endpoint = "opportunities.choices")]
pub async fn choices(#[server(default)] find: String) -> Result<Vec<CustomerOption>, AppError> {
    super::choosing::choices(&find).await
}

/// What looks like the opportunity that is being reported, within the viewer's scope.
#[server(endpoint = "opportunities.similar")]
pub async fn similar(#[server(default)] customer: String, #[server(default)] name: String) -> Result<Vec<LikelyDuplicate>, AppError> {
    super::choosing::similar(&customer, &name).await
}
