//! The lists of contracts: payment agreements and contracts on paper of a partner, contracts on paper of all partners.

mod agreements;
mod paper;
mod recorded;

pub use agreements::{AGREEMENTS, tone};
pub use paper::PAPER_CONTRACTS;
pub use recorded::RECORDED_CONTRACTS;

use sqlx::{Postgres, QueryBuilder};

use super::access::visible_scope;
use crate::auth::{Reach, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, ListContext};

/// The partner's own.
fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    visible_scope(viewer, locale)?;
    Access::within(viewer, Reach::Partner)
}

/// `alias.partner_id` is the viewer's partner.
fn push_own(query: &mut QueryBuilder<Postgres>, context: &ListContext, column: &'static str) {
    query.push(column).push(" = ").push_bind(context.scope().ok().map(|scope| scope.id()));
}
