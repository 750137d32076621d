//! One coupon as the list shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::auth::scope::Ancestors;
use crate::coupons::model::{CouponId, CouponState, Validity};
use crate::coupons::pages::coupon_tone;
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::customers::mask::visible_customers;
use crate::customers::model::{AssociationType, CustomerId};
use crate::lists::description::ListContext;
use crate::lists::record::{Action, Cell, Record, Tick};
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::Charged;

/// One coupon.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: CouponId,
    number: String,
    customer_id: CustomerId,
    balance: Charged,
    locked: Charged,
    reclaimed_at: Option<DateTime<Utc>>,
    valid_from: DateTime<Utc>,
    valid_until: DateTime<Utc>,
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
    association_kind: Option<AssociationType>,
    #[sqlx(default)]
    face: Option<Charged>,
    #[sqlx(default)]
    issued_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    order_numbers: Option<String>,
    #[sqlx(default)]
    quota_number: String,
    #[sqlx(default)]
    issuer: Option<String>,
}

impl Row {
    fn validity(&self) -> Validity {
        Validity { from: self.valid_from, until: self.valid_until }
    }

    fn state(&self, context: &ListContext) -> CouponState {
        rules::coupon_state(self.balance, self.reclaimed_at.is_some(), &self.validity(), context.now)
    }

    /// A masked value, with what the eye asks for where the viewer may see the customer.
    fn masked(&self, text: String, context: &ListContext) -> Cell {
        let ancestors = Ancestors {
            distributor_id: self.distributor_id,
            partner_id: self.partner_id,
            supervisor_id: self.supervisor_id,
            owner_id: self.owner_id,
        };
        let is_seen = self.is_active && visible_customers(&context.viewer).is_some_and(|scope| scope.covers(&ancestors));
        Cell::masked(text, is_seen.then(|| format!("customer:{}", self.customer_id)))
    }

    fn is_reclaimable(&self, context: &ListContext) -> bool {
        let locked = (self.locked > Charged::ZERO).then_some("");
        rules::may_reclaim(&context.viewer).is_ok() && rules::may_reclaim_coupon(self.state(context), locked).is_ok()
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = CouponText(context.locale);
        match column {
            "number" => Cell::leading(format!("/sales/coupons/issued/{}", self.id), Cell::text(self.number.clone())),
            "customer" => self.masked(mask_name(&self.customer), context),
            "account" => self.masked(mask_account(&self.account_name), context),
            "association" => Cell::text(self.association_kind.map_or("", |kind| t.association(kind))),
            "face" => self.face.map_or(Cell::Empty, Cell::Charged),
            "balance" => Cell::Charged(self.balance),
            "state" => {
                let state = self.state(context);
                Cell::Badge(coupon_tone(state), t.coupon_state(state).into())
            }
            "from" => Cell::Day(self.validity().first_day()),
            "until" => Cell::Day(self.validity().last_day()),
            "issued" => self.issued_at.map_or(Cell::Empty, Cell::Stamp),
            "orders" => Cell::text(self.order_numbers.clone().unwrap_or_default()),
            "quota" => Cell::text(self.quota_number.clone()),
            "issuer" => Cell::text(self.issuer.clone().unwrap_or_else(|| t.nobody().to_owned())),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let t = CouponText(context.locale);
        let reclaim = || Action {
            href: format!("/sales/coupons/issued/reclaim?coupons={}", self.id),
            label: t.reclaim(),
            name: t.reclaim_one(&self.number),
        };
        self.is_reclaimable(context).then(reclaim).into_iter().collect()
    }

    fn tick(&self, context: &ListContext) -> Option<Tick> {
        let tick = || Tick { value: self.id.to_string(), label: CouponText(context.locale).tick(&self.number) };
        self.is_reclaimable(context).then(tick)
    }
}
