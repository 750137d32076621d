//! What the vendor's staff do about partners and customers.

use leptos::prelude::*;

use super::model::{CreatedPartner, PartnerTermsForm, RealNameForm};
use crate::customers::model::RecordForm;
use crate::error::AppError;
use crate::organisation::model::PartnerForm;

/// Creates a partner with its first administrator; the answer carries the temporary password, once.
#[server(endpoint = "operations.create_partner")]
pub async fn create_partner(form: PartnerForm) -> Result<Option<CreatedPartner>, AppError> {
    super::partners::create(form).await
}

/// Saves another state of a partner's real-name check.
#[server(endpoint = "operations.change_real_name_state")]
pub async fn change_real_name_state(form: RealNameForm) -> Result<(), AppError> {
    super::partners::change_real_name_state(form).await
}

/// Records a customer as associated with a partner, or as a prospect that it claims.
#[server(endpoint = "operations.record_customer")]
pub async fn record_customer(form: RecordForm) -> Result<(), AppError> {
    super::recording::record(form).await
}

/// Saves a partner's contact, rights and ecosystem manager.
#[server(endpoint = "operations.change_partner")]
pub async fn change_partner(form: PartnerTermsForm) -> Result<(), AppError> {
    super::changing::change_partner(form).await
}
