//! Whether a prospect can be claimed, by what is known of it (§1.4, R26, R27, R29).

use chrono::{DateTime, TimeDelta, Utc};

use crate::claims::model::{Answer, Bar, ClaimState, KnownClaim, KnownCustomer, ProspectFacts, Refusal, ReviewReason, Room, Trait};

/// Registered for more than so many days, a prospect goes to manual review.
pub const REGISTERED_DAYS: i64 = 7;

/// Traits that rule a claim out by themselves, in the order in which they are said.
const UNSUITABLE: [Trait; 5] = [Trait::OtherSite, Trait::Consumer, Trait::VendorContract, Trait::UnifiedAccounting, Trait::ReferralReward];

/// What stands against a claim of a prospect whose mobile number (`on_mobile`) or else e-mail address is looked at. An
/// association weighs more than what the vendor knows, that more than a claim, and an open claim more than an ended one.
/// `reclaim_hours` after the partner's own claim ended it may claim again.
pub fn bar_at(known: &ProspectFacts, on_mobile: bool, reclaim_hours: i16, now: DateTime<Utc>) -> Option<Bar> {
    let customers = || known.customers.iter().filter(move |one| if on_mobile { one.on_mobile } else { one.on_email });
    let claims = || known.claims.iter().filter(move |one| if on_mobile { one.on_mobile } else { one.on_email });
    let associated = customers().filter_map(|one| one.associated_with_us).max();
    let associated = associated.map(|ours| if ours { Bar::YourCustomer } else { Bar::Associated });
    associated
        .or_else(|| customers().find_map(unsuitable).map(Bar::Unsuitable))
        .or_else(|| claims().find_map(|claim| holds(claim, now)))
        .or_else(|| claims().filter_map(|claim| too_soon(claim, reclaim_hours, now)).max().map(Bar::TooSoon))
}

/// What keeps a prospect from being associated with the partner: another partner has it as a customer, or claims it.
pub fn held_by_another(known: &ProspectFacts, on_mobile: bool, now: DateTime<Utc>) -> Option<Bar> {
    let mut customers = known.customers.iter().filter(|one| if on_mobile { one.on_mobile } else { one.on_email });
    let claims = known.claims.iter().filter(|one| if on_mobile { one.on_mobile } else { one.on_email });
    let associated = customers.any(|one| one.associated_with_us == Some(false)).then_some(Bar::Associated);
    associated.or_else(|| claims.filter(|one| !one.is_ours).find_map(|one| holds(one, now)))
}

/// Cash spend rules a claim out unless the vendor's direct sales follow the customer.
fn unsuitable(customer: &KnownCustomer) -> Option<Trait> {
    let has = |one: Trait| customer.traits.contains(&one);
    let cash = (has(Trait::CashSpend) && !has(Trait::DirectSales)).then_some(Trait::CashSpend);
    UNSUITABLE.into_iter().find(|one| has(*one)).or(cash)
}

fn holds(claim: &KnownClaim, now: DateTime<Utc>) -> Option<Bar> {
    let until = claim.valid_until;
    if until <= now {
        return None;
    }
    match (claim.state, claim.is_ours) {
        (ClaimState::Open, true) => Some(Bar::Yours(until)),
        (ClaimState::Open, false) => Some(Bar::Protected(until)),
        (ClaimState::InReview, true) => Some(Bar::YoursInReview(until)),
        (ClaimState::InReview, false) => Some(Bar::InReview(until)),
        (ClaimState::Associated | ClaimState::Lapsed | ClaimState::Rejected | ClaimState::Withdrawn, _) => None,
    }
}

/// Until when the partner's own ended claim keeps it from claiming again. A claim that nobody closed yet ended when its
/// time was up; one that became an association did not end in vain.
fn too_soon(claim: &KnownClaim, reclaim_hours: i16, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let ended = claim.closed_at.unwrap_or(claim.valid_until);
    let again = ended + TimeDelta::hours(reclaim_hours.into());
    (claim.is_ours && claim.state != ClaimState::Associated && ended <= now && again > now).then_some(again)
}

/// Why a prospect that nothing rules out goes to the vendor's operator; none, when it does not.
pub fn reasons_for_review(known: &ProspectFacts, now: DateTime<Utc>) -> Vec<ReviewReason> {
    let any = |holds: &dyn Fn(&KnownCustomer) -> bool| known.customers.iter().any(holds);
    let has = |one: &KnownCustomer, what: Trait| one.traits.contains(&what);
    let long_registered = |one: &KnownCustomer| one.registered_at.is_some_and(|at| now > at + TimeDelta::days(REGISTERED_DAYS));
    let checks: [(ReviewReason, bool); 4] = [
        (ReviewReason::RegisteredBefore, any(&long_registered)),
        (ReviewReason::FollowedBySales, any(&|one| has(one, Trait::CashSpend) && has(one, Trait::DirectSales))),
        (ReviewReason::AnotherCountry, any(&|one| has(one, Trait::AnotherCountry))),
        (ReviewReason::OnlineSales, any(&|one| has(one, Trait::OnlineSales))),
    ];
    checks.into_iter().filter(|(_, applies)| *applies).map(|(reason, _)| reason).collect()
}

/// The answer of the instant check, which asks about a number (`on_mobile`) or an address alone.
pub fn answer(known: &ProspectFacts, on_mobile: bool, reclaim_hours: i16, now: DateTime<Utc>) -> Answer {
    match bar_at(known, on_mobile, reclaim_hours, now) {
        Some(bar) => Answer::Barred(bar),
        None => match reasons_for_review(known, now) {
            reasons if reasons.is_empty() => Answer::Free,
            reasons => Answer::Review(reasons),
        },
    }
}

/// The word under which an answer is recorded.
pub const fn answer_word(answer: &Answer) -> &'static str {
    match answer {
        Answer::Free | Answer::Review(_) => "free",
        Answer::Barred(Bar::Yours(_) | Bar::YoursInReview(_)) => "yours",
        Answer::Barred(Bar::InReview(_)) => "in_review",
        Answer::Barred(Bar::Protected(_)) => "protected",
        Answer::Barred(Bar::YourCustomer | Bar::Associated) => "associated",
        Answer::Barred(Bar::TooSoon(_) | Bar::Unsuitable(_)) => "refused",
    }
}

/// Whether the partner may have one more claim (R28): those that are associated do not count (U15).
///
/// # Errors
/// `TooManyClaims` with the most that are allowed.
pub const fn may_claim_more(room: Room) -> Result<(), Refusal> {
    if room.used < room.most { Ok(()) } else { Err(Refusal::TooManyClaims(room.most)) }
}

#[cfg(test)]
mod tests;
