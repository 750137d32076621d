//! What people do with leads.

use leptos::prelude::*;

use super::model::{CloseForm, ConvertForm, DispatchForm, FollowUpForm, LeadForm, PickForm, ReopenForm, ReviseForm};
use crate::customers::api::{RevealForm, Revealed};
use crate::error::AppError;

/// Enters a lead.
#[server(endpoint = "leads.enter")]
pub async fn enter(form: LeadForm) -> Result<(), AppError> {
    super::entering::enter(form).await
}

/// Revises a lead that is open.
#[server(endpoint = "leads.revise")]
pub async fn revise(form: ReviseForm) -> Result<(), AppError> {
    super::entering::revise(form).await
}

/// Leads from ticked leads to the page that dispatches them.
#[server(endpoint = "leads.pick")]
pub async fn pick(form: PickForm) -> Result<(), AppError> {
    super::dispatching::pick(&form)
}

/// Gives leads to one follower.
#[server(endpoint = "leads.dispatch")]
pub async fn dispatch(form: DispatchForm) -> Result<(), AppError> {
    super::dispatching::dispatch(form).await
}

/// Says what came of a lead.
#[server(endpoint = "leads.follow_up")]
pub async fn follow_up(form: FollowUpForm) -> Result<(), AppError> {
    super::following::follow_up(form).await
}

/// Closes a lead that came to nothing.
#[server(endpoint = "leads.close")]
pub async fn close(form: CloseForm) -> Result<(), AppError> {
    super::closing::close(form).await
}

/// Opens a closed lead again.
#[server(endpoint = "leads.reopen")]
pub async fn reopen(form: ReopenForm) -> Result<(), AppError> {
    super::closing::reopen(form).await
}

/// Makes a claim of a lead.
#[server(endpoint = "leads.convert")]
pub async fn convert(form: ConvertForm) -> Result<(), AppError> {
    super::converting::convert(form).await
}

/// The clear values of one masked column, recorded for each lead.
#[server(endpoint = "leads.reveal")]
pub async fn reveal(form: RevealForm) -> Result<Revealed, AppError> {
    super::revealing::reveal(form).await
}
