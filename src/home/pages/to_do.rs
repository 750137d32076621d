//! What waits for the viewer until it is done, with its deadline; and what changed.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use leptos::prelude::*;

use super::super::queries::{Decisions, Item, ToDoScope, Work, decisions, to_do};
use super::super::text::HomeText;
use crate::alerts::rules as alerts;
use crate::auth::{Reach, Scope, Viewer};
use crate::claims::rules as claims;
use crate::error::AppError;
use crate::leads::rules as leads;
use crate::notifications::model::{Facts, Kind, Notification};
use crate::notifications::opening::Open;
use crate::notifications::queries::{list_own, unread_own};
use crate::notifications::rules::is_to_do;
use crate::notifications::text::NotificationText;
use crate::operations::rules::operator;
use crate::server::{AppState, working_days};
use crate::ui::badge::{Badge, Tone};
use crate::values::date::{Calendar, beijing_date, format_date, format_moment, working_days_between};

/// Lines of notifications in each card.
const MOST: i64 = 8;
/// Lines of each kind of work; a further one says how many more there are.
const MOST_OF_A_KIND: i64 = 5;

/// What the cards show.
pub(super) struct Waits {
    work: Vec<Item>,
    decisions: Option<Decisions>,
    to_read: Vec<Notification>,
    changed: Vec<Notification>,
    calendar: Calendar,
    now: DateTime<Utc>,
}

/// Reads it: work from the records, within what the viewer sees; what is only to be known from the notifications.
pub(super) async fn waits(state: &AppState, viewer: &Viewer) -> Result<Waits, AppError> {
    let kinds: Vec<Kind> = Kind::ALL.iter().copied().filter(|kind| is_to_do(*kind)).collect();
    let (db, now) = (&state.db, state.clock.now());
    let (whose, operator) = (whose(viewer)?, operator(viewer).ok());
    let work = async {
        match &whose {
            Some(whose) => to_do(db, whose, now, now + TimeDelta::days(claims::REMIND_DAYS), MOST_OF_A_KIND).await,
            None => Ok(Vec::new()),
        }
    };
    let decisions = async {
        match operator {
            Some(operator) => decisions(db, operator).await.map(Some),
            None => Ok(None),
        }
    };
    let (work, decisions, to_read, changed, calendar) =
        tokio::try_join!(work, decisions, unread_own(db, viewer, &kinds, MOST), list_own(db, viewer, None, MOST), working_days::load(db))?;
    Ok(Waits { work, decisions, to_read, changed, calendar, now })
}

/// How far a partner's person sees what may wait for her. A lead that she follows she sees whatever else she sees.
fn whose(viewer: &Viewer) -> Result<Option<ToDoScope>, AppError> {
    let Some(partner) = viewer.partner_id() else { return Ok(None) };
    let scope = |reach: Option<Reach>| reach.map(|reach| Scope::of(viewer, reach)).transpose();
    Ok(Some(ToDoScope {
        person: viewer.person_id,
        partner,
        claims: scope(claims::scope_of(viewer).ok())?,
        alerts: scope(alerts::scope_of(viewer).ok())?,
        leads: scope(leads::scope_of(viewer).ok().map(|_| Reach::Own))?,
    }))
}

/// Both cards.
#[component]
pub(super) fn ToDo(waits: Waits, t: HomeText) -> impl IntoView {
    let Waits { work, decisions, to_read, changed, calendar, now } = waits;
    let (words, today) = (NotificationText(t.locale()), beijing_date(now));
    let decides = decisions.is_some_and(|waiting| waiting.claims + waiting.renames > 0);
    let nothing = (work.is_empty() && to_read.is_empty() && !decides).then(|| view! { <p class="quiet">{t.nothing_to_do()}</p> });
    let decisions = decisions.map(|waiting| {
        let deadline = waiting.first_due.map(|day| {
            let left = working_days_between(today, day, &calendar);
            deadline(day, today, left, t.working_days_left(left), t)
        });
        let claims = (waiting.claims > 0)
            .then(|| view! { <li><a href="/operations/reviews">{t.claims_in_review(waiting.claims)}</a>{deadline}</li> });
        let renames =
            (waiting.renames > 0).then(|| view! { <li><a href="/operations/renames">{t.renames_to_decide(waiting.renames)}</a></li> });
        view! { {claims}{renames} }
    });
    let work = [Work::Claim, Work::Alert, Work::Lead].map(|kind| {
        let items: Vec<Item> = work.iter().filter(|item| item.work == kind).cloned().collect();
        of_a_kind(kind, items, today, t)
    });
    let to_read = to_read
        .into_iter()
        .map(|told| view! { <li><Open id=told.id.to_string() sentence=words.sentence(told.kind, &told.facts)/></li> })
        .collect_view();
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
            <div class="body">{nothing}<ul class="stack">{decisions}{work.collect_view()}{to_read}</ul></div>
        </section>
        {changed}
    }
}

/// Each record leads to where the work is done; the last line to all of them.
fn of_a_kind(kind: Work, items: Vec<Item>, today: NaiveDate, t: HomeText) -> AnyView {
    let words = NotificationText(t.locale());
    let more = items.first().map_or(0, |item| item.all) - i64::try_from(items.len()).unwrap_or(0);
    let lines = items.into_iter().map(|item| {
        let (id, day) = (item.id, beijing_date(item.at));
        let facts = Facts { name: item.name, day: Some(day), ..Facts::default() };
        let (href, sentence, until) = match kind {
            // A claim holds for calendar days.
            Work::Claim => (
                format!("/sales/customer-development/claims/{id}"),
                words.sentence(Kind::ClaimLapsing, &facts),
                Some((day - today).num_days()),
            ),
            Work::Alert => (format!("/sales/alerts/{id}"), words.sentence(Kind::AlertToHandle, &facts), None),
            Work::Lead => (format!("/sales/leads/{id}"), t.follow_up(&facts.name), None),
        };
        // The sentence names the day already.
        let left = until.map(|left| left_badge(day, today, left, t.days_left(left), t));
        view! { <li><a href=href>{sentence}</a>" "{left}</li> }
    });
    let lines = lines.collect_view();
    let more = (more > 0).then(|| {
        let (href, words) = match kind {
            Work::Claim => ("/sales/customer-development", t.more_claims(more)),
            Work::Alert => ("/sales/alerts", t.more_alerts(more)),
            Work::Lead => ("/sales/leads", t.more_leads(more)),
        };
        view! { <li><a href=href>{words}</a></li> }
    });
    view! { {lines}{more} }.into_any()
}

/// Until when, and how many days that leaves: calendar or working days, as the rule counts them.
fn deadline(day: NaiveDate, today: NaiveDate, left: i64, days_left: String, t: HomeText) -> impl IntoView + use<> {
    let badge = left_badge(day, today, left, days_left, t);
    view! { " "<span class="small quiet">{t.until(format_date(day, t.locale()))}</span>" "{badge} }
}

fn left_badge(day: NaiveDate, today: NaiveDate, left: i64, days_left: String, t: HomeText) -> impl IntoView + use<> {
    let (tone, words) = match day.cmp(&today) {
        std::cmp::Ordering::Less => (Tone::Bad, t.overdue().to_owned()),
        std::cmp::Ordering::Equal => (Tone::Warn, t.today().to_owned()),
        std::cmp::Ordering::Greater => (if left <= 3 { Tone::Warn } else { Tone::Neutral }, days_left),
    };
    view! { <Badge tone=tone>{words}</Badge> }
}
