//! One order as the list shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{OrderedBy, is_of_resellers};
use crate::auth::scope::Ancestors;
use crate::customers::model::{AssociationType, CustomerId};
use crate::customers::text::CustomerText;
use crate::lists::description::ListContext;
use crate::lists::record::{Cell, Record};
use crate::orders::model::{OrderId, OrderState, OrderType, PaidBy};
use crate::orders::pages::tone;
use crate::orders::text::OrderText;
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::{Charged, Rated};

/// One order.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: OrderId,
    number: String,
    order_type: OrderType,
    customer_id: CustomerId,
    is_active: bool,
    distributor_id: Option<Uuid>,
    partner_id: Uuid,
    supervisor_id: Option<Uuid>,
    owner_id: Option<Uuid>,
    #[sqlx(default)]
    customer: String,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    account_name: String,
    #[sqlx(default)]
    product_type: String,
    #[sqlx(default)]
    association_kind: Option<AssociationType>,
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
    #[sqlx(default)]
    owner: Option<String>,
}

impl Row {
    fn ordered_by(&self) -> OrderedBy {
        OrderedBy {
            id: self.customer_id,
            is_active: self.is_active,
            ancestors: Ancestors {
                distributor_id: self.distributor_id,
                partner_id: self.partner_id,
                supervisor_id: self.supervisor_id,
                owner_id: self.owner_id,
            },
        }
    }
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
            "customer" => {
                let name = self.ordered_by().masked(mask_name(&self.customer), &context.viewer);
                if is_of_resellers(context) { name.over(t.customer_of(&self.partner)) } else { name }
            }
            "account" => self.ordered_by().masked(mask_account(&self.account_name), &context.viewer),
            "product_type" => Cell::text(self.product_type.clone()),
            "type" => Cell::text(t.type_of(self.order_type)),
            "association" => Cell::text(self.association_kind.map_or("", |kind| CustomerText(context.locale).association_type(kind))),
            "list_amount" => self.list_rated.map_or(Cell::Empty, Cell::Rated),
            "discount" => self.discount_rated.map_or(Cell::Empty, Cell::Rated),
            "payable" => self.payable_charged.map_or(Cell::Empty, Cell::Charged),
            "state" => self.state.map_or(Cell::Empty, |state| Cell::Badge(tone(state), t.state_of(state).into())),
            "placed" => self.placed_at.map_or(Cell::Empty, Cell::Stamp),
            "paid" => self.paid_at.map_or(Cell::Empty, Cell::Stamp),
            "paid_by" => Cell::text(self.paid_by.map_or("", |by| t.payer(by))),
            "owner" => Cell::text(self.owner.clone().unwrap_or_else(|| t.nobody().to_owned())),
            _ => Cell::Empty,
        }
    }
}
