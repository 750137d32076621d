//! One page of a list. The rows are cut first and joined afterwards: a join over the whole scope would cost more than the
//! page.

use sqlx::postgres::PgRow;
use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::conditions::{ListQuery, push_beyond, push_order};
use crate::lists::description::{Column, Select, SortKey, SortKind};
use crate::lists::paging::{self, Page, Place};
use crate::lists::record::{Purpose, Row};
use crate::values::cursor::{Cursor, CursorValue};

/// One page of at most `size` rows. A place past the end gives the last page, a short first page is filled up.
///
/// # Errors
/// Those of the database.
pub async fn page(
    db: &mut PgConnection,
    asked: &ListQuery<'_>,
    columns: &[&'static Column],
    place: Place,
    size: u16,
) -> sqlx::Result<Page<Row>> {
    let (key, _) = asked.sort();
    // Read one after the other: nobody waits.
    let (db, is_persistent) = (&Mutex::new(db), asked.has_one_plan());
    let read = |place: Place, most: usize| async move {
        let mut query = QueryBuilder::new("");
        push_select(&mut query, asked, columns, &place, most);
        let mut db = db.lock().await;
        query.build().persistent(is_persistent).fetch_all(&mut **db).await
    };
    let cursor = |row: &PgRow| cursor_of(row, key).unwrap_or_else(|_| Cursor::new(CursorValue::Null, Uuid::nil()));
    let page = paging::page(place, size, read, cursor).await?;
    let rows = (asked.list.present)(&page.rows, columns, asked.context, Purpose::Page)?;
    Ok(Page { rows, before: page.before, after: page.after })
}

/// The query of the rows of a place, so many at most.
pub fn push_select(query: &mut QueryBuilder<Postgres>, asked: &ListQuery<'_>, columns: &[&'static Column], place: &Place, most: usize) {
    push_start(query, asked, columns);
    push_rest(query, asked, columns, (place, Some(most)));
}

/// The query of all rows, for an export: with the ids of the people that columns name, as `person_0`, `person_1`, …, in the order
/// of the columns.
pub fn push_all(query: &mut QueryBuilder<Postgres>, asked: &ListQuery<'_>, columns: &[&'static Column]) {
    push_start(query, asked, columns);
    for (at, column) in columns.iter().enumerate() {
        if let Some(SortKind::Person(id) | SortKind::Account(id)) = column.sort.map(|key| key.kind) {
            query.push(", (").push(id).push(")::text as person_").push(at);
        }
    }
    push_rest(query, asked, columns, (&Place::First, None));
}

fn push_start(query: &mut QueryBuilder<Postgres>, asked: &ListQuery<'_>, columns: &[&'static Column]) {
    let source = &asked.list.source;
    query.push("select ").push(source.id).push(" as id");
    if !source.always.is_empty() {
        query.push(", ").push(source.always);
    }
    for column in columns {
        match column.select {
            Select::Nothing => {}
            Select::Sql(sql) => {
                query.push(", ").push(sql);
            }
            Select::With(push) => {
                query.push(", ");
                push(query, asked.context);
            }
        }
    }
}

fn push_rest(
    query: &mut QueryBuilder<Postgres>,
    asked: &ListQuery<'_>,
    columns: &[&'static Column],
    (place, most): (&Place, Option<usize>),
) {
    let (source, (key, descending)) = (&asked.list.source, asked.sort());
    // Nothing begins after a row of a query without a limit.
    if most.is_some() {
        query.push(", ").push(source.alias).push(".sort_value");
    }
    query.push(" from (select ").push(source.alias).push(".*, ");
    if most.is_some() {
        push_cursor_value(query, key);
        query.push(" as sort_value, ");
    }
    query.push(key.sql).push(" as sort_key");
    asked.push_source(query, key.joins);
    if let Some(cursor) = place.cursor() {
        query.push(" and ");
        push_beyond(query, source.id, key, cursor, place.falls(descending), place.is_backward());
    }
    push_order(query, (key.sql, source.id), key, place, descending);
    if let Some(most) = most {
        // A number, not a parameter: a plan for any values would not know how few rows are wanted.
        query.push(" limit ").push(most);
    }
    query.push(") ").push(source.alias);
    let needed = || columns.iter().flat_map(|column| column.joins).chain(source.always_joins);
    for join in source.joins.iter().filter(|join| needed().any(|name| *name == join.name)) {
        query.push(join.sql);
    }
    push_order(query, ("sort_key", source.id), key, place, descending);
}

/// The sorted value as a cursor carries it: one type for each kind.
fn push_cursor_value(query: &mut QueryBuilder<Postgres>, key: SortKey) {
    let (sql, cast) = match key.kind {
        SortKind::Moment | SortKind::Date => (key.sql, ""),
        SortKind::Integer => (key.sql, "::bigint"),
        SortKind::Decimal => (key.sql, "::numeric"),
        SortKind::Word | SortKind::Name => (key.sql, "::text"),
        SortKind::Person(id) | SortKind::Account(id) => (id, ""),
    };
    query.push("(").push(sql).push(")").push(cast);
}

fn cursor_of(row: &PgRow, key: SortKey) -> sqlx::Result<Cursor> {
    let name = "sort_value";
    let value = match key.kind {
        SortKind::Moment => row.try_get::<Option<_>, _>(name)?.map(CursorValue::Moment),
        SortKind::Date => row.try_get::<Option<_>, _>(name)?.map(CursorValue::Date),
        SortKind::Integer => row.try_get::<Option<_>, _>(name)?.map(CursorValue::Integer),
        SortKind::Decimal => row.try_get::<Option<_>, _>(name)?.map(CursorValue::Decimal),
        SortKind::Word | SortKind::Name => row.try_get::<Option<_>, _>(name)?.map(CursorValue::Text),
        SortKind::Person(_) | SortKind::Account(_) => row.try_get::<Option<_>, _>(name)?.map(CursorValue::Uuid),
    };
    Ok(Cursor::new(value.unwrap_or(CursorValue::Null), row.try_get("id")?))
}
