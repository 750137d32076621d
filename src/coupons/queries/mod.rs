//! The SQL of coupons. Queries of partners take a scope. Rows are locked in one order, whatever is done with them: orders, then
//! quotas by id, then coupons by id. Associations are only shared: the one of an order before the order, those of customers who receive
//! coupons after the quota. What is read of other tables is read once the row is held: a statement that waited for a lock shows them as
//! they were before it waited.

pub mod allowlist;
pub mod coupons;
pub mod issuing;
pub mod ledger;
pub mod money;
pub mod operations;
pub mod payments;
pub mod quotas;
pub mod reclaiming;

use chrono::{DateTime, Utc};

use super::model::{Limits, PurchaseType, Validity};
use crate::values::money::Charged;

/// Days and scope as they stand in a row of a quota or of a coupon.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TermsRow {
    valid_from: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    purchase: PurchaseType,
    order_types: Vec<String>,
    services: Vec<String>,
    products: Vec<String>,
    min_order: Charged,
    combines_with: Vec<String>,
}

impl TermsRow {
    pub(in crate::coupons) fn validity(&self) -> Validity {
        Validity { from: self.valid_from, until: self.valid_until }
    }

    /// The words are those of the checks of both tables.
    pub(in crate::coupons) fn limits(self) -> Limits {
        Limits {
            purchase: self.purchase,
            order_types: self.order_types.iter().filter_map(|word| word.parse().ok()).collect(),
            services: self.services,
            products: self.products,
            min_order: self.min_order,
            combines_with: self.combines_with.iter().filter_map(|word| word.parse().ok()).collect(),
        }
    }
}

/// Words of choices, as a column of an array holds them.
fn words<T: std::fmt::Display>(of: &[T]) -> Vec<String> {
    of.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
pub(crate) mod tests;
