//! Whose customers the list can be narrowed to.

use chrono::NaiveDate;
use sqlx::{PgPool, QueryBuilder};

use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::organisation::model::PartnerId;

/// Who is responsible for customers in the scope, by name: the choices of the filter. Of a team, those who are in it on the
/// Beijing day `today`: what they own is the supervisor's to see.
///
/// The probes ask for the owner alone: with the scope beside it, all rows of the largest partner are read.
///
/// # Errors
/// Those of the database.
pub async fn account_managers(db: &PgPool, scope: &Scope, partner: PartnerId, today: NaiveDate) -> sqlx::Result<Vec<(PersonId, String)>> {
    let mut query = QueryBuilder::new("select w.id, w.display_name from person w where w.partner_id = ");
    query.push_bind(partner.0);
    match scope.column() {
        ScopeColumn::Owner => return Ok(Vec::new()),
        ScopeColumn::Supervisor => {
            query.push(" and w.id in (select s.account_manager_id from supervision s where s.supervisor_id = ").push_bind(scope.id());
            query.push(" and s.during @> ").push_bind(today).push(")");
        }
        ScopeColumn::Partner | ScopeColumn::Distributor => {}
    }
    query.push(" and (exists (select from association a where a.owner_id = w.id and a.ended_at is null)");
    query.push(" or exists (select from claim c where c.owner_id = w.id)) order by w.display_name collate \"names\", w.id limit 500");
    query.build_query_as().fetch_all(db).await
}
