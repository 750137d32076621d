//! What waits for a look: the gravest reason first, then the largest amount, in pages; and the team above it.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::badges;
use crate::auth::{Viewer, viewer};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::opportunities::text::OpportunityText;
use crate::reviews::model::{Narrowing, Waiting};
use crate::reviews::queries::{self, MOST, Narrowed, TeamMember};
use crate::reviews::reviewing::{self, Line, Measure};
use crate::reviews::rules::{FIRST_LOOK_DAYS, PAGE, mark_of_look};
use crate::reviews::team_table::TeamTable;
use crate::reviews::text::ReviewText;
use crate::server::AppState;
use crate::server::request::{locale, state};
use crate::ui::badge::Tone;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::{HiddenField, field_id};
use crate::ui::form::Form;
use crate::ui::notice::Notice;
use crate::ui::pager::{PageOfRows, Pager, Tab, Tabs};
use crate::ui::shell::{Page, page};
use crate::values::date::format_moment;
use crate::values::money::format_cny;

const HERE: &str = "/sales/opportunities/review";

/// Everything that the page shows.
struct Shown {
    team: Vec<TeamMember>,
    /// What waits of what the address asks for.
    queue: Vec<Line>,
    /// Its parameters that narrow, in order.
    asked: Vec<(&'static str, String)>,
    narrowed: Narrowed,
    has_looked: bool,
    measure: Measure,
    page: usize,
    t: ReviewText,
}

/// `/sales/opportunities/review`.
#[component]
pub fn ReviewQueuePage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let map = use_query_map().get_untracked();
    let query = move |name: &str| map.get(name).unwrap_or_default();
    page(async move {
        let shown = load(viewer?, locale, &state, &query).await?;
        let notice = notice(&query, shown.t);
        Ok(whole(shown, notice, locale))
    })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, query: &(dyn Fn(&str) -> String + Send + Sync)) -> Result<Shown, AppError> {
    let t = ReviewText(locale);
    let (viewer, scope) = reviewing::reviewer(viewer, t)?;
    let measure = Measure::load(state).await?;
    let narrowed = reviewing::narrowed(&|name| query(name), &measure)?;
    let (team, has_looked) = tokio::try_join!(
        queries::team(&state.db, &scope, viewer.person_id, measure.since()),
        queries::has_looked(&state.db, viewer.person_id)
    )?;
    let queue = reviewing::waiting(state, &scope, &viewer, &measure, narrowed).await?;
    let asked = ["person", "reason", "recent"].map(|name| (name, query(name))).into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let page = query("page").parse().unwrap_or(1_usize).max(1);
    Ok(Shown { team, queue, asked, narrowed, has_looked, measure, page, t })
}

/// What was just done.
fn notice(query: &dyn Fn(&str) -> String, t: ReviewText) -> Option<AnyView> {
    let number = |name| query(name).parse::<u32>().unwrap_or(0);
    let text = match query("done").as_str() {
        "all" => t.all_done().to_owned(),
        "several" => {
            let said = |name, words: fn(ReviewText, u32) -> String| (number(name) > 0).then(|| words(t, number(name)));
            let rest = [said("changed", |t, n| t.several_changed(n)), said("already", |t, n| t.several_already(n))];
            let gap = if t.locale() == Locale::En { " " } else { "" };
            std::iter::once(t.several(number("reviewed"))).chain(rest.into_iter().flatten()).collect::<Vec<_>>().join(gap)
        }
        _ => return None,
    };
    Some(view! { <Notice tone=Tone::Good>{text}</Notice> }.into_any())
}

fn whole(mut shown: Shown, notice: Option<AnyView>, locale: Locale) -> AnyView {
    let t = shown.t;
    let has_more = shown.queue.len() > MOST;
    shown.queue.truncate(MOST);
    let first = shown.queue.first().map(|(one, _)| format!("/sales/opportunities/{}/review", one.id));
    let crumbs = vec![(OpportunityText(locale).opportunities().to_owned(), "/sales/opportunities".to_owned())];
    let team = if shown.team.is_empty() {
        view! { <EmptyState kind=EmptyKind::Nothing title=t.nobody_title() text=t.nobody_text()/> }.into_any()
    } else {
        view! { <TeamTable team=shown.team.clone() locale=locale/> }.into_any()
    };
    let first_look = (!shown.has_looked && !shown.queue.is_empty()).then(|| {
        let recent = t.begin_recent(FIRST_LOOK_DAYS);
        view! { <Notice tone=Tone::Note>{t.first_look()}" "<a href=format!("{HERE}?recent=yes")>{recent}</a>{t.begin_all()}</Notice> }
    });
    let tabs = tabs(&shown);
    let narrowed = (!shown.asked.is_empty()).then(|| said(&shown));
    view! {
        <Page
            title=t.review() section=Words(locale).sales() crumbs=crumbs lead=view! { <p>{t.lead()}</p> }
            actions=first.map(|href| view! { <a class="button main" href=href>{t.start()}</a> })
        >
            <div class="stack">
                {notice}
                {first_look}
                <section class="card"><header><h2 class="grow">{t.team()}</h2></header>{team}</section>
                {has_more.then(|| view! { <Notice tone=Tone::Note>{t.more(MOST)}</Notice> })}
                <div>{tabs}{narrowed}{list(shown, locale)}</div>
            </div>
        </Page>
    }
    .into_any()
}

