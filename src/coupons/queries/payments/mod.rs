//! Coupons on orders: what is offered, locked, paid with, taken off and returned. Operations record it; rows are held in the order of
//! `queries`: the order, the quota, the coupon.

mod moving;
mod refunding;
mod standing;

pub use moving::{lock, pay, release};
pub use refunding::{PaidLine, RefundRecord, give_back, paid_lines, refunds};
pub use standing::{CouponOnOrder, hold_accounts, lookup_use, on_order};

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::TermsRow;
use crate::auth::model::PartnerId;
use crate::coupons::model::{AssociationToday, CouponId, DiscountKind, Item, OrderFacts, PayableCoupon, VendorOperator};
use crate::customers::model::{AssociationType, CustomerId};
use crate::orders::model::{ChargingMode, OrderId, OrderState, OrderType, PaidBy};
use crate::values::money::Charged;

/// An order for which a coupon is chosen, paid or returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentOrder {
    /// The order.
    pub id: OrderId,
    /// Its number.
    pub number: String,
    /// What coupons depend on.
    pub facts: OrderFacts,
    /// 关联类型 when it was placed.
    pub association_kind: AssociationType,
    /// What became of that association.
    pub association_today: AssociationToday,
    /// Name of the partner.
    pub partner: String,
    /// What people quote of the customer.
    pub customer_number: String,
}

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: OrderId,
    number: String,
    customer_id: CustomerId,
    partner_id: PartnerId,
    partner: String,
    customer_number: String,
    order_type: OrderType,
    state: OrderState,
    paid_by: PaidBy,
    payable_charged: Charged,
    association_kind: AssociationType,
    association_today: AssociationToday,
    coupon: Option<String>,
}

#[derive(sqlx::FromRow)]
struct ItemRow {
    id: Uuid,
    line: String,
    product_type: String,
    product: String,
    charging_mode: ChargingMode,
    amount_charged: Charged,
}

const ORDER: &str = "select o.id, o.number, o.customer_id, o.partner_id, r.name as partner, cu.number as customer_number, o.order_type, o.state,
        o.paid_by, o.payable_charged, o.association_kind,
        case when x.kind is null then 'ended' when x.kind = o.association_kind then 'associated' else 'switched' end as association_today,
        (select cp.number from coupon_use u join coupon cp on cp.id = u.coupon_id where u.order_id = o.id and u.state in ('locked', 'used')) as coupon
    from customer_order o join partner r on r.id = o.partner_id join customer cu on cu.id = o.customer_id
    left join association x on x.customer_id = o.customer_id and x.partner_id = o.partner_id and x.ended_at is null ";

async fn with_items(db: &mut PgConnection, row: OrderRow, discounts: Vec<DiscountKind>) -> sqlx::Result<PaymentOrder> {
    let items: Vec<ItemRow> = sqlx::query_as(
        "select id, line, product_type, product, charging_mode, amount_charged from order_line where order_id = $1 order by length(line), line",
    )
    .bind(row.id.0)
    .fetch_all(db)
    .await?;
    let items = items.into_iter().map(|one| Item {
        id: one.id,
        line: one.line,
        service: one.product_type,
        product: one.product,
        charging_mode: one.charging_mode,
        amount: one.amount_charged,
    });
    Ok(PaymentOrder {
        id: row.id,
        number: row.number,
        facts: OrderFacts {
            customer: row.customer_id,
            partner: row.partner_id,
            order_type: row.order_type,
            state: row.state,
            paid_by: row.paid_by,
            payable: row.payable_charged,
            items: items.collect(),
            discounts,
            coupon: row.coupon,
        },
        association_kind: row.association_kind,
        association_today: row.association_today,
        partner: row.partner,
        customer_number: row.customer_number,
    })
}

