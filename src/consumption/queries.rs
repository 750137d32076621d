//! The sums of consumption by month, and by whom and whose lists of it can be narrowed.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use super::model::Month;
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::organisation::model::PartnerId;
use crate::values::money::Charged;

#[derive(sqlx::FromRow)]
struct Found {
    cycle: String,
    charged: Decimal,
    by_method: Vec<Decimal>,
    by_association: Vec<Decimal>,
}

/// What the customers of the scope were charged by month from the month `from` (`2026-06`) on, the earliest first; a month
/// without consumption has no row. Read from the sums alone.
///
/// # Errors
/// Those of the database.
pub async fn months(db: &PgPool, scope: &Scope, from: &str) -> sqlx::Result<Vec<Month>> {
    let mut query = QueryBuilder::new(
        "select n.cycle, sum(n.charged) as charged,
                array[sum(n.charged_customer), sum(n.charged_partner), sum(n.charged_voucher), sum(n.charged_cash_coupon),
                      sum(n.charged_stored_card)] as by_method,
                array[coalesce(sum(n.charged) filter (where n.association_kind = 'referral'), 0),
                      coalesce(sum(n.charged) filter (where n.association_kind = 'resale'), 0)] as by_association
         from consumption_month n where ",
    );
    scope.push(&mut query, Alias::Consumption);
    query.push(" and n.cycle >= ").push_bind(from).push(" group by n.cycle order by n.cycle");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    let sum = |amount: Decimal| Charged::new(amount).map_err(|problem| sqlx::Error::Decode(Box::new(problem)));
    let sums = |amounts: Vec<Decimal>| amounts.into_iter().map(sum).collect::<sqlx::Result<Vec<_>>>();
    found
        .into_iter()
        .map(|row| {
            Ok(Month {
                cycle: row.cycle,
                charged: sum(row.charged)?,
                by_method: sums(row.by_method)?,
                by_association: sums(row.by_association)?,
            })
        })
        .collect()
}

/// The account managers to whom consumption in the scope belongs, by name.
///
/// # Errors
/// Those of the database.
pub async fn account_managers(db: &PgPool, scope: &Scope, partner: PartnerId) -> sqlx::Result<Vec<(PersonId, String)>> {
    let mut query = QueryBuilder::new("select w.id, w.display_name from person w where (w.partner_id = ");
    query.push_bind(partner.0);
    match scope.column() {
        ScopeColumn::Owner => return Ok(Vec::new()),
        ScopeColumn::Distributor => {
            query.push(" or w.partner_id in (select d.reseller_id from distribution d where d.distributor_id = ").push_bind(scope.id());
            query.push(")");
        }
        ScopeColumn::Supervisor | ScopeColumn::Partner => {}
    }
    query.push(") and exists (select from consumption_month n where n.owner_id = w.id and ");
    scope.push(&mut query, Alias::Consumption);
    query.push(") order by w.display_name collate \"names\", w.id limit 500");
    query.build_query_as().fetch_all(db).await
}

/// A distributor and those that are its resellers on the Beijing day `today`, by name.
///
/// # Errors
/// Those of the database.
pub async fn partners(db: &PgPool, scope: &Scope, today: NaiveDate) -> sqlx::Result<Vec<(Uuid, String)>> {
    if scope.column() != ScopeColumn::Distributor {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("select p.id, p.name from partner p where p.id = ");
    query.push_bind(scope.id());
    query.push(" or p.id in (select d.reseller_id from distribution d where d.distributor_id = ").push_bind(scope.id());
    query.push(" and d.during @> ").push_bind(today).push(") order by p.name collate \"names\", p.id limit 500");
    query.build_query_as().fetch_all(db).await
}
