//! What was paid for each line, and what comes back of it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::standing::CouponOnOrder;
use crate::auth::model::PersonId;
use crate::coupons::model::{AssociationToday, CashGoesTo, MovementKind, Refund, RefundCase, UseId, VendorOperator, VoucherGoesTo};
use crate::coupons::queries::ledger::{CouponSide, Entry, Side, give_back_used, move_coupon, move_quota};
use crate::values::money::Charged;

/// What was paid for a line, and whether it was returned.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PaidLine {
    /// The line.
    pub line_id: Uuid,
    /// Its number within the order.
    pub line: String,
    /// Of the coupon.
    pub voucher: Charged,
    /// Otherwise.
    pub cash: Charged,
    /// Returned already.
    pub is_returned: bool,
}

/// What was paid for each line.
///
/// # Errors
/// Those of the database.
pub async fn paid_lines(db: &mut PgConnection, _: VendorOperator, on: UseId) -> sqlx::Result<Vec<PaidLine>> {
    sqlx::query_as(
        "select s.order_line_id as line_id, l.line, s.voucher, s.cash, s.refund_id is not null as is_returned
         from coupon_share s join order_line l on l.id = s.order_line_id where s.use_id = $1 order by length(l.line), l.line",
    )
    .bind(on.0)
    .fetch_all(db)
    .await
}

/// What came back of an order that was paid with a coupon.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RefundRecord {
    /// Why.
    pub refund_case: RefundCase,
    /// Other than by voucher.
    pub cash: Charged,
    /// To whom.
    pub cash_to: CashGoesTo,
    /// By voucher.
    pub voucher: Charged,
    /// To what.
    pub voucher_to: VoucherGoesTo,
    /// What had become of the association, which decided about both.
    pub association_today: AssociationToday,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// What came back, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn refunds(db: &mut PgConnection, _: VendorOperator, on: UseId) -> sqlx::Result<Vec<RefundRecord>> {
    let sql = "select refund_case, cash, cash_to, voucher, voucher_to, association_today, at from coupon_refund where use_id = $1
               order by at desc, id desc";
    sqlx::query_as(sql).bind(on.0).fetch_all(db).await
}

/// Records what comes back of these lines; order, quota and coupon are held. `false` where one of the lines was returned meanwhile:
/// the transaction must not commit then.
///
/// # Errors
/// Those of the database.
pub async fn give_back(
    tx: &mut PgConnection,
    on: &CouponOnOrder,
    lines: &[Uuid],
    (case, today, refund): (RefundCase, AssociationToday, Refund),
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let id = crate::server::new_id();
    sqlx::query!(
        "insert into coupon_refund (id, use_id, refund_case, association_today, cash, cash_to, voucher, voucher_to, recorded_by, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        on.id.0,
        case.as_str(),
        today.as_str(),
        refund.cash.amount(),
        refund.cash_to.as_str(),
        refund.voucher.amount(),
        refund.voucher_to.as_str(),
        by.map(|id| id.0),
        at
    )
    .execute(&mut *tx)
    .await?;
    let returned = sqlx::query!(
        "update coupon_share set refund_id = $2 where use_id = $1 and order_line_id = any($3) and refund_id is null",
        on.id.0,
        id,
        lines
    )
    .execute(&mut *tx)
    .await?;
    if usize::try_from(returned.rows_affected()) != Ok(lines.len()) {
        return Ok(false);
    }
    if refund.voucher == Charged::ZERO {
        return Ok(true);
    }
    let entry = Entry {
        kind: MovementKind::Returned,
        amount: refund.voucher,
        with_quota: None,
        with_coupon: Some(on.coupon_id),
        order: Some(on.order_id),
        by,
        at,
        remark: "",
    };
    match refund.voucher_to {
        VoucherGoesTo::Coupon => move_coupon(tx, on.coupon_id, CouponSide::Return, &entry).await,
        VoucherGoesTo::Quota => {
            Ok(give_back_used(tx, on.coupon_id, refund.voucher).await? && move_quota(tx, on.quota_id, Side::FromCoupons, &entry).await?)
        }
        VoucherGoesTo::Nowhere => Ok(true),
    }
}
