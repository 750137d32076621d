//! Reviewing an opportunity.

use leptos::prelude::*;

use super::model::{ReviewForm, ReviewSeveralForm};
use crate::error::AppError;

/// Marks an opportunity of the team as reviewed, with an optional note for its owner, and leads to the next one.
#[server(endpoint = "reviews.review")]
pub async fn review(form: ReviewForm) -> Result<(), AppError> {
    super::reviewing::review(form).await
}

/// Marks several opportunities of the team as reviewed, without a note, and says how many; those that changed since they were shown
/// stay in the queue.
#[server(endpoint = "reviews.review_several")]
pub async fn review_several(form: ReviewSeveralForm) -> Result<(), AppError> {
    super::reviewing::review_several(form).await
}
