//! What invitations ask of the server. The first six are for the partner's people, the last three for whoever holds a link.

use leptos::prelude::*;

use super::model::{AnswerForm, CodeForm, LinkForm, NewcomerForm, RecordForm, SendForm};
use crate::customers::api::{RevealForm, Revealed};
use crate::error::AppError;

/// Invites claimed prospects by mail, each with a link of its own.
#[server(endpoint = "invitations.send")]
pub async fn invite(form: SendForm) -> Result<(), AppError> {
    super::inviting::send(form).await
}

/// Sends invitations again that led to nothing; the days of the link begin anew (R34).
#[server(endpoint = "invitations.resend")]
pub async fn resend(form: RecordForm) -> Result<(), AppError> {
    super::inviting::resend(form).await
}

/// Takes a mailed invitation back.
#[server(endpoint = "invitations.withdraw")]
pub async fn withdraw(form: RecordForm) -> Result<(), AppError> {
    super::inviting::withdraw(form).await
}

/// Makes an offline link.
#[server(endpoint = "invitations.make_link")]
pub async fn make_link(form: LinkForm) -> Result<(), AppError> {
    super::linking::make(form).await
}

/// Takes an offline link back.
#[server(endpoint = "invitations.withdraw_link")]
pub async fn withdraw_link(form: RecordForm) -> Result<(), AppError> {
    super::linking::withdraw(form).await
}

/// Shows one masked column of the history, and records it: no record, no value.
#[server(endpoint = "invitations.reveal")]
pub async fn reveal(form: RevealForm) -> Result<Revealed, AppError> {
    super::revealing::reveal(form).await
}

/// The customer accepts: at once where the link proves the e-mail address, otherwise once the mailed code is entered.
#[server(endpoint = "invitations.join")]
pub async fn join(form: NewcomerForm) -> Result<(), AppError> {
    super::answering::join(form).await
}

/// The customer enters the mailed code.
#[server(endpoint = "invitations.confirm")]
pub async fn confirm(form: CodeForm) -> Result<(), AppError> {
    super::answering::confirm(form).await
}

/// The customer declines a mailed invitation.
#[server(endpoint = "invitations.decline")]
pub async fn decline(form: AnswerForm) -> Result<(), AppError> {
    super::answering::decline(form).await
}
