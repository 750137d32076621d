//! What happened to a claim, the latest first.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;

use super::page_data::PageData;
use crate::claims::model::ClaimState;
use crate::claims::text::DetailText;
use crate::ui::icon::{Icon, IconName};
use crate::values::date::{format_moment, format_stamp};

/// The card.
pub fn card(shown: &PageData) -> AnyView {
    let d = DetailText(shown.locale);
    let mut events = events(shown);
    events.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let lines = events.into_iter().map(|(at, icon, words)| {
        let (stamp, moment) = (format_stamp(at, shown.locale), format_moment(at, shown.now, shown.locale));
        view! {
            <li>
                <span class="face" aria-hidden="true"><Icon name=icon/></span>
                <p><b>{words}</b>" "<time datetime=at.to_rfc3339() title=stamp>{moment}</time></p>
            </li>
        }
    });
    view! {
        <section class="card">
            <header><h2>{d.history()}</h2></header>
            <div class="body stack">
                <ol class="line">{lines.collect_view()}</ol>
                {again(shown).map(|words| view! { <p class="small quiet">{words}</p> })}
            </div>
        </section>
    }
    .into_any()
}

/// Every step that left a time behind.
fn events(shown: &PageData) -> Vec<(DateTime<Utc>, IconName, String)> {
    let (d, claim) = (DetailText(shown.locale), &shown.claim);
    let claimed = claim.claimed_by.as_ref().map_or_else(|| d.was_claimed_by_vendor().to_owned(), |who| d.was_claimed(who));
    let mut events = vec![(claim.claimed_at, IconName::Plus, claimed)];
    if claim.review_due.is_some() {
        events.push((claim.claimed_at, IconName::Search, d.was_sent_to_review().to_owned()));
        let is_rejected = claim.state == ClaimState::Rejected;
        let (icon, decided) = if is_rejected { (IconName::Cross, d.was_rejected()) } else { (IconName::Check, d.was_accepted()) };
        events.extend(claim.reviewed_at.map(|at| (at, icon, decided.to_owned())));
    }
    events.extend(claim.reminded_at.map(|at| (at, IconName::Bell, d.was_reminded().to_owned())));
    let ended = claim.closed_at.unwrap_or(claim.valid_until);
    let was_undecided = claim.review_due.is_some() && claim.reviewed_at.is_none();
    let end = match shown.state {
        ClaimState::Open | ClaimState::InReview | ClaimState::Rejected => None,
        ClaimState::Withdrawn => Some((IconName::Cross, d.was_withdrawn())),
        ClaimState::Associated => Some((IconName::Check, d.was_associated())),
        ClaimState::Lapsed if was_undecided => Some((IconName::Clock, d.was_undecided())),
        ClaimState::Lapsed => Some((IconName::Clock, d.was_lapsed())),
    };
    events.extend(end.map(|(icon, words)| (ended, icon, words.to_owned())));
    events
}

/// When the partner may claim again, while it may not.
fn again(shown: &PageData) -> Option<String> {
    let ended = shown.claim.closed_at.unwrap_or(shown.claim.valid_until);
    let from = ended + TimeDelta::hours(shown.reclaim_hours.into());
    let is_over = matches!(shown.state, ClaimState::Lapsed | ClaimState::Withdrawn | ClaimState::Rejected);
    (is_over && from > shown.now).then(|| DetailText(shown.locale).claim_again(format_stamp(from, shown.locale)))
}
