//! Reviewing an opportunity.

use leptos::prelude::*;

use super::model::ReviewForm;
use crate::error::AppError;

/// Marks an opportunity of the team as reviewed, with an optional note for its owner, and leads to the next one.
#[server(endpoint = "reviews.review")]
pub async fn review(form: ReviewForm) -> Result<(), AppError> {
    super::reviewing::review(form).await
}
