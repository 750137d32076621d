//! Movements: the balance of a quota or of a coupon and its numbered row change in one statement, guarded by what the balance holds.
//! Two calls tell one movement from both accounts.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::auth::model::PersonId;
use crate::coupons::model::{CouponId, MovementKind, QuotaId};
use crate::orders::model::OrderId;
use crate::values::money::Charged;

/// Who moves what, when and why.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Why.
    pub kind: MovementKind,
    /// How much, above zero.
    pub amount: Charged,
    /// The other account, where it is a quota.
    pub with_quota: Option<QuotaId>,
    /// The other account, where it is a coupon.
    pub with_coupon: Option<CouponId>,
    /// The order that it is for.
    pub order: Option<OrderId>,
    /// Who; nobody: the demo.
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
    /// What the person noted.
    pub remark: &'a str,
}

/// Where in a quota an amount comes from, or goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// From what remains, into coupons.
    ToCoupons,
    /// From coupons, into what remains.
    FromCoupons,
    /// From what remains, to a reseller.
    ToReseller,
    /// From a reseller, into what remains.
    FromReseller,
    /// From what remains of a reseller's quota, back to its distributor.
    ToDistributor,
}

/// Moves an amount of a quota, whose row the transaction holds; `false` where it does not hold so much.
///
/// # Errors
/// Those of the database.
pub async fn move_quota(tx: &mut PgConnection, id: QuotaId, side: Side, entry: &Entry<'_>) -> sqlx::Result<bool> {
    let amount = entry.amount.amount();
    // What changes: remaining, issued, passed on, taken back.
    let zero = rust_decimal::Decimal::ZERO;
    let [remaining, issued, passed_on, taken_back] = match side {
        Side::ToCoupons => [-amount, amount, zero, zero],
        Side::FromCoupons => [amount, -amount, zero, zero],
        Side::ToReseller => [-amount, zero, amount, zero],
        Side::FromReseller => [amount, zero, -amount, zero],
        Side::ToDistributor => [-amount, zero, zero, amount],
    };
    let moved = sqlx::query!(
        "with moved as (
             update coupon_quota set remaining = remaining + $2, issued = issued + $3, passed_on = passed_on + $4, taken_back = taken_back + $5,
                 version = version + 1
             where id = $1 and remaining + $2 >= 0 and issued + $3 >= 0 and passed_on + $4 >= 0
             returning id, distributor_id, partner_id, version, remaining)
         insert into coupon_movement (id, quota_id, distributor_id, partner_id, version, kind, amount, before_amount, after_amount,
             with_quota_id, with_coupon_id, order_id, person_id, at, remark)
         select $6, m.id, m.distributor_id, m.partner_id, m.version, $7, $2, m.remaining - $2, m.remaining, $8, $9, $10, $11, $12, $13
         from moved m",
        id.0,
        remaining,
        issued,
        passed_on,
        taken_back,
        crate::server::new_id(),
        entry.kind.as_str(),
        entry.with_quota.map(|id| id.0),
        entry.with_coupon.map(|id| id.0),
        entry.order.map(|id| id.0),
        entry.by.map(|id| id.0),
        entry.at,
        entry.remark
    )
    .execute(tx)
    .await?;
    Ok(moved.rows_affected() == 1)
}

