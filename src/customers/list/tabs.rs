//! The tabs of the list of customers: associated, at a distributor also its resellers', and claimed.

use crate::auth::Reach;
use crate::customers::model::Tab as CustomersTab;
use crate::customers::rules;
use crate::customers::text::{CustomerText, ListText};
use crate::lists::description::{Access, ListContext, Tab};

/// Customers of a distributor's resellers.
pub(super) const RESELLERS: &str = "resellers";
/// Claims instead of associations.
pub(super) const CLAIMED: &str = "claimed";

pub(super) const TABS: &[Tab] = &[
    Tab { key: "own", label: |l| CustomerText(l).tab(CustomersTab::Own), offered: |_, access| has_resellers(access) },
    Tab { key: RESELLERS, label: |l| CustomerText(l).tab(CustomersTab::Resellers), offered: |_, access| has_resellers(access) },
    Tab { key: "associated", label: |l| ListText(l).associated(), offered: |_, access| !has_resellers(access) },
    Tab { key: CLAIMED, label: |l| ListText(l).claimed(), offered: |_, _| true },
];

pub(super) fn has_resellers(access: &Access) -> bool {
    access.reach() == Some(Reach::PartnerAndResellers)
}

pub(super) fn is_claimed(context: &ListContext) -> bool {
    context.tab == CLAIMED
}

pub(super) fn is_associated(context: &ListContext) -> bool {
    !is_claimed(context)
}

/// A distributor does not assign its resellers' customers, and nobody assigns claims here.
pub(super) fn can_be_assigned(context: &ListContext) -> bool {
    rules::may_assign(&context.viewer).is_ok() && !matches!(context.tab, CLAIMED | RESELLERS)
}
