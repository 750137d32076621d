//! A coupon is locked for an order, pays it, or is taken off.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::PaymentOrder;
use super::standing::CouponOnOrder;
use crate::auth::model::PersonId;
use crate::coupons::model::{CouponId, LineShare, MovementKind, Offer, UseId};
use crate::coupons::queries::ledger::{CouponSide, Entry, move_coupon};
use crate::coupons::queries::words;

/// Locks what was offered of a coupon for an order; both are held. The named constraint `coupon_use_one_an_order` refuses a second one.
///
/// # Errors
/// Those of the database.
pub async fn lock(
    tx: &mut PgConnection,
    order: &PaymentOrder,
    coupon: CouponId,
    offer: Offer,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<UseId> {
    let id = UseId(crate::server::new_id());
    sqlx::query!(
        "insert into coupon_use (id, coupon_id, order_id, amount, cash, discounts, state, locked_by, locked_at)
         values ($1, $2, $3, $4, $5, $6, 'locked', $7, $8)",
        id.0,
        coupon.0,
        order.id.0,
        offer.voucher.amount(),
        offer.cash.amount(),
        &words(&order.facts.discounts),
        by.map(|id| id.0),
        at
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!("update coupon set locked = locked + $2 where id = $1", coupon.0, offer.voucher.amount()).execute(tx).await?;
    Ok(id)
}

/// Takes a coupon off an order that is not paid yet; order and coupon are held. `false` where it is not locked any more.
///
/// # Errors
/// Those of the database.
pub async fn release(tx: &mut PgConnection, on: &CouponOnOrder, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let released =
        sqlx::query!("update coupon_use set state = 'released', released_at = $2 where id = $1 and state = 'locked'", on.id.0, at)
            .execute(&mut *tx)
            .await?;
    if released.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query!("update coupon set locked = locked - $2 where id = $1", on.coupon_id.0, on.amount.amount()).execute(tx).await?;
    Ok(true)
}

/// Pays with a coupon that is locked, and fixes what was paid for each line; order and coupon are held. `false` where it is not locked
/// any more.
///
/// # Errors
/// Those of the database.
pub async fn pay(
    tx: &mut PgConnection,
    on: &CouponOnOrder,
    shares: &[LineShare],
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let used = sqlx::query!("update coupon_use set state = 'used', used_at = $2 where id = $1 and state = 'locked'", on.id.0, at)
        .execute(&mut *tx)
        .await?;
    if used.rows_affected() == 0 {
        return Ok(false);
    }
    for share in shares {
        sqlx::query!(
            "insert into coupon_share (use_id, order_line_id, voucher, cash) values ($1, $2, $3, $4)",
            on.id.0,
            share.line,
            share.voucher.amount(),
            share.cash.amount()
        )
        .execute(&mut *tx)
        .await?;
    }
    let entry = Entry {
        kind: MovementKind::Used,
        amount: on.amount,
        with_quota: None,
        with_coupon: None,
        order: Some(on.order_id),
        by,
        at,
        remark: "",
    };
    move_coupon(tx, on.coupon_id, CouponSide::Pay, &entry).await
}
