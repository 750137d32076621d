//! What waits for a look, grouped by person.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{Measure, badges};
use crate::auth::viewer;
use crate::i18n::{Locale, Words};
use crate::opportunities::text::OpportunityText;
use crate::reviews::model::Waiting;
use crate::reviews::queries::MOST;
use crate::reviews::reviewing;
use crate::reviews::text::ReviewText;
use crate::server::request::{locale, state};
use crate::ui::badge::Tone;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};
use crate::values::date::format_moment;
use crate::values::money::format_cny;

/// `/sales/opportunities/review`.
#[component]
pub fn ReviewQueuePage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let is_done = use_query_map().get_untracked().get("done").as_deref() == Some("all");
    page(async move {
        let t = ReviewText(locale);
        let (viewer, scope) = reviewing::reviewer(viewer?, t)?;
        let mut queue = reviewing::waiting(&state, &scope, &viewer).await?;
        let has_more = queue.len() > MOST;
        queue.truncate(MOST);
        let measure = Measure::load(&state).await?;
        let first = queue.first().map(|one| format!("/sales/opportunities/{}/review", one.id));
        let crumbs = vec![(OpportunityText(locale).opportunities().to_owned(), "/sales/opportunities".to_owned())];
        Ok(view! {
            <Page
                title=t.review() section=Words(locale).sales() crumbs=crumbs lead=view! { <p>{t.lead()}</p> }
                actions=first.clone().map(|href| view! { <a class="button main" href=href>{t.start()}</a> })
            >
                <div class="stack">
                    {is_done.then(|| view! { <Notice tone=Tone::Good>{t.all_done()}</Notice> })}
                    {has_more.then(|| view! { <Notice tone=Tone::Note>{t.more(MOST)}</Notice> })}
                    {groups(queue, &measure, locale)}
                </div>
            </Page>
        }
        .into_any())
    })
}

fn groups(queue: Vec<Waiting>, measure: &Measure, locale: Locale) -> AnyView {
    let t = ReviewText(locale);
    if queue.is_empty() {
        return view! { <section class="card"><EmptyState kind=EmptyKind::Nothing title=t.nothing_title() text=t.nothing_text()/></section> }
            .into_any();
    }
    let mut people: Vec<(String, Vec<Waiting>)> = Vec::new();
    let mut last = None;
    for one in queue {
        if last != Some(one.owner.0) {
            last = Some(one.owner.0);
            people.push((one.owner.1.clone(), Vec::new()));
        }
        if let Some((_, theirs)) = people.last_mut() {
            theirs.push(one);
        }
    }
    people.into_iter().map(|(name, theirs)| group(name, theirs, measure, locale)).collect_view().into_any()
}

fn group(name: String, theirs: Vec<Waiting>, measure: &Measure, locale: Locale) -> impl IntoView + use<> {
    let t = ReviewText(locale);
    let count = theirs.len();
    let rows = theirs.into_iter().map(|one| row(one, measure, locale)).collect_view();
    view! {
        <section class="card">
            <header><h2 class="grow">{name.clone()}</h2><span class="quiet">{t.waiting(count)}</span></header>
            <div class="scroll"><table class="records" aria-label=name>
                <thead><tr>
                    <th scope="col">{t.opportunity()}</th><th scope="col">{t.why()}</th><th scope="col">{t.stage()}</th>
                    <th scope="col" class="num">{t.revenue()}</th><th scope="col">{t.updated()}</th><th scope="col">{t.actions()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        </section>
    }
}

fn row(one: Waiting, measure: &Measure, locale: Locale) -> impl IntoView + use<> {
    let t = ReviewText(locale);
    let reasons = measure.reasons(&one);
    let href = format!("/sales/opportunities/{}/review", one.id);
    let look = format!("{} {}", t.look(), one.name);
    let stage = OpportunityText(locale).stage(one.standing.stage);
    view! {
        <tr>
            <th scope="row"><a class="strong" href=format!("/sales/opportunities/{}", one.id)>{one.name}</a><span class="sub">{one.code}" · "<span class="masked">{one.customer}</span></span></th>
            <td data-label=t.why()>{badges(reasons, t)}</td>
            <td data-label=t.stage()>{stage}</td>
            <td data-label=t.revenue() class="num nowrap">{format_cny(one.standing.revenue)}</td>
            <td data-label=t.updated() class="nowrap">{format_moment(one.updated_at, measure.now, locale)}</td>
            <td class="acts"><a href=href aria-label=look>{t.look()}</a></td>
        </tr>
    }
}
