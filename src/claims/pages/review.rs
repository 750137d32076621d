//! `/operations/reviews/{id}`: one claim in review, what the partner says, what the vendor knows, and the decision.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::reviewer;
use crate::claims::model::{ClaimId, ClaimState};
use crate::claims::pages::badge::tone;
use crate::claims::queries::review::{self, KnownRow, ReviewRow};
use crate::claims::text::{ClaimText, DetailText, ReviewText};
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::{Eye, answered, masked};
use crate::customers::rules::claim_state;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::Words;
use crate::server::{request, terms};
use crate::ui::badge::Badge;
use crate::ui::fields::{Choice, HiddenField, RadioGroup, TextArea};
use crate::ui::form::Form;
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date, format_stamp};
use crate::values::money::format_cny;

/// One claim.
#[component]
pub fn ReviewPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    page(async move {
        let reviewer = reviewer(viewer, locale)?;
        let id: ClaimId = id.parse().map_err(|_| AppError::NotFound)?;
        let row = review::lookup(&state.db, reviewer, id).await?.ok_or(AppError::NotFound)?;
        let known = review::known_customers(&state.db, reviewer, id).await?;
        let days = terms::load(&state.db).await?.claim_days;
        let (t, now) = (ReviewText(locale), state.clock.now());
        let revealed = answered();
        let crumbs = vec![
            (Words(locale).operations().to_owned(), "/operations".to_owned()),
            (t.reviews().to_owned(), "/operations/reviews".to_owned()),
        ];
        let standing = claim_state(row.state, row.valid_until, now);
        let decision = if standing == ClaimState::InReview { decision(&row, days, t) } else { over(&row, t) };
        let heading = (row.clone(), revealed.clone());
        Ok(view! {
            <Page
                title=t.title() section=Words(locale).operations() crumbs=crumbs
                lead=lead(&heading.0, heading.1.as_ref(), now, t)
            >
                <div class="cols">
                    <div class="stack">{said(&row, t)}{decision}</div>
                    <aside class="stack">{facts(&row, revealed.as_ref(), t)}{what_is_known(known, t)}</aside>
                </div>
            </Page>
        }
        .into_any())
    })
}

fn secret(row: &ReviewRow, revealed: Option<&Revealed>, column: MaskedColumn, mask: &str) -> AnyView {
    let key = format!("claim:{}", row.id);
    let open = revealed.is_some_and(|revealed| revealed.field == column.as_str());
    let value = masked(revealed, Some(&key), column, mask.to_owned());
    view! { {value}" "<Eye column=column keys=vec![key] open=open/> }.into_any()
}

fn lead(row: &ReviewRow, revealed: Option<&Revealed>, now: DateTime<Utc>, t: ReviewText) -> AnyView {
    let c = CustomerText(t.locale());
    let state = claim_state(row.state, row.valid_until, now);
    let rest = format!(" · {}", row.partner);
    view! {
        <div class="row small">
            {secret(row, revealed, MaskedColumn::Name, &row.name)}
            <Badge tone=tone(state)>{c.claim_state(state)}</Badge>
            <span>{rest}</span>
        </div>
    }
    .into_any()
}

fn said(row: &ReviewRow, t: ReviewText) -> AnyView {
    let (d, claims) = (DetailText(t.locale()), ClaimText(t.locale()));
    let spend = row.expected_spend.map(|spend| view! { <dt>{d.expected_spend()}</dt><dd>{d.a_month(format_cny(spend))}</dd> });
    view! {
        <section class="card">
            <header><h2>{t.said()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.reasons()}</dt><dd>{claims.reasons(&row.reasons)}</dd>
                    {spend}
                    <dt>{d.communication()}</dt><dd class="lines">{row.communication_history.clone()}</dd>
                </dl>
            </div>
        </section>
    }
    .into_any()
}

fn facts(row: &ReviewRow, revealed: Option<&Revealed>, t: ReviewText) -> AnyView {
    let (c, d) = (CustomerText(t.locale()), DetailText(t.locale()));
    let line = |label: &'static str, column: MaskedColumn, mask: &str| {
        let value = if mask.is_empty() { c.not_said().into_any() } else { secret(row, revealed, column, mask) };
        view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()
    };
    view! {
        <section class="card">
            <header><h2>{d.facts()}</h2></header>
            <div class="body">
                <dl class="facts">
                    <dt>{c.industry_label()}</dt><dd>{c.industry(row.industry)}</dd>
                    {line(c.contact_name(), MaskedColumn::Contact, &row.contact_name)}
                    {line(c.mobile(), MaskedColumn::Mobile, &row.mobile)}
                    {line(c.email(), MaskedColumn::Email, &row.email)}
                    <dt>{t.claimed()}</dt><dd>{format_stamp(row.claimed_at, t.locale())}</dd>
                    {row.due.map(|due| view! { <dt>{t.due()}</dt><dd>{format_date(due, t.locale())}</dd> })}
                </dl>
            </div>
        </section>
    }
    .into_any()
}

/// Numbers, not names: whose number or address it is.
fn what_is_known(known: Vec<KnownRow>, t: ReviewText) -> AnyView {
    let is_empty = known.is_empty();
    let lines = known.into_iter().map(|one| {
        let registered = one.registered_at.map_or_else(|| t.not_known().to_owned(), |at| format_date(beijing_date(at), t.locale()));
        let mut traits: Vec<&str> = one.traits.iter().map(|one| t.trait_of(*one)).collect();
        traits.extend(one.is_associated.then(|| t.associated()));
        let colon = Words(t.locale()).colon();
        let traits = if traits.is_empty() { t.not_known().to_owned() } else { traits.join(", ") };
        view! {
            <dt>{one.number}" "<span class="masked">{one.name}</span></dt>
            <dd>{t.registered()}{colon}{registered}<br/>{t.traits()}{colon}{traits}</dd>
        }
    });
    let list = (!is_empty).then(|| view! { <dl class="facts">{lines.collect_view()}</dl> });
    view! {
        <section class="card">
            <header><h2>{t.known()}</h2></header>
            <div class="body">{list}{is_empty.then(|| view! { <p class="quiet">{t.nothing_known()}</p> })}</div>
        </section>
    }
    .into_any()
}

fn decision(row: &ReviewRow, days: i16, t: ReviewText) -> AnyView {
    let ways = vec![Choice::new("accept", t.accept()).note(t.accept_note(days)), Choice::new("reject", t.reject()).note(t.reject_note())];
    let (id, version) = (row.id.to_string(), row.version);
    view! {
        <Form action="claims.decide" version=Some(version) class="card">
            <header><h2>{t.decision()}</h2></header>
            <div class="body fields">
                <HiddenField name="form[id]" value=id/>
                <RadioGroup name="form[decision]" label=t.decision() options=ways cards=true required=true class="wide"/>
                <TextArea name="form[note]" label=t.note() hint=t.note_hint() class="wide" maxlength=1000/>
                <div class="wide row"><button type="submit" class="button main">{t.save()}</button></div>
            </div>
        </Form>
    }
    .into_any()
}

fn over(row: &ReviewRow, t: ReviewText) -> AnyView {
    let answer = (!row.note.is_empty()).then(|| view! { <p class="lines">{row.note.clone()}</p> });
    let at =
        row.reviewed_at.map(|at| view! { <p class="quiet">{t.decided_at()}{Words(t.locale()).colon()}{format_stamp(at, t.locale())}</p> });
    view! {
        <section class="card">
            <header><h2>{t.answer()}</h2></header>
            <div class="body stack"><p>{t.over()}</p>{at}{answer}</div>
        </section>
    }
    .into_any()
}
