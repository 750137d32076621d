//! The server functions of partner bills.

use leptos::prelude::*;

use super::model::{AnnulForm, MakeAgainForm};
use crate::error::AppError;

/// Annuls a partner's latest final bill, with a reason that the partner reads.
#[server(endpoint = "bills.annul")]
pub async fn annul_bill(form: AnnulForm) -> Result<(), AppError> {
    super::operations::annul(form).await
}

/// Makes an annulled bill again.
#[server(endpoint = "bills.make_again")]
pub async fn make_bill_again(form: MakeAgainForm) -> Result<(), AppError> {
    super::operations::make_again(form).await
}
