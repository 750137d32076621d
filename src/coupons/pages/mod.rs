//! The pages of coupons.

mod coupon;
mod issue;
pub mod operations;
mod pass_on;
mod quota;
mod reclaim;
mod scope_fields;
mod several;
mod take_back;
mod whereabouts;

pub use coupon::CouponPage;
pub use issue::IssuePage;
pub use pass_on::PassOnPage;
pub use quota::QuotaPage;
pub use reclaim::ReclaimPage;
pub use take_back::TakeBackPage;

use super::model::{CouponState, Denial, QuotaState, UseState};
use super::text::CouponText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::ui::badge::Tone;

/// How the state of a quota feels.
pub const fn quota_tone(state: QuotaState) -> Tone {
    match state {
        QuotaState::Valid => Tone::Good,
        QuotaState::Adjusting => Tone::Note,
        QuotaState::Frozen => Tone::Warn,
        QuotaState::Lapsed => Tone::Neutral,
    }
}

/// How the state of a coupon feels.
pub const fn coupon_tone(state: CouponState) -> Tone {
    match state {
        CouponState::Usable => Tone::Good,
        CouponState::Used | CouponState::Reclaimed => Tone::Neutral,
        CouponState::Expired => Tone::Warn,
    }
}

/// How a coupon on an order feels.
const fn use_tone(state: UseState) -> Tone {
    match state {
        UseState::Locked => Tone::Note,
        UseState::Used => Tone::Good,
        UseState::Released => Tone::Neutral,
    }
}

/// Passes whom the rule admits; everybody else reads which rule it is.
fn admit<T>(rule: fn(&Viewer) -> Result<T, Denial>, viewer: &Viewer, locale: Locale) -> Result<T, AppError> {
    rule(viewer).map_err(|denial| super::command::denied(denial, viewer, locale))
}

/// The crumbs of a page below the quotas.
fn under_quotas(t: CouponText) -> Vec<(String, String)> {
    vec![(t.quotas().to_owned(), "/sales/coupons/quotas".to_owned())]
}

/// The crumbs of a page below the coupons.
fn under_coupons(t: CouponText) -> Vec<(String, String)> {
    vec![(t.issued_list().to_owned(), "/sales/coupons/issued".to_owned())]
}

/// Ids of an address, separated by commas.
fn ids_of(text: &str) -> Vec<String> {
    text.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect()
}
