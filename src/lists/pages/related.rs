//! What is loaded beside the rows: the figures of saved views, and the records among which filters choose.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::try_join_all;
use sqlx::{PgPool, QueryBuilder};

use crate::error::AppError;
use crate::lists::description::{Choosable, FilterKind, List, ListContext};
use crate::lists::model::{Count, Pair, SavedView};
use crate::lists::queries::conditions::{ListQuery, push_visible};
use crate::lists::queries::totals;
use crate::lists::request::{Request, Values, kept_conditions};
use crate::lists::views::{ListState, Views, pairs_of};

/// How long a list waits for the figures beside its views; a view that takes longer to count stands without one.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a view asks, as the list understands it for this viewer.
fn request_of(list: &'static List, context: &ListContext, view: &SavedView) -> Request {
    let pairs = pairs_of(view);
    Request::read(list, &context.viewer, &context.access, pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// Compares the views with what is asked.
pub fn settle(list: &'static List, context: &ListContext, views: &mut Views, request: &Request) {
    let understood = |view: &SavedView| -> Vec<Pair> { request_of(list, context, view).conditions(list) };
    let is_sorted = request.order.is_some_and(|order| order != list.usual_order);
    let (usual, all_rows) = (list.usual_conditions(), list.all_rows(request.tab));
    let state = ListState { is_narrowed: request.is_narrowed(), is_sorted, usual, all_rows };
    views.settle(request.conditions(list), state, understood);
}

/// Everything, then one view after the other, as far as the page does not count them by itself: in one round trip, and in
/// none for a person without views.
pub async fn counts(db: &PgPool, views: &Views, asked: &ListQuery<'_>) -> sqlx::Result<Vec<Option<Count>>> {
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
            let private = entry.view.typed.as_ref().map(|typed| kept_conditions(asked.list, &context, typed)).unwrap_or_default();
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

/// Whether the tab has no row at all, whatever is asked.
pub async fn is_empty(db: &PgPool, asked: &ListQuery<'_>) -> sqlx::Result<bool> {
    let mut query = QueryBuilder::new("select not exists (select");
    push_visible(&mut query, asked.list, asked.context);
    query.push(")").build_query_scalar().fetch_one(db).await
}

/// The records among which filters choose.
pub async fn options(
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
