//! Reclaiming: the whole balance of a coupon goes back to its quota; both are held.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, QueryBuilder};
use uuid::Uuid;

use super::coupons::{Coupon, hold_several};
use super::ledger::{CouponSide, Entry, Side, move_coupon, move_quota};
use crate::auth::Scope;
use crate::auth::model::PersonId;
use crate::auth::scope::Alias;
use crate::coupons::model::MovementKind;
use crate::values::money::Charged;

/// Holds the quotas of these coupons and then those coupons of them that lie in the scope, each by id.
///
/// # Errors
/// Those of the database.
pub async fn hold(tx: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<Coupon>> {
    // The quota of a coupon never changes: it can be read before it is held.
    let mut query = QueryBuilder::new("select q.id from coupon_quota q where ");
    scope.push(&mut query, Alias::CouponQuota);
    query.push(" and q.id in (select c.quota_id from coupon c where c.id = any(").push_bind(ids);
    query.push(")) order by q.id for no key update of q");
    query.build().execute(&mut *tx).await?;
    hold_several(tx, scope, ids).await
}

/// Reclaims a coupon that is held; `false` where nothing can be reclaimed of it.
///
/// # Errors
/// Those of the database.
pub async fn reclaim(tx: &mut PgConnection, coupon: &Coupon, remark: &str, by: Option<PersonId>, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let entry = Entry {
        kind: MovementKind::Reclaimed,
        amount: coupon.balance,
        with_quota: None,
        with_coupon: Some(coupon.id),
        order: None,
        by,
        at,
        remark,
    };
    let taken = move_coupon(tx, coupon.id, CouponSide::Reclaim, &entry).await?;
    Ok(taken && move_quota(tx, coupon.quota.0, Side::FromCoupons, &entry).await?)
}

/// What was reclaimed last of each of these coupons in the scope.
///
/// # Errors
/// Those of the database.
pub async fn reclaimed(db: &PgPool, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<(Uuid, Charged)>> {
    let mut query = QueryBuilder::new("select distinct on (m.coupon_id) m.coupon_id, -m.amount from coupon_movement m where ");
    scope.push(&mut query, Alias::CouponMovement);
    query.push(" and m.coupon_id = any(").push_bind(ids).push(") and m.kind = 'reclaimed' order by m.coupon_id, m.version desc");
    query.build_query_as().fetch_all(db).await
}

/// What was taken back last of each of these quotas of resellers in the scope.
///
/// # Errors
/// Those of the database.
pub async fn taken_back(db: &PgPool, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<(Uuid, Charged)>> {
    let mut query = QueryBuilder::new("select distinct on (m.quota_id) m.quota_id, -m.amount from coupon_movement m where ");
    scope.push(&mut query, Alias::CouponMovement);
    query.push(" and m.quota_id = any(").push_bind(ids);
    query.push(") and m.kind = 'passed_back' and m.amount < 0 order by m.quota_id, m.version desc");
    query.build_query_as().fetch_all(db).await
}
