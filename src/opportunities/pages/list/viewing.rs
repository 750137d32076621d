//! The saved views of this list: what each of them means for the viewer, and how many rows it has.

use std::time::Duration;

use sqlx::PgPool;

use crate::customers::model::Tab;
use crate::lists::model::{Count, Pair, SavedView};
use crate::lists::views::{Standing, Views, pairs_of};
use crate::opportunities::model::{ListFilter, ListRequest, Sort};
use crate::opportunities::queries::list::{self, Asked, Typed};

/// How long the list waits for the figures beside its views; a view that takes longer to count stands without one.
const PATIENCE: Duration = Duration::from_secs(2);

/// An address as it holds for the viewer. Only a distributor has tabs; it always stands in one of them. So the view of a
/// distributor that became something else shows its other conditions.
pub fn read(pairs: &[(String, String)], has_tabs: bool) -> ListRequest {
    let mut request = ListRequest::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    request.filter.tab = has_tabs.then(|| request.filter.tab.unwrap_or(Tab::Own));
    request
}

/// Compares the views with what is asked.
pub fn settle(views: &mut Views, request: &ListRequest, has_tabs: bool) {
    let understood = |view: &SavedView| -> Vec<Pair> { read(&pairs_of(view), has_tabs).conditions() };
    let standing = Standing { is_narrowed: request.filter.is_narrowed(), is_sorted: request.sort != Sort::default() };
    views.settle(request.conditions(), standing, understood);
}

/// Everything, then one view after the other, as far as the page does not count them by itself. In one round trip, and in none
/// for a person without views.
///
/// # Errors
/// Those of the database.
pub async fn counts(db: &PgPool, views: &Views, asked: &Asked<'_>, sees_customers: bool) -> sqlx::Result<Vec<Option<Count>>> {
    if !views.are_there() {
        return Ok(Vec::new());
    }
    let tab = asked.filter.tab;
    let everything = (!views.is_everything()).then(|| (ListFilter { tab, ..ListFilter::default() }, None));
    let of_views = views.entries.iter().map(|entry| {
        let typed = entry.view.typed.clone().filter(|_| sees_customers).and_then(|typed| serde_json::from_value::<Typed>(typed).ok());
        (!views.is_on_the_page(entry)).then(|| (read(&pairs_of(&entry.view), tab.is_some()).filter, typed))
    });
    let wanted: Vec<Option<(ListFilter, Option<Typed>)>> = std::iter::once(everything).chain(of_views).collect();
    let lists: Vec<Asked<'_>> =
        wanted.iter().flatten().map(|(filter, typed)| Asked { filter, typed: typed.as_ref(), ..asked.clone() }).collect();
    let Ok(counted) = tokio::time::timeout(PATIENCE, list::counts(db, &lists)).await else {
        tracing::warn!(views = lists.len(), "counting the views took too long");
        return Ok(Vec::new());
    };
    let mut counted = counted?.into_iter();
    Ok(wanted.iter().map(|wanted| wanted.as_ref().and_then(|_| counted.next())).collect())
}
