//! `/operations/expansion-campaigns/{id}`: one campaign, where its tasks stand, and the way to terminate it.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{campaign_state, operator, under_campaigns};
use crate::auth::viewer;
use crate::error::AppError;
use crate::marketing_tasks::expansion::model::{Campaign, CampaignId};
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::expansion::text::{CampaignText, ExpansionText};
use crate::marketing_tasks::model::TaskState;
use crate::marketing_tasks::pages::state_tone;
use crate::marketing_tasks::text::TaskText;
use crate::server::request::{locale, state};
use crate::ui::badge::Badge;
use crate::ui::fields::{HiddenField, TextArea};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date, format_stamp};

/// One campaign.
#[component]
pub fn CampaignPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    let refused = refused();
    page(async move {
        let operator = operator(&viewer?, locale)?;
        let id: CampaignId = id.parse().map_err(|_| AppError::NotFound)?;
        let mut db = state.db.acquire().await?;
        let campaign = queries::lookup_campaign(&mut db, operator, id).await?.ok_or(AppError::NotFound)?;
        let today = beijing_date(state.clock.now());
        Ok(whole(&campaign, &done, refused, today, CampaignText(locale)))
    })
}

/// Why it was not terminated, where its form is gone.
fn refused() -> Option<String> {
    let posted = use_context::<Submission>().filter(|posted| posted.action == "expansion.terminate_campaign")?;
    match posted.error? {
        AppError::Conflict(conflict) => Some(conflict.message),
        _ => None,
    }
}

fn whole(campaign: &Campaign, done: &str, refused: Option<String>, today: NaiveDate, t: CampaignText) -> AnyView {
    let is_over = campaign.terminated.is_some();
    let said = match done {
        "created" => Some(t.created(campaign.tasks)),
        "terminated" => Some(t.terminated_done().to_owned()),
        _ => None,
    };
    let (terminate, facts) = (if is_over { ().into_any() } else { terminate(campaign, t) }, facts(campaign, today, t));
    let (tasks, talking) = (tasks(campaign, t), talking_points(campaign, t));
    view! {
        <Page title=campaign.name.clone() section=t.operations() crumbs=under_campaigns(t)>
            {said.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
            {refused.filter(|_| is_over).map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> })}
            <div class="cols"><div class="stack">{tasks}{talking}{terminate}</div><aside class="stack">{facts}</aside></div>
        </Page>
    }
    .into_any()
}

fn tasks(campaign: &Campaign, t: CampaignText) -> AnyView {
    let words = TaskText(t.locale());
    let states = [TaskState::Pending, TaskState::InProgress, TaskState::Done, TaskState::Terminated];
    let lines = states.into_iter().zip(campaign.by_state).map(|(state, count)| {
        view! { <dt><Badge tone=state_tone(state)>{words.task_state(state)}</Badge></dt><dd>{count}</dd> }
    });
    let lines = lines.collect_view();
    view! {
        <section class="card">
            <header><h2>{t.tasks_by_state()}</h2></header>
            <div class="body"><dl class="facts">{lines}</dl></div>
        </section>
    }
    .into_any()
}

fn talking_points(campaign: &Campaign, t: CampaignText) -> AnyView {
    let paragraphs = campaign.talking_points.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
    view! {
        <section class="card"><header><h2>{t.talking_points()}</h2></header><div class="body stack">{paragraphs}</div></section>
    }
    .into_any()
}

fn facts(campaign: &Campaign, today: NaiveDate, t: CampaignText) -> AnyView {
    let (tasks, locale) = (ExpansionText(t.locale()), t.locale());
    let (tone, state) = campaign_state(campaign.terminated.is_some(), campaign.deadline, today, t);
    let since = campaign.terminated.as_ref().map(|(at, _)| format!(" · {}", format_stamp(*at, locale)));
    let reason = campaign.terminated.as_ref().map(|(_, reason)| view! { <dt>{t.reason()}</dt><dd>{reason.clone()}</dd> });
    let by = campaign.created_by.clone().unwrap_or_else(|| t.nobody().to_owned());
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.state()}</dt><dd><Badge tone=tone>{state}{since}</Badge></dd>
                    {reason}
                    <dt>{tasks.level_1()}</dt><dd>{tasks.level(campaign.level_1)}</dd>
                    <dt>{tasks.level_2()}</dt><dd>{campaign.level_2.clone()}</dd>
                    <dt>{tasks.deadline()}</dt><dd>{format_date(campaign.deadline, locale)}</dd>
                    <dt>{t.for_whom()}</dt><dd>{t.target(&campaign.target)}</dd>
                    <dt>{t.tasks()}</dt><dd>{campaign.tasks}</dd>
                    <dt>{t.by()}</dt><dd>{by}</dd>
                    <dt>{t.at()}</dt><dd>{format_stamp(campaign.created_at, locale)}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

fn terminate(campaign: &Campaign, t: CampaignText) -> AnyView {
    let open = campaign.by_state[0] + campaign.by_state[1];
    let (id, version) = (campaign.id.to_string(), campaign.version);
    view! {
        <section class="card">
            <header><h2>{t.terminate_title()}</h2></header>
            <Form action="expansion.terminate_campaign" version=Some(version) class="body fields" guard=true>
                <HiddenField name="form[id]" value=id/>
                <p class="wide">{t.terminate_text(open)}</p>
                <TextArea name="form[reason]" label=t.reason() hint=t.reason_hint() required=true maxlength=1000 class="wide"/>
                <div class="wide"><button class="button">{t.terminate()}</button></div>
            </Form>
        </section>
    }
    .into_any()
}
