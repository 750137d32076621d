//! What coupons ask of the server.

use leptos::prelude::*;

use super::model::{
    GiveForm, IssueForm, LockForm, PassOnForm, PickForm, Recipient, ReclaimForm, RefundForm, RefundPreview, StatusForm, UseForm,
};
use crate::error::AppError;

/// Finds associated customers for the form that issues; names come masked.
#[server(endpoint = "coupons.find_customers")]
pub async fn find_customers(form: IssueForm) -> Result<Vec<Recipient>, AppError> {
    super::issuing::find_customers(form).await
}

/// Issues a coupon to each of at most ten customers.
#[server(endpoint = "coupons.issue")]
pub async fn issue(form: IssueForm) -> Result<(), AppError> {
    super::issuing::issue(form).await
}

/// Leads from ticked coupons to the page that reclaims them together.
#[server(endpoint = "coupons.pick")]
pub async fn pick(form: PickForm) -> Result<(), AppError> {
    super::reclaiming::pick(&form)
}

/// Reclaims the whole balance of coupons, and reports of each.
#[server(endpoint = "coupons.reclaim")]
pub async fn reclaim(form: ReclaimForm) -> Result<(), AppError> {
    super::reclaiming::reclaim(form).await
}

/// Passes a part of a distributor's quota on to a reseller.
#[server(endpoint = "coupons.pass_on")]
pub async fn pass_on(form: PassOnForm) -> Result<(), AppError> {
    super::passing::pass_on(form).await
}

/// Leads from ticked quotas of resellers to the page that takes them back together.
#[server(endpoint = "coupons.pick_quotas")]
pub async fn pick_quotas(form: PickForm) -> Result<(), AppError> {
    super::passing::pick(&form)
}

/// Takes back what resellers have not issued of their quotas, and reports of each.
#[server(endpoint = "coupons.take_back")]
pub async fn take_back(form: ReclaimForm) -> Result<(), AppError> {
    super::passing::take_back(form).await
}

/// Gives a partner a quota.
#[server(endpoint = "coupons.give")]
pub async fn give(form: GiveForm) -> Result<(), AppError> {
    super::giving::give(form).await
}

/// Changes the status of a quota.
#[server(endpoint = "coupons.set_status")]
pub async fn set_status(form: StatusForm) -> Result<(), AppError> {
    super::giving::set_status(form).await
}

/// Locks a coupon for an order that waits for payment.
#[server(endpoint = "coupons.lock")]
pub async fn lock(form: LockForm) -> Result<(), AppError> {
    super::paying::lock(form).await
}

/// Pays an order with the coupon that is locked for it.
#[server(endpoint = "coupons.pay")]
pub async fn pay(form: UseForm) -> Result<(), AppError> {
    super::paying::pay(form).await
}

/// Takes a coupon off an order that is not paid yet.
#[server(endpoint = "coupons.release")]
pub async fn release(form: UseForm) -> Result<(), AppError> {
    super::paying::release(form).await
}

/// Records an unsubscription of lines that were paid with a coupon; what it would do, where that was not previewed yet.
#[server(endpoint = "coupons.refund")]
pub async fn refund(form: RefundForm) -> Result<Option<RefundPreview>, AppError> {
    super::paying::refund(form).await
}
