//! One campaign: its name and days, what hangs on it, what follows from a change.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::campaigns::State;
use super::{operator, under_campaigns};
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::Words;
use crate::operations::model::{CampaignId, CampaignRow};
use crate::operations::queries::lookup_campaign;
use crate::operations::rules::{LONGEST_CAMPAIGN_NAME, campaign_state, may_end_campaign};
use crate::operations::text::{CampaignText, OperationsText};
use crate::server::request::{locale, state};
use crate::ui::fields::{DateField, HiddenField, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};

/// `/operations/campaigns/new`.
#[component]
pub fn NewCampaignPage() -> impl IntoView {
    let (viewer, locale) = (viewer(), locale());
    page(async move {
        operator(viewer, locale)?;
        let t = CampaignText(locale);
        Ok(view! {
            <Page
                title=t.create() section=OperationsText(locale).operations() crumbs=under_campaigns(OperationsText(locale))
                lead=view! { <p>{t.lead()}</p> }
            >
                <Form action="operations.create_campaign" class="card" guard=true>
                    <div class="body fields">
                        <Fields t=t/>
                        <div class="wide row">
                            <button class="button main">{t.create()}</button>
                            <a class="button plain" href="/operations/campaigns">{Words(locale).cancel()}</a>
                        </div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}

/// `/operations/campaigns/{id}`.
#[component]
pub fn CampaignPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<CampaignId>();
    let done = use_query_map().get_untracked().get("done");
    let refused = refused_to_end();
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = CampaignText(locale);
        let id = id.map_err(|_| AppError::NotFound)?;
        let row = lookup_campaign(&state.db, operator, id).await?.ok_or(AppError::NotFound)?;
        let today = beijing_date(state.clock.now());
        let notice = match done.as_deref() {
            Some("created") => Some(t.created()),
            Some("changed") => Some(t.changed()),
            Some("ended") => Some(t.ended()),
            _ => None,
        };
        let (shown, source) = (row.clone(), row.source.clone());
        let may_end = may_end_campaign(&row.campaign, today);
        let ends = may_end.then(|| view! { <End row=row.clone() today=today t=t/> });
        // Its form is gone, so the answer stands above.
        let refused = refused.filter(|_| !may_end).map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> });
        Ok(view! {
            <Page
                title=row.campaign.name.clone() section=OperationsText(locale).operations() crumbs=under_campaigns(OperationsText(locale))
            >
                {notice.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> })}
                {refused}
                <div class="cols">
                    <div class="stack">
                        <section class="card">
                            <header><h2>{t.change()}</h2></header>
                            <Form action="operations.change_campaign" version=Some(row.version) class="body fields" guard=true>
                                <HiddenField name="form[id]" value=id.to_string()/>
                                <Fields row=row t=t/>
                                <div class="wide"><button class="button main">{t.save()}</button></div>
                            </Form>
                        </section>
                        {ends}
                    </div>
                    <div class="stack">
                        <Facts row=shown today=today t=t/>
                        <Follows source=source t=t/>
                    </div>
                </div>
            </Page>
        }
        .into_any())
    })
}

/// Why a campaign was not ended.
fn refused_to_end() -> Option<String> {
    let posted = use_context::<Submission>().filter(|posted| posted.action == "operations.end_campaign")?;
    match posted.error? {
        AppError::Conflict(conflict) => Some(conflict.message),
        _ => None,
    }
}

#[component]
fn Fields(#[prop(optional)] row: Option<CampaignRow>, t: CampaignText) -> impl IntoView {
    let (name, first, last) =
        row.map_or_else(Default::default, |row| (row.campaign.name, row.campaign.starts_on.to_string(), row.campaign.ends_on.to_string()));
    view! {
        <TextField
            name="form[name]" label=t.name() hint=t.name_hint() value=name required=true class="wide" autocomplete="off"
            maxlength=u32::try_from(LONGEST_CAMPAIGN_NAME).unwrap_or(u32::MAX)
        />
        <DateField name="form[starts_on]" label=t.starts_on() hint=t.starts_hint() value=first required=true/>
        <DateField name="form[ends_on]" label=t.ends_on() hint=t.ends_hint() value=last required=true/>
    }
}

#[component]
fn Facts(row: CampaignRow, today: NaiveDate, t: CampaignText) -> impl IntoView {
    let source = row.source.map_or_else(|| t.by_hand().to_owned(), |source| t.imported(source));
    let links = if row.links == 0 { "0".to_owned() } else { t.links_of(row.links, row.partners) };
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.state()}</dt><dd><State state=campaign_state(&row.campaign, today) t=t/></dd>
                    <dt>{t.links()}</dt><dd>{links}</dd>
                    <dt>{t.leads()}</dt><dd>{row.leads}</dd>
                    <dt>{t.source()}</dt><dd>{source}</dd>
                </dl>
            </div>
        </section>
    }
}

#[component]
fn Follows(source: Option<String>, t: CampaignText) -> impl IntoView {
    view! {
        <section class="card">
            <header><h2>{t.what_follows()}</h2></header>
            <div class="body">
                <ul>
                    <li>{t.follows_later()}</li>
                    <li>{t.follows_earlier()}</li>
                    <li>{t.follows_stays()}</li>
                    <li>{t.follows_name()}</li>
                    {source.map(|source| view! { <li>{t.follows_import(source)}</li> })}
                </ul>
            </div>
        </section>
    }
}

#[component]
fn End(row: CampaignRow, today: NaiveDate, t: CampaignText) -> impl IntoView {
    view! {
        <section class="card">
            <header><h2>{t.end_title()}</h2></header>
            <Form action="operations.end_campaign" version=Some(row.version) class="body stack">
                <HiddenField name="form[id]" value=row.id.to_string()/>
                <p>{t.end_text(format_date(today, t.locale()))}</p>
                <div><button class="button">{t.end()}</button></div>
            </Form>
        </section>
    }
}
