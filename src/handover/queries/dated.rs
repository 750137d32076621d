//! Dated rows: who is responsible for what in which range of Beijing days.

use chrono::NaiveDate;
use sqlx::{PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::PersonId;
use crate::handover::tables::DatedTable;
use crate::server::new_id;

/// A range that begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    /// Who is responsible.
    pub responsible: PersonId,
    /// Who arranged it; `None` for background work.
    pub by: Option<PersonId>,
    /// The first Beijing day.
    pub today: NaiveDate,
    /// When it was written.
    pub at: chrono::DateTime<chrono::Utc>,
}

/// Ends today's ranges of these subjects; one that began today never counted for any figure, and vanishes.
pub(super) async fn end(db: &mut PgConnection, table: &DatedTable, subjects: &[Uuid], today: NaiveDate) -> sqlx::Result<()> {
    let mut query = QueryBuilder::<Postgres>::new("delete from ");
    query.push(table.name).push(" where ").push(table.subject).push(" = any(").push_bind(subjects);
    query.push(") and upper_inf(during) and lower(during) >= ").push_bind(today);
    query.build().execute(&mut *db).await?;
    let mut query = QueryBuilder::<Postgres>::new("update ");
    query.push(table.name).push(" set during = daterange(lower(during), ").push_bind(today);
    query.push(") where ").push(table.subject).push(" = any(").push_bind(subjects).push(") and upper_inf(during)");
    query.build().execute(db).await?;
    Ok(())
}

/// Begins a range for each of these subjects.
pub(super) async fn begin(db: &mut PgConnection, table: &DatedTable, subjects: &[Uuid], beginning: &Beginning) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = subjects.iter().map(|_| new_id()).collect();
    let mut query = QueryBuilder::<Postgres>::new("insert into ");
    query.push(table.name).push(" (id, ").push(table.subject).push(", ").push(table.responsible).push(", during, created_at");
    if let Some(column) = table.arranged_by {
        query.push(", ").push(column);
    }
    query.push(") select one.id, one.subject, ").push_bind(beginning.responsible.0);
    query.push(", daterange(").push_bind(beginning.today).push(", null), ").push_bind(beginning.at);
    if table.arranged_by.is_some() {
        query.push(", ").push_bind(beginning.by.map(|person| person.0)).push("::uuid");
    }
    query.push(" from unnest(").push_bind(ids).push("::uuid[], ").push_bind(subjects).push("::uuid[]) as one (id, subject)");
    query.build().execute(db).await?;
    Ok(())
}
