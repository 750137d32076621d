//! One resource of an order as the list shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::OrderedBy;
use crate::lists::description::ListContext;
use crate::lists::record::{Cell, Record};
use crate::orders::model::{ChargingMode, LineState, OrderId, OrderState, OrderType, Renewal};
use crate::orders::pages::{line_tone, renewal_tone, tone};
use crate::orders::text::OrderText;
use crate::values::money::{Charged, Rated};

/// One resource.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: Uuid,
    line: String,
    resource_id: String,
    resource_name: String,
    order_id: OrderId,
    number: String,
    order_type: OrderType,
    #[sqlx(flatten)]
    ordered_by: OrderedBy,
    #[sqlx(default)]
    product_type: String,
    #[sqlx(default)]
    product: String,
    #[sqlx(default)]
    specification: String,
    #[sqlx(default)]
    region: String,
    #[sqlx(default)]
    charging_mode: Option<ChargingMode>,
    #[sqlx(default)]
    amount_rated: Option<Rated>,
    #[sqlx(default)]
    amount_charged: Option<Charged>,
    #[sqlx(default)]
    effective_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    expires_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    renewal: Option<Renewal>,
    #[sqlx(default)]
    renewed_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    state: Option<LineState>,
    #[sqlx(default)]
    order_state: Option<OrderState>,
}

impl Row {
    /// Name and id of the resource; of one that has neither, the line of the order.
    fn resource(&self, t: OrderText) -> Cell {
        let name = t.resource_called(&self.resource_name, &self.resource_id, &self.line);
        let id = if name == self.resource_id { String::new() } else { self.resource_id.clone() };
        Cell::text(name).over(id)
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = OrderText(context.locale);
        match column {
            "resource" => self.resource(t),
            "number" => {
                let number = Box::new(Cell::text(self.number.clone()));
                let link = Cell::Link { href: format!("/sales/orders/{}", self.order_id), name: None, inner: number };
                link.over(t.type_of(self.order_type))
            }
            "product" => {
                let product = if self.product.is_empty() { &self.product_type } else { &self.product };
                Cell::text(product.clone()).over(self.specification.clone())
            }
            "region" => Cell::text(self.region.clone()),
            "mode" => Cell::text(self.charging_mode.map_or("", |mode| t.mode_of(mode))),
            "rated" => self.amount_rated.map_or(Cell::Empty, Cell::Rated),
            "charged" => self.amount_charged.map_or(Cell::Empty, Cell::Charged),
            "effective" => self.effective_at.map_or(Cell::Empty, Cell::Stamp),
            "expires" => self.expires_at.map_or(Cell::Empty, Cell::Stamp),
            "renewed" => self.renewal.map_or(Cell::Empty, |one| Cell::Badge(renewal_tone(one), t.renewal_of(one).into())),
            "renewed_at" => self.renewed_at.map_or(Cell::Empty, Cell::Stamp),
            "state" => self.state.map_or(Cell::Empty, |state| Cell::Badge(line_tone(state), t.line_state_of(state).into())),
            "order_state" => self.order_state.map_or(Cell::Empty, |state| Cell::Badge(tone(state), t.state_of(state).into())),
            _ => self.ordered_by.cell(column, context),
        }
    }
}
