//! `/sales/marketing-tasks/renewals/{id}`: one task, its order, how it is processed and what was done with it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::cards::{order, process, records, standing, task};
use super::page_data::PageData;
use crate::auth::{Scope, Viewer};
use crate::customers::reveal::answered;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::marketing_tasks::access::{processing_scope, visible_scope};
use crate::marketing_tasks::model::TaskState;
use crate::marketing_tasks::pages::{processed_notice, state_tone};
use crate::marketing_tasks::renewals::model::RenewalTaskId;
use crate::marketing_tasks::renewals::queries;
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::rules::is_overdue;
use crate::marketing_tasks::text::TaskText;
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::shell::{Page, page};
use crate::values::date::beijing_date;

/// One task.
#[component]
pub fn RenewalTaskPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").is_some_and(|done| done == "processed");
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id, done).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, id: &str, done: bool) -> Result<PageData, AppError> {
    let scope = visible_scope(&viewer, locale)?;
    let id: RenewalTaskId = id.parse().map_err(|_| AppError::NotFound)?;
    let task = queries::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let records = queries::records(&state.db, &task).await?;
    let seen = match crate::customers::rules::scope_of(&viewer) {
        Ok(reach) => crate::customers::queries::detail::lookup(&state.db, &Scope::of(&viewer, reach)?, task.customer_id).await?,
        Err(_) => None,
    };
    let done = done && task.state != TaskState::Pending;
    let next = match processing_scope(&viewer, locale) {
        Ok(processing) if done => queries::next_pending(&state.db, &processing, id).await?,
        _ => None,
    };
    let (now, revealed) = (state.clock.now(), answered());
    Ok(PageData { viewer, locale, now, today: beijing_date(now), task, records, sees_customer: seen.is_some(), revealed, done, next })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, w, detail) = (RenewalText(shown.locale), TaskText(shown.locale), &shown.task);
    let crumbs = vec![(t.title().to_owned(), "/sales/marketing-tasks/renewals".to_owned())];
    let (tone, state) = (state_tone(detail.state), w.task_state(detail.state));
    let overdue = is_overdue(detail.state, detail.deadline, shown.today).then(|| view! { <Badge tone=Tone::Bad>{w.overdue()}</Badge> });
    let distance = detail.state.is_open().then(|| {
        let days = detail.deadline.signed_duration_since(shown.today).num_days();
        view! { <span>{t.deadline()}{Words(shown.locale).colon()}{t.distance(days)}</span> }
    });
    let lead = view! { <div class="row small"><Badge tone=tone>{state}</Badge>{overdue}{distance}</div> };
    let done = shown.done.then(|| {
        let next = shown.next.map(|(id, count)| (format!("/sales/marketing-tasks/renewals/{id}"), count));
        processed_notice(next, shown.locale)
    });
    let (left, right) = (view! { {standing(shown)}{process(shown)}{records(shown)} }, view! { {task(shown)}{order(shown)} });
    view! {
        <Page title=t.task_title(&detail.number) section=Words(shown.locale).sales() crumbs=crumbs lead=lead>
            {done}
            <div class="cols"><div class="stack">{left}</div><aside class="stack">{right}</aside></div>
        </Page>
    }
    .into_any()
}
