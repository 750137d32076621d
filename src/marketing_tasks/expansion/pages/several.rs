//! `/sales/marketing-tasks/expansion/process?tasks=…`: one result and note for several tasks, and afterwards what came of each.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::result_fields;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::marketing_tasks::access::{processing_scope, visible_scope};
use crate::marketing_tasks::expansion::model::{PickForm, Task, TaskId};
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::expansion::rules;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::model::Outcome;
use crate::marketing_tasks::pages::several::{self, Kind, Several, whole};
use crate::marketing_tasks::rules::{outcome, outcomes_of_address};
use crate::marketing_tasks::text::TaskText;
use crate::server::{AppState, request};
use crate::ui::shell::page;

/// Several tasks at once.
#[component]
pub fn SeveralPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = use_query_map().get_untracked();
    let (asked, results) = (query.get("tasks").unwrap_or_default(), query.get("results").unwrap_or_default());
    page(async move { Ok(whole(&load(viewer?, locale, &state, &asked, &results).await?, move || result_fields(ExpansionText(locale)))) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, asked: &str, results: &str) -> Result<Several, AppError> {
    let scope = visible_scope(&viewer, locale)?;
    processing_scope(&viewer, locale)?;
    let reported: Vec<(TaskId, Outcome)> = outcomes_of_address(results);
    let wanted: Vec<String> = match reported.is_empty() {
        true => asked.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        false => reported.iter().map(|(id, _)| id.to_string()).collect(),
    };
    let ids = rules::parse_pick(&PickForm { tasks: wanted, ..PickForm::default() }).map_err(|_| AppError::NotFound)?;
    let found = queries::several(&state.db, &scope, &ids).await?;
    if found.is_empty() {
        return Err(AppError::NotFound);
    }
    let became = |id: TaskId| {
        let task = found.iter().find(|task| task.id == id);
        let now = task.map_or(Outcome::Gone, |task| outcome(&viewer, task.state, &task.task_owner(), true));
        let outcome = reported.iter().find(|(one, _)| *one == id).map_or(now, |(_, outcome)| *outcome);
        (task.map(row), outcome)
    };
    let (t, words) = (ExpansionText(locale), TaskText(locale));
    let kind = Kind {
        list: "/sales/marketing-tasks/expansion",
        title: words.expansion_tasks(),
        lead: t.batch_lead(),
        amount: t.spend(),
        action: "expansion.process_several",
    };
    Ok(Several { locale, kind, tasks: ids.into_iter().map(became).collect(), is_report: !reported.is_empty() })
}

fn row(task: &Task) -> several::Task {
    several::Task {
        id: task.id.0,
        version: task.version,
        name: task.name.clone(),
        sub: task.number.clone(),
        customer: task.customer.clone(),
        amount: task.spend_charged,
        deadline: task.deadline,
        state: task.state,
    }
}
