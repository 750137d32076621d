//! Decisions about quotas and coupons: who may do what, what may be issued, what pays for which order, and what comes back.

mod issuing;
mod orders;
mod outcomes;
mod permission;
mod refund_form;
mod refunds;
mod shares;
mod states;

pub use issuing::{
    LONGEST_REMARK, LONGEST_SCOPE_NAME, MOST_CUSTOMERS, MOST_SCOPE_NAMES, check_total, parse_amount, parse_issue, parse_new_quota,
    parse_picks, parse_remark,
};
pub use orders::judge;
pub use outcomes::{outcomes_in_address, outcomes_of_address};
pub use permission::{coupons_scope_of, may_issue, may_pass_on, may_reclaim, operator, quotas_scope_of, reach_of_quotas, sees_coupons_of};
pub use refund_form::parse_refund;
pub use refunds::{cash_goes_to, most_fee, refund, voucher_goes_to};
pub use shares::shares;
pub use states::{coupon_state, may_issue_of, may_reclaim_coupon, quota_state};
