//! `/sales/marketing-tasks/expansion/process?tasks=…`: one result and note for several tasks, and afterwards what came of each.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::crumbs;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::marketing_tasks::access::{processing_scope, visible_scope};
use crate::marketing_tasks::expansion::model::{PickForm, Task, TaskId, TaskResult};
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::expansion::rules;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::model::Outcome;
use crate::marketing_tasks::pages::state_tone;
use crate::marketing_tasks::rules::{may_process, outcomes_of_address};
use crate::marketing_tasks::text::TaskText;
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::{Choice, RadioGroup, TextArea};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

struct PageData {
    tasks: Vec<Task>,
    /// What became of each, once they are processed.
    outcomes: Vec<(TaskId, Outcome)>,
    locale: Locale,
}

/// Several tasks at once.
#[component]
pub fn SeveralPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (asked, results) = (query.get("tasks").unwrap_or_default(), query.get("results").unwrap_or_default());
    page(async move { Ok(whole(&load(viewer?, locale, &state, &asked, &results).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, asked: &str, results: &str) -> Result<PageData, AppError> {
    let scope = visible_scope(&viewer, locale)?;
    processing_scope(&viewer, locale)?;
    let outcomes: Vec<(TaskId, Outcome)> = outcomes_of_address(results);
    let wanted: Vec<String> = match outcomes.is_empty() {
        true => asked.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        false => outcomes.iter().map(|(id, _)| id.to_string()).collect(),
    };
    let ids = rules::parse_pick(&PickForm { tasks: wanted, ..PickForm::default() }).map_err(|_| AppError::NotFound)?;
    let mut tasks = queries::several(&state.db, &scope, &ids).await?;
    if tasks.is_empty() {
        return Err(AppError::NotFound);
    }
    if outcomes.is_empty() {
        tasks.retain(|task| task.state.is_open() && may_process(&viewer, &task.task_owner()).is_ok());
    }
    Ok(PageData { tasks, outcomes, locale })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, locale) = (ExpansionText(shown.locale), shown.locale);
    let content = if !shown.outcomes.is_empty() {
        report(shown, t)
    } else if shown.tasks.is_empty() {
        view! {
            <section class="card">
                <EmptyState kind=EmptyKind::Nothing title=t.batch_title() text=t.batch_none_left()>
                    <a class="button" href="/sales/marketing-tasks/expansion">{t.back_to_list()}</a>
                </EmptyState>
            </section>
        }
        .into_any()
    } else {
        form(shown, t)
    };
    view! {
        <Page title=t.batch_title() section=Words(locale).sales() crumbs=crumbs(locale) lead=view! { <p>{t.batch_lead()}</p> }>{content}</Page>
    }
    .into_any()
}

fn line(task: &Task, t: ExpansionText, end: AnyView) -> AnyView {
    let href = format!("/sales/marketing-tasks/expansion/{}", task.id);
    let (customer, number) = (task.customer.clone(), task.number.clone());
    view! {
        <li class="row">
            <a class="strong" href=href>{task.name.clone()}</a>
            <span class="quiet">{number}" · "{t.customer()}": "{customer}</span>
            {end}
        </li>
    }
    .into_any()
}

fn form(shown: &PageData, t: ExpansionText) -> AnyView {
    let words = TaskText(shown.locale);
    let lines = shown.tasks.iter().map(|task| {
        let (tone, state) = (state_tone(task.state), words.task_state(task.state));
        let end = view! {
            <input type="hidden" name="form[tasks][]" value=format!("{}:{}", task.id, task.version)/>
            <Badge tone=tone>{state}</Badge>
        };
        line(task, t, end.into_any())
    });
    let lines: Vec<AnyView> = lines.collect();
    let results: Vec<Choice> =
        TaskResult::OFFERED.iter().map(|result| Choice::new(result.as_str(), t.result_of(*result)).note(t.result_note(*result))).collect();
    view! {
        <Form action="expansion.process_several" class="card" guard=true>
            <div class="body fields">
                <div class="wide stack"><h2>{t.batch_chosen()}</h2><ul class="stack">{lines}</ul></div>
                <RadioGroup name="form[result]" label=t.what_came() options=results required=true cards=true class="wide"/>
                <TextArea name="form[note]" label=t.note() hint=t.note_hint() required=true maxlength=1000 class="wide"/>
                <div class="wide row">
                    <button class="button main">{t.batch_submit()}</button>
                    <a class="button plain" href="/sales/marketing-tasks/expansion">{t.cancel()}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}

/// What became of each, in the order in which they stood in the form.
fn report(shown: &PageData, t: ExpansionText) -> AnyView {
    let words = TaskText(shown.locale);
    let processed = shown.outcomes.iter().filter(|(_, outcome)| *outcome == Outcome::Processed).count();
    let tone = if processed == shown.outcomes.len() { NoticeTone::Good } else { NoticeTone::Warn };
    let lines: Vec<AnyView> = shown
        .outcomes
        .iter()
        .map(|(id, outcome)| {
            let tone = if *outcome == Outcome::Processed { Tone::Good } else { Tone::Warn };
            let became = words.outcome_of(*outcome);
            let badge = view! { <Badge tone=tone>{became}</Badge> }.into_any();
            match shown.tasks.iter().find(|task| task.id == *id) {
                Some(task) => line(task, t, badge),
                None => view! { <li class="row"><span class="quiet">"–"</span>{badge}</li> }.into_any(),
            }
        })
        .collect();
    let count = words.batch_result(processed, shown.outcomes.len());
    view! {
        <Notice tone=tone>{count}</Notice>
        <section class="card">
            <header><h2>{t.batch_outcome()}</h2></header>
            <div class="body stack">
                <ul class="stack">{lines}</ul>
                <p><a class="button" href="/sales/marketing-tasks/expansion">{t.back_to_list()}</a></p>
            </div>
        </section>
    }
    .into_any()
}
