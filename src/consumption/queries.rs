//! The sums of consumption by month, and by whom and whose lists of it can be narrowed.

use rust_decimal::Decimal;
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use super::model::Month;
use crate::auth::scope::Alias;
use crate::auth::{Scope, ScopeColumn};
use crate::lists::queries::people::People;
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

/// The people of `partner`, the viewer's, to whom consumption in the scope belongs: the choices of the filter. Of a team, those of
/// the records that the supervisor sees, whoever is in the team today. `None` in one's own rows, where there is nobody to choose;
/// what is a reseller's, a distributor narrows by [`partners`].
pub fn owners(scope: &Scope, partner: PartnerId) -> Option<People<'_>> {
    match scope.column() {
        ScopeColumn::Owner => None,
        ScopeColumn::Supervisor => Some(People::new(partner, false, move |query| {
            query.push("w.id in (select n.owner_id from consumption_month n where ");
            scope.push(query, Alias::Consumption);
            query.push(")");
        })),
        // By the owner alone: see `People::within`.
        ScopeColumn::Partner | ScopeColumn::Distributor => Some(People::new(partner, true, |query| {
            query.push("exists (select from consumption_month n where n.owner_id = w.id)");
        })),
    }
}

/// A distributor and those that are or were its resellers, by name: what they consumed meanwhile stays the distributor's to see.
/// None where the scope reaches no reseller.
///
/// # Errors
/// Those of the database.
pub async fn partners(db: &PgPool, scope: &Scope) -> sqlx::Result<Vec<(Uuid, String)>> {
    if scope.column() != ScopeColumn::Distributor {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("select p.id, p.name from partner p where p.id = ");
    query.push_bind(scope.id());
    query.push(" or p.id in (select d.reseller_id from distribution d where d.distributor_id = ").push_bind(scope.id());
    query.push(") order by p.name collate \"names\", p.id");
    query.build_query_as().fetch_all(db).await
}
