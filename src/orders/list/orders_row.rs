//! One order as the list shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::OrderedBy;
use crate::lists::description::ListContext;
use crate::lists::record::{Cell, Record};
use crate::orders::model::{OrderId, OrderState, OrderType, PaidBy};
use crate::orders::pages::tone;
use crate::orders::text::OrderText;
use crate::values::money::{Charged, Rated};

/// One order.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: OrderId,
    number: String,
    order_type: OrderType,
    #[sqlx(flatten)]
    ordered_by: OrderedBy,
    #[sqlx(default)]
    product_type: String,
    #[sqlx(default)]
    list_rated: Option<Rated>,
    #[sqlx(default)]
    discount_rated: Option<Rated>,
    #[sqlx(default)]
    payable_charged: Option<Charged>,
    #[sqlx(default)]
    state: Option<OrderState>,
    #[sqlx(default)]
    placed_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    paid_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    paid_by: Option<PaidBy>,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = OrderText(context.locale);
        match column {
            "number" => {
                let number = Cell::leading(format!("/sales/orders/{}", self.id), Cell::text(self.number.clone()));
                number.over(t.type_of(self.order_type))
            }
            "product_type" => Cell::text(self.product_type.clone()),
            "type" => Cell::text(t.type_of(self.order_type)),
            "list_amount" => self.list_rated.map_or(Cell::Empty, Cell::Rated),
            "discount" => self.discount_rated.map_or(Cell::Empty, Cell::Rated),
            "payable" => self.payable_charged.map_or(Cell::Empty, Cell::Charged),
            "state" => self.state.map_or(Cell::Empty, |state| Cell::Badge(tone(state), t.state_of(state).into())),
            "placed" => self.placed_at.map_or(Cell::Empty, Cell::Stamp),
            "paid" => self.paid_at.map_or(Cell::Empty, Cell::Stamp),
            "paid_by" => Cell::text(self.paid_by.map_or("", |by| t.payer(by))),
            _ => self.ordered_by.cell(column, context),
        }
    }
}
