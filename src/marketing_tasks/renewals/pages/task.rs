//! `/sales/marketing-tasks/renewals/{id}`: one task, its order, how it is processed and what was done with it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::cards::{order, process, records, standing, task};
use super::page_data::PageData;
use super::tone;
use crate::auth::{Reach, Scope, Viewer};
use crate::customers::reveal::answered;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::marketing_tasks::model::TaskState;
use crate::marketing_tasks::renewals::model::RenewalTaskId;
use crate::marketing_tasks::renewals::queries;
use crate::marketing_tasks::renewals::rules::is_overdue;
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::rules;
use crate::marketing_tasks::text::TaskText;
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::notice::{Notice, NoticeTone};
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
    let denied = |denial| AppError::NotAllowed { rule: TaskText(locale).denial(denial, &viewer) };
    let reach = rules::scope_of(&viewer).map_err(denied)?;
    let scope = Scope::of(&viewer, reach)?;
    let id: RenewalTaskId = id.parse().map_err(|_| AppError::NotFound)?;
    let task = queries::lookup(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let records = queries::records(&state.db, &task).await?;
    let seen = match crate::customers::rules::scope_of(&viewer) {
        Ok(reach) => crate::customers::queries::detail::lookup(&state.db, &Scope::of(&viewer, reach)?, task.customer_id).await?,
        Err(_) => None,
    };
    let done = done && task.state != TaskState::Pending;
    let next = match processing_reach(&viewer, reach).filter(|_| done) {
        Some(reach) => queries::next_pending(&state.db, &Scope::of(&viewer, reach)?, id).await?,
        None => None,
    };
    let (now, revealed) = (state.clock.now(), answered());
    Ok(PageData { viewer, locale, now, today: beijing_date(now), task, records, sees_customer: seen.is_some(), revealed, done, next })
}

/// The tasks that the viewer processes: her own customers' where she processes no other's.
fn processing_reach(viewer: &Viewer, reach: Reach) -> Option<Reach> {
    let nobodys = viewer.partner_id().map(|partner| crate::marketing_tasks::model::TaskOwner { partner, account_manager: None })?;
    match (rules::processes_some(viewer), rules::may_process(viewer, &nobodys)) {
        (false, _) => None,
        (true, Ok(())) => Some(reach),
        (true, Err(_)) => Some(Reach::Own),
    }
}

fn whole(shown: &PageData) -> AnyView {
    let (t, w, detail) = (RenewalText(shown.locale), TaskText(shown.locale), &shown.task);
    let crumbs = vec![(t.title().to_owned(), "/sales/marketing-tasks/renewals".to_owned())];
    let (tone, state) = (tone(detail.state), w.task_state(detail.state));
    let overdue = is_overdue(detail.state, detail.deadline, shown.today).then(|| view! { <Badge tone=Tone::Bad>{w.overdue()}</Badge> });
    let distance = detail.state.is_open().then(|| {
        let days = detail.deadline.signed_duration_since(shown.today).num_days();
        view! { <span>{t.deadline()}": "{t.distance(days)}</span> }
    });
    let lead = view! { <div class="row small"><Badge tone=tone>{state}</Badge>{overdue}{distance}</div> };
    let done = shown.done.then(|| done(shown));
    let (left, right) = (view! { {standing(shown)}{process(shown)}{records(shown)} }, view! { {task(shown)}{order(shown)} });
    view! {
        <Page title=t.task_title(&detail.number) section=Words(shown.locale).sales() crumbs=crumbs lead=lead>
            {done}
            <div class="cols"><div class="stack">{left}</div><aside class="stack">{right}</aside></div>
        </Page>
    }
    .into_any()
}

/// It is processed; the next one is a press away.
fn done(shown: &PageData) -> AnyView {
    let t = RenewalText(shown.locale);
    match shown.next {
        Some((next, count)) => {
            let href = format!("/sales/marketing-tasks/renewals/{next}");
            view! { <Notice tone=NoticeTone::Good>{t.done_processed()}" "<a href=href>{t.next_of(count)}</a></Notice> }.into_any()
        }
        None => view! { <Notice tone=NoticeTone::Good>{t.done_processed()}" "{t.none_left()}</Notice> }.into_any(),
    }
}
