//! `/sales/association-records`: what was asked of customers about their associations, and what they decided.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::customers::model::{RequestRecord, RequestState};
use crate::customers::queries::association;
use crate::customers::rules;
use crate::customers::text::{AssociationText, CustomerText};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::server::request;
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::{EmptyKind, EmptyState};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

/// The partner's records.
#[component]
pub fn RecordsPage() -> impl IntoView {
    let (viewer, locale, state) = (crate::auth::viewer(), request::locale(), request::state());
    page(async move {
        let (viewer, t) = (viewer?, AssociationText(locale));
        rules::may_see_requests(&viewer).map_err(|denial| AppError::NotAllowed { rule: t.denial(denial, &viewer) })?;
        let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
        let records = association::requests(&state.db, partner, None).await?;
        let content = if records.is_empty() {
            view! { <EmptyState kind=EmptyKind::Nothing title=t.no_requests() text=t.no_requests_text()/> }.into_any()
        } else {
            table(&records, locale, state.clock.now(), true)
        };
        let crumbs = vec![(CustomerText(locale).customers().to_owned(), "/sales/customers".to_owned())];
        let lead = view! { <p>{t.records_lead()}</p> }.into_any();
        Ok(view! {
            <Page title=t.records() section=Words(locale).sales() crumbs=crumbs lead=lead>
                <section class="card">{content}</section>
            </Page>
        }
        .into_any())
    })
}

/// The records as a table; `with_customer` where they are of several.
pub fn table(records: &[RequestRecord], locale: Locale, now: DateTime<Utc>, with_customer: bool) -> AnyView {
    let (t, c) = (AssociationText(locale), CustomerText(locale));
    let rows: Vec<AnyView> = records.iter().map(|record| row(record, locale, now, with_customer)).collect();
    let customer = with_customer.then(|| view! { <th scope="col">{c.name()}</th> });
    let heads = [t.kind(), t.state(), t.asked_by(), t.asked_at(), t.closed_at(), t.reason()];
    let heads = heads.map(|label| view! { <th scope="col">{label}</th> }).collect_view();
    view! {
        <div class="scroll">
            <table class="records" aria-label=t.records()><thead><tr>{customer}{heads}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}

fn row(record: &RequestRecord, locale: Locale, now: DateTime<Utc>, with_customer: bool) -> AnyView {
    let t = AssociationText(locale);
    let state = rules::request_state(record.state, record.expires_at, now);
    let tone = match state {
        RequestState::Pending => Tone::Note,
        RequestState::Accepted => Tone::Good,
        RequestState::Refused | RequestState::Failed => Tone::Bad,
        RequestState::Withdrawn | RequestState::Expired => Tone::Neutral,
    };
    // A customer that is gone stays masked, and leads nowhere.
    let customer = with_customer.then(|| {
        let name = match record.customer_id {
            Some(id) => view! { <a class="strong" href=format!("/sales/customers/{id}")>{record.customer.clone()}</a> }.into_any(),
            None => record.customer.clone().into_any(),
        };
        view! { <td>{name}<span class="sub">{record.number.clone()}</span></td> }
    });
    let closed = record.closed_at.or_else(|| (state == RequestState::Expired).then_some(record.expires_at));
    let reason = t.reasons_of(record.reason.as_deref().unwrap_or_default());
    let (what, state) = (t.kind_of(record.kind, record.target), t.state_of(state));
    view! {
        <tr>
            {customer}
            <td data-label=t.kind()>{what}</td>
            <td data-label=t.state()><Badge tone=tone>{state}</Badge></td>
            <td data-label=t.asked_by()>{record.requested_by.clone()}</td>
            <td data-label=t.asked_at() class="nowrap">{format_stamp(record.created_at, locale)}</td>
            <td data-label=t.closed_at() class="nowrap">{closed.map_or_else(|| t.not_closed().to_owned(), |at| format_stamp(at, locale))}</td>
            <td data-label=t.reason()>{reason}</td>
        </tr>
    }
    .into_any()
}
