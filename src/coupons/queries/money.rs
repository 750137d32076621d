//! Where the money of a quota is, downwards through resellers, and what will be lost by expiry.

use chrono::{DateTime, Utc};
use sqlx::{PgPool, QueryBuilder};

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::coupons::model::{CouponId, QuotaId};
use crate::customers::model::CustomerId;
use crate::values::masking::mask_name;
use crate::values::money::Charged;

/// Where the money of one quota is: `total = remaining + passed_on + taken_back + usable + expired + used`, to the cent.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Whereabouts {
    /// The quota.
    pub id: QuotaId,
    /// What people quote.
    pub number: String,
    /// Who holds it.
    pub partner: String,
    /// What was given.
    pub total: Charged,
    /// Not issued and not passed on.
    pub remaining: Charged,
    /// With resellers.
    pub passed_on: Charged,
    /// Taken back by the distributor.
    pub taken_back: Charged,
    /// With customers, usable, with what is locked.
    pub usable: Charged,
    /// Of that: held by orders that are not paid yet.
    pub locked: Charged,
    /// With customers, expired.
    pub expired: Charged,
    /// Paid with, less what came back.
    pub used: Charged,
    /// Of what is with customers: lost until the moment that was asked for.
    pub ending: Charged,
    /// When the quota ends.
    pub valid_until: DateTime<Utc>,
}

/// The quota and those that resellers hold of it, as far as they lie in the scope: its own row first, then by name.
///
/// # Errors
/// Those of the database.
pub async fn whereabouts(
    db: &PgPool,
    scope: &Scope,
    id: QuotaId,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> sqlx::Result<Vec<Whereabouts>> {
    let mut query = QueryBuilder::new(
        "select q.id, q.number, r.name as partner, q.total, q.remaining, q.passed_on, q.taken_back, q.valid_until,
                coalesce(sum(c.balance) filter (where c.valid_until > ",
    );
    query
        .push_bind(now)
        .push("), 0) as usable, coalesce(sum(c.locked), 0) as locked, coalesce(sum(c.balance) filter (where c.valid_until <= ");
    query.push_bind(now).push("), 0) as expired, coalesce(sum(c.used), 0) as used, coalesce(sum(c.balance) filter (where c.valid_until > ");
    query.push_bind(now).push(" and c.valid_until <= ").push_bind(until);
    query.push(
        "), 0) as ending
         from coupon_quota q join partner r on r.id = q.partner_id left join coupon c on c.quota_id = q.id where ",
    );
    scope.push(&mut query, Alias::CouponQuota);
    query.push(" and (q.id = ").push_bind(id.0).push(" or q.parent_id = ").push_bind(id.0);
    query.push(") group by q.id, r.name order by q.id <> ").push_bind(id.0).push(", r.name collate \"names\", q.created_at, q.id");
    query.build_query_as().fetch_all(db).await
}

/// A coupon that will be lost by expiry.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Ending {
    /// The coupon.
    pub id: CouponId,
    /// What people quote.
    pub number: String,
    /// The customer.
    pub customer_id: CustomerId,
    /// Masked.
    pub customer: String,
    /// What people quote of the customer.
    pub customer_number: String,
    /// What will be lost.
    pub balance: Charged,
    /// Of that: held by an order.
    pub locked: Charged,
    /// When it ends.
    pub valid_until: DateTime<Utc>,
}

/// Coupons of a quota in the scope that end after `now` and until the other moment, the first to end first.
///
/// # Errors
/// Those of the database.
pub async fn ending(
    db: &PgPool,
    scope: &Scope,
    id: QuotaId,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    most: i64,
) -> sqlx::Result<Vec<Ending>> {
    let mut query = QueryBuilder::new(
        "select cp.id, cp.number, cp.customer_id, cu.name as customer, cu.number as customer_number, cp.balance, cp.locked, cp.valid_until
         from coupon cp join customer cu on cu.id = cp.customer_id where ",
    );
    scope.push(&mut query, Alias::Coupon);
    query.push(" and cp.quota_id = ").push_bind(id.0).push(" and cp.balance > 0 and cp.valid_until > ").push_bind(now);
    query.push(" and cp.valid_until <= ").push_bind(until).push(" order by cp.valid_until, cp.number limit ").push_bind(most);
    let found: Vec<Ending> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(|one| Ending { customer: mask_name(&one.customer), ..one }).collect())
}
