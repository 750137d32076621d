//! `/sales/marketing-tasks/renewals/process?tasks=…`: several tasks get the same intention and note; then what became of each.

use leptos::prelude::*;

use super::cards::Fields;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::marketing_tasks::access::{processing_scope, visible_scope};
use crate::marketing_tasks::model::Outcome;
use crate::marketing_tasks::pages::several::{Kind, Several, Task, whole};
use crate::marketing_tasks::renewals::model::RenewalTaskId;
use crate::marketing_tasks::renewals::queries::{self, TaskRow};
use crate::marketing_tasks::renewals::rules::asked_tasks;
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::rules::{outcome, outcomes_of_address};
use crate::server::{AppState, request};
use crate::ui::shell::page;

/// Several tasks.
#[component]
pub fn ProcessTasksPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let query = request::query();
    page(async move {
        let shown = load(viewer?, locale, &state, &query).await?;
        Ok(whole(&shown, move || view! { <Fields t=RenewalText(locale)/> }.into_any()))
    })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, query: &str) -> Result<Several, AppError> {
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
    let all = rows.iter().map(|row| (row.id, Some(row))).chain(gone);
    let t = RenewalText(locale);
    let kind = Kind {
        list: "/sales/marketing-tasks/renewals",
        title: t.title(),
        lead: t.batch_lead(),
        amount: t.charged(),
        action: "renewals.process_several",
    };
    let tasks = all.map(|(id, row)| (row.map(|row| task(row, t)), outcome_of(id, row))).collect();
    Ok(Several { locale, kind, tasks, is_report: reported.is_some() })
}

fn task(row: &TaskRow, t: RenewalText) -> Task {
    Task {
        id: row.id.0,
        version: row.standing().version,
        name: row.number.clone(),
        sub: t.of_order(&row.order_number),
        customer: row.customer.clone(),
        amount: row.amount_charged,
        deadline: row.deadline,
        state: row.state,
    }
}
