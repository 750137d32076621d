//! `/sales/marketing-tasks/renewals/process?tasks=…`: several tasks get the same intention and note; then what became of each.

use leptos::prelude::*;

use super::cards::Fields;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::marketing_tasks::access::{processing_scope, visible_scope};
use crate::marketing_tasks::model::Outcome;
use crate::marketing_tasks::pages::state_tone;
use crate::marketing_tasks::renewals::model::RenewalTaskId;
use crate::marketing_tasks::renewals::queries::{self, TaskRow};
use crate::marketing_tasks::renewals::rules::asked_tasks;
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::rules::{outcome, outcomes_of_address};
use crate::marketing_tasks::text::TaskText;
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::format_date;
use crate::values::money::format_charged;

struct PageData {
    locale: Locale,
    /// Each task that is asked for, and what became of it, or would become of it. One that is not in the scope is none.
    tasks: Vec<(RenewalTaskId, Option<TaskRow>, Outcome)>,
    /// They have been processed: the page reports.
    is_report: bool,
}

/// Several tasks.
#[component]
pub fn ProcessTasksPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::query();
    page(async move { Ok(whole(&load(viewer?, locale, &state, &query).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, query: &str) -> Result<PageData, AppError> {
    let scope = visible_scope(&viewer, locale)?;
    processing_scope(&viewer, locale)?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let reported: Option<Vec<(RenewalTaskId, Outcome)>> =
        pairs.iter().find(|(name, _)| name == "results").map(|(_, value)| outcomes_of_address(value));
    let asked = match &reported {
        Some(reported) => reported.iter().map(|(id, _)| *id).collect(),
        None => asked_tasks(pairs.iter().filter(|(name, _)| name == "tasks").map(|(_, value)| value.as_str())),
    };
    let rows = queries::several(&state.db, &scope, &asked).await?;
    let outcome_of = |id: RenewalTaskId, row: Option<&TaskRow>| match (&reported, row) {
        (Some(reported), _) => reported.iter().find(|(one, _)| *one == id).map_or(Outcome::Gone, |(_, outcome)| *outcome),
        (None, Some(row)) => outcome(&viewer, row.state, &row.standing().owner, true),
        (None, None) => Outcome::Gone,
    };
    let gone = asked.iter().filter(|id| !rows.iter().any(|row| row.id == **id)).map(|id| (*id, None));
    let all = rows.iter().map(|row| (row.id, Some(row.clone()))).chain(gone);
    let tasks = all.map(|(id, row)| (id, row.clone(), outcome_of(id, row.as_ref()))).collect();
    Ok(PageData { locale, tasks, is_report: reported.is_some() })
}

fn whole(shown: &PageData) -> AnyView {
    let t = RenewalText(shown.locale);
    let crumbs = vec![(t.title().to_owned(), "/sales/marketing-tasks/renewals".to_owned())];
    let processed = shown.tasks.iter().filter(|(.., outcome)| *outcome == Outcome::Processed).count();
    let body = if shown.is_report {
        let tone = if processed == shown.tasks.len() { NoticeTone::Good } else { NoticeTone::Warn };
        let said = TaskText(shown.locale).batch_result(processed, shown.tasks.len());
        let table = table(shown, true);
        view! {
            <Notice tone=tone>{said}</Notice>
            <section class="card">{table}<div class="body"><a class="button" href="/sales/marketing-tasks/renewals">{t.back()}</a></div></section>
        }
        .into_any()
    } else if processed == 0 {
        view! {
            <section class="card">
                <EmptyState kind=EmptyKind::Nothing title=t.batch_title() text=t.batch_nothing()>
                    <a class="button" href="/sales/marketing-tasks/renewals">{t.back()}</a>
                </EmptyState>
            </section>
        }
        .into_any()
    } else {
        form(shown)
    };
    view! {
        <Page title=t.batch_title() section=Words(shown.locale).sales() crumbs=crumbs lead=view! { <p>{t.batch_lead()}</p> }>{body}</Page>
    }
    .into_any()
}

fn form(shown: &PageData) -> AnyView {
    let t = RenewalText(shown.locale);
    let chosen = shown.tasks.iter().filter(|(.., outcome)| *outcome == Outcome::Processed).filter_map(|(_, row, _)| row.as_ref());
    let chosen: Vec<String> = chosen.map(|row| format!("{}:{}", row.id, row.standing().version)).collect();
    let inputs = chosen.into_iter().map(|value| view! { <input type="hidden" name="form[tasks][]" value=value/> }).collect_view();
    let table = table(shown, false);
    view! {
        <section class="card"><header><h2>{t.batch_tasks(shown.tasks.len())}</h2></header>{table}</section>
        <Form action="renewals.process_several" class="card" guard=true>
            {inputs}
            <header><h2>{t.process_title()}</h2></header>
            <div class="body fields">
                <Fields t=t/>
                <div class="wide row">
                    <button class="button main">{t.save()}</button>
                    <a class="button" href="/sales/marketing-tasks/renewals">{t.back()}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}

/// The tasks, with what became of each, or why one is left out.
fn table(shown: &PageData, is_report: bool) -> AnyView {
    let t = RenewalText(shown.locale);
    let rows: Vec<AnyView> = shown.tasks.iter().map(|(_, row, outcome)| line(shown, row.as_ref(), *outcome, is_report)).collect();
    view! {
        // Nothing in it needs to be focused: whoever has no mouse scrolls it by the keys.
        <div class="scroll" role="region" tabindex="0" aria-label=t.title()>
            <table class="records" aria-label=t.title()>
                <thead>
                    <tr>
                        <th scope="col">{t.number()}</th><th scope="col">{t.order_number()}</th><th scope="col">{t.customer()}</th>
                        <th scope="col" class="num">{t.charged()}</th><th scope="col">{t.deadline()}</th>
                        <th scope="col">{TaskText(shown.locale).state()}</th><th scope="col">{t.outcome()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(shown: &PageData, row: Option<&TaskRow>, outcome: Outcome, is_report: bool) -> AnyView {
    let (t, w) = (RenewalText(shown.locale), TaskText(shown.locale));
    let became = match (outcome, is_report) {
        (Outcome::Processed, false) => ().into_any(),
        (Outcome::Processed, true) => view! { <Badge tone=Tone::Good>{w.outcome_of(outcome)}</Badge> }.into_any(),
        (outcome, false) => {
            view! { <Badge tone=Tone::Warn>{t.batch_left_out()}</Badge><span class="sub">{w.outcome_of(outcome)}</span> }.into_any()
        }
        (outcome, true) => view! { <Badge tone=Tone::Warn>{w.outcome_of(outcome)}</Badge> }.into_any(),
    };
    match row {
        Some(row) => {
            let (tone, state) = (state_tone(row.state), w.task_state(row.state));
            view! {
                <tr>
                    <th scope="row"><a class="strong" href=format!("/sales/marketing-tasks/renewals/{}", row.id)>{row.number.clone()}</a></th>
                    <td data-label=t.order_number() translate="no">{row.order_number.clone()}</td>
                    <td data-label=t.customer()><span class="masked">{row.customer.clone()}</span></td>
                    <td data-label=t.charged() class="num">{format_charged(row.amount_charged)}</td>
                    <td data-label=t.deadline() class="nowrap">{format_date(row.deadline, shown.locale)}</td>
                    <td data-label=w.state()><Badge tone=tone>{state}</Badge></td>
                    <td data-label=t.outcome()>{became}</td>
                </tr>
            }
            .into_any()
        }
        None => view! { <tr><th scope="row">"–"</th><td colspan="5"></td><td data-label=t.outcome()>{became}</td></tr> }.into_any(),
    }
}
