//! What customers ask of the server: the clear values behind an eye, and every change.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::model::{AssignForm, DecideForm, RequestForm, TagsForm, TakeBackForm, WithdrawForm};
use crate::error::AppError;

/// What an eye asks for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RevealForm {
    /// A [`MaskedColumn`](super::model::MaskedColumn).
    pub field: String,
    /// `customer:<id>` and `claim:<id>`, separated by commas; a hundred at the most.
    pub refs: String,
}

/// The clear values of one column. What the viewer may not see, or what is not said, is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revealed {
    /// The column.
    pub field: String,
    /// `customer:<id>` or `claim:<id>`, and the value.
    pub values: Vec<(String, String)>,
}

/// Shows one masked column of some customers, and records it: no record, no value. Of several, those that the viewer does
/// not see are left out; when she sees none of them, they do not exist.
#[server(endpoint = "customers.reveal")]
pub async fn reveal(form: RevealForm) -> Result<Revealed, AppError> {
    use super::{queries::reveal, rules};
    use crate::server::request;
    let (viewer, state, locale) = (crate::auth::viewer()?, request::state(), request::locale());
    let visibility = reveal::Visibility::of(&viewer, rules::scope_of(&viewer).ok(), rules::claims_scope_of(&viewer))?;
    if visibility.is_nothing() {
        let denial = rules::scope_of(&viewer).err().unwrap_or(super::model::Denial::VendorStaff);
        return Err(AppError::NotAllowed { rule: super::text::CustomerText(locale).denial(denial, &viewer) });
    }
    let asked = reveal::RevealRequest::parse(&form.field, &form.refs).ok_or(AppError::NotFound)?;
    let mut tx = crate::server::db::begin(&state.db).await?;
    let visible = reveal::values(&mut tx, &visibility, &viewer, &asked).await?;
    if visible.is_empty() {
        return Err(AppError::NotFound);
    }
    let values: Vec<reveal::RevealedValue> = visible.into_iter().filter(|shown| !shown.value.is_empty()).collect();
    reveal::record(&mut tx, &viewer, asked.column, &values, state.clock.now(), request::request_id()).await?;
    tx.commit().await?;
    Ok(Revealed { field: asked.column.to_string(), values: values.into_iter().map(|shown| (shown.key(), shown.value)).collect() })
}

/// Makes an account manager responsible for up to a hundred customers: all of them, or none.
#[server(endpoint = "customers.assign")]
pub async fn assign(form: AssignForm) -> Result<(), AppError> {
    super::assigning::assign(form).await
}

/// Leaves up to a hundred customers without an account manager: all of them, or none.
#[server(endpoint = "customers.take_back")]
pub async fn take_back(form: TakeBackForm) -> Result<(), AppError> {
    super::assigning::take_back(form).await
}

/// Asks a customer to end its association or to switch its type; a mail with a link goes out.
#[server(endpoint = "customers.request_change")]
pub async fn request_change(form: RequestForm) -> Result<(), AppError> {
    super::association::request_change(form).await
}

/// Takes such a request back before the customer has decided.
#[server(endpoint = "customers.withdraw_request")]
pub async fn withdraw_request(form: WithdrawForm) -> Result<(), AppError> {
    super::association::withdraw_request(form).await
}

/// The customer's decision; public, for whoever has the link of the mail.
#[server(endpoint = "customers.decide")]
pub async fn decide(form: DecideForm) -> Result<(), AppError> {
    super::consent::decide(form).await
}

/// Keeps the tags of a customer.
#[server(endpoint = "customers.set_tags")]
pub async fn set_tags(form: TagsForm) -> Result<(), AppError> {
    super::association::set_tags(form).await
}
