//! `/sales/accounting/contracts/online/{id}`: one payment agreement, its document, and the way to void it.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::under_agreements;
use crate::accounting::contracts::access::visible_scope;
use crate::accounting::contracts::list::tone;
use crate::accounting::contracts::model::{Agreement, AgreementId, AgreementState};
use crate::accounting::contracts::queries;
use crate::accounting::contracts::rules::{LONGEST_REASON, check_verified, may_request};
use crate::accounting::contracts::text::ContractText;
use crate::auth::viewer;
use crate::error::AppError;
use crate::i18n::Words;
use crate::server::request::{locale, state};
use crate::ui::badge::Badge;
use crate::ui::fields::{HiddenField, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_stamp};

const VOID: &str = "contracts.void";

/// One payment agreement.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done").unwrap_or_default();
    page(async move {
        let (viewer, t) = (viewer?, ContractText(locale));
        let scope = visible_scope(&viewer, locale)?;
        let id: AgreementId = id.parse().map_err(|_| AppError::NotFound)?;
        let mut db = state.db.acquire().await?;
        let agreement = queries::lookup_agreement(&mut *db, &scope, id).await?.ok_or(AppError::NotFound)?;
        let parties = queries::parties(&mut db, &scope, beijing_date(state.clock.now())).await?.ok_or(AppError::NotFound)?;
        let obstacle = check_verified(parties.real_name).err().map(|obstacle| t.obstacle(obstacle, &parties.manager));
        let voids = agreement.state == AgreementState::Issued && may_request(&viewer).is_ok();
        Ok(whole(&agreement, &done, obstacle, voids, t))
    })
}

fn whole(agreement: &Agreement, done: &str, obstacle: Option<String>, voids: bool, t: ContractText) -> AnyView {
    let said = match done {
        "requested" => Some(t.done_requested(&agreement.code)),
        "voided" => Some(t.done_voided().to_owned()),
        _ => None,
    };
    let download = obstacle.is_none().then(|| {
        let href = format!("/sales/accounting/contracts/online/{}/file", agreement.id);
        view! { <a class="button main" href=href>{t.download()}</a> }.into_any()
    });
    let said = said.map(|text| view! { <Notice tone=NoticeTone::Good>{text}</Notice> });
    let obstacle = obstacle.map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> });
    let late = too_late().filter(|_| !voids).map(|text| view! { <Notice tone=NoticeTone::Warn>{text}</Notice> });
    let (content, facts) = (content(agreement, t), facts(agreement, t));
    let voiding = voids.then(|| voiding(agreement.id, t));
    view! {
        <Page title=agreement.code.clone() section=Words(t.locale()).sales() crumbs=under_agreements(t) actions=download>
            {said}{obstacle}{late}
            <div class="cols"><div class="stack">{content}{voiding}</div><aside class="stack">{facts}</aside></div>
        </Page>
    }
    .into_any()
}

/// Why it was not voided, where its form is gone.
fn too_late() -> Option<String> {
    match use_context::<Submission>().filter(|posted| posted.action == VOID)?.error? {
        AppError::Conflict(conflict) => Some(conflict.message),
        _ => None,
    }
}

fn content(agreement: &Agreement, t: ContractText) -> AnyView {
    let lines = t.agreement_lines(&agreement.content, &agreement.party_a, &agreement.party_b);
    let lines = lines.into_iter().map(|(label, words)| view! { <dt>{label}</dt><dd>{words}</dd> }).collect_view();
    view! {
        <section class="card"><header><h2>{t.content()}</h2></header><div class="body"><dl class="facts">{lines}</dl></div></section>
    }
    .into_any()
}

fn facts(agreement: &Agreement, t: ContractText) -> AnyView {
    let state = agreement.state;
    let voided = agreement.voided.clone().map(|(at, by, reason)| {
        view! {
            <dt>{t.voided()}</dt><dd>{format_stamp(at, t.locale())}</dd>
            <dt>{t.voided_by()}</dt><dd>{by}</dd>
            <dt>{t.reason()}</dt><dd>{reason}</dd>
        }
    });
    view! {
        <section class="card">
            <header><h2>{t.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.state()}</dt><dd><Badge tone=tone(state)>{t.state_of(state)}</Badge></dd>
                    <dt>{t.requested_by()}</dt><dd>{agreement.requested_by.clone()}</dd>
                    <dt>{t.requested_at()}</dt><dd>{format_stamp(agreement.requested_at, t.locale())}</dd>
                    <dt>{t.language()}</dt><dd>{agreement.content.language.own_name()}</dd>
                    {voided}
                    <dt>{t.hash()}</dt>
                    <dd><code class="small">{agreement.document_hash.clone()}</code><p class="hint">{t.hash_hint()}</p></dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

fn voiding(id: AgreementId, t: ContractText) -> AnyView {
    let most = u32::try_from(LONGEST_REASON).unwrap_or(u32::MAX);
    view! {
        <section class="card">
            <header><h2>{t.void_title()}</h2></header>
            <Form action=VOID class="body fields" guard=true>
                <HiddenField name="form[id]" value=id.to_string()/>
                <p class="wide">{t.void_text()}</p>
                <TextField name="form[reason]" label=t.reason() hint=t.reason_hint() required=true maxlength=most class="wide"/>
                <div class="wide"><button class="button">{t.void_action()}</button></div>
            </Form>
        </section>
    }
    .into_any()
}
