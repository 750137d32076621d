//! What hangs on a claim, and what the vendor had to say.

use leptos::prelude::*;

use super::Shown;
use crate::claims::model::ClaimState;
use crate::claims::queries::detail::OpportunityLine;
use crate::claims::text::{ClaimText, DetailText};
use crate::opportunities::text::OpportunityText;
use crate::values::date::{format_date, format_moment};
use crate::values::money::{format_charged, format_cny};

/// The opportunities; they outlive the claim.
pub fn opportunities(shown: &Shown) -> AnyView {
    let d = DetailText(shown.locale);
    let is_over = !matches!(shown.state, ClaimState::Open | ClaimState::InReview | ClaimState::Associated);
    let body = match &shown.opportunities {
        None => view! { <div class="body quiet">{d.sees_none()}</div> }.into_any(),
        Some(_) if shown.state == ClaimState::Associated => {
            let href = shown.claim.customer_id.map(|id| format!("/sales/customers/{id}"));
            let link = href.map(|href| view! { " "<a href=href>{d.open_customer()}</a> });
            view! { <div class="body quiet">{d.moved()}{link}</div> }.into_any()
        }
        Some(lines) if lines.is_empty() => view! { <div class="body quiet">{d.no_opportunities()}</div> }.into_any(),
        Some(lines) => table(shown, lines, is_over),
    };
    view! { <section class="card"><header><h2>{d.opportunities()}</h2></header>{body}</section> }.into_any()
}

fn table(shown: &Shown, lines: &[OpportunityLine], is_over: bool) -> AnyView {
    let d = DetailText(shown.locale);
    let rows: Vec<AnyView> = lines.iter().map(|line| opportunity(shown, line)).collect();
    view! {
        {is_over.then(|| view! { <div class="body quiet">{d.stay()}</div> })}
        <div class="scroll">
            <table class="records" aria-label=d.opportunities()>
                <thead><tr>
                    <th scope="col">{d.opportunity()}</th><th scope="col">{d.stage()}</th><th scope="col" class="num">{d.per_month()}</th>
                    <th scope="col">{d.updated()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn opportunity(shown: &Shown, line: &OpportunityLine) -> AnyView {
    let (d, o) = (DetailText(shown.locale), OpportunityText(shown.locale));
    let stage = line.stage.parse().map_or_else(|_| line.stage.clone(), |stage| o.stage(stage).to_owned());
    view! {
        <tr data-row=line.id.to_string()>
            <td><a class="strong" href=format!("/sales/opportunities/{}", line.id)>{line.name.clone()}</a></td>
            <td data-label=d.stage()>{stage}</td>
            <td data-label=d.per_month() class="num">{format_charged(line.expected_monthly_revenue)}</td>
            <td data-label=d.updated() class="nowrap quiet">{format_moment(line.updated_at, shown.now, shown.locale)}</td>
        </tr>
    }
    .into_any()
}

/// Why it is, or was, looked at, what the partner said, and the answer. Nothing for a claim that nobody reviews.
pub fn review(shown: &Shown) -> AnyView {
    let (t, d, claim) = (ClaimText(shown.locale), DetailText(shown.locale), &shown.claim);
    let Some(due) = claim.review_due else { return ().into_any() };
    let spend = claim.expected_spend.map(|spend| view! { <dt>{d.expected_spend()}</dt><dd>{d.a_month(format_cny(spend))}</dd> });
    let answer = (!claim.review_note.is_empty()).then(|| {
        view! { <dt>{d.answer()}</dt><dd class="lines">{claim.review_note.clone()}</dd> }
    });
    let due = (shown.state == ClaimState::InReview).then(|| view! { <dt>{d.due()}</dt><dd>{format_date(due, shown.locale)}</dd> });
    view! {
        <section class="card">
            <header><h2>{d.review()}</h2></header>
            <div class="body">
                <dl class="facts">
                    {due}
                    <dt>{d.reasons()}</dt><dd>{t.reasons(&claim.reasons)}</dd>
                    {spend}
                    <dt>{d.communication()}</dt><dd class="lines">{claim.communication_history.clone()}</dd>
                    {answer}
                </dl>
            </div>
        </section>
    }
    .into_any()
}
