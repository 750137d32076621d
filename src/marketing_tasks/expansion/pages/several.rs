//! `/sales/marketing-tasks/expansion/process?tasks=…`: one result and note for several tasks, and afterwards what came of each.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{crumbs, denied, entered, tone};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::marketing_tasks::expansion::model::{PickForm, Said, Task, TaskId, TaskResult};
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::expansion::rules;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::model::TaskOwner;
use crate::marketing_tasks::rules::{may_process, processes_some};
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
    /// What came of each, once it is done.
    said: Vec<(TaskId, Said)>,
    locale: Locale,
}

/// Several tasks at once.
#[component]
pub fn SeveralPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (asked, done) = (query.get("tasks").unwrap_or_default(), query.get("done").unwrap_or_default());
    page(async move { Ok(whole(load(viewer?, locale, &state, &asked, &done).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, asked: &str, done: &str) -> Result<PageData, AppError> {
    let scope = entered(&viewer, locale)?;
    if !processes_some(&viewer) {
        let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
        may_process(&viewer, &TaskOwner { partner, account_manager: None }).map_err(|denial| denied(denial, &viewer, locale))?;
    }
    let said: Vec<(TaskId, Said)> = done.split(',').filter_map(said_of).collect();
    let wanted: Vec<String> = match said.is_empty() {
        true => asked.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        false => said.iter().map(|(id, _)| id.to_string()).collect(),
    };
    let ids = rules::parse_pick(&PickForm { tasks: wanted, ..PickForm::default() }).map_err(|_| AppError::NotFound)?;
    let mut tasks = queries::several(&state.db, &scope, &ids).await?;
    if tasks.is_empty() {
        return Err(AppError::NotFound);
    }
    if said.is_empty() {
        tasks.retain(|task| task.state.is_open() && may_process(&viewer, &task.task_owner()).is_ok());
    }
    Ok(PageData { tasks, said, locale })
}

fn said_of(pair: &str) -> Option<(TaskId, Said)> {
    let (id, word) = pair.split_once(':')?;
    Some((id.parse().ok()?, Said::of(word)?))
}

fn whole(shown: PageData) -> AnyView {
    let (t, locale) = (ExpansionText(shown.locale), shown.locale);
    let content = if !shown.said.is_empty() {
        outcome(&shown, t)
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
        form(&shown, t)
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
        let (tone, state) = (tone(task.state), words.task_state(task.state));
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

fn outcome(shown: &PageData, t: ExpansionText) -> AnyView {
    let processed = shown.said.iter().filter(|(_, said)| *said == Said::Processed).count();
    let tone = if processed == shown.said.len() { NoticeTone::Good } else { NoticeTone::Warn };
    let lines: Vec<AnyView> = shown
        .tasks
        .iter()
        .filter_map(|task| {
            let (_, said) = shown.said.iter().find(|(id, _)| *id == task.id)?;
            let tone = if *said == Said::Processed { Tone::Good } else { Tone::Warn };
            let words = t.said(*said);
            Some(line(task, t, view! { <Badge tone=tone>{words}</Badge> }.into_any()))
        })
        .collect();
    let count = t.batch_count(processed, shown.said.len());
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