/// The address with a parameter more, less or otherwise; it begins with its first page.
fn address(shown: &Shown, name: &'static str, value: &str) -> String {
    let kept = shown.asked.iter().filter(|(one, _)| *one != name).map(|(one, value)| (*one, value.as_str()));
    let pairs: Vec<String> =
        kept.chain([(name, value)]).filter(|(_, value)| !value.is_empty()).map(|(one, value)| format!("{one}={value}")).collect();
    if pairs.is_empty() { HERE.to_owned() } else { format!("{HERE}?{}", pairs.join("&")) }
}

/// For which reason something waits.
fn tabs(shown: &Shown) -> AnyView {
    let t = shown.t;
    let now = shown.narrowed.reason;
    let tab = |reason: Option<Narrowing>| Tab {
        href: address(shown, "reason", reason.map_or("", Narrowing::as_str)),
        label: reason.map_or(t.everything(), |reason| t.narrowing(reason)).into(),
        count: None,
        current: reason == now,
    };
    let items = std::iter::once(None).chain(Narrowing::ALL.iter().copied().map(Some)).map(tab).collect();
    view! { <Tabs items=items label=t.reasons()/> }.into_any()
}

/// Whose and since when the rows are, and the way out.
fn said(shown: &Shown) -> AnyView {
    let t = shown.t;
    // Somebody else's person has no name here.
    let owner = shown.narrowed.owner.map(|id| shown.team.iter().find(|one| one.id == id).map_or("–", |one| &one.name).to_owned());
    let owner = owner.map(|name| format!("{} ", t.of_one(name)));
    let recent = shown.narrowed.changed_since.map(|_| format!("{} ", t.of_recent(FIRST_LOOK_DAYS)));
    view! { <p class="small quiet">{owner}{recent}<a href=HERE>{t.show_all()}</a></p> }.into_any()
}

fn list(shown: Shown, locale: Locale) -> AnyView {
    let t = shown.t;
    if shown.queue.is_empty() {
        let (title, text) = match shown.asked.is_empty() {
            true => (t.nothing_title(), t.nothing_text()),
            false => (t.nothing_narrowed_title(), t.nothing_narrowed_text()),
        };
        return view! { <section class="card"><EmptyState kind=EmptyKind::Nothing title=title text=text/></section> }.into_any();
    }
    let all = shown.queue.len();
    let PageOfRows { from, until, previous, next } = PageOfRows::of(all, shown.page, PAGE);
    let [previous, next] = [previous, next].map(|turn| turn.map(|to| address(&shown, "page", &to.to_string())));
    let lines: Vec<Line> = shown.queue[from..until].to_vec();
    let on_page = lines.iter().map(|(one, _)| view! { <input type="hidden" name="form[shown][]" value=as_shown(one)/> }).collect_view();
    let narrowed = shown.asked.iter().map(|(name, value)| view! { <HiddenField name=format!("form[{name}]") value=value.clone()/> });
    let narrowed = narrowed.collect_view();
    let count = lines.len();
    let rows = lines.into_iter().enumerate().map(|(at, line)| row(at, line, &shown.measure, locale)).collect_view();
    view! {
        <section class="card">
            <Form action="reviews.review_several">
                {on_page}{narrowed}
                <div class="scroll"><table class="records" aria-label=t.review()>
                    <thead><tr>
                        <th scope="col" class="pick"><span class="hidden-text">{t.select()}</span></th>
                        <th scope="col">{t.opportunity()}</th><th scope="col">{t.why()}</th><th scope="col">{t.person()}</th>
                        <th scope="col" class="num">{t.revenue()}</th><th scope="col">{t.updated()}</th><th scope="col">{t.actions()}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table></div>
                <div class="ticks row">
                    <button class="button slim" name="form[which]" value="ticked">{t.mark_ticked()}</button>
                    <button class="button slim plain" name="form[which]" value="page">{t.mark_page(count)}</button>
                </div>
            </Form>
            <Pager range=t.range(from + 1, until, all) previous=previous next=next/>
        </section>
    }
    .into_any()
}

/// An opportunity as this page shows it: its version, and the reviewer's own last look.
fn as_shown(one: &Waiting) -> String {
    format!("{}:{}:{}", one.id, one.standing.version, mark_of_look(one.last.as_ref()))
}

/// The first tick is where a message about ticks leads.
fn row(at: usize, (one, reasons): Line, measure: &Measure, locale: Locale) -> impl IntoView + use<> {
    let t = ReviewText(locale);
    let href = format!("/sales/opportunities/{}/review", one.id);
    let look = format!("{} {}", t.look(), one.name);
    let tick = t.tick(&one.name);
    let stage = OpportunityText(locale).stage(one.standing.stage);
    let picked = as_shown(&one);
    view! {
        <tr>
            <td class="pick"><input type="checkbox" id=(at == 0).then(|| field_id("form[picked][]")) name="form[picked][]" value=picked aria-label=tick/></td>
            <th scope="row">
                <a class="strong" href=format!("/sales/opportunities/{}", one.id)>{one.name}</a>
                <span class="sub">{one.code}" · "<span class="masked">{one.customer}</span>" · "{stage}</span>
            </th>
            <td data-label=t.why()>{badges(reasons, t)}</td>
            <td data-label=t.person()>{one.owner.1}</td>
            <td data-label=t.revenue() class="num nowrap">{format_cny(one.standing.revenue)}</td>
            <td data-label=t.updated() class="nowrap">{format_moment(one.updated_at, measure.now, locale)}</td>
            <td class="acts"><a href=href aria-label=look>{t.look()}</a></td>
        </tr>
    }
}
