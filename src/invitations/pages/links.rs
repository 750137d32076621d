//! Offline links (线下拓展): each with its address, its QR code and who joined.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::Seeing;
use super::tabs::{Open, tabs};
use crate::auth::{PersonId, Reach};
use crate::i18n::{Locale, Words};
use crate::invitations::model::{CampaignId, InvitationKind, LinkRow, Standing};
use crate::invitations::qr::qr;
use crate::invitations::queries::{links, prospects};
use crate::invitations::rules;
use crate::invitations::text::InvitationText;
use crate::server::request;
use crate::ui::badge::{Badge, Tone};
use crate::ui::dialog::{ConfirmButton, ConfirmDialog};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::fields::{Choice, RadioGroup, Select, TextField};
use crate::ui::form::Form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};

/// Everything that the page shows.
struct PageData {
    links: Vec<LinkRow>,
    standing: Standing,
    campaigns: Vec<(CampaignId, String, NaiveDate)>,
    account_managers: Vec<(PersonId, String)>,
    is_own_only: bool,
    may_change: bool,
    origin: String,
    now: DateTime<Utc>,
    locale: Locale,
}

/// `/sales/customer-development/links`.
#[component]
pub fn LinksPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move {
        let t = InvitationText(locale);
        let seeing = Seeing::of(viewer, locale)?;
        let partner = seeing.viewer.partner_id().ok_or(crate::error::AppError::NotFound)?;
        let now = state.clock.now();
        let is_own_only = seeing.reach == Reach::Own;
        let account_managers = if is_own_only { Vec::new() } else { links::account_managers(&state.db, partner).await? };
        let shown = PageData {
            links: links::list(&state.db, &seeing.scope).await?,
            standing: prospects::standing(&state.db, partner, now).await?,
            campaigns: links::campaigns(&state.db, beijing_date(now)).await?,
            account_managers,
            is_own_only,
            may_change: seeing.may_invite.is_ok(),
            origin: state.config.base_url.origin(),
            now,
            locale,
        };
        let notice = match done.as_str() {
            "made" => Some(t.made()),
            "withdrawn" => Some(t.link_withdrawn()),
            _ => None,
        };
        let content = content(&shown);
        Ok(view! {
            <Page title=t.development() section=Words(locale).sales() lead=view! { <p>{t.links_lead()}</p> }>
                {tabs(Open::Offline, locale)}
                {notice.map(|words| view! { <Notice tone=Tone::Good>{words}</Notice> })}
                {content}
            </Page>
        }
        .into_any())
    })
}

fn content(shown: &PageData) -> AnyView {
    let t = InvitationText(shown.locale);
    let form = shown.may_change.then(|| form(shown));
    let list = if shown.links.is_empty() {
        let text = if shown.may_change { t.no_links() } else { t.no_links_to_see() };
        view! { <section class="card"><EmptyState kind=EmptyKind::Nothing title=t.no_links_title() text=text/></section> }.into_any()
    } else {
        let cards: Vec<AnyView> = shown.links.iter().map(|link| card(shown, link)).collect();
        view! { <section class="links" aria-label=t.links()><h2 class="hidden-text">{t.links()}</h2>{cards}</section> }.into_any()
    };
    view! { {form}{list} }.into_any()
}

fn form(shown: &PageData) -> AnyView {
    let t = InvitationText(shown.locale);
    let kind = |kind: InvitationKind, note| Choice::new(kind.as_str(), t.invitation_kind(kind)).note(note);
    let kinds = vec![
        kind(InvitationKind::General, t.general_note()),
        kind(InvitationKind::Custom, t.custom_note()),
        kind(InvitationKind::Campaign, t.campaign_note()),
    ];
    let offered = rules::offered(&shown.standing);
    let types = offered.iter().map(|kind| Choice::new(kind.as_str(), t.type_name(*kind)).note(t.type_note(*kind))).collect();
    let usual = if offered.len() == 1 { offered[0].as_str() } else { "" };
    let campaigns: Vec<(String, String)> =
        shown.campaigns.iter().map(|(id, name, last)| (id.to_string(), t.campaign_until(name, format_date(*last, shown.locale)))).collect();
    let campaign = if campaigns.is_empty() {
        view! { <p class="small quiet wide">{t.no_campaigns()}</p> }.into_any()
    } else {
        view! { <Select name="form[campaign]" label=t.campaign() hint=t.campaign_hint() options=campaigns blank="–"/> }.into_any()
    };
    let manager = if shown.is_own_only {
        view! { <p class="small quiet wide">{t.manager_self()}</p> }.into_any()
    } else {
        let people = shown.account_managers.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
        view! { <Select name="form[account_manager]" label=t.account_manager() hint=t.manager_hint() options=people blank=t.companys()/> }
            .into_any()
    };
    view! {
        <Form action="invitations.make_link" class="card">
            <div class="body fields">
                <h2 class="wide">{t.new_link()}</h2>
                <RadioGroup name="form[kind]" label=t.link_kind() options=kinds cards=true required=true class="wide"/>
                <RadioGroup name="form[association_type]" label=t.association_type() options=types value=usual cards=true required=true class="wide"/>
                <TextField name="form[tag]" label=t.tag() hint=t.tag_hint() autocomplete="off" maxlength=64/>
                {campaign}
                {manager}
                <div class="wide row"><button class="button main">{t.make_link()}</button></div>
            </div>
        </Form>
    }
    .into_any()
}

