//! The lists of quotas, of issued coupons, of what happened to quotas, and of the customers that coupons may go to.

mod allowlist;
mod coupons;
mod coupons_row;
mod given;
mod log;
mod quotas;

pub use allowlist::ALLOWLIST;
pub use coupons::COUPONS;
pub use given::GIVEN;
pub use log::LOG;
pub use quotas::QUOTAS;

use super::command::denied;
use super::rules;
use super::text::CouponText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, Filter, Tab};
use crate::organisation::distributor_tabs;

/// Under "More conditions".
const FURTHER: Filter = Filter { is_further: true, ..Filter::PLAIN };

/// Who sees quotas and their log, and how far.
fn quotas_access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    Access::within(viewer, rules::quotas_scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}

/// Who sees coupons.
fn coupons_access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    Access::within(viewer, rules::coupons_scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}

/// Distributors look at their own quotas or at those that their resellers hold.
const TABS: &[Tab] = &distributor_tabs::tabs(|l| CouponText(l).tab_own(), |l| CouponText(l).tab_resellers());

#[cfg(test)]
mod tests;
