//! All rows of a list, for an export: counted and read in one snapshot, through a cursor of the server, so that memory stays flat
//! however many they are.

use chrono::{DateTime, Utc};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, PgPool, QueryBuilder};
use uuid::Uuid;

use super::conditions::{ListQuery, push_visible};
use super::rows::push_all;
use crate::lists::description::{Column, List, ListContext};

/// How many rows there are, exactly.
///
/// # Errors
/// Those of the database.
pub async fn count(db: &mut PgConnection, asked: &ListQuery<'_>) -> sqlx::Result<i64> {
    let mut query = QueryBuilder::new("select count(*)");
    asked.push_source(&mut query, &[]);
    query.build_query_scalar().persistent(false).fetch_one(db).await
}

/// Opens the cursor, inside the caller's transaction.
///
/// # Errors
/// Those of the database.
pub async fn open(db: &mut PgConnection, asked: &ListQuery<'_>, columns: &[&'static Column]) -> sqlx::Result<()> {
    let mut query = QueryBuilder::new("declare list_rows no scroll cursor for ");
    push_all(&mut query, asked, columns);
    query.build().persistent(false).execute(db).await?;
    Ok(())
}

/// The next thousand rows, in the order of the list; none at the end.
///
/// # Errors
/// Those of the database.
pub async fn next(db: &mut PgConnection) -> sqlx::Result<Vec<PgRow>> {
    sqlx::query("fetch 1000 from list_rows").fetch_all(db).await
}

/// The earliest moment of a column, of the rows that the viewer sees and in which it is not empty.
///
/// # Errors
/// Those of the database.
pub async fn earliest(
    db: &PgPool,
    list: &'static List,
    context: &ListContext,
    column: &'static str,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    let mut query = QueryBuilder::new("select ");
    query.push(column);
    push_visible(&mut query, list, context);
    query.push(" and ").push(column).push(" is not null order by ").push(column).push(" limit 1");
    query.build_query_scalar().persistent(false).fetch_optional(db).await
}

/// How many of these rows the viewer sees now.
///
/// # Errors
/// Those of the database.
pub async fn still_visible(db: &PgPool, list: &'static List, context: &ListContext, ids: Vec<Uuid>) -> sqlx::Result<i64> {
    let mut query = QueryBuilder::new("select count(*)");
    push_visible(&mut query, list, context);
    query.push(" and ").push(list.source.id).push(" = any(").push_bind(ids).push(")");
    query.build_query_scalar().persistent(false).fetch_one(db).await
}
