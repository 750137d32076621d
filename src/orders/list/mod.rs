//! The lists of orders and of what they consist of, and what both share.

mod conditions;
mod lines;
mod lines_row;
mod orders;
mod orders_row;

pub use lines::LINES;
pub use orders::ORDERS;

use uuid::Uuid;

use super::rules;
use super::text::OrderText;
use crate::auth::Viewer;
use crate::auth::scope::Ancestors;
use crate::customers::mask::visible_customers;
use crate::customers::model::{AssociationType, CustomerId};
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, ListContext};
use crate::lists::record::Cell;
use crate::organisation::distributor_tabs::is_of_resellers;
use crate::values::masking::{mask_account, mask_name};

/// Who enters, and how far she sees.
fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    let denied = |denial| AppError::NotAllowed { rule: OrderText(locale).denial(denial, viewer) };
    Access::within(viewer, rules::scope_of(viewer).map_err(denied)?)
}

/// The customer of an order, and whose the order is: what rows of both lists say alike.
#[derive(sqlx::FromRow)]
struct OrderedBy {
    customer_id: CustomerId,
    /// Associated with the partner to this day.
    is_active: bool,
    distributor_id: Option<Uuid>,
    partner_id: Uuid,
    supervisor_id: Option<Uuid>,
    owner_id: Option<Uuid>,
    #[sqlx(default)]
    customer: String,
    #[sqlx(default)]
    account_name: String,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    association_kind: Option<AssociationType>,
    #[sqlx(default)]
    owner: Option<String>,
}

impl OrderedBy {
    /// Whether the viewer may see the customer today: whoever sees orders does not always see customers, and one that has left is
    /// seen by nobody of the partner.
    fn is_visible(&self, viewer: &Viewer) -> bool {
        let ancestors = Ancestors {
            distributor_id: self.distributor_id,
            partner_id: self.partner_id,
            supervisor_id: self.supervisor_id,
            owner_id: self.owner_id,
        };
        self.is_active && visible_customers(viewer).is_some_and(|scope| scope.covers(&ancestors))
    }

    /// A masked value, with what the eye asks for where the viewer may see the customer.
    fn masked(&self, text: String, viewer: &Viewer) -> Cell {
        Cell::masked(text, self.is_visible(viewer).then(|| format!("customer:{}", self.customer_id)))
    }

    /// The columns that both lists have.
    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = OrderText(context.locale);
        match column {
            "customer" => {
                let name = self.masked(mask_name(&self.customer), &context.viewer);
                if is_of_resellers(context) { name.over(t.customer_of(&self.partner)) } else { name }
            }
            "account" => self.masked(mask_account(&self.account_name), &context.viewer),
            "association" => Cell::text(self.association_kind.map_or("", |kind| CustomerText(context.locale).association_type(kind))),
            "owner" => Cell::person(self.owner.clone(), t.nobody()),
            _ => Cell::Empty,
        }
    }
}

#[cfg(test)]
mod tests;