/// The first movement of a quota that was just inserted: everything is given.
///
/// # Errors
/// Those of the database.
pub async fn open_quota(tx: &mut PgConnection, id: QuotaId, entry: &Entry<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into coupon_movement (id, quota_id, distributor_id, partner_id, version, kind, amount, before_amount, after_amount,
             with_quota_id, person_id, at, remark)
         select $2, q.id, q.distributor_id, q.partner_id, 1, $3, q.remaining, 0, q.remaining, $4, $5, $6, $7 from coupon_quota q where q.id = $1",
        id.0,
        crate::server::new_id(),
        entry.kind.as_str(),
        entry.with_quota.map(|id| id.0),
        entry.by.map(|id| id.0),
        entry.at,
        entry.remark
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The first movement of a coupon that was just inserted.
///
/// # Errors
/// Those of the database.
pub async fn open_coupon(tx: &mut PgConnection, id: CouponId, entry: &Entry<'_>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into coupon_movement (id, coupon_id, distributor_id, partner_id, version, kind, amount, before_amount, after_amount,
             with_quota_id, person_id, at, remark)
         select $2, c.id, c.distributor_id, c.partner_id, 1, $3, c.balance, 0, c.balance, c.quota_id, $4, $5, $6 from coupon c where c.id = $1",
        id.0,
        crate::server::new_id(),
        entry.kind.as_str(),
        entry.by.map(|id| id.0),
        entry.at,
        entry.remark
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What happens to the balance of a coupon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CouponSide {
    /// The whole balance goes back to the quota; nothing of it may be locked.
    Reclaim,
    /// What was locked is paid with.
    Pay,
    /// What was paid with comes back to the coupon.
    Return,
}

/// Moves an amount of a coupon, whose row the transaction holds; `false` where it is not as the movement needs it. One to which value
/// came back after it was reclaimed is not a reclaimed one any more.
///
/// # Errors
/// Those of the database.
pub async fn move_coupon(tx: &mut PgConnection, id: CouponId, side: CouponSide, entry: &Entry<'_>) -> sqlx::Result<bool> {
    let amount = entry.amount.amount();
    let zero = rust_decimal::Decimal::ZERO;
    // What changes: balance, locked, used, back; and when it counts as reclaimed.
    let ([balance, locked, used, back], reclaimed_at) = match side {
        CouponSide::Reclaim => ([-amount, zero, zero, amount], Some(entry.at)),
        CouponSide::Pay => ([-amount, -amount, amount, zero], None),
        CouponSide::Return => ([amount, zero, -amount, zero], None),
    };
    let moved = sqlx::query!(
        "with moved as (
             update coupon set balance = balance + $2, locked = locked + $3, used = used + $4, back = back + $5, version = version + 1,
                 reclaimed_at = case when $2 > 0 then null else coalesce($6, reclaimed_at) end
             where id = $1 and balance + $2 >= 0 and locked + $3 >= 0 and used + $4 >= 0 and ($6::timestamptz is null or (locked = 0 and balance + $2 = 0))
             returning id, distributor_id, partner_id, quota_id, version, balance)
         insert into coupon_movement (id, coupon_id, distributor_id, partner_id, version, kind, amount, before_amount, after_amount,
             with_quota_id, order_id, person_id, at, remark)
         select $7, m.id, m.distributor_id, m.partner_id, m.version, $8, $2, m.balance - $2, m.balance, case when $6::timestamptz is not null then m.quota_id end,
             $9, $10, $11, $12
         from moved m",
        id.0,
        balance,
        locked,
        used,
        back,
        reclaimed_at,
        crate::server::new_id(),
        entry.kind.as_str(),
        entry.order.map(|id| id.0),
        entry.by.map(|id| id.0),
        entry.at,
        entry.remark
    )
    .execute(tx)
    .await?;
    Ok(moved.rows_affected() == 1)
}

/// What was paid with a coupon goes back to its quota and not to the coupon: its balance stays, and so no movement of the coupon.
///
/// # Errors
/// Those of the database.
pub async fn give_back_used(tx: &mut PgConnection, id: CouponId, amount: Charged) -> sqlx::Result<bool> {
    let moved = sqlx::query!("update coupon set used = used - $2, back = back + $2 where id = $1 and used >= $2", id.0, amount.amount());
    Ok(moved.execute(tx).await?.rows_affected() == 1)
}

/// Which movement of an account, by which version; for what the pages show of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Movement {
    /// The movement.
    pub id: Uuid,
    /// Numbered without gaps within its account.
    pub version: i32,
    /// Why.
    pub kind: MovementKind,
    /// How much; below zero where it left the account.
    pub amount: Charged,
    /// Before.
    pub before_amount: Charged,
    /// After.
    pub after_amount: Charged,
    /// Number of the order that it was for.
    pub order_number: Option<String>,
    /// Who; nobody where it came by itself.
    pub person: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}
