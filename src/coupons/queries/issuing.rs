//! Issuing: the customers that are found, and coupons of a quota that the transaction holds.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};

use super::allowlist::{self, IS_LISTED};
use super::ledger::{Entry, Side, move_quota, open_coupon};
use super::quotas::Quota;
use super::words;
use crate::auth::Scope;
use crate::auth::model::PersonId;
use crate::auth::scope::Alias;
use crate::coupons::model::{CouponId, MovementKind, NewIssue, Recipient};
use crate::customers::model::{AssociationId, AssociationType, CustomerId};
use crate::lists::paging::push_contains;
use crate::values::masking::mask_name;

/// Customers that a search shows at most; one more is read, which says that there are more.
pub const MOST_FOUND: usize = 20;
const READ: i64 = 21;

#[derive(sqlx::FromRow)]
struct RecipientRow {
    id: AssociationId,
    customer_id: CustomerId,
    number: String,
    name: String,
    kind: AssociationType,
    is_listed: bool,
}

impl From<RecipientRow> for Recipient {
    fn from(row: RecipientRow) -> Self {
        let RecipientRow { id, customer_id: customer, number, name, kind, is_listed } = row;
        Self { id, customer, number, name: mask_name(&name), kind, is_listed }
    }
}

/// Associated customers, and whether the partner's allowlist has them.
fn select_recipients(scope: &Scope) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new("select a.id, a.customer_id, cu.number, cu.name, a.kind, ");
    query.push(IS_LISTED).push(" as is_listed from association a join customer cu on cu.id = a.customer_id where a.ended_at is null and ");
    scope.push(&mut query, Alias::Association);
    query
}

/// Associated customers of the scope by what was typed: the whole number or account name, and of those that the viewer sees
/// (`visible`) also a part of the name; at most one more than [`MOST_FOUND`].
/// Whoever does not see customers finds out no name by typing it letter by letter.
///
/// # Errors
/// Those of the database.
pub async fn find(db: &PgPool, scope: &Scope, typed: &str, visible: Option<&Scope>) -> sqlx::Result<Vec<Recipient>> {
    let mut query = select_recipients(scope);
    query.push(" and (upper(cu.number) = upper(").push_bind(typed.to_owned()).push(") or cu.account_name = ").push_bind(typed.to_owned());
    if let Some(visible) = visible {
        query.push(" or (");
        visible.push(&mut query, Alias::Association);
        push_contains(&mut query, "cu.name_key", typed, false);
        query.push(")");
    }
    // Those that can be chosen come first.
    query.push(") order by is_listed desc, a.customer_name collate \"names\", a.id limit ").push_bind(READ);
    let rows: Vec<RecipientRow> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// These associated customers, as far as they lie in the scope.
///
/// # Errors
/// Those of the database.
pub async fn recipients(db: &PgPool, scope: &Scope, ids: &[AssociationId]) -> sqlx::Result<Vec<Recipient>> {
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.0).collect();
    let mut query = select_recipients(scope);
    query.push(" and a.id = any(").push_bind(ids).push(") order by a.customer_name collate \"names\", a.id");
    let rows: Vec<RecipientRow> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The same, held so that none of them leaves, changes its type or is taken off the allowlist before the transaction ends. Leaving
/// changes no key: a lock on the key alone would let it pass.
///
/// # Errors
/// Those of the database.
pub async fn hold_recipients(tx: &mut PgConnection, scope: &Scope, ids: &[AssociationId]) -> sqlx::Result<Vec<Recipient>> {
    allowlist::hold(tx, scope, ids).await?;
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.0).collect();
    let mut query = select_recipients(scope);
    query.push(" and a.id = any(").push_bind(ids).push(") order by a.id for share of a");
    let rows: Vec<RecipientRow> = query.build_query_as().fetch_all(tx).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Issues a coupon to one customer of a quota that the transaction holds; nothing where the quota does not hold so much.
///
/// # Errors
/// Those of the database.
pub async fn issue(
    tx: &mut PgConnection,
    quota: &Quota,
    to: &Recipient,
    new: &NewIssue,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<Option<CouponId>> {
    let id = CouponId(crate::server::new_id());
    let limits = &new.limits;
    sqlx::query!(
        "insert into coupon (id, quota_id, customer_id, association_id, distributor_id, partner_id, face, balance, valid_from, valid_until,
             purchase, order_types, services, products, min_order, combines_with, remark, issued_by, issued_at)
         select $1, q.id, $3, $4, q.distributor_id, q.partner_id, $5, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
         from coupon_quota q where q.id = $2",
        id.0,
        quota.id.0,
        to.customer.0,
        to.id.0,
        new.face.amount(),
        new.validity.from,
        new.validity.until,
        limits.purchase.as_str(),
        &words(&limits.order_types),
        &limits.services,
        &limits.products,
        limits.min_order.amount(),
        &words(&limits.combines_with),
        new.remark,
        by.map(|id| id.0),
        at
    )
    .execute(&mut *tx)
    .await?;
    let entry = Entry {
        kind: MovementKind::Issued,
        amount: new.face,
        with_quota: None,
        with_coupon: Some(id),
        order: None,
        by,
        at,
        remark: &new.remark,
    };
    open_coupon(tx, id, &entry).await?;
    Ok(move_quota(tx, quota.id, Side::ToCoupons, &entry).await?.then_some(id))
}
