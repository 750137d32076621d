//! The days that differ from Monday to Friday.

use chrono::{Datelike as _, NaiveDate};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::operator;
use crate::auth::viewer;
use crate::operations::model::{CalendarDay, DayKind};
use crate::operations::queries::list_days;
use crate::operations::text::OperationsText;
use crate::server::request::{locale, state};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::{Choice, DateField, RadioGroup, TextField};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};

/// `/operations/calendar`.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let query = use_query_map().get_untracked();
    let (year, done) = (query.get("year"), query.get("done"));
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        let this_year = beijing_date(state.clock.now()).year();
        let year = year.and_then(|typed| typed.parse().ok()).filter(|year| (1900..=2999).contains(year)).unwrap_or(this_year);
        let bound = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let days = list_days(&state.db, operator, bound(1, 1), bound(12, 31)).await?;
        let notice = match done.as_deref() {
            Some("added") => Some(t.days_added()),
            Some("removed") => Some(t.day_removed()),
            _ => None,
        };
        Ok(view! {
            <Page title=t.calendar() section=t.operations() lead=view! { <p>{t.calendar_lead()}</p> }>
                {notice.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
                <div class="stack">
                    <Days days=days year=year t=t/>
                    <AddDays t=t/>
                </div>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Days(days: Vec<CalendarDay>, year: i32, t: OperationsText) -> impl IntoView {
    let to = |year: i32| view! { <a class="button slim" href=format!("?year={year}")>{year}</a> };
    let list = if days.is_empty() {
        view! { <EmptyState kind=EmptyKind::Nothing title=t.no_day_title(year) text=t.no_day_text()/> }.into_any()
    } else {
        view! {
            <div class="scroll">
                <table class="records" aria-label=t.days_of(year)>
                    <thead><tr>
                        <th scope="col">{t.day()}</th><th scope="col">{t.weekday()}</th><th scope="col">{t.day_kind()}</th>
                        <th scope="col">{t.day_name()}</th><th scope="col">{t.actions()}</th>
                    </tr></thead>
                    <tbody>{days.into_iter().map(|day| row(day, t)).collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <header><h2 class="grow">{t.days_of(year)}</h2>{to(year - 1)}{to(year + 1)}</header>
            {list}
        </section>
    }
}

fn row(day: CalendarDay, t: OperationsText) -> impl IntoView {
    let date = format_date(day.day, t.locale());
    let label = t.remove_this(&date);
    view! {
        <tr>
            <th scope="row">{date}</th>
            <td data-label=t.weekday()>{t.weekday_of(day.day)}</td>
            <td data-label=t.day_kind()>{t.day_kind_name(day.kind)}</td>
            <td data-label=t.day_name()>{day.name}</td>
            <td class="acts">
                <Form action="operations.remove_calendar_day" key=false only=Some(("form[day]".to_owned(), day.day.to_string()))>
                    <button class="button slim" aria-label=label>{t.remove_day()}</button>
                </Form>
            </td>
        </tr>
    }
}

#[component]
fn AddDays(t: OperationsText) -> impl IntoView {
    let kinds = vec![
        Choice::new(DayKind::Holiday.as_str(), t.holiday()).note(t.holiday_note()),
        Choice::new(DayKind::MakeUp.as_str(), t.make_up_day()).note(t.make_up_note()),
    ];
    view! {
        <section class="card">
            <header><h2>{t.add_days()}</h2></header>
            <Form action="operations.add_calendar_days" class="body fields">
                <DateField name="form[day]" label=t.first_day() required=true/>
                <DateField name="form[last]" label=t.last_day() hint=t.last_day_hint()/>
                <RadioGroup name="form[kind]" label=t.day_kind() options=kinds value=DayKind::Holiday.as_str() required=true class="wide"/>
                <TextField name="form[name]" label=t.day_name() hint=t.day_name_hint() class="wide short" maxlength=64 autocomplete="off"/>
                <div class="wide"><button class="button main">{t.add_days()}</button></div>
            </Form>
        </section>
    }
}