/// The latest order of this number over all sources, with the discounts that are said of it.
///
/// # Errors
/// Those of the database.
pub async fn by_number(
    db: &mut PgConnection,
    _: VendorOperator,
    number: &str,
    discounts: Vec<DiscountKind>,
) -> sqlx::Result<Option<PaymentOrder>> {
    let mut query = QueryBuilder::new(ORDER);
    query.push("where upper(o.number) = upper(").push_bind(number.trim().to_owned()).push(") order by o.placed_at desc, o.id desc limit 1");
    let row: Option<OrderRow> = query.build_query_as().fetch_optional(&mut *db).await?;
    match row {
        Some(row) => Ok(Some(with_items(db, row, discounts).await?)),
        None => Ok(None),
    }
}

/// The order, held until the transaction ends, as is its association where there is one: a refund and a disassociation at the same time
/// are one after the other. The order is read once both are held, so that a coupon which was chosen meanwhile is seen.
///
/// # Errors
/// Those of the database.
pub async fn hold_order(
    tx: &mut PgConnection,
    _: VendorOperator,
    id: OrderId,
    discounts: Vec<DiscountKind>,
) -> sqlx::Result<Option<PaymentOrder>> {
    sqlx::query!(
        "select x.id from association x join customer_order o on o.customer_id = x.customer_id and o.partner_id = x.partner_id
         where o.id = $1 and x.ended_at is null for share of x",
        id.0
    )
    .fetch_optional(&mut *tx)
    .await?;
    sqlx::query!("select id from customer_order where id = $1 for no key update", id.0).fetch_optional(&mut *tx).await?;
    let mut query = QueryBuilder::new(ORDER);
    query.push("where o.id = ").push_bind(id.0);
    let row: Option<OrderRow> = query.build_query_as().fetch_optional(&mut *tx).await?;
    match row {
        Some(row) => Ok(Some(with_items(tx, row, discounts).await?)),
        None => Ok(None),
    }
}

#[derive(sqlx::FromRow)]
struct PayableRow {
    id: CouponId,
    number: String,
    customer_id: CustomerId,
    partner_id: PartnerId,
    balance: Charged,
    locked: Charged,
    is_reclaimed: bool,
    #[sqlx(flatten)]
    terms: TermsRow,
}

impl From<PayableRow> for PayableCoupon {
    fn from(row: PayableRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            customer: row.customer_id,
            partner: row.partner_id,
            balance: row.balance,
            locked: row.locked,
            is_reclaimed: row.is_reclaimed,
            validity: row.terms.validity(),
            limits: row.terms.limits(),
        }
    }
}

const PAYABLE: &str = "select cp.id, cp.number, cp.customer_id, cp.partner_id, cp.balance, cp.locked, cp.reclaimed_at is not null as is_reclaimed,
        cp.valid_from, cp.valid_until, cp.purchase, cp.order_types, cp.services, cp.products, cp.min_order, cp.combines_with from coupon cp ";

/// The coupons of a customer, whoever issued them: those with value and days left before the others, and of each those that end first.
/// At most a hundred.
///
/// # Errors
/// Those of the database.
pub async fn coupons_of(
    db: &mut PgConnection,
    _: VendorOperator,
    customer: CustomerId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<PayableCoupon>> {
    let mut query = QueryBuilder::new(PAYABLE);
    query.push("where cp.customer_id = ").push_bind(customer.0);
    query.push(" order by (cp.balance = 0 or cp.valid_until <= ").push_bind(now).push("), cp.valid_until, cp.number limit 100");
    let rows: Vec<PayableRow> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A coupon, held until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold_coupon(tx: &mut PgConnection, _: VendorOperator, id: CouponId) -> sqlx::Result<Option<PayableCoupon>> {
    let mut query = QueryBuilder::new(PAYABLE);
    query.push("where cp.id = ").push_bind(id.0).push(" for no key update of cp");
    let row: Option<PayableRow> = query.build_query_as().fetch_optional(tx).await?;
    Ok(row.map(Into::into))
}
