//! `/operations/reviews`: claims that wait for the vendor's operator, or that were decided.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::reviewer;
use crate::claims::model::ClaimState;
use crate::claims::pages::badge::tone;
use crate::claims::queries::review::{self, ReviewRow};
use crate::claims::text::{ClaimText, ReviewText};
use crate::customers::rules::claim_state;
use crate::customers::text::CustomerText;
use crate::i18n::Words;
use crate::server::{request, working_days};
use crate::ui::badge::Badge;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::pager::{Tab, Tabs};
use crate::ui::shell::{Page, page};
use crate::values::date::{Calendar, beijing_date, format_date, format_moment, working_days_between};
use crate::values::money::format_charged;

/// Most rows of either tab.
const MOST: i64 = 200;

/// The list.
#[component]
pub fn ReviewsPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (decided, done) = (query.get("list").as_deref() == Some("decided"), query.get("done"));
    page(async move {
        let reviewer = reviewer(viewer, locale)?;
        let (t, now) = (ReviewText(locale), state.clock.now());
        let waiting = review::count_waiting(&state.db, reviewer, now).await?;
        let rows = review::list(&state.db, reviewer, !decided, now, MOST).await?;
        let calendar = working_days::load(&state.db).await?;
        let today = beijing_date(now);
        let content = match (rows.is_empty(), decided) {
            (true, false) => view! { <EmptyState kind=EmptyKind::Nothing title=t.none_title() text=t.none_text()/> }.into_any(),
            (true, true) => view! { <EmptyState kind=EmptyKind::Nothing title=t.none_decided() text=t.none_text()/> }.into_any(),
            (false, false) => waiting_table(rows, today, &calendar, t),
            (false, true) => decided_table(rows, now, t),
        };
        let notice = match done.as_deref() {
            Some("accepted") => Some(t.accepted()),
            Some("rejected") => Some(t.rejected()),
            _ => None,
        };
        let tabs = vec![
            Tab { href: "/operations/reviews".into(), label: t.waiting().into(), count: Some(waiting.to_string()), current: !decided },
            Tab { href: "/operations/reviews?list=decided".into(), label: t.decided().into(), count: None, current: decided },
        ];
        Ok(view! {
            <Page title=t.reviews() section=Words(locale).operations() lead=view! { <p>{t.lead()}</p> }>
                {notice.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
                <Tabs items=tabs/>
                <section class="card">{content}</section>
            </Page>
        }
        .into_any())
    })
}

fn waiting_table(rows: Vec<ReviewRow>, today: NaiveDate, calendar: &Calendar, t: ReviewText) -> AnyView {
    let lines: Vec<AnyView> = rows.into_iter().map(|row| waiting_line(row, today, calendar, t)).collect();
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.reviews()>
                <thead><tr>
                    <th scope="col">{t.customer()}</th><th scope="col">{t.partner()}</th><th scope="col">{t.reasons()}</th>
                    <th scope="col" class="num">{t.spend()}</th><th scope="col">{t.claimed()}</th><th scope="col">{t.due()}</th>
                </tr></thead>
                <tbody>{lines}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn waiting_line(row: ReviewRow, today: NaiveDate, calendar: &Calendar, t: ReviewText) -> AnyView {
    let (c, claims) = (CustomerText(t.locale()), ClaimText(t.locale()));
    let left = row.due.map(|due| t.working_days_left(working_days_between(today, due, calendar)));
    let due = row.due.map(|due| format_date(due, t.locale()));
    view! {
        <tr>
            <td>{name(&row, t)}<span class="sub">{c.industry(row.industry)}</span></td>
            <td data-label=t.partner()>{row.partner.clone()}</td>
            <td data-label=t.reasons()>{claims.reasons(&row.reasons)}</td>
            <td data-label=t.spend() class="num">{row.expected_spend.map(format_charged)}</td>
            <td data-label=t.claimed() class="nowrap">{format_date(beijing_date(row.claimed_at), t.locale())}</td>
            <td data-label=t.due() class="nowrap">{due}<span class="sub">{left}</span></td>
        </tr>
    }
    .into_any()
}

fn name(row: &ReviewRow, t: ReviewText) -> AnyView {
    let href = format!("/operations/reviews/{}", row.id);
    let label = t.open_one(&row.name, &row.partner);
    view! { <a class="strong" href=href aria-label=label>{row.name.clone()}</a> }.into_any()
}

fn decided_table(rows: Vec<ReviewRow>, now: chrono::DateTime<chrono::Utc>, t: ReviewText) -> AnyView {
    let c = CustomerText(t.locale());
    let lines = rows.into_iter().map(|row| {
        let state = claim_state(row.state, row.valid_until, now);
        // What was decided; what became of an accepted claim afterwards is the partner's.
        let state = if row.state == ClaimState::Rejected { ClaimState::Rejected } else { state };
        view! {
            <tr>
                <td>{name(&row, t)}</td>
                <td data-label=t.partner()>{row.partner.clone()}</td>
                <td data-label=t.decided_at() class="nowrap">{row.reviewed_at.map(|at| format_moment(at, now, t.locale()))}</td>
                <td data-label=t.state()><Badge tone=tone(state)>{c.claim_state(state)}</Badge></td>
                <td data-label=t.answer()>{row.note.clone()}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.decided()>
                <thead><tr>
                    <th scope="col">{t.customer()}</th><th scope="col">{t.partner()}</th><th scope="col">{t.decided_at()}</th>
                    <th scope="col">{t.state()}</th><th scope="col">{t.answer()}</th>
                </tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
