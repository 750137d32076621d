//! What waits for the viewer, with its deadline; and what changed.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

use super::super::queries::{Waiting, claims_in_review};
use super::super::text::HomeText;
use crate::auth::Viewer;
use crate::notifications::model::{Kind, Told};
use crate::notifications::opening::Open;
use crate::notifications::queries::{list_own, unread_own};
use crate::notifications::rules::is_to_do;
use crate::notifications::text::NotificationText;
use crate::server::{AppState, working_days};
use crate::ui::badge::{Badge, Tone};
use crate::values::date::{Calendar, beijing_date, format_date, format_moment, working_days_between};

/// Lines of each card.
const MOST: i64 = 8;

/// What the cards show.
pub(super) struct Waits {
    to_do: Vec<Told>,
    changed: Vec<Told>,
    reviews: Option<Waiting>,
    calendar: Calendar,
    now: DateTime<Utc>,
}

/// Reads it.
pub(super) async fn waits(state: &AppState, viewer: &Viewer) -> sqlx::Result<Waits> {
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| is_to_do(*kind)).collect();
    let reviews = async { if viewer.is_vendor() { claims_in_review(&state.db).await.map(Some) } else { Ok(None) } };
    let (to_do, changed, reviews, calendar) = tokio::try_join!(
        unread_own(&state.db, viewer, &kinds, MOST),
        list_own(&state.db, viewer, None, MOST),
        reviews,
        working_days::load(&state.db)
    )?;
    let reviews = reviews.filter(|waiting| waiting.count > 0);
    Ok(Waits { to_do, changed, reviews, calendar, now: state.clock.now() })
}

/// Both cards.
#[component]
pub(super) fn ToDo(waits: Waits, t: HomeText) -> impl IntoView {
    let Waits { to_do, changed, reviews, calendar, now } = waits;
    let (words, today) = (NotificationText(t.locale()), beijing_date(now));
    let nothing = (to_do.is_empty() && reviews.is_none()).then(|| view! { <p class="quiet">{t.nothing_to_do()}</p> });
    let reviews = reviews.map(|waiting| {
        let deadline = waiting.first_due.map(|day| {
            let left = working_days_between(today, day, &calendar);
            deadline(day, today, left, t.working_days_left(left), t)
        });
        view! { <li><a href="/operations/reviews">{t.claims_in_review(waiting.count)}</a>{deadline}</li> }
    });
    let to_do = to_do.into_iter().map(|told| {
        // A claim holds for calendar days. Of the other kinds the day says since when.
        let until = told.facts.day.filter(|_| told.kind == Kind::ClaimLapsing);
        let deadline = until.map(|day| {
            let left = (day - today).num_days();
            deadline(day, today, left, t.days_left(left), t)
        });
        view! { <li><Open id=told.id.to_string() sentence=words.sentence(told.kind, &told.facts)/>{deadline}</li> }
    });
    let to_do = to_do.collect_view();
    let changed = (!changed.is_empty()).then(|| {
        let rows = changed.into_iter().map(|told| {
            let when = format_moment(told.created_at, now, t.locale());
            view! { <li><Open id=told.id.to_string() sentence=words.sentence(told.kind, &told.facts)/>" "<span class="small quiet">{when}</span></li> }
        });
        view! {
            <section class="card gap">
                <header><h2 class="grow">{t.what_changed()}</h2><a class="small" href="/notifications">{t.all()}</a></header>
                <ul class="body stack">{rows.collect_view()}</ul>
            </section>
        }
    });
    view! {
        <section class="card gap">
            <header><h2>{t.to_do()}</h2></header>
            <div class="body">{nothing}<ul class="stack">{reviews}{to_do}</ul></div>
        </section>
        {changed}
    }
}

/// Until when, and how many days that leaves: calendar or working days, as the rule counts them.
fn deadline(day: NaiveDate, today: NaiveDate, left: i64, days_left: String, t: HomeText) -> impl IntoView + use<> {
    let (tone, words) = match day.cmp(&today) {
        std::cmp::Ordering::Less => (Tone::Bad, t.overdue().to_owned()),
        std::cmp::Ordering::Equal => (Tone::Warn, t.today().to_owned()),
        std::cmp::Ordering::Greater => (if left <= 3 { Tone::Warn } else { Tone::Neutral }, days_left),
    };
    view! { " "<span class="small quiet">{t.until(format_date(day, t.locale()))}</span>" "<Badge tone=tone>{words}</Badge> }
}
