//! Handing over.

use leptos::prelude::*;

use crate::error::AppError;
use crate::opportunities::model::TransferForm;

/// Gives one opportunity to another account manager of the partner.
#[server(endpoint = "opportunities.transfer")]
pub async fn transfer(form: TransferForm) -> Result<(), AppError> {
    super::transferring::transfer(form).await
}
