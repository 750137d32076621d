//! The lists of orders and of what they consist of, and what both share.

mod conditions;
mod lines;
mod lines_row;
mod orders;
mod orders_row;

pub use lines::LINES;
pub use orders::ORDERS;

use sqlx::{Postgres, QueryBuilder};

use super::model::tab;
use super::rules;
use super::text::OrderText;
use crate::auth::scope::{Alias, Ancestors};
use crate::auth::{Reach, Scope, Viewer};
use crate::customers::model::CustomerId;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, ListContext};
use crate::lists::record::Cell;

/// Who enters, and how far she sees.
fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    let denied = |denial| AppError::NotAllowed { rule: OrderText(locale).denial(denial, viewer) };
    Access::within(viewer, rules::scope_of(viewer).map_err(denied)?)
}

/// Distributors look at their own customers' or at their resellers' customers'; everybody else has no tabs.
fn has_tabs(_: &Viewer, access: &Access) -> bool {
    access.reach() == Some(Reach::PartnerAndResellers)
}

fn is_of_resellers(context: &ListContext) -> bool {
    context.tab == tab::RESELLERS
}

/// Pushes the scope, and in a distributor's tabs whose customers' they are. `partner` is the column of the partner.
fn push_visible(query: &mut QueryBuilder<Postgres>, context: &ListContext, alias: Alias, partner: &'static str) {
    let Access::Within { scope, partner: own, .. } = context.access else {
        query.push("false");
        return;
    };
    scope.push(query, alias);
    // An export by days holds both tabs' rows, and has neither.
    if has_tabs(&context.viewer, &context.access) && !context.tab.is_empty() {
        query.push(" and ").push(partner).push(if is_of_resellers(context) { " <> " } else { " = " }).push_bind(own.0);
    }
}

/// The customer of an order as its row shows it.
struct OrderedBy {
    id: CustomerId,
    /// Associated with the partner to this day.
    is_active: bool,
    ancestors: Ancestors,
}

impl OrderedBy {
    /// Whether the viewer may see the customer today: whoever sees orders does not always see customers, and one that has left is
    /// seen by nobody of the partner.
    fn is_visible(&self, viewer: &Viewer) -> bool {
        let scope = crate::customers::rules::scope_of(viewer).ok().and_then(|reach| Scope::of(viewer, reach).ok());
        self.is_active && scope.is_some_and(|scope| scope.covers(&self.ancestors))
    }

    /// A masked value, with what the eye asks for where the viewer may see the customer.
    fn masked(&self, text: String, viewer: &Viewer) -> Cell {
        let key = self.is_visible(viewer).then(|| format!("customer:{}", self.id));
        if text.is_empty() { Cell::Empty } else { Cell::Masked { key, text } }
    }
}

#[cfg(test)]
mod tests;
