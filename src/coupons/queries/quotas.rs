//! Quotas: looked up, held, given, changed.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, QueryBuilder};
use uuid::Uuid;

use super::ledger::{Entry, Side, move_quota, open_quota};
use super::{TermsRow, words};
use crate::auth::Scope;
use crate::auth::model::{PartnerId, PersonId};
use crate::auth::scope::Alias;
use crate::coupons::model::{CustomerLimit, MovementKind, NewQuota, QuotaId, QuotaStatus, QuotaTerms, Validity};
use crate::values::money::Charged;

/// One quota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The quota.
    pub id: QuotaId,
    /// What people quote.
    pub number: String,
    /// Who holds it.
    pub partner_id: PartnerId,
    /// Its name.
    pub partner: String,
    /// The distributor's quota that it is a part of, and its number.
    pub parent: Option<(QuotaId, String)>,
    /// Status, days, rest and scope.
    pub terms: QuotaTerms,
    /// What was given.
    pub total: Charged,
    /// With resellers.
    pub passed_on: Charged,
    /// In coupons.
    pub issued: Charged,
    /// What its distributor took back.
    pub taken_back: Charged,
    /// When Operations last changed its status.
    pub status_since: Option<DateTime<Utc>>,
    /// What they told about it.
    pub status_reason: String,
    /// For whoever gave it.
    pub remark: String,
    /// When it was given.
    pub created_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct QuotaRow {
    id: QuotaId,
    number: String,
    partner_id: PartnerId,
    partner: String,
    parent_id: Option<QuotaId>,
    parent_number: Option<String>,
    status: QuotaStatus,
    status_since: Option<DateTime<Utc>>,
    status_reason: String,
    customer_limit: CustomerLimit,
    total: Charged,
    remaining: Charged,
    passed_on: Charged,
    issued: Charged,
    taken_back: Charged,
    remark: String,
    created_at: DateTime<Utc>,
    #[sqlx(flatten)]
    terms: TermsRow,
}

impl From<QuotaRow> for Quota {
    fn from(row: QuotaRow) -> Self {
        let validity = row.terms.validity();
        Self {
            id: row.id,
            number: row.number,
            partner_id: row.partner_id,
            partner: row.partner,
            parent: row.parent_id.zip(row.parent_number),
            terms: QuotaTerms {
                status: row.status,
                validity,
                remaining: row.remaining,
                limits: row.terms.limits(),
                customers: row.customer_limit,
            },
            total: row.total,
            passed_on: row.passed_on,
            issued: row.issued,
            taken_back: row.taken_back,
            status_since: row.status_since,
            status_reason: row.status_reason,
            remark: row.remark,
            created_at: row.created_at,
        }
    }
}

const QUOTA: &str = "select q.id, q.number, q.partner_id, r.name as partner, q.parent_id, pq.number as parent_number, q.status,
        q.status_since, q.status_reason, q.customer_limit,
        q.total, q.remaining, q.passed_on, q.issued, q.taken_back, q.remark, q.created_at, q.valid_from, q.valid_until, q.purchase,
        q.order_types, q.services, q.products, q.min_order, q.combines_with
    from coupon_quota q join partner r on r.id = q.partner_id left join coupon_quota pq on pq.id = q.parent_id where ";

/// The quota, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, scope: &Scope, id: QuotaId) -> sqlx::Result<Option<Quota>> {
    let mut query = QueryBuilder::new(QUOTA);
    scope.push(&mut query, Alias::CouponQuota);
    query.push(" and q.id = ").push_bind(id.0);
    let row: Option<QuotaRow> = query.build_query_as().fetch_optional(db).await?;
    Ok(row.map(Into::into))
}

/// The quota, whoever holds it; `queries::operations` says for whom.
pub(super) async fn of_any_partner(db: impl PgExecutor<'_>, id: QuotaId) -> sqlx::Result<Option<Quota>> {
    let mut query = QueryBuilder::new(QUOTA);
    query.push("q.id = ").push_bind(id.0);
    let row: Option<QuotaRow> = query.build_query_as().fetch_optional(db).await?;
    Ok(row.map(Into::into))
}

/// The same, held until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold(tx: &mut PgConnection, scope: &Scope, id: QuotaId) -> sqlx::Result<Option<Quota>> {
    let mut query = QueryBuilder::new(QUOTA);
    scope.push(&mut query, Alias::CouponQuota);
    query.push(" and q.id = ").push_bind(id.0).push(" for no key update of q");
    let row: Option<QuotaRow> = query.build_query_as().fetch_optional(tx).await?;
    Ok(row.map(Into::into))
}

