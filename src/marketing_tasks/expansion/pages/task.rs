//! `/sales/marketing-tasks/expansion/{id}`: what is to be done and said, for whom, until when; the form for whoever processes it;
//! what was done.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{crumbs, result_fields, result_tone};
use crate::auth::{Scope, Viewer};
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{answered, customer_value};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::marketing_tasks::access::{processing_scope, visible_scope};
use crate::marketing_tasks::expansion::model::{Task, TaskId, TaskRecord};
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::expansion::rules::may_report_from;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::model::Denial;
use crate::marketing_tasks::pages::{processed_notice, state_tone};
use crate::marketing_tasks::rules::{is_overdue, may_process};
use crate::marketing_tasks::text::TaskText;
use crate::server::{AppState, request};
use crate::ui::badge::{Badge, Tone};
use crate::ui::fields::HiddenField;
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date, format_stamp};
use crate::values::money::format_cny;

struct PageData {
    viewer: Viewer,
    locale: Locale,
    today: NaiveDate,
    task: Task,
    records: Vec<TaskRecord>,
    /// The first task that waits for the viewer, and how many do, after she has processed one.
    next: Option<(TaskId, i64)>,
    /// The viewer may see the customer today.
    sees_customer: bool,
    /// The viewer may see the opportunity that came of it.
    sees_opportunity: bool,
    revealed: Option<Revealed>,
    processed: bool,
    /// Why a post was refused whose form is gone.
    refused: Option<String>,
}

/// One task.
#[component]
pub fn TaskPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").is_some_and(|done| done == "processed");
    let refused = refused();
    page(async move { Ok(whole(&load(viewer?, locale, &state, &id, done, refused).await?)) })
}

/// Somebody was faster: the task is over, and with it the form that would say so.
fn refused() -> Option<String> {
    let posted = use_context::<Submission>().filter(|posted| posted.action == "expansion.process")?;
    match posted.error? {
        AppError::Conflict(conflict) => Some(conflict.message),
        _ => None,
    }
}

async fn load(
    viewer: Viewer,
    locale: Locale,
    state: &AppState,
    id: &str,
    processed: bool,
    refused: Option<String>,
) -> Result<PageData, AppError> {
    let scope = visible_scope(&viewer, locale)?;
    let id: TaskId = id.parse().map_err(|_| AppError::NotFound)?;
    let task = queries::task(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let records = queries::records(&state.db, &scope, id).await?;
    let next = match processing_scope(&viewer, locale) {
        Ok(processing) if processed => queries::next_pending(&state.db, &processing).await?,
        _ => None,
    };
    let seen = match crate::customers::rules::scope_of(&viewer) {
        Ok(reach) => crate::customers::queries::detail::lookup(&state.db, &Scope::of(&viewer, reach)?, task.customer_id).await?,
        Err(_) => None,
    };
    let sees_opportunity = task.opportunity.is_some() && crate::opportunities::rules::scope_of(&viewer).is_ok();
    let today = beijing_date(state.clock.now());
    let revealed = answered();
    Ok(PageData {
        locale,
        today,
        task,
        records,
        next,
        sees_customer: seen.is_some(),
        sees_opportunity,
        revealed,
        processed,
        refused,
        viewer,
    })
}

fn whole(shown: &PageData) -> AnyView {
    let (t, task, locale) = (ExpansionText(shown.locale), &shown.task, shown.locale);
    let lead = view! { <div class="row small">{states(shown)}<span translate="no">{task.number.clone()}</span></div> };
    let may = may_process(&shown.viewer, &task.task_owner());
    let body = match (&may, task.state.is_open()) {
        (_, false) => over(shown),
        (Ok(()), true) => form(shown),
        (Err(denial), true) => refusal(shown, *denial),
    };
    let report = may_report_from(&shown.viewer, task).then(|| {
        let href = format!("/sales/opportunities/new?task={}", task.id);
        view! { <a class="button" href=href>{t.report()}</a> }
    });
    let (notices, talking, records, facts) = (notices(shown), talking_points(shown), records(shown), facts(shown));
    view! {
        <Page title=task.name.clone() section=Words(locale).sales() crumbs=crumbs(locale) lead=lead actions=report>
            {notices}
            <div class="cols"><div class="stack">{talking}{body}{records}</div><aside class="stack">{facts}</aside></div>
        </Page>
    }
    .into_any()
}

fn states(shown: &PageData) -> AnyView {
    let (words, task) = (TaskText(shown.locale), &shown.task);
    let overdue = is_overdue(task.state, task.deadline, shown.today).then(|| view! { <Badge tone=Tone::Bad>{words.overdue()}</Badge> });
    let (tone, state) = (state_tone(task.state), words.task_state(task.state));
    view! { <Badge tone=tone>{state}</Badge>{overdue} }.into_any()
}

/// What was just done, and what comes next.
fn notices(shown: &PageData) -> AnyView {
    let form_is_gone = !shown.task.state.is_open();
    let refused = shown.refused.clone().filter(|_| form_is_gone);
    let refused = refused.map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> });
    let processed = shown.processed.then(|| {
        let next = shown.next.map(|(id, count)| (format!("/sales/marketing-tasks/expansion/{id}"), count));
        processed_notice(next, shown.locale)
    });
    view! { {refused}{processed} }.into_any()
}

