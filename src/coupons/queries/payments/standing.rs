//! The coupon that stands on an order.

use sqlx::{PgConnection, QueryBuilder};

use crate::coupons::model::{CouponId, QuotaId, UseId, UseState, VendorOperator};
use crate::orders::model::OrderId;
use crate::values::money::Charged;

/// A coupon on an order.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CouponOnOrder {
    /// The use.
    pub id: UseId,
    /// The order.
    pub order_id: OrderId,
    /// The coupon.
    pub coupon_id: CouponId,
    /// What people quote.
    pub coupon_number: String,
    /// Its quota.
    pub quota_id: QuotaId,
    /// Of the coupon.
    pub amount: Charged,
    /// The rest of the order.
    pub cash: Charged,
    /// Where it stands.
    pub state: UseState,
}

const ON_ORDER: &str = "select u.id, u.order_id, u.coupon_id, cp.number as coupon_number, cp.quota_id, u.amount, u.cash, u.state
    from coupon_use u join coupon cp on cp.id = u.coupon_id where ";

/// The coupon that stands on an order, locked or used.
///
/// # Errors
/// Those of the database.
pub async fn on_order(db: &mut PgConnection, _: VendorOperator, order: OrderId) -> sqlx::Result<Option<CouponOnOrder>> {
    let mut query = QueryBuilder::new(ON_ORDER);
    query.push("u.state in ('locked', 'used') and u.order_id = ").push_bind(order.0);
    query.build_query_as().fetch_optional(db).await
}

/// A coupon on an order by its id, whatever became of it.
///
/// # Errors
/// Those of the database.
pub async fn lookup_use(db: &mut PgConnection, _: VendorOperator, id: UseId) -> sqlx::Result<Option<CouponOnOrder>> {
    let mut query = QueryBuilder::new(ON_ORDER);
    query.push("u.id = ").push_bind(id.0);
    query.build_query_as().fetch_optional(db).await
}

/// Holds the quota of a coupon, and then the coupon.
///
/// # Errors
/// Those of the database.
pub async fn hold_accounts(tx: &mut PgConnection, on: &CouponOnOrder) -> sqlx::Result<()> {
    sqlx::query!("select id from coupon_quota where id = $1 for no key update", on.quota_id.0).fetch_one(&mut *tx).await?;
    sqlx::query!("select id from coupon where id = $1 for no key update", on.coupon_id.0).fetch_one(&mut *tx).await?;
    Ok(())
}
