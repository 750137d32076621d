//! The five amounts of a record or of a month: rated with eight decimals, charged in cents, and what is left over.

use crate::lists::record::Cell;
use crate::values::money::{Charged, Rated};

/// What a row says of its amounts; list − discount = payable = charged + remainder.
#[derive(sqlx::FromRow)]
pub(crate) struct Amounts {
    list_rated: Rated,
    discount_rated: Rated,
    payable_rated: Rated,
    charged: Charged,
    remainder: Rated,
}

impl Amounts {
    /// What their columns show; nothing for any other column.
    pub(crate) fn cell(&self, column: &'static str) -> Option<Cell> {
        match column {
            "list" => Some(Cell::Rated(self.list_rated)),
            "discount" => Some(Cell::Rated(self.discount_rated)),
            "payable" => Some(Cell::Rated(self.payable_rated)),
            "charged" => Some(Cell::Charged(self.charged)),
            "remainder" => Some(Cell::Rated(self.remainder)),
            _ => None,
        }
    }
}
