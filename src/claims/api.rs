//! What people do with claims, and what the vendor decides about them.

use leptos::prelude::*;

use super::model::{Answer, CheckForm, ChooseForm, ClaimForm, DecideForm, WithdrawForm};
use crate::error::AppError;

/// Claims a prospect, or sends the claim to review.
#[server(endpoint = "claims.claim")]
pub async fn claim(form: ClaimForm) -> Result<(), AppError> {
    super::claiming::claim(form).await
}

/// Whether a prospect is free, before the form is filled in. Recorded, and limited within an hour.
#[server(endpoint = "claims.check")]
pub async fn check(form: CheckForm) -> Result<Answer, AppError> {
    super::checking::check(form).await
}

/// Leads from ticked claims to inviting or withdrawing them.
#[server(endpoint = "claims.choose")]
pub async fn choose(form: ChooseForm) -> Result<(), AppError> {
    super::withdrawing::choose(&form)
}

/// Gives claims up.
#[server(endpoint = "claims.withdraw")]
pub async fn withdraw(form: WithdrawForm) -> Result<(), AppError> {
    super::withdrawing::withdraw(form).await
}

/// The vendor's operator accepts or rejects a claim in review.
#[server(endpoint = "claims.decide")]
pub async fn decide(form: DecideForm) -> Result<(), AppError> {
    super::reviewing::decide(form).await
}