/// Those of these quotas that lie in the scope, by id, held in that order.
///
/// # Errors
/// Those of the database.
pub async fn hold_several(tx: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<Quota>> {
    let mut query = QueryBuilder::new(QUOTA);
    scope.push(&mut query, Alias::CouponQuota);
    query.push(" and q.id = any(").push_bind(ids).push(") order by q.id for no key update of q");
    let rows: Vec<QuotaRow> = query.build_query_as().fetch_all(tx).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Those of these quotas that lie in the scope, by number.
///
/// # Errors
/// Those of the database.
pub async fn several(db: impl PgExecutor<'_>, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<Quota>> {
    let mut query = QueryBuilder::new(QUOTA);
    scope.push(&mut query, Alias::CouponQuota);
    query.push(" and q.id = any(").push_bind(ids).push(") order by q.number");
    let rows: Vec<QuotaRow> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The ids of quotas in the scope that resellers hold, and of those that they are parts of.
///
/// # Errors
/// Those of the database.
pub async fn with_parents(db: impl PgExecutor<'_>, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    let mut query = QueryBuilder::new("select unnest(array[q.id, q.parent_id]) from coupon_quota q where ");
    scope.push(&mut query, Alias::CouponQuota);
    query.push(" and q.parent_id is not null and q.id = any(").push_bind(ids).push(")");
    query.build_query_scalar().fetch_all(db).await
}

/// What stands in a new quota beside what was typed.
struct Holder {
    partner: PartnerId,
    parent: Option<QuotaId>,
}

async fn insert(tx: &mut PgConnection, holder: &Holder, new: &NewQuota, by: Option<PersonId>, at: DateTime<Utc>) -> sqlx::Result<QuotaId> {
    let id = QuotaId(crate::server::new_id());
    let NewQuota { total, validity: Validity { from, until }, limits, customers, remark } = new;
    sqlx::query!(
        "insert into coupon_quota (id, distributor_id, partner_id, parent_id, valid_from, valid_until, total, remaining, purchase, order_types,
             services, products, min_order, combines_with, customer_limit, remark, given_by, created_at)
         select $1, case p.kind when 'distributor' then p.id
                         else (select d.distributor_id from distribution d where d.reseller_id = p.id and upper_inf(d.during)) end,
                p.id, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16
         from partner p where p.id = $2",
        id.0,
        holder.partner.0,
        holder.parent.map(|id| id.0),
        from,
        until,
        total.amount(),
        limits.purchase.as_str(),
        &words(&limits.order_types),
        &limits.services,
        &limits.products,
        limits.min_order.amount(),
        &words(&limits.combines_with),
        customers.as_str(),
        remark,
        by.map(|id| id.0),
        at
    )
    .execute(&mut *tx)
    .await?;
    let entry =
        Entry { kind: MovementKind::Given, amount: *total, with_quota: holder.parent, with_coupon: None, order: None, by, at, remark: "" };
    open_quota(tx, id, &entry).await?;
    Ok(id)
}

/// The vendor gives a partner a quota.
///
/// # Errors
/// Those of the database.
pub async fn give(
    tx: &mut PgConnection,
    partner: PartnerId,
    new: &NewQuota,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<QuotaId> {
    insert(tx, &Holder { partner, parent: None }, new, by, at).await
}

/// A distributor passes a part of its quota, which the transaction holds, on to a reseller, with the same days and scope; nothing
/// where the quota does not hold so much.
///
/// # Errors
/// Those of the database.
pub async fn pass_on(
    tx: &mut PgConnection,
    from: &Quota,
    reseller: PartnerId,
    (amount, remark): (Charged, &str),
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<Option<QuotaId>> {
    let QuotaTerms { validity, limits, customers, .. } = from.terms.clone();
    let new = NewQuota { total: amount, validity, limits, customers, remark: remark.to_owned() };
    let id = insert(tx, &Holder { partner: reseller, parent: Some(from.id) }, &new, by, at).await?;
    let entry = Entry { kind: MovementKind::PassedOn, amount, with_quota: Some(id), with_coupon: None, order: None, by, at, remark };
    Ok(move_quota(tx, from.id, Side::ToReseller, &entry).await?.then_some(id))
}

/// A distributor takes back what a reseller has not issued: everything that remains. Both quotas are held; `false` where nothing is
/// left meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn take_back(
    tx: &mut PgConnection,
    of: &Quota,
    parent: QuotaId,
    remark: &str,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let amount = of.terms.remaining;
    let entry = Entry { kind: MovementKind::PassedBack, amount, with_quota: Some(of.id), with_coupon: None, order: None, by, at, remark };
    // A remark is for the company of whoever noted it: it stands in the distributor's own movement alone.
    let from_reseller = Entry { with_quota: Some(parent), remark: "", ..entry };
    Ok(move_quota(tx, of.id, Side::ToDistributor, &from_reseller).await? && move_quota(tx, parent, Side::FromReseller, &entry).await?)
}
