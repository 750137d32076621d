//! Reporting, and what its page asks on the way.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::opportunities::model::ReportForm;

/// Reports an opportunity: the row, its products, the audit row and the end of the draft in one transaction.
#[server(endpoint = "opportunities.report")]
pub async fn report(form: ReportForm) -> Result<(), AppError> {
    super::reporting::report(form).await
}

/// A customer that can be chosen. Every word about it is masked already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerOption {
    /// What is posted.
    pub value: String,
    /// Masked.
    pub name: String,
    /// Masked account, industry, kind and whose it is, in the person's language.
    pub note: String,
    /// For the next step.
    pub industry: String,
}

/// The customers that the viewer may choose, narrowed by a part of name or account; at most twenty.
#[server(endpoint = "opportunities.choices")]
pub async fn choices(#[server(default)] find: String) -> Result<Vec<CustomerOption>, AppError> {
    super::choosing::choices(&find).await
}

/// An open opportunity for the same customer with a similar name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikelyDuplicate {
    /// Where it is.
    pub address: String,
    /// Name, since when and whose, in the person's language.
    pub sentence: String,
}

/// What looks like the opportunity that is being reported, within the viewer's scope.
#[server(endpoint = "opportunities.similar")]
pub async fn similar(#[server(default)] customer: String, #[server(default)] name: String) -> Result<Vec<LikelyDuplicate>, AppError> {
    super::choosing::similar(&customer, &name).await
}
