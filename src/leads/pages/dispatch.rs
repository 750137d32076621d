//! `/sales/leads/dispatch?leads=…`: which leads go to whom, before it is done.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::{crumbs, denied, entered, tone};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::leads::model::{Lead, LeadId, PickForm};
use crate::leads::queries::{self, followers};
use crate::leads::rules;
use crate::leads::text::LeadText;
use crate::server::{AppState, request};
use crate::ui::badge::Badge;
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::Select;
use crate::ui::form::Form;
use crate::ui::shell::{Page, page};
use crate::values::date::beijing_date;

struct PageData {
    leads: Vec<Lead>,
    /// Those who can follow them, by name.
    people: Vec<(String, String)>,
    t: LeadText,
}

/// The leads, and the choice of a follower.
#[component]
pub fn DispatchPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let asked = use_query_map().get_untracked().get("leads").unwrap_or_default();
    page(async move { Ok(whole(load(viewer?, locale, &state, &asked).await?)) })
}

async fn load(viewer: Viewer, locale: Locale, state: &AppState, asked: &str) -> Result<PageData, AppError> {
    let reach = rules::dispatch_reach(&viewer).map_err(|denial| denied(denial, &viewer, locale))?;
    let (_, visibility) = entered(&viewer, locale)?;
    let form = PickForm { leads: asked.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect(), ..PickForm::default() };
    let ids: Vec<LeadId> = rules::parse_pick(&form).map_err(|_| AppError::NotFound)?;
    let mut leads = queries::several(&state.db, &visibility, &ids).await?;
    if leads.len() != ids.len() {
        return Err(AppError::NotFound);
    }
    for lead in &leads {
        rules::may_dispatch(&viewer, &lead.standing).map_err(|denial| denied(denial, &viewer, locale))?;
    }
    leads.retain(|lead| lead.standing.state.is_open());
    let all = followers::candidates(&state.db, visibility.partner, beijing_date(state.clock.now())).await?;
    let suitable = all.into_iter().filter(|one| rules::may_be_followed_by(&viewer, reach, one).is_ok());
    let people = suitable.map(|one| (one.id.to_string(), one.name)).collect();
    Ok(PageData { leads, people, t: LeadText(locale) })
}

fn whole(shown: PageData) -> AnyView {
    let t = shown.t;
    let content = match (shown.leads.is_empty(), shown.people.is_empty()) {
        (true, _) => nothing(t.none_left(), t),
        (false, true) => nothing(t.nobody_can(), t),
        (false, false) => form(shown),
    };
    view! {
        <Page title=t.dispatch_title() section=Words(t.locale()).sales() crumbs=crumbs(t) lead=view! { <p>{t.dispatch_lead()}</p> }>
            <section class="card">{content}</section>
        </Page>
    }
    .into_any()
}

fn nothing(text: &'static str, t: LeadText) -> AnyView {
    view! {
        <EmptyState kind=EmptyKind::Nothing title=t.dispatch_title() text=text>
            <a class="button" href="/sales/leads">{t.leads()}</a>
        </EmptyState>
    }
    .into_any()
}

fn form(shown: PageData) -> AnyView {
    let t = shown.t;
    let lines = shown.leads.into_iter().map(|lead| {
        let standing = lead.standing;
        let follower = lead.follower.unwrap_or_else(|| t.nobody().to_owned());
        view! {
            <li class="row">
                <input type="hidden" name="form[leads][]" value=format!("{}:{}", standing.id, standing.version)/>
                <a class="strong" href=format!("/sales/leads/{}", standing.id)>{lead.company_name}</a>
                <span class="quiet">{t.follower()}{Words(t.locale()).colon()}{follower}</span>
                <Badge tone=tone(standing.state)>{t.state_of(standing.state)}</Badge>
            </li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <Form action="leads.dispatch">
            <div class="body fields">
                <div class="wide stack">
                    <h2>{t.chosen()}</h2>
                    <ul class="stack">{lines}</ul>
                </div>
                <Select name="form[follower]" label=t.follower() options=shown.people blank=t.choose() required=true class="wide short"/>
                <div class="wide row">
                    <button type="submit" class="button main">{t.dispatch()}</button>
                    <a class="button plain" href="/sales/leads">{t.cancel()}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}
