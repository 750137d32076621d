//! One line of the list.

use leptos::prelude::*;

use super::loading::Shown;
use crate::auth::Reach;
use crate::claims::model::ClaimState;
use crate::claims::queries::list::Line;
use crate::claims::text::{ClaimText, ListText};
use crate::customers::api::Revealed;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::masked;
use crate::customers::rules::{claim_day, claim_state};
use crate::customers::text::CustomerText;
use crate::ui::badge::{Badge, Tone};
use crate::values::date::{beijing_date, format_date};

/// The form that the ticks belong to: a table holds forms of its own, and forms cannot be nested.
pub const TICKS: &str = "ticked-claims";

/// How a state feels.
pub(in crate::claims::pages) const fn tone(state: ClaimState) -> Tone {
    match state {
        ClaimState::Open | ClaimState::Associated => Tone::Good,
        ClaimState::InReview => Tone::Note,
        ClaimState::Lapsed => Tone::Warn,
        ClaimState::Rejected => Tone::Bad,
        ClaimState::Withdrawn => Tone::Neutral,
    }
}

/// Masked; the name leads to the claim.
pub fn row(shown: &Shown, line: &Line, revealed: Option<&Revealed>, may_change: bool) -> AnyView {
    let (c, t) = (CustomerText(shown.locale), ListText(shown.locale));
    let state = claim_state(line.state, line.valid_until, shown.now);
    let is_current = matches!(state, ClaimState::Open | ClaimState::InReview);
    let day = |at| format_date(beijing_date(at), shown.locale);
    let secret = |column: MaskedColumn, mask: &str| masked(revealed, line.key_of(column).as_deref(), column, mask.to_owned());
    let tick = may_change.then(|| tick(shown, line, is_current));
    let href = format!("/sales/customer-development/claims/{}", line.id);
    let manager = (shown.reach != Reach::Own).then(|| {
        let name = line.account_manager.clone().unwrap_or_else(|| c.no_account_manager().to_owned());
        view! { <td data-label=t.account_manager()>{name}</td> }
    });
    let opportunities = shown.sees_opportunities.then(|| view! { <td data-label=t.opportunities() class="num">{line.opportunities}</td> });
    let actions = may_change.then(|| view! { <td data-label=t.actions() class="nowrap">{actions(shown, line, state)}</td> });
    view! {
        <tr data-row=line.id.to_string()>
            {tick}
            <td>
                <a class="strong" href=href>{secret(MaskedColumn::Name, &line.name)}</a>
                <span class="sub">{c.industry(line.industry)}</span>
            </td>
            <td data-label=c.mobile()>{secret(MaskedColumn::Mobile, &line.mobile)}</td>
            <td data-label=c.email()>{(!line.email.is_empty()).then(|| secret(MaskedColumn::Email, &line.email))}</td>
            <td data-label=t.state()><Badge tone=tone(state)>{c.claim_state(state)}</Badge></td>
            <td data-label=t.claimed_on() class="nowrap">{day(line.claimed_at)}</td>
            <td data-label=t.until() class="nowrap">{deadline(shown, line, state)}</td>
            {manager}
            {opportunities}
            {actions}
        </tr>
    }
    .into_any()
}

fn tick(shown: &Shown, line: &Line, is_current: bool) -> AnyView {
    let label = ListText(shown.locale).select_one(&line.name);
    let id = format!("tick-{}", line.id);
    let input = is_current.then(|| {
        view! { <input type="checkbox" form=TICKS id=id name="form[claims][]" value=line.id.to_string() aria-label=label/> }
    });
    view! { <td data-label=ListText(shown.locale).select()>{input}</td> }.into_any()
}

/// The last day in Beijing, and how long it still holds.
fn deadline(shown: &Shown, line: &Line, state: ClaimState) -> AnyView {
    let Some(day) = claim_day(state, line.valid_until) else { return "–".into_any() };
    let left = matches!(state, ClaimState::Open | ClaimState::InReview).then(|| {
        let words = ClaimText(shown.locale).days_left((day - beijing_date(shown.now)).num_days());
        view! { <span class="sub">{words}</span> }
    });
    view! { {format_date(day, shown.locale)}{left} }.into_any()
}

fn actions(shown: &Shown, line: &Line, state: ClaimState) -> AnyView {
    let t = ListText(shown.locale);
    let link = |page: &'static str, label: &'static str, name: String| {
        let href = format!("/sales/customer-development/{page}?claims={}", line.id);
        view! { <a href=href aria-label=name>{label}</a>" " }.into_any()
    };
    let invite = (state == ClaimState::Open).then(|| link("invite", t.invite(), t.invite_one(&line.name)));
    let withdraw =
        matches!(state, ClaimState::Open | ClaimState::InReview).then(|| link("withdraw", t.withdraw(), t.withdraw_one(&line.name)));
    view! { {invite}{withdraw} }.into_any()
}
