//! What stands over the whole filter: how many rows, what they add up to, and how many stand before the page.

use rust_decimal::Decimal;
use sqlx::{PgExecutor, PgPool, Postgres, QueryBuilder, Row as _};

use super::conditions::{ListQuery, push_beyond};
use crate::lists::description::{List, Sums, Total};
use crate::lists::model::Count;
use crate::lists::paging::{CAP, Page, Place};
use crate::values::money::{Charged, Rated, format_charged, format_cny, format_eight};

/// What was added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Charged amounts.
    Charged(Charged),
    /// Rated amounts.
    Rated(Rated),
}

impl Sum {
    /// The number.
    pub const fn amount(self) -> Decimal {
        match self {
            Self::Charged(sum) => sum.amount(),
            Self::Rated(sum) => sum.amount(),
        }
    }

    /// As people read it.
    pub fn shown(self) -> String {
        match self {
            Self::Charged(sum) => format_charged(sum),
            Self::Rated(sum) => format_eight(sum),
        }
    }

    /// The same with the sign of the currency.
    pub fn shown_with_currency(self) -> String {
        match self {
            Self::Charged(sum) => format_cny(sum),
            Self::Rated(sum) => {
                let text = format_eight(sum);
                text.strip_prefix('-').map_or_else(|| format!("¥{text}"), |text| format!("-¥{text}"))
            }
        }
    }
}

/// Over the whole filter, not the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Exact up to [`CAP`], otherwise the cap.
    pub count: i64,
    /// There are more than the cap, and nobody asked to add them up.
    pub is_capped: bool,
    /// In the order of the list's totals; empty beyond the cap.
    pub sums: Vec<Sum>,
    /// Rows before the place: with [`Place::After`] its row among them.
    pub preceding: i64,
}

/// What stands over a first page that is the only one, of a list that adds up nothing: the page says it.
pub fn of_only_page<T>(list: &List, place: &Place, page: &Page<T>) -> Option<Totals> {
    let is_only = *place == Place::First && page.before.is_none() && page.after.is_none();
    let count = i64::try_from(page.rows.len()).ok()?;
    (is_only && list.totals.is_empty()).then(|| Totals { count, ..Totals::default() })
}

/// Counts and adds up. Beyond [`CAP`] rows only with `everything`, on request: it reads all rows of the filter.
///
/// # Errors
/// Those of the database.
pub async fn totals(db: impl PgExecutor<'_>, asked: &ListQuery<'_>, place: &Place, everything: bool) -> sqlx::Result<Totals> {
    let sums = asked.list.totals;
    let mut query = QueryBuilder::new("select ");
    let kept = if place.cursor().is_none() { asked.sums() } else { None };
    if let Some(kept) = kept {
        push_kept_count(&mut query, kept);
        query.push(", 0::bigint");
        for (total, sql) in sums.iter().zip(kept.totals) {
            query.push(", round(coalesce(sum(").push(*sql).push("), 0), ").push(if total.is_rated { "8)" } else { "2)" });
        }
        asked.push_source_of(&mut query, kept.table, &[]);
    } else if !everything && !sums.is_empty() && asked.context.access.is_wide() && asked.is_in_totals_index() {
        // Counted first: a whole partner may have more than the cap, and then nothing is added up that nobody shows.
        // No list calls its table by these names.
        query.push("counted.rows, s.* from (select count(*) as rows from (select");
        asked.push_source(&mut query, &[]);
        query.push(" limit ").push(CAP + 1).push(") t) counted cross join lateral (select ");
        push_sums(&mut query, sums);
        push_rows(&mut query, asked, place);
        query.push(" and counted.rows <= ").push(CAP).push(") t) s");
    } else {
        query.push("count(*), ");
        push_sums(&mut query, sums);
        push_rows(&mut query, asked, place);
        if !everything {
            query.push(" limit ").push(CAP + 1);
        }
        query.push(") t");
    }
    let row = query.build().persistent(asked.has_one_plan()).fetch_one(db).await?;
    let count: i64 = row.try_get(0)?;
    let is_capped = !everything && count > CAP;
    let read = |(at, total): (usize, &Total)| {
        if total.is_rated { row.try_get(at + 2).map(Sum::Rated) } else { row.try_get(at + 2).map(Sum::Charged) }
    };
    let sums = if is_capped { Vec::new() } else { sums.iter().enumerate().map(read).collect::<sqlx::Result<_>>()? };
    Ok(Totals { count: if is_capped { CAP } else { count }, is_capped, sums, preceding: row.try_get(1)? })
}

fn push_kept_count(query: &mut QueryBuilder<Postgres>, kept: &Sums) {
    query.push("coalesce(sum(").push(kept.records).push("), 0)::bigint");
}

fn push_sums(query: &mut QueryBuilder<Postgres>, sums: &[Total]) {
    query.push("count(*) filter (where t.precedes)");
    for (at, total) in sums.iter().enumerate() {
        query.push(", round(coalesce(sum(t.s").push(at).push("), 0), ").push(if total.is_rated { "8)" } else { "2)" });
    }
}

/// The rows of the filter with what is added up, and whether they stand before the place; the bracket is left open.
fn push_rows(query: &mut QueryBuilder<Postgres>, asked: &ListQuery<'_>, place: &Place) {
    let (key, descending) = asked.sort();
    query.push(" from (select ");
    match place.cursor() {
        None => {
            query.push("false");
        }
        Some(cursor) => {
            query.push("coalesce(").push(if place.is_backward() { "" } else { "not " });
            push_beyond(query, asked.list.source.id, key, cursor, place.falls(descending), place.is_backward());
            query.push(", false)");
        }
    }
    query.push(" as precedes");
    for (at, total) in asked.list.totals.iter().enumerate() {
        query.push(", ").push(total.sql).push(" as s").push(at);
    }
    asked.push_source(query, if place.cursor().is_some() { key.joins } else { &[] });
}

/// Counts several lists in one round trip, each up to [`CAP`].
///
/// # Errors
/// Those of the database.
pub async fn counts(db: &PgPool, lists: &[ListQuery<'_>]) -> sqlx::Result<Vec<Count>> {
    if lists.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("select array[");
    for (at, asked) in lists.iter().enumerate() {
        query.push(if at == 0 { "(select " } else { ", (select " });
        match asked.sums() {
            Some(kept) => {
                push_kept_count(&mut query, kept);
                asked.push_source_of(&mut query, kept.table, &[]);
            }
            None => {
                query.push("count(*) from (select ");
                asked.push_source(&mut query, &[]);
                query.push(" limit ").push(CAP + 1).push(") t");
            }
        }
        query.push(")");
    }
    query.push("]");
    let is_persistent = lists.iter().all(ListQuery::has_one_plan);
    let counted: Vec<i64> = query.build_query_scalar().persistent(is_persistent).fetch_one(db).await?;
    Ok(counted.into_iter().map(|rows| Count { rows: rows.min(CAP), is_capped: rows > CAP }).collect())
}
