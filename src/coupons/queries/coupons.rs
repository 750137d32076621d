//! Coupons: looked up, with what they paid and every movement.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool, QueryBuilder};

use super::TermsRow;
use super::ledger::Movement;
use crate::auth::Scope;
use crate::auth::model::PartnerId;
use crate::auth::scope::Alias;
use crate::coupons::model::{CouponId, Limits, QuotaId, UseId, UseState, Validity};
use crate::customers::model::{AssociationType, CustomerId};
use crate::orders::model::OrderId;
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::Charged;

/// One coupon; what is said of the customer is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coupon {
    /// The coupon.
    pub id: CouponId,
    /// What people quote.
    pub number: String,
    /// The quota that it was issued of, and its number.
    pub quota: (QuotaId, String),
    /// Which partner issued it.
    pub partner_id: PartnerId,
    /// The customer.
    pub customer_id: CustomerId,
    /// What people quote of the customer.
    pub customer_number: String,
    /// Masked.
    pub customer: String,
    /// Masked.
    pub account_name: String,
    /// 关联类型 today.
    pub association_kind: AssociationType,
    /// Whether the customer is still associated as it was when the coupon was issued.
    pub is_associated: bool,
    /// 面值.
    pub face: Charged,
    /// 余额, with what is locked.
    pub balance: Charged,
    /// Held by orders that are not paid yet.
    pub locked: Charged,
    /// Paid with, less what came back.
    pub used: Charged,
    /// Came back to the quota.
    pub back: Charged,
    /// When it was last reclaimed.
    pub reclaimed_at: Option<DateTime<Utc>>,
    /// Number of an order that holds a part of it.
    pub locked_by: Option<String>,
    /// When it holds.
    pub validity: Validity,
    /// For what it pays.
    pub limits: Limits,
    /// For the issuer.
    pub remark: String,
    /// Who issued it; nobody: the demo.
    pub issued_by: Option<String>,
    /// When.
    pub issued_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct CouponRow {
    id: CouponId,
    number: String,
    quota_id: QuotaId,
    quota_number: String,
    partner_id: PartnerId,
    customer_id: CustomerId,
    customer_number: String,
    customer: String,
    account_name: String,
    association_kind: AssociationType,
    is_associated: bool,
    face: Charged,
    balance: Charged,
    locked: Charged,
    used: Charged,
    back: Charged,
    reclaimed_at: Option<DateTime<Utc>>,
    locked_by: Option<String>,
    remark: String,
    issued_by: Option<String>,
    issued_at: DateTime<Utc>,
    #[sqlx(flatten)]
    terms: TermsRow,
}

impl From<CouponRow> for Coupon {
    fn from(row: CouponRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            quota: (row.quota_id, row.quota_number),
            partner_id: row.partner_id,
            customer_id: row.customer_id,
            customer_number: row.customer_number,
            customer: mask_name(&row.customer),
            account_name: mask_account(&row.account_name),
            association_kind: row.association_kind,
            is_associated: row.is_associated,
            face: row.face,
            balance: row.balance,
            locked: row.locked,
            used: row.used,
            back: row.back,
            reclaimed_at: row.reclaimed_at,
            locked_by: row.locked_by,
            validity: row.terms.validity(),
            limits: row.terms.limits(),
            remark: row.remark,
            issued_by: row.issued_by,
            issued_at: row.issued_at,
        }
    }
}

pub(super) const COUPON: &str = "select cp.id, cp.number, cp.quota_id, q.number as quota_number, cp.partner_id, cp.customer_id,
        cu.number as customer_number, cu.name as customer, cu.account_name, a.kind as association_kind, a.ended_at is null as is_associated,
        cp.face, cp.balance, cp.locked, cp.used, cp.back, cp.reclaimed_at, cp.remark, p.display_name as issued_by, cp.issued_at,
        (select o.number from coupon_use u join customer_order o on o.id = u.order_id
         where u.coupon_id = cp.id and u.state = 'locked' order by u.locked_at limit 1) as locked_by,
        cp.valid_from, cp.valid_until, cp.purchase, cp.order_types, cp.services, cp.products, cp.min_order, cp.combines_with
    from coupon cp join coupon_quota q on q.id = cp.quota_id join customer cu on cu.id = cp.customer_id
    join association a on a.id = cp.association_id left join person p on p.id = cp.issued_by where ";

