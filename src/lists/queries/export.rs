//! All rows of a list, for an export: counted and read in one snapshot, as a stream, so that memory stays flat however many they
//! are, and the database goes on while the last ones are worked on.

use chrono::{DateTime, Utc};
use futures_util::stream::{BoxStream, Fuse};
use futures_util::{StreamExt as _, TryStreamExt as _};
use sqlx::postgres::PgRow;
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder, Row as _};
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

/// The query of all rows, in the order of the list.
pub fn all(asked: &ListQuery<'_>, columns: &[&'static Column]) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new("");
    push_all(&mut query, asked, columns);
    query
}

/// Rows as the database sends them. It waits while nobody takes them.
pub struct Reading<'a> {
    rows: Fuse<BoxStream<'a, sqlx::Result<PgRow>>>,
}

impl<'a> Reading<'a> {
    /// Begins to read what [`all`] asks.
    pub fn begin(db: &'a mut PgConnection, all: &'a mut QueryBuilder<Postgres>) -> Self {
        Self { rows: all.build().persistent(false).fetch(db).fuse() }
    }

    /// The next rows, so many unless they are the last; none at the end.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn next(&mut self, most: usize) -> sqlx::Result<Vec<PgRow>> {
        let mut part = Vec::with_capacity(most);
        while part.len() < most
            && let Some(row) = self.rows.try_next().await?
        {
            part.push(row);
        }
        Ok(part)
    }
}

/// The id of a row of [`all`].
///
/// # Errors
/// When it has none.
pub fn id_of(row: &PgRow) -> sqlx::Result<Uuid> {
    row.try_get(0)
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
