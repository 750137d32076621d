//! What others did, without what stands in the queue.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::super::text::HomeText;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::notifications::model::{Kind, Notification};
use crate::notifications::opening::Open;
use crate::notifications::queries::{list_own, unread_own};
use crate::notifications::rules::{is_of_the_queue, is_to_do};
use crate::notifications::text::NotificationText;
use crate::server::AppState;
use crate::values::date::format_moment;

/// Lines of the card.
const MOST: i64 = 5;

/// The latest news of the viewer, the newest first, in the order of the notifications' own page. What she should look into and has not
/// read (something failed, something is hers now) has its place among them however much happened since.
///
/// # Errors
/// Those of the database.
pub(super) async fn load(state: &AppState, viewer: &Viewer) -> Result<Vec<Notification>, AppError> {
    let kinds = |is_meant: fn(Kind) -> bool| Kind::ALL.iter().copied().filter(|kind| is_meant(*kind)).collect::<Vec<Kind>>();
    let (to_look_into, others) = (kinds(is_to_do), kinds(|kind| !is_of_the_queue(kind)));
    let (mut news, latest) =
        tokio::try_join!(unread_own(&state.db, viewer, &to_look_into, MOST), list_own(&state.db, viewer, Some(&others), None, MOST))?;
    for one in latest {
        if news.iter().all(|known| known.id != one.id) {
            news.push(one);
        }
    }
    news.truncate(usize::try_from(MOST).unwrap_or_default());
    news.sort_by_key(|one| std::cmp::Reverse((one.created_at, one.id.0)));
    Ok(news)
}

/// The card.
pub(super) fn card(news: Vec<Notification>, now: DateTime<Utc>, t: HomeText) -> AnyView {
    let words = NotificationText(t.locale());
    let is_empty = news.is_empty();
    let rows = news.into_iter().map(|told| {
        let when = format_moment(told.created_at, now, t.locale());
        let sentence = words.sentence(told.kind, &told.facts);
        view! { <li><Open id=told.id.to_string() sentence=sentence/>" "<span class="small quiet">{when}</span></li> }
    });
    let content = if is_empty {
        view! { <p class="quiet">{t.no_news()}</p> }.into_any()
    } else {
        view! { <ul class="stack">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card">
            <header><h2 class="grow">{t.news()}</h2><a class="small" href="/notifications">{t.all()}</a></header>
            <div class="body">{content}</div>
        </section>
    }
    .into_any()
}
