//! What was paid for each line, and what comes back of it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::standing::CouponOnOrder;
use crate::auth::model::PersonId;
use crate::coupons::model::{
    AssociationToday, CashGoesTo, MovementKind, Period, Refund, RefundCase, Usage, UseId, VendorOperator, VoucherGoesTo,
};
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
    /// Of the voucher: what did not come back.
    pub lost: Charged,
    /// Days used; in use only, as the next two.
    pub used: Option<i32>,
    /// Days subscribed.
    pub subscribed: Option<i32>,
    /// Handling fee.
    pub fee: Option<Charged>,
    /// What had become of the association, which decided about both.
    pub association_today: AssociationToday,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

impl RefundRecord {
    /// How the resource was used.
    pub fn usage(&self) -> Usage {
        let days = |days: Option<i32>| days.and_then(|days| u32::try_from(days).ok());
        match (days(self.used), days(self.subscribed), self.fee) {
            (Some(used), Some(subscribed), Some(fee)) => Usage::Part(Period { used, subscribed }, fee),
            _ => Usage::None,
        }
    }

    /// What came back.
    pub const fn refund(&self) -> Refund {
        Refund { cash: self.cash, voucher: self.voucher, cash_to: self.cash_to, voucher_to: self.voucher_to }
    }
}

/// What came back, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn refunds(db: &mut PgConnection, _: VendorOperator, on: UseId) -> sqlx::Result<Vec<RefundRecord>> {
    let sql = "select f.refund_case, f.cash, f.cash_to, f.voucher, f.voucher_to, f.association_today, f.at, f.used, f.subscribed, f.fee,
                      coalesce((select sum(s.voucher) from coupon_share s where s.refund_id = f.id), 0) - f.voucher as lost
               from coupon_refund f where f.use_id = $1 order by f.at desc, f.id desc";
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
    (case, usage, today, refund): (RefundCase, Usage, AssociationToday, Refund),
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let id = crate::server::new_id();
    let (used, subscribed, fee) = match usage {
        Usage::Part(period, fee) => (i32::try_from(period.used).ok(), i32::try_from(period.subscribed).ok(), Some(fee.amount())),
        Usage::None => (None, None, None),
    };
    sqlx::query!(
        "insert into coupon_refund (id, use_id, refund_case, association_today, cash, cash_to, voucher, voucher_to, used, subscribed, fee,
             recorded_by, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id,
        on.id.0,
        case.as_str(),
        today.as_str(),
        refund.cash.amount(),
        refund.cash_to.as_str(),
        refund.voucher.amount(),
        refund.voucher_to.as_str(),
        used,
        subscribed,
        fee,
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
