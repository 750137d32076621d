//! All campaigns.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::operator;
use crate::auth::viewer;
use crate::operations::model::{CampaignRow, CampaignState};
use crate::operations::queries::{MOST_CAMPAIGNS, list_campaigns};
use crate::operations::rules::campaign_state;
use crate::operations::text::{CampaignText, OperationsText};
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};

const NEW: &str = "/operations/campaigns/new";

/// `/operations/campaigns`.
#[component]
pub fn CampaignsPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = CampaignText(locale);
        let today = beijing_date(state.clock.now());
        let campaigns = list_campaigns(&state.db, operator, today).await?;
        let is_cut = campaigns.len() >= usize::try_from(MOST_CAMPAIGNS).unwrap_or(usize::MAX);
        let list = if campaigns.is_empty() {
            view! {
                <EmptyState kind=EmptyKind::Nothing title=t.none_title() text=t.none_text()>
                    <a class="button" href=NEW>{t.create()}</a>
                </EmptyState>
            }
            .into_any()
        } else {
            table(campaigns, today, t)
        };
        Ok(view! {
            <Page
                title=t.campaigns() section=OperationsText(locale).operations()
                lead=view! { <p>{t.lead()}</p> }
                actions=view! { <a class="button main" href=NEW>{t.create()}</a> }
            >
                <section class="card">{list}{is_cut.then(|| view! { <p class="body muted">{t.cut(MOST_CAMPAIGNS)}</p> })}</section>
            </Page>
        }
        .into_any())
    })
}

fn table(campaigns: Vec<CampaignRow>, today: NaiveDate, t: CampaignText) -> AnyView {
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.campaigns()>
                <thead><tr>
                    <th scope="col">{t.name()}</th><th scope="col">{t.state()}</th><th scope="col">{t.starts_on()}</th>
                    <th scope="col">{t.ends_on()}</th><th scope="col" class="num">{t.links_counted()}</th>
                    <th scope="col" class="num">{t.leads()}</th><th scope="col">{t.source()}</th><th scope="col">{t.actions()}</th>
                </tr></thead>
                <tbody>{campaigns.into_iter().map(|one| row(one, today, t)).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(one: CampaignRow, today: NaiveDate, t: CampaignText) -> impl IntoView {
    let href = format!("/operations/campaigns/{}", one.id);
    let open = t.open(&one.campaign.name);
    let state = campaign_state(&one.campaign, today);
    view! {
        <tr>
            <th scope="row"><a class="strong" href=href.clone()>{one.campaign.name}</a></th>
            <td data-label=t.state()><State state=state t=t/></td>
            <td class="nowrap" data-label=t.starts_on()>{format_date(one.campaign.starts_on, t.locale())}</td>
            <td class="nowrap" data-label=t.ends_on()>{format_date(one.campaign.ends_on, t.locale())}</td>
            <td class="num" data-label=t.links_counted()>{one.links}</td>
            <td class="num" data-label=t.leads()>{one.leads}</td>
            <td data-label=t.source()>{one.source.unwrap_or_else(|| t.by_hand().to_owned())}</td>
            <td class="acts"><a href=href aria-label=open>{t.opens()}</a></td>
        </tr>
    }
}

/// Where a campaign stands today.
#[component]
pub fn State(state: CampaignState, t: CampaignText) -> impl IntoView {
    let tone = match state {
        CampaignState::Upcoming => Tone::Note,
        CampaignState::Running => Tone::Good,
        CampaignState::Over => Tone::Neutral,
    };
    view! { <Badge tone=tone>{t.state_name(state)}</Badge> }
}
