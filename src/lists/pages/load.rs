//! From an address to what a list shows.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::pool::PoolConnection;
use sqlx::{PgPool, Postgres};
use uuid::Uuid;

use super::related::{counts, is_empty, options, settle};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Above, AboveList, Choosable, Column, List, ListContext};
use crate::lists::model::Count;
use crate::lists::paging::{Page, Place};
use crate::lists::queries::conditions::{ListQuery, fits};
use crate::lists::queries::totals::Totals;
use crate::lists::queries::{self, rows, totals};
use crate::lists::record::Row;
use crate::lists::request::{PageCursor, Request, are_kept_in_vain, kept_conditions};
use crate::lists::rules::ORIGIN;
use crate::lists::views::Views;
use crate::values::cursor::Cursor;
use crate::values::date::beijing_date;

/// Rows a page for a person who never chose.
const USUAL_SIZE: u16 = 20;

/// What stands open above the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The further conditions.
    More,
    /// The choice of columns.
    Columns,
}

/// Everything that a list shows.
pub struct Loaded {
    /// The list.
    pub list: &'static List,
    /// Who looks.
    pub context: Arc<ListContext>,
    /// What the address, or the view that is open, asks.
    pub request: Request,
    /// Conditions on masked columns.
    pub private: BTreeMap<String, String>,
    /// The visible columns, in order.
    pub columns: Vec<&'static Column>,
    /// Columns of other tabs that stand there: choosing columns in this tab leaves them.
    pub columns_elsewhere: Vec<&'static str>,
    /// The rows.
    pub page: Page<Row>,
    /// What stands over the whole filter.
    pub totals: Totals,
    /// Records among which a filter chooses, by the filter's key.
    pub options: Vec<(&'static str, Choosable)>,
    /// Saved views.
    pub views: Views,
    /// Rows a page.
    pub size: u16,
    /// What stands open.
    pub panel: Option<Panel>,
    /// What was done just now.
    pub done: Option<String>,
    /// All rows of the page are ticked.
    pub all_ticked: bool,
    /// The address names conditions that are not kept for the viewer.
    pub filter_is_gone: bool,
    /// The address names conditions that this tab, or this viewer, does not have.
    pub filter_is_elsewhere: bool,
    /// Why conditions of the address are refused: nothing matches then.
    pub refused: Vec<String>,
    /// The address names a place that cannot be found.
    pub place_is_unknown: bool,
    /// There is no row at all in this tab, whatever is asked.
    pub has_none: bool,
}

/// Query parameters of the page beside the list's own.
#[derive(Default)]
struct PageParameters {
    panel: Option<Panel>,
    done: Option<String>,
    count: Option<i64>,
    all_ticked: bool,
}

impl PageParameters {
    fn of(pairs: &[(String, String)]) -> Self {
        let value = |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
        Self {
            panel: match value("panel") {
                Some("more") => Some(Panel::More),
                Some("columns") => Some(Panel::Columns),
                _ => None,
            },
            done: value("done").map(str::to_owned),
            count: value("count").and_then(|count| count.parse().ok()),
            all_ticked: value("ticked") == Some("page"),
        }
    }
}

/// Loads the page of a query string.
///
/// # Errors
/// Those of the list's rule and of the database.
pub async fn load(
    list: &'static List,
    viewer: Viewer,
    locale: Locale,
    (db, now): (&PgPool, DateTime<Utc>),
    query: &str,
    above: Option<Above>,
) -> Result<(Loaded, AboveList), AppError> {
    let access = (list.access)(&viewer, locale)?;
    let counted = list.counted.and_then(|counted| counted(&viewer));
    let mut context = ListContext { viewer, locale, now, today: beijing_date(now), access, tab: "", carried: None, counted, team: 0 };
    let pairs = list.with_tab_of_old(form_urlencoded::parse(query.as_bytes()).into_owned().collect());
    let named = pairs.iter().rfind(|(name, _)| name == "filter").and_then(|(_, id)| id.parse::<Uuid>().ok());
    // One after the other on one connection: each that goes back to the pool costs a round trip of its own.
    let mut connection = db.acquire().await?;
    let kept = queries::views::kept(&mut *connection, &context.viewer, list.name).await?;
    let named = match named {
        Some(id) => queries::filter(&mut *connection, &context.viewer, list.name, id).await?,
        None => None,
    };
    context.team = queries::team::size(&mut *connection, &access, context.today).await?;
    let said = PageParameters::of(&pairs);
    let mut views = Views::open(list.name, &context.viewer, kept.views, kept.default, &pairs);
    let asks_everything = views.is_open() || pairs.iter().any(|(name, _)| matches!(name.as_str(), "view" | ORIGIN));
    let pairs = views.pairs(pairs);
    let mut request = Request::read(list, &context.viewer, &access, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    (context.tab, context.carried) = (request.tab, request.carried.clone());
    if !request.is_narrowed() && !asks_everything {
        request.values = list.usual_values();
    }
    let typed = views.typed().cloned().or(named);
    let filter_is_gone = request.private.is_some() && typed.is_none();
    let filter_is_elsewhere = typed.as_ref().is_some_and(|conditions| are_kept_in_vain(list, &context, conditions));
    let private = typed.map(|conditions| kept_conditions(list, &context, &conditions)).unwrap_or_default();
    if private.is_empty() {
        request.private = None;
    }
    request.order = request.order.filter(|order| list.column(order.column).is_some_and(|column| (column.offered)(&context)));
    let order = request.order.unwrap_or(list.usual_order);
    let size = request.size.or(kept.preference.page_size).unwrap_or(USUAL_SIZE);
    let chosen = kept.preference.columns.as_deref();
    let (columns, columns_elsewhere) = (visible_columns(list, &context, chosen), columns_elsewhere(list, &context, chosen));
    settle(list, &context, &mut views, &request);

    let context = Arc::new(context);
    let asked = ListQuery { list, context: &context, values: &request.values, private: &private, order };
    let (place, place_is_unknown) = place_of(&request, &asked);
    let refused = list.refused(&context, &request.values).into_iter().map(|one| one.says).collect();
    let above = async {
        match above {
            Some(above) => above(db.clone(), context.clone()).await,
            None => Ok(AboveList::default()),
        }
    };
    let rows_and_totals =
        async { rows_and_totals(db, connection, &asked, &columns, (&place, size, request.adds_up)).await.map_err(AppError::from) };
    let counts = async { counts(db, &views, &asked).await.map_err(AppError::from) };
    let ((page, totals), counts, options, above) =
        tokio::try_join!(rows_and_totals, counts, options(list, (&context, &request.values), db), above)?;
    views.set_counts(counts, Count { rows: totals.count, is_capped: totals.is_capped });
    let has_none = page.rows.is_empty() && (views.is_everything() || request.is_usual(list)) && is_empty(db, &asked).await?;
    let done = said.done.as_deref().and_then(|done| (list.page.done)(&context, done, said.count));
    let loaded = Loaded {
        list,
        context,
        private,
        columns,
        columns_elsewhere,
        page,
        totals,
        options,
        views,
        size,
        panel: said.panel,
        done,
        all_ticked: said.all_ticked,
        filter_is_gone,
        filter_is_elsewhere,
        refused,
        place_is_unknown,
        has_none,
        request,
    };
    Ok((loaded, above))
}

/// The rows of a page and what stands over them. What takes long is read at the same time on a second connection; the first goes
/// back as soon as its rows are there, so that no page holds one while it waits for another.
async fn rows_and_totals(
    db: &PgPool,
    mut connection: PoolConnection<Postgres>,
    asked: &ListQuery<'_>,
    columns: &[&'static Column],
    (place, size, everything): (&Place, u16, bool),
) -> sqlx::Result<(Page<Row>, Totals)> {
    if asked.is_quickly_counted(place) || asked.is_searched_without_totals() {
        let page = rows::page(&mut connection, asked, columns, place.clone(), size).await?;
        let totals = match totals::of_only_page(asked.list, place, &page) {
            Some(totals) => totals,
            None => totals::totals(&mut *connection, asked, place, everything).await?,
        };
        return Ok((page, totals));
    }
    let rows = async move { rows::page(&mut connection, asked, columns, place.clone(), size).await };
    tokio::try_join!(rows, totals::totals(db, asked, place, everything))
}

/// The columns that stand: the fixed ones whatever was chosen.
pub fn visible_columns(list: &'static List, context: &ListContext, chosen: Option<&[String]>) -> Vec<&'static Column> {
    let offered: Vec<&'static Column> = list.columns.iter().filter(|column| (column.offered)(context)).collect();
    let Some(chosen) = chosen else { return offered.into_iter().filter(|column| column.fixed || (column.usual)(context)).collect() };
    let mut columns: Vec<&'static Column> = offered.iter().copied().filter(|column| column.fixed).collect();
    for key in chosen {
        if let Some(column) = offered.iter().find(|column| column.key == key && !columns.iter().any(|one| one.key == column.key)) {
            columns.push(column);
        }
    }
    columns
}

/// The columns that stand in other tabs of the viewer's and that this tab has not.
fn columns_elsewhere(list: &'static List, context: &ListContext, chosen: Option<&[String]>) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for tab in list.tabs_of(&context.viewer, &context.access) {
        let there = ListContext { tab: tab.key, ..context.clone() };
        for column in visible_columns(list, &there, chosen) {
            if !(column.offered)(context) && !found.contains(&column.key) {
                found.push(column.key);
            }
        }
    }
    found
}

/// A cursor that cannot be read, or that was made for another order, leads to the first page.
fn place_of(request: &Request, asked: &ListQuery<'_>) -> (Place, bool) {
    let (key, _) = asked.sort();
    let read = |text: &str| Cursor::decode(text).ok().filter(|cursor| fits(cursor, key));
    match &request.turn {
        PageCursor::First => (Place::First, false),
        PageCursor::After(text) => read(text).map_or((Place::First, true), |cursor| (Place::After(cursor), false)),
        PageCursor::Before(text) => read(text).map_or((Place::First, true), |cursor| (Place::Before(cursor), false)),
    }
}
