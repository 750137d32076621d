//! What the lists of tasks and of their records share: who enters, the tabs of distributors, and the customers' names.

use sqlx::{Postgres, QueryBuilder};

use super::access::denied;
use super::rules::scope_of;
use super::text::TaskText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, ListContext, Tab};
use crate::lists::paging::push_contains;
use crate::organisation::distributor_tabs;

/// Who enters, and how far she sees (R40).
pub(super) fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    Access::within(viewer, scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}

/// Distributors look at their own customers' or at their resellers' customers'.
pub(super) const TABS: &[Tab] = &distributor_tabs::tabs(|l| TaskText(l).own_customers(), |l| TaskText(l).resellers_customers());

/// Pushes that the customer `cu` has a name like this.
pub(super) fn push_customer(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    push_contains(query, "cu.name_key", typed, context.access.is_wide());
}
