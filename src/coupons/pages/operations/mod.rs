//! The vendor's pages: quotas of all partners, and coupons on orders.

mod give;
mod payment;
mod payment_cards;
mod quota;

pub use give::GivePage;
pub use payment::PaymentPage;
pub use quota::OperationsQuotaPage;

use crate::auth::Viewer;
use crate::coupons::model::VendorOperator;
use crate::coupons::rules;
use crate::coupons::text::OperationsText;
use crate::error::AppError;
use crate::i18n::Locale;

/// The vendor's operator who reads.
fn operator(viewer: &Viewer, locale: Locale) -> Result<VendorOperator, AppError> {
    super::admit(rules::operator, viewer, locale)
}

/// The crumbs of a page below the quotas.
fn under_quotas(t: OperationsText) -> Vec<(String, String)> {
    vec![(t.operations().to_owned(), "/operations".to_owned()), (t.quotas().to_owned(), "/operations/coupon-quotas".to_owned())]
}