fn talking_points(shown: &PageData) -> AnyView {
    let (t, task) = (ExpansionText(shown.locale), &shown.task);
    let paragraphs = task.talking_points.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    view! { <section class="card"><header><h2>{t.why()}</h2></header><div class="body stack">{paragraphs}</div></section> }.into_any()
}

fn form(shown: &PageData) -> AnyView {
    let (t, task) = (ExpansionText(shown.locale), &shown.task);
    let (id, version) = (task.id.to_string(), task.version);
    let report = may_report_from(&shown.viewer, task).then(|| {
        let href = format!("/sales/opportunities/new?task={}", task.id);
        view! { <p class="wide small"><a href=href>{t.or_report()}</a></p> }
    });
    view! {
        <Form action="expansion.process" class="card" id="process" version=Some(version) guard=true>
            <header><h2>{t.process()}</h2></header>
            <div class="body fields">
                <HiddenField name="form[id]" value=id/>
                {result_fields(t)}
                <div class="wide row"><button class="button main">{t.submit()}</button></div>
                {report}
            </div>
        </Form>
    }
    .into_any()
}

/// Why the viewer does not process it, and who does.
fn refusal(shown: &PageData, denial: Denial) -> AnyView {
    let (distributor, owner) = (shown.task.distributor.as_deref(), shown.task.owner.as_ref().map(|(_, name)| name.as_str()));
    let words = TaskText(shown.locale).instead(denial, &shown.viewer, distributor, owner);
    view! { <Notice tone=NoticeTone::Note>{words}</Notice> }.into_any()
}

fn over(shown: &PageData) -> AnyView {
    let t = ExpansionText(shown.locale);
    let opportunity = shown.task.opportunity.filter(|_| shown.sees_opportunity).map(|id| {
        view! { " "<a href=format!("/sales/opportunities/{id}")>{t.open_opportunity()}</a> }
    });
    view! { <Notice tone=NoticeTone::Note>{t.is_over()}{opportunity}</Notice> }.into_any()
}

fn records(shown: &PageData) -> AnyView {
    let (t, locale) = (ExpansionText(shown.locale), shown.locale);
    let body = if shown.records.is_empty() {
        view! { <div class="body quiet">{t.no_records()}</div> }.into_any()
    } else {
        let rows: Vec<AnyView> = shown.records.iter().map(|record| row(record, t, locale)).collect();
        view! {
            // Nothing in it can be focused: whoever has no mouse scrolls it by the keys.
            <div class="scroll" role="region" tabindex="0" aria-label=t.records()>
                <table class="records" aria-label=t.records()>
                    <thead><tr>
                        <th scope="col">{t.result()}</th><th scope="col">{t.note()}</th><th scope="col">{t.by()}</th>
                        <th scope="col">{t.at()}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.records()}</h2></header>{body}</section> }.into_any()
}

fn row(record: &TaskRecord, t: ExpansionText, locale: Locale) -> AnyView {
    let (tone, result) = (result_tone(record.result), t.result_of(record.result));
    view! {
        <tr>
            <th scope="row"><Badge tone=tone>{result}</Badge></th>
            <td data-label=t.note()>{record.note.clone()}</td>
            <td data-label=t.by()>{t.by_of(record)}</td>
            <td data-label=t.at() class="nowrap">{format_stamp(record.at, locale)}</td>
        </tr>
    }
    .into_any()
}

fn secret(shown: &PageData, column: MaskedColumn, mask: &str) -> AnyView {
    customer_value(shown.task.customer_id, shown.sees_customer, shown.revealed.as_ref(), column, mask)
}

fn facts(shown: &PageData) -> AnyView {
    let (t, task, locale) = (ExpansionText(shown.locale), &shown.task, shown.locale);
    let number = task.customer_number.clone();
    let customer = match shown.sees_customer {
        true => view! { <a href=format!("/sales/customers/{}", task.customer_id)>{number}</a> }.into_any(),
        false => number.into_any(),
    };
    let owner = task.owner.as_ref().map_or_else(|| t.nobody().to_owned(), |(_, name)| name.clone());
    let opportunity = task.opportunity.map(|id| {
        let link = match shown.sees_opportunity {
            true => view! { <a href=format!("/sales/opportunities/{id}")>{t.open_opportunity()}</a> }.into_any(),
            false => t.opportunity_created().into_any(),
        };
        view! { <dt>{t.opportunity()}</dt><dd>{link}</dd> }
    });
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.deadline()}</dt><dd title=t.deadline_hint()>{format_date(task.deadline, locale)}</dd>
                    <dt>{t.customer()}</dt><dd>{secret(shown, MaskedColumn::Name, &task.customer)}" · "{customer}</dd>
                    <dt>{t.account()}</dt><dd>{secret(shown, MaskedColumn::AccountName, &task.account_name)}</dd>
                    <dt>{t.spend()}</dt><dd title=t.spend_hint()><b>{format_cny(task.spend_charged)}</b></dd>
                    <dt>{t.account_manager()}</dt><dd>{owner}" · "{task.partner.clone()}</dd>
                    <dt>{t.level_1()}</dt><dd>{t.level(task.level_1)}</dd>
                    <dt>{t.level_2()}</dt><dd>{task.level_2.clone()}</dd>
                    <dt>{t.created()}</dt><dd>{format_stamp(task.created_at, locale)}</dd>
                    {opportunity}
                </dl>
            </div>
        </section>
    }
    .into_any()
}
