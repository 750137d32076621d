//! What the vendor's staff do about partners and customers.

use leptos::prelude::*;

use super::model::{
    CampaignForm, CreatedPartner, DaysForm, EndCampaignForm, PartnerTermsForm, PrimaryForm, RealNameForm, RemoveDayForm, TermsForm,
};
use crate::customers::model::RecordForm;
use crate::error::AppError;
use crate::organisation::model::{DecideRenameForm, PartnerForm};

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

/// Accepts a company's new name, or refuses it.
#[server(endpoint = "operations.decide_rename")]
pub async fn decide_rename(form: DecideRenameForm) -> Result<(), AppError> {
    super::renames::decide(form).await
}

/// Saves a partner's contact, rights and ecosystem manager.
#[server(endpoint = "operations.change_partner")]
pub async fn change_partner(form: PartnerTermsForm) -> Result<(), AppError> {
    super::changing::change_partner(form).await
}

/// Makes another of a partner's administrators its primary one.
#[server(endpoint = "operations.replace_primary_administrator")]
pub async fn replace_primary_administrator(form: PrimaryForm) -> Result<(), AppError> {
    super::administrators::replace(form).await
}

/// Takes holidays or make-up days into the calendar of working days.
#[server(endpoint = "operations.add_calendar_days")]
pub async fn add_calendar_days(form: DaysForm) -> Result<(), AppError> {
    super::calendar::add(form).await
}

/// Takes a day out of the calendar: it is like any other again.
#[server(endpoint = "operations.remove_calendar_day")]
pub async fn remove_calendar_day(form: RemoveDayForm) -> Result<(), AppError> {
    super::calendar::remove(form).await
}

/// Creates a campaign.
#[server(endpoint = "operations.create_campaign")]
pub async fn create_campaign(form: CampaignForm) -> Result<(), AppError> {
    super::campaigns::create(form).await
}

/// Changes a campaign's name and days.
#[server(endpoint = "operations.change_campaign")]
pub async fn change_campaign(form: CampaignForm) -> Result<(), AppError> {
    super::campaigns::change(form).await
}

/// Makes today a running campaign's last day.
#[server(endpoint = "operations.end_campaign")]
pub async fn end_campaign(form: EndCampaignForm) -> Result<(), AppError> {
    super::campaigns::end(form).await
}

/// Changes the terms of the installation.
#[server(endpoint = "operations.change_terms")]
pub async fn change_terms(form: TermsForm) -> Result<(), AppError> {
    super::terms::change(form).await
}