/// The coupon, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, scope: &Scope, id: CouponId) -> sqlx::Result<Option<Coupon>> {
    Ok(several(db, scope, &[id.0]).await?.pop())
}

/// Those of these coupons that lie in the scope, by number.
///
/// # Errors
/// Those of the database.
pub async fn several(db: impl PgExecutor<'_>, scope: &Scope, ids: &[uuid::Uuid]) -> sqlx::Result<Vec<Coupon>> {
    let mut query = QueryBuilder::new(COUPON);
    scope.push(&mut query, Alias::Coupon);
    query.push(" and cp.id = any(").push_bind(ids).push(") order by cp.number");
    let rows: Vec<CouponRow> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The same, held by id until the transaction ends, and read once they are: an order that took one meanwhile is seen.
///
/// # Errors
/// Those of the database.
pub async fn hold_several(tx: &mut PgConnection, scope: &Scope, ids: &[uuid::Uuid]) -> sqlx::Result<Vec<Coupon>> {
    let mut query = QueryBuilder::new("select cp.id from coupon cp where ");
    scope.push(&mut query, Alias::Coupon);
    query.push(" and cp.id = any(").push_bind(ids).push(") order by cp.id for no key update of cp");
    query.build().execute(&mut *tx).await?;
    several(tx, scope, ids).await
}

/// What a coupon was chosen for and paid (使用记录, 锁定记录).
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct UseRecord {
    /// The use.
    pub id: UseId,
    /// The order.
    pub order_id: OrderId,
    /// Its number.
    pub order_number: String,
    /// Of the coupon.
    pub amount: Charged,
    /// Locked, used, released.
    pub state: UseState,
    /// When it was locked.
    pub locked_at: DateTime<Utc>,
    /// When the order was paid.
    pub used_at: Option<DateTime<Utc>>,
    /// When it was taken off.
    pub released_at: Option<DateTime<Utc>>,
    /// What came back of it, to the coupon or to the quota.
    pub returned: Charged,
}

/// The uses of a coupon in the scope, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn uses(db: &PgPool, scope: &Scope, id: CouponId) -> sqlx::Result<Vec<UseRecord>> {
    let mut query = QueryBuilder::new(
        "select u.id, u.order_id, o.number as order_number, u.amount, u.state, u.locked_at, u.used_at, u.released_at,
                coalesce((select sum(f.voucher) from coupon_refund f where f.use_id = u.id), 0) as returned
         from coupon_use u join coupon cp on cp.id = u.coupon_id join customer_order o on o.id = u.order_id where ",
    );
    scope.push(&mut query, Alias::Coupon);
    query.push(" and cp.id = ").push_bind(id.0).push(" order by u.locked_at desc, u.id desc");
    query.build_query_as().fetch_all(db).await
}

/// Every movement of a coupon in the scope, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn movements(db: &PgPool, scope: &Scope, id: CouponId) -> sqlx::Result<Vec<Movement>> {
    let mut query = QueryBuilder::new(
        "select m.id, m.version, m.kind, m.amount, m.before_amount, m.after_amount, o.number as order_number, p.display_name as person, m.at
         from coupon_movement m left join customer_order o on o.id = m.order_id left join person p on p.id = m.person_id where ",
    );
    scope.push(&mut query, Alias::CouponMovement);
    query.push(" and m.coupon_id = ").push_bind(id.0).push(" order by m.version desc");
    query.build_query_as().fetch_all(db).await
}
