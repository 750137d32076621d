//! From an address to what a list shows.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::future::try_join_all;
use leptos::prelude::AnyView;
use serde_json::Value;
use sqlx::PgPool;
use uuid::Uuid;

use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Above, Choosable, Column, FilterKind, List, ListContext};
use crate::lists::model::{Count, Pair, SavedView};
use crate::lists::paging::{Page, Place};
use crate::lists::queries::conditions::{ListQuery, fits};
use crate::lists::queries::totals::Totals;
use crate::lists::queries::{self, rows, totals};
use crate::lists::record::Row;
use crate::lists::request::{Request, Turn, Values};
use crate::lists::views::{self, Views, pairs_of};
use crate::values::cursor::Cursor;
use crate::values::date::beijing_date;

/// Rows a page for a person who never chose.
const USUAL_SIZE: u16 = 20;
/// How long a list waits for the figures beside its views; a view that takes longer to count stands without one.
const PATIENCE: Duration = Duration::from_secs(2);

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
    /// The address names a place that cannot be found.
    pub place_is_unknown: bool,
}

/// What the address says beside the list's own parameters.
#[derive(Default)]
struct Said {
    panel: Option<Panel>,
    done: Option<String>,
    count: Option<i64>,
    all_ticked: bool,
}

impl Said {
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
) -> Result<(Loaded, Option<AnyView>), AppError> {
    let access = (list.access)(&viewer, locale)?;
    let counted = list.counted.and_then(|counted| counted(&viewer));
    let mut context = ListContext { viewer, locale, now, today: beijing_date(now), access, tab: "", counted };
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let named = pairs.iter().find(|(name, _)| name == "filter").and_then(|(_, id)| id.parse::<Uuid>().ok());
    let named = async {
        match named {
            Some(id) => queries::filter(db, &context.viewer, list.name, id).await,
            None => Ok(None),
        }
    };
    let (kept, named) = tokio::try_join!(queries::views::kept(db, &context.viewer, list.name), named)?;
    let said = Said::of(&pairs);
    let mut views = Views::open(list.name, &context.viewer, kept.views, kept.default, &pairs);
    let pairs = views.pairs(pairs);
    let mut request = Request::read(list, &context.viewer, &access, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    context.tab = request.tab;
    let private = views.typed().cloned().or(named).map(|conditions| private_of(list, &context, &conditions)).unwrap_or_default();
    let filter_is_gone = request.private.is_some() && private.is_empty();
    if filter_is_gone {
        request.private = None;
    }
    let order = request.order.unwrap_or(list.usual_order);
    let size = request.size.or(kept.preference.page_size).unwrap_or(USUAL_SIZE);
    let columns = visible_columns(list, &context, kept.preference.columns.as_deref());
    settle(list, &context, &mut views, &request);

    let context = Arc::new(context);
    let asked = ListQuery { list, context: &context, values: &request.values, private: &private, order };
    let (place, place_is_unknown) = place_of(&request, &asked);
    let above = async {
        match above {
            Some(above) => above(db.clone(), context.clone()).await.map(Some),
            None => Ok(None),
        }
    };
    let rows = async { rows::page(db, &asked, &columns, place.clone(), size).await.map_err(AppError::from) };
    let sums = async { totals::totals(db, &asked, &place, request.adds_up).await.map_err(AppError::from) };
    let counts = async { counts(db, &views, &asked).await.map_err(AppError::from) };
    let (page, totals, counts, options, above) =
        tokio::try_join!(rows, sums, counts, options(list, (&context, &request.values), db), above)?;
    views.set_counts(counts, Count { rows: totals.count, is_capped: totals.is_capped });
    let done = said.done.as_deref().and_then(|done| (list.page.done)(&context, done, said.count));
    let loaded = Loaded {
        list,
        context,
        private,
        columns,
        page,
        totals,
        options,
        views,
        size,
        panel: said.panel,
        done,
        all_ticked: said.all_ticked,
        filter_is_gone,
        place_is_unknown,
        request,
    };
    Ok((loaded, above))
}

/// Of the kept conditions, those that the list still has for this viewer.
fn private_of(list: &List, context: &ListContext, conditions: &Value) -> BTreeMap<String, String> {
    let kept = |key: &str| conditions.get(key).and_then(Value::as_str).filter(|typed| !typed.is_empty());
    let of_viewer = list.filters.iter().filter(|filter| filter.is_private() && (filter.offered)(context));
    of_viewer.filter_map(|filter| Some((filter.key.to_owned(), kept(filter.key)?.to_owned()))).collect()
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

/// A cursor that cannot be read, or that was made for another order, leads to the first page.
fn place_of(request: &Request, asked: &ListQuery<'_>) -> (Place, bool) {
    let (key, _) = asked.sort();
    let read = |text: &str| Cursor::decode(text).ok().filter(|cursor| fits(cursor, key));
    match &request.turn {
        Turn::First => (Place::First, false),
        Turn::After(text) => read(text).map_or((Place::First, true), |cursor| (Place::After(cursor), false)),
        Turn::Before(text) => read(text).map_or((Place::First, true), |cursor| (Place::Before(cursor), false)),
    }
}

/// What a view asks, as the list understands it for this viewer.
fn request_of(list: &'static List, context: &ListContext, view: &SavedView) -> Request {
    let pairs = pairs_of(view);
    Request::read(list, &context.viewer, &context.access, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// Compares the views with what is asked.
fn settle(list: &'static List, context: &ListContext, views: &mut Views, request: &Request) {
    let understood = |view: &SavedView| -> Vec<Pair> { request_of(list, context, view).conditions(list) };
    let is_sorted = request.order.is_some_and(|order| order != list.usual_order);
    let standing = views::Standing { is_narrowed: request.is_narrowed(), is_sorted };
    views.settle(request.conditions(list), standing, understood);
}

/// Everything, then one view after the other, as far as the page does not count them by itself: in one round trip, and in
/// none for a person without views.
async fn counts(db: &PgPool, views: &Views, asked: &ListQuery<'_>) -> sqlx::Result<Vec<Option<Count>>> {
    if !views.are_there() {
        return Ok(Vec::new());
    }
    struct Wanted {
        context: ListContext,
        values: Values,
        private: BTreeMap<String, String>,
    }
    let of_everything = || Wanted { context: asked.context.clone(), values: Values::default(), private: BTreeMap::new() };
    let everything = (!views.is_everything()).then(of_everything);
    let of_views = views.entries.iter().map(|entry| {
        (!views.is_on_the_page(entry)).then(|| {
            let request = request_of(asked.list, asked.context, &entry.view);
            let context = ListContext { tab: request.tab, ..asked.context.clone() };
            let private = entry.view.typed.as_ref().map(|typed| private_of(asked.list, &context, typed)).unwrap_or_default();
            Wanted { context, values: request.values, private }
        })
    });
    let wanted: Vec<Option<Wanted>> = std::iter::once(everything).chain(of_views).collect();
    let (list, order) = (asked.list, asked.order);
    let lists: Vec<ListQuery<'_>> =
        wanted.iter().flatten().map(|Wanted { context, values, private }| ListQuery { list, context, values, private, order }).collect();
    let Ok(counted) = tokio::time::timeout(PATIENCE, totals::counts(db, &lists)).await else {
        tracing::warn!(views = lists.len(), "counting the views took too long");
        return Ok(Vec::new());
    };
    let mut counted = counted?.into_iter();
    Ok(wanted.iter().map(|wanted| wanted.as_ref().and_then(|_| counted.next())).collect())
}

/// The records among which filters choose.
async fn options(
    list: &'static List,
    (context, values): (&Arc<ListContext>, &Values),
    db: &PgPool,
) -> Result<Vec<(&'static str, Choosable)>, AppError> {
    let loads = list.filters.iter().filter(|filter| (filter.offered)(context)).filter_map(|filter| match filter.kind {
        FilterKind::Record { options, .. } => {
            let chosen = values.one(filter.key).and_then(|id| id.parse().ok());
            let load = options(db.clone(), context.clone(), chosen);
            Some(async move { Ok::<(&'static str, Choosable), AppError>((filter.key, load.await?)) })
        }
        _ => None,
    });
    try_join_all(loads).await
}

impl Loaded {
    /// The address of the first page of this list with something changed.
    pub fn changed(&self, change: impl FnOnce(&mut Request)) -> String {
        self.written(&self.request.changed(change))
    }

    /// The address of another page of this list: whoever opens it sees the same rows.
    pub fn turned(&self, turn: Turn) -> String {
        self.written(&Request { turn, size: Some(self.size), ..self.request.clone() })
    }

    /// The first page of a tab with nothing narrowed.
    pub fn of_tab(&self, tab: &'static str) -> String {
        self.without_view(Request { tab, tab_is_said: true, ..Request::default() })
    }

    /// Everything in this tab, in the present order.
    pub fn without_conditions(&self) -> String {
        self.without_view(Request { order: self.request.order, ..self.in_this_tab() })
    }

    /// Everything in this tab, in the usual order.
    pub fn everything(&self) -> String {
        self.without_view(self.in_this_tab())
    }

    fn in_this_tab(&self) -> Request {
        Request { tab: self.request.tab, tab_is_said: self.request.tab_is_said, ..Request::default() }
    }

    fn without_view(&self, request: Request) -> String {
        let size = self.request.size.map(|size| ("size", size.to_string()));
        self.views.address_without_view(request.conditions(self.list), size.into_iter().collect())
    }

    /// The query of the present conditions, for forms that take some away or save them.
    pub fn query(&self) -> String {
        self.views.query()
    }

    fn written(&self, request: &Request) -> String {
        let mut rest = Vec::new();
        match &request.turn {
            Turn::First => {}
            Turn::After(cursor) => rest.push(("after", cursor.clone())),
            Turn::Before(cursor) => rest.push(("before", cursor.clone())),
        }
        rest.extend(request.size.map(|size| ("size", size.to_string())));
        rest.extend(request.adds_up.then(|| ("totals", "1".to_owned())));
        self.views.address(request.conditions(self.list), rest)
    }

    /// The records among which a filter chooses.
    pub fn choosable(&self, filter: &str) -> Option<&Choosable> {
        self.options.iter().find(|(key, _)| *key == filter).map(|(_, choosable)| choosable)
    }

    /// The name of a record among which a filter chooses.
    pub fn option(&self, filter: &str, id: &str) -> Option<&str> {
        let id: Uuid = id.parse().ok()?;
        self.choosable(filter)?.records.iter().find(|(one, _)| *one == id).map(|(_, name)| name.as_str())
    }

    /// How many rows stand before the page. Before a cursor the count includes the page itself.
    pub fn preceding(&self) -> i64 {
        let rows = i64::try_from(self.page.rows.len()).unwrap_or(0);
        match (&self.page.before, &self.page.after) {
            (None, _) => 0,
            (Some(_), None) => self.totals.count - rows,
            (Some(_), Some(_)) if matches!(self.request.turn, Turn::Before(_)) => self.totals.preceding - rows,
            _ => self.totals.preceding,
        }
    }
}
