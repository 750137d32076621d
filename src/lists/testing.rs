//! Tests only: a described list as a person reads it, without the page around it.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgPool, QueryBuilder};

use super::description::List;
use super::pages::load::{Loaded, load};
use super::paging::Place;
use super::queries::conditions::ListQuery;
use super::queries::keep_filter;
use super::queries::rows::push_select;
use super::record::{Cell, Row};
use super::request::PageCursor;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;

/// What the address `?query` of a list shows to a viewer.
pub(crate) async fn try_read(
    db: &PgPool,
    list: &'static List,
    viewer: Viewer,
    now: DateTime<Utc>,
    query: &str,
) -> Result<Loaded, AppError> {
    load(list, viewer, Locale::En, (db, now), query, None).await.map(|(loaded, _)| loaded)
}

/// The same of a list that the viewer enters.
pub(crate) async fn read(db: &PgPool, list: &'static List, viewer: Viewer, now: DateTime<Utc>, query: &str) -> Loaded {
    let loaded = try_read(db, list, viewer, now, query).await.unwrap();
    if !loaded.totals.is_capped && loaded.page.before.is_none() && loaded.page.after.is_none() {
        assert_eq!(loaded.totals.count, i64::try_from(loaded.page.rows.len()).unwrap(), "the count of ?{query}");
    }
    loaded
}

/// Conditions on masked columns, kept for the viewer: what the address says of them.
pub(crate) async fn kept(db: &PgPool, list: &'static List, viewer: &Viewer, now: DateTime<Utc>, conditions: Value) -> String {
    format!("filter={}", keep_filter(db, viewer, list.name, &conditions, now).await.unwrap())
}

/// How PostgreSQL reads the first page of a list, as `explain` says it.
pub(crate) async fn plan(db: &PgPool, list: &'static List, viewer: Viewer, now: DateTime<Utc>, query: &str) -> String {
    let loaded = read(db, list, viewer, now, query).await;
    let order = loaded.request.order.unwrap_or(list.usual_order);
    let asked = ListQuery { list, context: &loaded.context, values: &loaded.request.values, private: &loaded.private, order };
    let mut query = QueryBuilder::new("explain ");
    push_select(&mut query, &asked, &loaded.columns, &Place::First, usize::from(loaded.size) + 1);
    let lines: Vec<String> = query.build_query_scalar().fetch_all(db).await.unwrap();
    lines.join("\n")
}

impl Loaded {
    /// What the cells of a column show, row by row.
    pub(crate) fn shown(&self, column: &str) -> Vec<String> {
        let at = self.columns.iter().position(|one| one.key == column).unwrap_or_else(|| panic!("no column {column}"));
        self.page.rows.iter().map(|row| words(&row.cells[at])).collect()
    }

    /// The query of the next page, if there is one.
    pub(crate) fn next(&self) -> Option<String> {
        self.page.after.as_ref().map(|cursor| query_of(&self.address_of_page(PageCursor::After(cursor.encode()))))
    }

    /// The query of the page before, if there is one.
    pub(crate) fn previous(&self) -> Option<String> {
        self.page.before.as_ref().map(|cursor| query_of(&self.address_of_page(PageCursor::Before(cursor.encode()))))
    }

    /// The ids of the rows.
    pub(crate) fn ids(&self) -> Vec<uuid::Uuid> {
        self.page.rows.iter().map(|row: &Row| row.id).collect()
    }
}

fn query_of(address: &str) -> String {
    address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}

/// The first words of a cell.
pub(crate) fn words(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Badge(_, text) | Cell::Step(_, text) => text.to_string(),
        Cell::Phrase(text) => (*text).to_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Charged(amount) => amount.to_string(),
        Cell::Rated(amount) => amount.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) | Cell::Stamp(moment) => moment.to_rfc3339(),
        Cell::Tags(tags) => tags.join(","),
        Cell::Masked { text, .. } => text.clone(),
        Cell::Percent(percent) => percent.to_string(),
        Cell::Link { inner, .. } => words(inner),
        Cell::Lines(first, _) => words(first),
        Cell::Details { summary, .. } => summary.to_string(),
    }
}

/// A hundred colleagues of somebody, who own nothing: more people than a list offers to choose from.
pub(crate) async fn add_colleagues(db: &PgPool, account: &str) {
    let sql = "insert into person (id, account_name, display_name, partner_id, password_hash, must_change_password, created_at, updated_at)
               select gen_random_uuid(), 'more' || n, 'More ' || n, partner_id, 'none', false, now(), now()
               from person, generate_series(1, 100) n where account_name = $1";
    assert_eq!(sqlx::query(sql).bind(account).execute(db).await.unwrap().rows_affected(), 100);
}
