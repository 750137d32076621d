//! What the vendor had to say about a claim.

use leptos::prelude::*;

use super::page_data::PageData;
use crate::claims::model::ClaimState;
use crate::claims::text::{ClaimText, DetailText};
use crate::values::date::format_date;
use crate::values::money::format_cny;

/// Why it is, or was, looked at, what the partner said, and the answer. Nothing for a claim that nobody reviews.
pub fn card(shown: &PageData) -> AnyView {
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
