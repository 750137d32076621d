//! How much there is to move.

use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _};

use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::handover::model::Counts;
use crate::handover::tables::OWNED;

/// What a person of the partner is responsible for today, by kind; nothing for anybody else's person, and nothing to whoever
/// reaches less than the partner.
///
/// # Errors
/// Those of the database.
pub async fn held(db: &mut PgConnection, scope: &Scope, person: PersonId) -> sqlx::Result<Counts> {
    let partner = (scope.column() == ScopeColumn::Partner).then(|| scope.id());
    let mut query = QueryBuilder::<Postgres>::new("select ");
    for (at, table) in OWNED.iter().enumerate() {
        query.push(if at == 0 { "" } else { ", " }).push("(select count(*) from ").push(table.name);
        query.push(" t where t.owner_id = p.id and ").push(table.open).push(")");
    }
    query.push(" from person p where p.partner_id = ").push_bind(partner).push(" and p.id = ").push_bind(person.0);
    let mut counts = Counts::default();
    if let Some(row) = query.build().fetch_optional(db).await? {
        for (at, table) in OWNED.iter().enumerate() {
            counts.add(table.kind, row.try_get::<i64, _>(at)?.unsigned_abs());
        }
    }
    Ok(counts)
}

/// How many rows name these people as their owner, whatever their state: all of them are rewritten when the supervisor changes.
///
/// # Errors
/// Those of the database.
pub async fn rows_owned_by(db: &mut PgConnection, people: &[PersonId]) -> sqlx::Result<u64> {
    let ids: Vec<_> = people.iter().map(|person| person.0).collect();
    let mut query = QueryBuilder::<Postgres>::new("select (");
    for (at, table) in OWNED.iter().enumerate() {
        query.push(if at == 0 { "" } else { " + " }).push("(select count(*) from ").push(table.name);
        query.push(" where owner_id = any(").push_bind(&ids).push("))");
    }
    query.push(")::int8");
    let rows: i64 = query.build_query_scalar().fetch_one(db).await?;
    Ok(rows.unsigned_abs())
}
