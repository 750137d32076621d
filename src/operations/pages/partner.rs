//! One partner, and the state of its real-name check.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{operator, under_partners};
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::Words;
use crate::operations::model::{Administrators, PartnerRow};
use crate::operations::queries::{HeldTerms, administrators, lookup_partner, lookup_terms};
use crate::operations::text::OperationsText;
use crate::organisation::model::{PartnerId, PartnerKind, RealNameState};
use crate::organisation::text::OrganisationText;
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::fields::{CheckBox, HiddenField, Select, TextField};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_stamp};

/// `/operations/partners/{id}`.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default().parse::<PartnerId>();
    let done = use_query_map().get_untracked().get("done");
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        let id = id.map_err(|_| AppError::NotFound)?;
        let partner = lookup_partner(&state.db, operator, id, beijing_date(state.clock.now())).await?.ok_or(AppError::NotFound)?;
        let terms = lookup_terms(&state.db, operator, id).await?.ok_or(AppError::NotFound)?;
        let people = administrators(&mut *state.db.acquire().await?, operator, id).await?.ok_or(AppError::NotFound)?;
        let notice = match done.as_deref() {
            Some("state") => Some((NoticeTone::Good, t.state_changed())),
            Some("changed") => Some((NoticeTone::Good, t.partner_changed())),
            Some("primary") => Some((NoticeTone::Good, t.primary_replaced())),
            Some("created-before") => Some((NoticeTone::Note, t.created_before())),
            _ => None,
        };
        Ok(view! {
            <Page title=partner.name.clone() section=t.operations() crumbs=under_partners(t)>
                {notice.map(|(tone, text)| view! { <Notice tone=tone>{text}</Notice> })}
                <div class="cols">
                    <Facts partner=partner.clone() t=t/>
                    <div class="stack">
                        <StateForm partner=partner.clone() t=t/>
                        <PrimaryForm partner=partner.id people=people t=t/>
                    </div>
                </div>
                <TermsForm partner=partner.id held=terms t=t/>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Facts(partner: PartnerRow, t: OperationsText) -> impl IntoView {
    let (words, shared) = (OrganisationText(t.locale()), Words(t.locale()));
    let real_name = words.real_name(partner.real_name_state);
    let channel_only = (partner.kind == PartnerKind::Distributor).then(|| {
        view! { <dt>{t.channel_only()}</dt><dd>{if partner.channel_only { shared.yes() } else { shared.no() }}</dd> }
    });
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts wide">
                    <dt>{t.company()}</dt><dd>{partner.company}</dd>
                    <dt>{t.kind()}</dt><dd>{words.kind(partner.kind)}</dd>
                    {partner.distributor.map(|name| view! { <dt>{t.distributor()}</dt><dd>{name}<p class="small quiet">{t.distributor_stays()}</p></dd> })}
                    {channel_only}
                    <dt>{t.real_name_state()}</dt><dd><Badge tone=real_name_tone(partner.real_name_state)>{real_name}</Badge></dd>
                    {partner.administrator.map(|(account, name)| view! { <dt>{t.administrator()}</dt><dd>{format!("{name} ({account})")}</dd> })}
                    <dt>{t.active_people()}</dt><dd>{partner.people}</dd>
                    <dt>{t.associated_customers()}</dt><dd>{partner.customers}</dd>
                    <dt>{t.created_at()}</dt><dd>{format_stamp(partner.created_at, t.locale())}</dd>
                </dl>
            </div>
        </section>
    }
}

#[component]
fn StateForm(partner: PartnerRow, t: OperationsText) -> impl IntoView {
    let words = OrganisationText(t.locale());
    let now = partner.real_name_state;
    let others = RealNameState::ALL.iter().filter(|state| **state != now);
    let others: Vec<(String, String)> = others.map(|state| (state.as_str().to_owned(), words.real_name(*state).to_owned())).collect();
    view! {
        <section class="card">
            <header><h2>{t.real_name_state()}</h2></header>
            <Form action="operations.change_real_name_state" class="body stack">
                <HiddenField name="form[id]" value=partner.id.to_string()/>
                <HiddenField name="form[from]" value=now.as_str()/>
                <Select name="form[to]" label=t.new_state() options=others blank=words.choose_one() required=true/>
                <button class="button main">{t.change_state()}</button>
            </Form>
        </section>
    }
}

/// Who of the partner's other administrators becomes the primary one.
#[component]
fn PrimaryForm(partner: PartnerId, people: Administrators, t: OperationsText) -> impl IntoView {
    let from = people.primary.map(|person| person.to_string()).unwrap_or_default();
    let others: Vec<(String, String)> =
        people.others.into_iter().map(|(person, name, account)| (person.to_string(), format!("{name} ({account})"))).collect();
    let body = if others.is_empty() {
        view! { <div class="body"><p>{t.no_other_administrator()}</p></div> }.into_any()
    } else {
        view! {
            <Form action="operations.replace_primary_administrator" class="body stack">
                <HiddenField name="form[id]" value=partner.to_string()/>
                <HiddenField name="form[from]" value=from/>
                <Select
                    name="form[person]" label=t.new_primary() hint=t.new_primary_hint() options=others blank=t.choose_administrator() required=true
                />
                <button class="button main">{t.replace_primary()}</button>
            </Form>
        }
        .into_any()
    };
    view! { <section class="card"><header><h2>{t.administrator()}</h2></header>{body}</section> }
}

/// What the vendor keeps about the partner beyond its founding.
#[component]
fn TermsForm(partner: PartnerId, held: HeldTerms, t: OperationsText) -> impl IntoView {
    let HeldTerms { kind, version, terms, .. } = held;
    let of_distributors = (kind == PartnerKind::Distributor).then(|| {
        view! {
            <CheckBox name="form[channel_only]" label=t.channel_only() hint=t.channel_only_hint() checked=terms.channel_only/>
            <CheckBox name="form[delisted]" label=t.delisted() hint=t.delisted_hint() checked=terms.delisted/>
        }
    });
    view! {
        <section class="card">
            <header><h2>{t.contact_and_rights()}</h2></header>
            <Form action="operations.change_partner" version=Some(version) class="body fields" guard=true>
                <HiddenField name="form[id]" value=partner.to_string()/>
                <TextField
                    name="form[contact_mobile]" label=t.contact_mobile() hint=t.contact_hint() value=terms.contact_mobile kind="tel"
                    autocomplete="off" maxlength=32
                />
                <TextField name="form[contact_email]" label=t.contact_email() value=terms.contact_email kind="email" autocomplete="off" maxlength=254/>
                <fieldset class="wide field">
                    <legend>{t.rights()}</legend>
                    <CheckBox name="form[referral_right]" label=t.referral_right() checked=terms.referral_right/>
                    <CheckBox
                        name="form[marketing_programme]" label=t.marketing_programme() hint=t.marketing_programme_hint()
                        checked=terms.marketing_programme
                    />
                    {of_distributors}
                </fieldset>
                <TextField
                    name="form[manager_name]" label=t.manager_name() hint=t.manager_name_hint() value=terms.manager_name class="wide short"
                    autocomplete="off" maxlength=64
                />
                <TextField name="form[manager_mobile]" label=t.manager_mobile() value=terms.manager_mobile kind="tel" autocomplete="off" maxlength=32/>
                <TextField name="form[manager_email]" label=t.manager_email() value=terms.manager_email kind="email" autocomplete="off" maxlength=254/>
                <div class="wide"><button class="button main">{t.save()}</button></div>
            </Form>
        </section>
    }
}

/// How a state of the real-name check feels.
pub const fn real_name_tone(state: RealNameState) -> Tone {
    match state {
        RealNameState::Unverified => Tone::Neutral,
        RealNameState::InReview => Tone::Note,
        RealNameState::Rejected => Tone::Bad,
        RealNameState::Verified => Tone::Good,
    }
}
