//! One line of the queue: when, what and why, what hangs on it, and one button.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::super::model::{Due, Entry, Monthly, Work};
use super::super::text::HomeText;
use crate::values::date::{Calendar, format_day, working_days_between};
use crate::values::money::format_cny;

/// Stands for a name in a sentence while the sentence is taken apart around it.
const NAME: &str = "\u{1}";

/// What the lines are told by.
#[derive(Clone)]
pub(super) struct Telling {
    /// The Beijing day of today.
    pub(super) today: NaiveDate,
    /// Which days are working days.
    pub(super) calendar: Calendar,
    /// The words.
    pub(super) t: HomeText,
}

/// The lines as a list.
pub(super) fn lines(entries: Vec<Entry>, telling: &Telling) -> AnyView {
    let lines = entries.into_iter().map(|entry| line(entry, telling)).collect_view();
    view! { <ol class="queue">{lines}</ol> }.into_any()
}

fn line(entry: Entry, telling: &Telling) -> impl IntoView + use<> {
    let t = telling.t;
    let (class, when) = when(entry.due, telling);
    let monthly = entry.monthly.map(|monthly| {
        let which = match monthly {
            Monthly::Expected(_) => t.expected_monthly(),
            Monthly::Charged(_) => t.charged_monthly(),
            Monthly::Renewing(_) => t.renewing_monthly(),
        };
        view! { {format_cny(monthly.amount())}<small>{which}</small> }
    });
    let (what, why) = told(&entry, telling);
    let why = (!why.is_empty()).then(|| view! { <p class="small quiet">{why}</p> });
    let verb = t.verb(entry.work);
    let name = (!entry.name.is_empty()).then(|| t.act_on(verb, &entry.name));
    view! {
        <li>
            <span class=class>{when}</span>
            <div><p>{what}</p>{why}</div>
            <span class="num">{monthly}</span>
            <a class="button slim" href=href(&entry) aria-label=name>{verb}</a>
        </li>
    }
}

/// How time presses, in words, and how loud they are.
fn when(due: Option<Due>, telling: &Telling) -> (&'static str, String) {
    let t = telling.t;
    let over = |days: i64| if days == 1 { t.day_over().to_owned() } else { t.days_over(days) };
    match due {
        None => ("due", String::new()),
        Some(Due::Since(day) | Due::QuietSince(day)) => ("due", t.since(format_day(day, t.locale()))),
        Some(Due::Passed(day)) => ("due soon", over((telling.today - day).num_days())),
        Some(Due::By(day)) => match (day - telling.today).num_days() {
            left @ ..0 => ("due late", over(-left)),
            0 => ("due late", t.today().to_owned()),
            1 => ("due soon", t.tomorrow().to_owned()),
            left @ 2..=3 => ("due soon", t.in_days(left)),
            left => ("due", t.in_days(left)),
        },
    }
}

/// What is to be done, and why it is there.
fn told(entry: &Entry, telling: &Telling) -> (AnyView, String) {
    let (t, name) = (telling.t, &entry.name);
    match entry.work {
        Work::Renewal => (around(t.renewal_waits(NAME), name), t.renewal_text(&entry.about)),
        Work::Expansion => (around(t.expansion_waits(NAME), name), entry.about.clone()),
        Work::Claim => {
            let why = match entry.count {
                0 => t.claim_alone().to_owned(),
                1 => t.claim_with_one().to_owned(),
                count => t.claim_with(count),
            };
            (around(t.claim_lapses(NAME), name), why)
        }
        Work::Alert => (around(t.alert_of(&entry.about, NAME), name), t.alert_text().to_owned()),
        Work::Lead => {
            let why = if entry.about.is_empty() { t.lead_text().to_owned() } else { entry.about.clone() };
            (around(t.lead_waits(NAME), name), why)
        }
        Work::PassedDate => (around(t.date_passed(NAME), name), t.date_passed_text().to_owned()),
        Work::Quiet => {
            let days = match entry.due {
                Some(Due::QuietSince(day)) => working_days_between(day, telling.today, &telling.calendar),
                _ => 0,
            };
            (around(t.quiet(NAME), name), t.quiet_text(days))
        }
        Work::Reviews => (t.reviews_wait(entry.count).into_any(), t.reviews_wait_text().to_owned()),
        Work::ClaimsInReview => (t.claims_in_review(entry.count).into_any(), String::new()),
        Work::Renames => (t.renames_to_decide(entry.count).into_any(), String::new()),
    }
}

/// A sentence with the name in it set off.
fn around(sentence: String, name: &str) -> AnyView {
    let (before, after) = sentence.split_once(NAME).unwrap_or((&sentence, ""));
    view! { {before.to_owned()}<b>{name.to_owned()}</b>{after.to_owned()} }.into_any()
}

/// Where the work is done.
fn href(entry: &Entry) -> String {
    let id = entry.id;
    match entry.work {
        Work::Renewal => format!("/sales/marketing-tasks/renewals/{id}"),
        Work::Expansion => format!("/sales/marketing-tasks/expansion/{id}"),
        Work::Claim => format!("/sales/customer-development/invite?claims={id}"),
        Work::Alert => format!("/sales/alerts/{id}"),
        Work::Lead => format!("/sales/leads/{id}"),
        Work::PassedDate | Work::Quiet => format!("/sales/opportunities/{id}/progress"),
        Work::Reviews => "/sales/opportunities/review".to_owned(),
        Work::ClaimsInReview => "/operations/reviews".to_owned(),
        Work::Renames => "/operations/renames".to_owned(),
    }
}

/// The list in which all records of a kind stand.
pub(super) const fn list_of(work: Work) -> &'static str {
    match work {
        Work::Renewal => "/sales/marketing-tasks/renewals",
        Work::Expansion => "/sales/marketing-tasks/expansion",
        Work::Claim => "/sales/customer-development",
        Work::Alert => "/sales/alerts",
        Work::Lead => "/sales/leads",
        Work::PassedDate => "/sales/opportunities?state=open&overdue=yes",
        Work::Quiet => "/sales/opportunities?state=open",
        Work::Reviews => "/sales/opportunities/review",
        Work::ClaimsInReview => "/operations/reviews",
        Work::Renames => "/operations/renames",
    }
}
