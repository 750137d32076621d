//! How long a claim holds, how it is given up, and the vendor's decision about it.

use chrono::{DateTime, Utc};

use super::lapses_at;
use crate::claims::model::{ClaimState, DecideForm, Decision, Refusal, Stale, Term};
use crate::values::date::{Calendar, beijing_date, beijing_midnight, working_day_after};
use crate::values::problems::Problems;
use crate::values::typed::{optional_lines, required_lines};

/// Longest note of a decision, in characters.
pub const LONGEST_NOTE: usize = 1000;

/// An open claim, which holds for so many calendar days (R27).
pub fn term_of(at: DateTime<Utc>, days: i16) -> Term {
    Term { state: ClaimState::Open, valid_until: lapses_at(at, days), review_due: None }
}

/// A claim in review: it is to be decided within so many working days (Beijing days, by the installation's calendar), and
/// frees the prospect when the last of them is over (R29).
pub fn term_of_review(at: DateTime<Utc>, working_days: i16, calendar: &Calendar) -> Term {
    let due = working_day_after(beijing_date(at), u16::try_from(working_days).unwrap_or(0), calendar);
    let valid_until = beijing_midnight(due.succ_opt().unwrap_or(due));
    Term { state: ClaimState::InReview, valid_until, review_due: Some(due) }
}

/// Whether a claim can be given up: while it is open or in review (its time not being up: `claim_state`), and as the page
/// showed it.
///
/// # Errors
/// `Changed`, `Ended`.
pub fn may_withdraw(state: ClaimState, version: i32, shown: i32) -> Result<(), Stale> {
    match state {
        ClaimState::Open | ClaimState::InReview if version == shown => Ok(()),
        ClaimState::Open | ClaimState::InReview => Err(Stale::Changed),
        ClaimState::Associated | ClaimState::Lapsed | ClaimState::Rejected | ClaimState::Withdrawn => Err(Stale::Ended),
    }
}

/// Whether a claim can be decided: while it is in review, its time is not up, and as the page showed it.
///
/// # Errors
/// `Changed`, `Decided`.
pub fn may_decide(state: ClaimState, valid_until: DateTime<Utc>, now: DateTime<Utc>, version: i32, shown: i32) -> Result<(), Stale> {
    if state != ClaimState::InReview || now >= valid_until {
        Err(Stale::Decided)
    } else if version != shown {
        Err(Stale::Changed)
    } else {
        Ok(())
    }
}

/// The decision; a rejection carries a reason.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_decision(form: &DecideForm) -> Result<Decision, Problems<Refusal>> {
    let mut problems = Problems::new();
    let decision = match form.decision.trim() {
        "accept" => problems.keep("note", optional_lines(&form.note, LONGEST_NOTE).map_err(Refusal::from)).map(Decision::Accept),
        "reject" => problems.keep("note", required_lines(&form.note, LONGEST_NOTE).map_err(Refusal::from)).map(Decision::Reject),
        "" => problems.keep("decision", Err(Refusal::Missing)),
        _ => problems.keep("decision", Err(Refusal::NotAChoice)),
    };
    problems.check(decision)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveDate, TimeDelta};

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn november(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn a_claim_holds_for_15_days_to_the_second() {
        let term = term_of(at("2026-11-01T08:00:00Z"), 15);
        assert_eq!((term.state, term.valid_until), (ClaimState::Open, at("2026-11-16T08:00:00Z")));
    }

    #[test]
    fn a_review_has_five_working_days_and_frees_the_prospect_when_the_last_is_over_in_beijing() {
        // Monday, 16:00 in Beijing.
        let term = term_of_review(at("2026-11-23T08:00:00Z"), 5, &Calendar::default());
        assert_eq!((term.state, term.review_due), (ClaimState::InReview, Some(november(30))));
        assert_eq!(term.valid_until, at("2026-11-30T16:00:00Z"));
    }

    #[test]
    fn a_weekend_does_not_count_and_a_holiday_moves_the_last_day() {
        let friday = at("2026-11-20T08:00:00Z");
        assert_eq!(term_of_review(friday, 5, &Calendar::default()).review_due, Some(november(27)));
        let calendar = Calendar { holidays: [november(25)].into(), make_up: [].into() };
        assert_eq!(term_of_review(friday, 5, &calendar).review_due, Some(november(30)));
        let made_up = Calendar { holidays: [november(25)].into(), make_up: [november(28)].into() };
        assert_eq!(term_of_review(friday, 5, &made_up).review_due, Some(november(28)));
        // 00:30 on Saturday in Beijing is still Friday in Greenwich.
        assert_eq!(term_of_review(at("2026-11-20T16:30:00Z"), 5, &Calendar::default()).review_due, Some(november(27)));
    }

    #[test]
    fn a_claim_is_given_up_while_it_is_open_or_in_review_and_as_it_was_shown() {
        assert_eq!(may_withdraw(ClaimState::Open, 2, 2), Ok(()));
        assert_eq!(may_withdraw(ClaimState::InReview, 2, 2), Ok(()));
        assert_eq!(may_withdraw(ClaimState::Open, 3, 2), Err(Stale::Changed));
        for state in [ClaimState::Associated, ClaimState::Lapsed, ClaimState::Rejected, ClaimState::Withdrawn] {
            assert_eq!(may_withdraw(state, 2, 2), Err(Stale::Ended));
        }
    }

    #[test]
    fn a_claim_is_decided_while_it_is_in_review_and_in_time() {
        let until = at("2026-11-30T16:00:00Z");
        let second = TimeDelta::seconds(1);
        assert_eq!(may_decide(ClaimState::InReview, until, until - second, 1, 1), Ok(()));
        assert_eq!(may_decide(ClaimState::InReview, until, until, 1, 1), Err(Stale::Decided));
        assert_eq!(may_decide(ClaimState::Open, until, until - second, 1, 1), Err(Stale::Decided));
        assert_eq!(may_decide(ClaimState::InReview, until, until - second, 2, 1), Err(Stale::Changed));
    }

    #[test]
    fn a_rejection_has_a_reason() {
        let form = |decision: &str, note: &str| DecideForm { decision: decision.into(), note: note.into(), ..DecideForm::default() };
        assert_eq!(parse_decision(&form("accept", "")), Ok(Decision::Accept(String::new())));
        assert_eq!(parse_decision(&form("reject", " too early ")), Ok(Decision::Reject("too early".into())));
        let problems = parse_decision(&form("reject", " ")).unwrap_err();
        assert_eq!(problems.at("form[note]").next(), Some(&Refusal::Missing));
        assert!(parse_decision(&form("", "")).is_err() && parse_decision(&form("perhaps", "x")).is_err());
        let long = "云".repeat(LONGEST_NOTE + 1);
        assert!(parse_decision(&form("accept", &long)).is_err());
    }
}
