//! Which tasks the list shows in which tab.

use sqlx::{Postgres, QueryBuilder};

use crate::auth::scope::Alias;
use crate::auth::{Reach, Viewer};
use crate::lists::description::{Access, ListContext};
use crate::marketing_tasks::model::tab;

/// Distributors look at their own customers' or at their resellers' customers'; everybody else has no tabs.
pub(super) fn has_tabs(_: &Viewer, access: &Access) -> bool {
    access.reach() == Some(Reach::PartnerAndResellers)
}

pub(super) fn is_of_resellers(context: &ListContext) -> bool {
    context.tab == tab::RESELLERS
}

/// The scope, and in a distributor's tabs whose customers' they are; an export by days has neither tab.
pub(super) fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    let Access::Within { scope, partner, .. } = context.access else {
        query.push("false");
        return;
    };
    scope.push(query, Alias::RenewalTask);
    if has_tabs(&context.viewer, &context.access) && !context.tab.is_empty() {
        query.push(" and rt.partner_id").push(if is_of_resellers(context) { " <> " } else { " = " }).push_bind(partner.0);
    }
}
