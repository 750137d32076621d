//! `/to-do`: the whole queue in pages, of all kinds or of one.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::super::model::{Entry, Queue, Work};
use super::super::queries::source::MOST;
use super::super::queue::queue;
use super::super::rules::PAGE;
use super::super::text::HomeText;
use super::line::{Telling, lines, list_of};
use super::team;
use crate::auth::viewer;
use crate::error::AppError;
use crate::reviews::reviewing::Measure;
use crate::server::request::{locale, state};
use crate::ui::badge::Tone;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::notice::Notice;
use crate::ui::pager::{PageOfRows, Pager, Tab, Tabs};
use crate::ui::shell::{Page, page};
use crate::values::date::beijing_date;

const HERE: &str = "/to-do";

/// The whole queue.
#[component]
pub fn ToDoPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let map = use_query_map().get_untracked();
    let asked = |name: &str| map.get(name).unwrap_or_default();
    let (kind, number) = (asked("kind"), asked("page").parse().unwrap_or(1_usize).max(1));
    page(async move {
        let viewer = viewer?;
        let t = HomeText(locale);
        let kind: Option<Work> = match kind.as_str() {
            "" => None,
            word => Some(word.parse().map_err(|_| AppError::NotFound)?),
        };
        let measure = Measure::load(&state).await?;
        let team = team::load(&state, &viewer, &measure).await?;
        let queue = queue(&state, &viewer, &measure, team.as_deref().unwrap_or_default()).await?;
        let telling = Telling { today: beijing_date(measure.now), calendar: measure.calendar, t };
        Ok(view! {
            <Page title=t.to_do() lead=view! { <p>{t.to_do_lead()}</p> }>{whole(queue, kind, number, &telling)}</Page>
        }
        .into_any())
    })
}

fn whole(queue: Queue, kind: Option<Work>, number: usize, telling: &Telling) -> AnyView {
    let t = telling.t;
    let tabs = tabs(&queue, kind, t);
    let cut = (!queue.cut.is_empty()).then(|| {
        let links = queue.cut.iter().map(|kind| view! { " "<a href=list_of(*kind)>{t.kind(*kind)}</a> }).collect_view();
        view! { <Notice tone=Tone::Note>{t.cut(MOST)}{links}</Notice> }
    });
    let entries: Vec<Entry> = queue.entries.into_iter().filter(|entry| kind.is_none_or(|kind| entry.work == kind)).collect();
    let all = entries.len();
    let content = if all == 0 {
        let text = if kind.is_some() { t.nothing_of_kind() } else { t.nothing_to_do() };
        view! {
            <EmptyState kind=EmptyKind::Nothing title=t.to_do() text=text>
                {kind.map(|_| view! { <a class="button" href=HERE>{t.show_all()}</a> })}
            </EmptyState>
        }
        .into_any()
    } else {
        let PageOfRows { from, until, previous, next } = PageOfRows::of(all, number, PAGE);
        let [previous, next] = [previous, next].map(|turn| turn.map(|to| address(kind, to)));
        let shown = entries.into_iter().skip(from).take(PAGE).collect();
        view! { {lines(shown, telling)}<Pager range=t.range(from + 1, until, all) previous=previous next=next/> }.into_any()
    };
    view! { {cut}{tabs}<section class="card">{content}</section> }.into_any()
}

/// The kinds of which something waits, and the one that is asked for.
fn tabs(queue: &Queue, now: Option<Work>, t: HomeText) -> AnyView {
    let count = |kind: Option<Work>| queue.entries.iter().filter(|entry| kind.is_none_or(|kind| entry.work == kind)).count();
    let tab = |kind: Option<Work>| Tab {
        href: address(kind, 1),
        label: kind.map_or(t.all_kinds(), |kind| t.kind(kind)).to_owned(),
        count: Some(count(kind).to_string()),
        current: kind == now,
    };
    let kinds = Work::ALL.iter().copied().map(Some).filter(|kind| *kind == now || count(*kind) > 0);
    let items = std::iter::once(None).chain(kinds).map(tab).collect();
    view! { <Tabs items=items label=t.kinds()/> }.into_any()
}

fn address(kind: Option<Work>, page: usize) -> String {
    let pairs = [kind.map(|kind| format!("kind={kind}")), (page > 1).then(|| format!("page={page}"))];
    let pairs: Vec<String> = pairs.into_iter().flatten().collect();
    if pairs.is_empty() { HERE.to_owned() } else { format!("{HERE}?{}", pairs.join("&")) }
}