/// What a link is called: its kind, and the word that tells it from others.
fn name_of(link: &LinkRow, t: InvitationText) -> String {
    let mark = link.campaign.as_ref().map_or(link.tag.as_str(), |(name, _)| name.as_str());
    if mark.is_empty() { t.invitation_kind(link.kind).to_owned() } else { format!("{} · {mark}", t.invitation_kind(link.kind)) }
}

fn card(shown: &PageData, link: &LinkRow) -> AnyView {
    let t = InvitationText(shown.locale);
    let name = name_of(link, t);
    let address = format!("{}/join/{}", shown.origin, link.token);
    let over = link.campaign.as_ref().is_some_and(|(_, last)| beijing_date(shown.now) > *last);
    let (tone, state) = match (link.withdrawn_at, over) {
        (Some(_), _) => (Tone::Neutral, t.withdrawn()),
        (None, true) => (Tone::Warn, t.campaign_over()),
        (None, false) => (Tone::Good, t.works()),
    };
    let until = match &link.campaign {
        Some((_, last)) => t.works_until(format_date(*last, shown.locale)),
        None => t.never_expires().to_owned(),
    };
    let is_open = link.withdrawn_at.is_none() && !over;
    let code = is_open.then(|| code(&address, &name, t)).flatten();
    let id = format!("link-{}", link.id);
    let labelled = id.clone();
    let manager = link.account_manager.as_ref().map_or_else(|| t.nobody().to_owned(), |(_, name)| name.clone());
    let actions = is_open.then(|| actions(shown, link, &address, &name));
    view! {
        <article class="card link-card" aria-labelledby=labelled>
            {code}
            <div class="body stack">
                <div class="row"><h3 id=id class="grow">{name}</h3><Badge tone=tone>{state}</Badge></div>
                <p class="small">
                    {t.type_name(link.association_type)}" · "{until}" · "{t.account_manager()}{Words(t.locale()).colon()}{manager}" · "{t.joined_count(link.joined)}
                </p>
                {is_open.then(|| view! { <p class="address" translate="no" data-copy=address.clone()>{address.clone()}</p> })}
                {actions}
            </div>
        </article>
    }
    .into_any()
}

fn code(address: &str, name: &str, t: InvitationText) -> Option<AnyView> {
    let code = qr(address)?;
    let size = format!("0 0 {0} {0}", code.size);
    Some(
        view! {
            <svg class="qr" viewBox=size role="img" aria-label=t.qr_of(name) shape-rendering="crispEdges">
                <rect class="qr-paper" width="100%" height="100%"/>
                <path class="qr-ink" d=code.path/>
            </svg>
        }
        .into_any(),
    )
}

fn actions(shown: &PageData, link: &LinkRow, address: &str, name: &str) -> AnyView {
    let t = InvitationText(shown.locale);
    let file = format!("/sales/customer-development/links/{}/qr.svg", link.id);
    let dialog = format!("withdraw-{}", link.id);
    let copy = format!("{} {name}", t.copy());
    let download = format!("{} {name}", t.download());
    let withdraw = shown.may_change.then(|| {
        let (title, named) = (t.withdraw_title(name), name.to_owned());
        let only = Some(("form[id]".to_owned(), link.id.to_string()));
        view! {
            <ConfirmButton opens=dialog.clone() class="slim plain">{t.withdraw()}<span class="hidden-text">" "{named}</span></ConfirmButton>
            <ConfirmDialog
                id=dialog title=title text=t.withdraw_link_text() confirm=t.withdraw() action="invitations.withdraw_link" only=only danger=true
            />
        }
    });
    view! {
        <div class="row">
            <button type="button" class="button slim" data-copies=address.to_owned() data-copied=t.copied() aria-label=copy hidden=true>
                {t.copy()}
            </button>
            <a class="button slim" href=file download="" aria-label=download><Icon name=IconName::Download/>{t.download()}</a>
            {withdraw}
        </div>
    }
    .into_any()
}
