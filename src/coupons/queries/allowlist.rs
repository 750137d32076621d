//! Which customers a partner's coupons may go to (R69): new versions of lists, and holding the one in force while coupons are issued.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::customers::model::AssociationId;

/// SQL over `a`, an association: whether its partner may issue coupons to the customer. A partner without a list may issue to all.
pub(super) const IS_LISTED: &str = "(not exists (select from coupon_allowlist v where v.partner_id = a.partner_id)
        or exists (select from coupon_allowlist_member m
                   where m.partner_id = a.partner_id and m.customer_id = a.customer_id and m.removed_at is null))";

/// Replaces the list of every partner that a run names by what the run says of it. Coupons that are being issued come first, and
/// those that come after it wait: see [`hold`].
///
/// # Errors
/// Those of the database.
pub async fn replace(db: &mut PgConnection, run: Uuid, at: DateTime<Utc>) -> sqlx::Result<()> {
    let partners: Vec<Uuid> = sqlx::query_scalar!(
        "select id from partner where id in (select (facts ->> 'partner')::uuid from import_row
             where run_id = $1 and outcome in ('created', 'changed', 'unchanged'))
         order by id for no key update",
        run
    )
    .fetch_all(&mut *db)
    .await?;
    // One statement: each part sees the lists as they were. References are checked at its end.
    sqlx::query!(
        "with named as (
             select distinct on (1, 2) (facts ->> 'partner')::uuid as partner_id, (facts ->> 'customer')::uuid as customer_id, id
             from import_row where run_id = $1 and outcome in ('created', 'changed', 'unchanged') order by 1, 2, line),
         next as (
             select k.id as partner_id, coalesce((select max(v.version) from coupon_allowlist v where v.partner_id = k.id), 0) + 1 as version
             from unnest($2::uuid[]) as k (id)),
         removed as (
             update coupon_allowlist_member m set removed_version = x.version, removed_at = $3 from next x
             where m.partner_id = x.partner_id and m.removed_at is null
               and not exists (select from named n where n.partner_id = m.partner_id and n.customer_id = m.customer_id)
             returning m.partner_id),
         added as (
             insert into coupon_allowlist_member (id, partner_id, customer_id, version, listed_at)
             select n.id, n.partner_id, n.customer_id, x.version, $3 from named n join next x on x.partner_id = n.partner_id
             where not exists (select from coupon_allowlist_member m
                               where m.partner_id = n.partner_id and m.customer_id = n.customer_id and m.removed_at is null)
             returning partner_id)
         insert into coupon_allowlist (partner_id, version, import_run_id, at, members, added, removed)
         select x.partner_id, x.version, $1, $3, (select count(*) from named n where n.partner_id = x.partner_id),
             (select count(*) from added a where a.partner_id = x.partner_id),
             (select count(*) from removed r where r.partner_id = x.partner_id)
         from next x",
        run,
        &partners,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Holds the lists that decide on these associations until the transaction ends: no new version comes in between.
///
/// # Errors
/// Those of the database.
pub(super) async fn hold(tx: &mut PgConnection, scope: &Scope, ids: &[AssociationId]) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    let mut query = QueryBuilder::new("select from partner where id in (select a.partner_id from association a where ");
    scope.push(&mut query, Alias::Association);
    query.push(" and a.id = any(").push_bind(ids).push(")) order by id for share");
    query.build().execute(tx).await?;
    Ok(())
}
