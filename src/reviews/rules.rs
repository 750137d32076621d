//! Decisions about reviews.

use chrono::{DateTime, NaiveDate, Utc};

use super::model::{Denial, Gravity, PickProblem, Picked, Reason, ReviewSeveralForm, Waiting};
use crate::auth::model::Viewer;
use crate::opportunities::model::Stage;
use crate::organisation::model::PartnerKind;
use crate::values::date::{Calendar, beijing_date, working_days_between};

/// Longest note, in characters.
pub const LONGEST_NOTE: usize = 1000;
/// An opportunity that was closed and never looked at waits for so many days.
pub const CLOSED_DAYS: i64 = 30;
/// Lines of a page of the queue, and so the most that are marked at once.
pub const PAGE: usize = 20;
/// Who never looked is offered what changed within so many days.
pub const FIRST_LOOK_DAYS: i64 = 7;

/// Supervisors review their own team's opportunities; a reseller has none.
///
/// # Errors
/// `SupervisorsOnly`.
pub fn may_review(viewer: &Viewer) -> Result<(), Denial> {
    let has_opportunities = viewer.partner().is_some_and(|partner| partner.kind != PartnerKind::Reseller);
    if viewer.is_supervisor() && has_opportunities { Ok(()) } else { Err(Denial::SupervisorsOnly) }
}

/// Why an opportunity waits; nothing when it does not. Quiet is counted from the last change or the last look, whichever is
/// later, so that what was looked at does not come back the next day.
pub fn reasons(waiting: &Waiting, now: DateTime<Utc>, quiet_after: i64, calendar: &Calendar) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match &waiting.last {
        None => reasons.push(Reason::New),
        Some(last) => {
            if last.standing.stage != waiting.standing.stage {
                reasons.push(Reason::StageMoved { from: last.standing.stage, to: waiting.standing.stage });
            }
            if last.standing.revenue != waiting.standing.revenue {
                reasons.push(Reason::RevenueChanged { from: last.standing.revenue, to: waiting.standing.revenue });
            }
        }
    }
    // Passed when somebody looked, it is no news to her.
    let had_passed = waiting.last.is_some_and(|last| beijing_date(last.at) > waiting.expected_date);
    if !waiting.is_closed && waiting.expected_date < beijing_date(now) && !had_passed {
        reasons.push(Reason::DatePassed(waiting.expected_date));
    }
    let since = waiting.last.map_or(waiting.updated_at, |last| last.at.max(waiting.updated_at));
    let days = working_days_between(beijing_date(since), beijing_date(now), calendar);
    if !waiting.is_closed && days >= quiet_after {
        reasons.push(Reason::Quiet(working_days_between(beijing_date(waiting.updated_at), beijing_date(now), calendar)));
    }
    reasons
}

/// How grave a reason is.
pub fn gravity_of(reason: Reason) -> Gravity {
    let place = |stage: Stage| Stage::ALL.iter().position(|one| *one == stage);
    match reason {
        Reason::StageMoved { to: Stage::Lost, .. } => Gravity::Lost,
        Reason::StageMoved { from, to } if place(to) < place(from) => Gravity::Back,
        Reason::StageMoved { .. } => Gravity::Forward,
        Reason::RevenueChanged { from, to } if to < from => Gravity::RevenueDown,
        Reason::RevenueChanged { .. } => Gravity::Forward,
        Reason::DatePassed(_) => Gravity::DatePassed,
        Reason::Quiet(_) => Gravity::Quiet,
        Reason::New => Gravity::New,
    }
}

/// Puts the queue in order: the gravest reason first, of the same the larger amount, then the later one.
pub fn order(waiting: &mut [(Waiting, Vec<Reason>)]) {
    waiting.sort_by_cached_key(|(one, reasons)| {
        let gravest = reasons.iter().map(|reason| gravity_of(*reason)).min().unwrap_or(Gravity::None);
        (gravest, std::cmp::Reverse(one.standing.revenue), std::cmp::Reverse(one.id.0))
    });
}

/// Which opportunities are marked at once, each once: the ticked ones, or all of the page.
///
/// # Errors
/// `Nothing`; `NoPageOfOurs` for more than [`PAGE`] and for what no page writes.
pub fn parse_picked(form: &ReviewSeveralForm) -> Result<Vec<Picked>, PickProblem> {
    let mut picked: Vec<Picked> = Vec::new();
    for pair in if form.which.trim() == "page" { &form.shown } else { &form.picked } {
        let (id, version) = pair.split_once(':').ok_or(PickProblem::NoPageOfOurs)?;
        let id = id.parse().map_err(|_| PickProblem::NoPageOfOurs)?;
        let version = version.trim().parse().map_err(|_| PickProblem::NoPageOfOurs)?;
        if !picked.iter().any(|known| known.id == id) {
            picked.push(Picked { id, version });
        }
    }
    match picked.len() {
        0 => Err(PickProblem::Nothing),
        count if count > PAGE => Err(PickProblem::NoPageOfOurs),
        _ => Ok(picked),
    }
}

/// The latest Beijing day that lies at least `quiet_after` working days before `today`: what did not change after it is
/// quiet.
pub fn quiet_day(today: NaiveDate, quiet_after: i64, calendar: &Calendar) -> NaiveDate {
    let mut day = today;
    while working_days_between(day, today, calendar) < quiet_after {
        match day.pred_opt() {
            Some(before) => day = before,
            None => break,
        }
    }
    day
}

/// Which one comes after `current` in the order of the queue: the next one, or the first when it was the last.
pub fn next_of<T: PartialEq + Copy>(queue: &[T], current: T) -> Option<T> {
    let at = queue.iter().position(|one| *one == current);
    let rest = || queue.iter().copied().find(|one| *one != current);
    match at {
        Some(at) => queue.get(at + 1).copied().or_else(rest),
        None => rest(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::opportunities::model::{Confidence, OpportunityId, Stage};
    use crate::organisation::rules::fixtures::{DELTA, id, of, viewer};
    use crate::reviews::model::{LastReview, Standing};
    use crate::values::money::Charged;

    fn at(day: u32) -> DateTime<Utc> {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap().and_hms_opt(4, 0, 0).unwrap().and_utc()
    }

    fn standing(stage: Stage, revenue: &str) -> Standing {
        Standing { version: 1, stage, revenue: Charged::parse(revenue).unwrap() }
    }

    fn waiting(changed: u32, last: Option<(u32, Standing)>) -> Waiting {
        Waiting {
            id: OpportunityId(uuid::Uuid::nil()),
            code: "OP-1".into(),
            name: "Data lake".into(),
            customer: "S***k".into(),
            owner: (id("mei"), "Mei".into()),
            standing: standing(Stage::Solution, "5000.00"),
            confidence: Confidence::Fifty,
            is_closed: false,
            expected_date: NaiveDate::from_ymd_opt(2027, 1, 15).unwrap(),
            updated_at: at(changed),
            last: last.map(|(day, standing)| LastReview { at: at(day), standing }),
        }
    }

    fn why(waiting: &Waiting) -> Vec<Reason> {
        // 23 November 2026 is a Monday.
        reasons(waiting, at(23), 5, &Calendar::default())
    }

    #[test]
    fn what_was_never_looked_at_is_new() {
        assert_eq!(why(&waiting(20, None)), [Reason::New]);
    }

    #[test]
    fn a_moved_stage_and_a_changed_revenue_since_the_own_last_look_are_told_with_both_values() {
        let now = standing(Stage::Solution, "5000.00");
        assert_eq!(why(&waiting(20, Some((20, now)))), []);
        let moved = why(&waiting(20, Some((19, standing(Stage::NeedsConfirmed, "5000.00")))));
        assert_eq!(moved, [Reason::StageMoved { from: Stage::NeedsConfirmed, to: Stage::Solution }]);
        let changed = why(&waiting(20, Some((19, standing(Stage::Solution, "4000.00")))));
        assert_eq!(changed, [Reason::RevenueChanged { from: Charged::parse("4000.00").unwrap(), to: now.revenue }]);
    }

    #[test]
    fn quiet_counts_working_days_since_the_last_change_or_the_last_look() {
        let same = standing(Stage::Solution, "5000.00");
        // From Monday the 16th to Monday the 23rd lie five working days, from Tuesday the 17th four.
        assert_eq!(why(&waiting(16, Some((16, same)))), [Reason::Quiet(5)]);
        assert_eq!(why(&waiting(17, Some((17, same)))), []);
        assert_eq!(why(&waiting(2, Some((20, same)))), []);
        let closed = Waiting { is_closed: true, ..waiting(2, Some((2, same))) };
        assert_eq!(why(&closed), []);
    }

    #[test]
    fn a_holiday_makes_the_wait_longer() {
        let calendar = Calendar { holidays: [NaiveDate::from_ymd_opt(2026, 11, 18).unwrap()].into(), ..Calendar::default() };
        let same = standing(Stage::Solution, "5000.00");
        assert_eq!(reasons(&waiting(16, Some((16, same))), at(23), 5, &calendar), []);
        assert_eq!(quiet_day(beijing_date(at(23)), 5, &calendar), NaiveDate::from_ymd_opt(2026, 11, 15).unwrap());
        assert_eq!(quiet_day(beijing_date(at(23)), 5, &Calendar::default()), NaiveDate::from_ymd_opt(2026, 11, 16).unwrap());
    }

    #[test]
    fn a_date_that_passed_since_the_last_look_is_a_reason_once_and_not_of_a_closed_one() {
        let same = standing(Stage::Solution, "5000.00");
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let looked = |expected, last| Waiting { expected_date: expected, ..waiting(20, Some((last, same))) };
        assert_eq!(why(&looked(day(22), 20)), [Reason::DatePassed(day(22))]);
        assert_eq!(why(&looked(day(23), 20)), [], "today it has not passed");
        assert_eq!(why(&looked(day(19), 20)), [], "it had passed when she looked");
        let new = Waiting { expected_date: day(19), ..waiting(20, None) };
        assert_eq!(why(&new), [Reason::New, Reason::DatePassed(day(19))], "of one that nobody looked at as well");
        assert_eq!(why(&Waiting { is_closed: true, ..looked(day(22), 20) }), []);
    }

    #[test]
    fn the_gravest_reason_comes_first_and_of_the_same_the_larger_amount() {
        let moved = |from, to| Reason::StageMoved { from, to };
        let revenue =
            |from: &str, to: &str| Reason::RevenueChanged { from: Charged::parse(from).unwrap(), to: Charged::parse(to).unwrap() };
        let reasons = [
            moved(Stage::Negotiation, Stage::Solution),
            revenue("9.00", "5.00"),
            moved(Stage::Negotiation, Stage::Lost),
            Reason::Quiet(12),
            Reason::DatePassed(NaiveDate::MIN),
            moved(Stage::Solution, Stage::Negotiation),
            Reason::New,
        ];
        let gravities: Vec<Gravity> = reasons.iter().map(|reason| gravity_of(*reason)).collect();
        assert!(gravities.is_sorted(), "{gravities:?}");
        assert_eq!(gravity_of(revenue("5.00", "9.00")), gravity_of(moved(Stage::Negotiation, Stage::Won)));
        let line =
            |amount: &str, reasons: Vec<Reason>| (Waiting { standing: standing(Stage::Solution, amount), ..waiting(20, None) }, reasons);
        let mut queue = vec![
            line("7.00", vec![Reason::New]),
            line("3.00", vec![Reason::New, Reason::Quiet(11)]),
            line("9.00", vec![Reason::New]),
            line("1.00", vec![revenue("9.00", "1.00")]),
        ];
        order(&mut queue);
        let amounts: Vec<String> = queue.iter().map(|(one, _)| one.standing.revenue.to_string()).collect();
        assert_eq!(amounts, ["1.00", "3.00", "9.00", "7.00"]);
    }

    #[test]
    fn the_ticked_ones_are_marked_each_once_or_all_of_the_page() {
        let one = format!("{}:3", uuid::Uuid::nil());
        let other = format!("{}:1", uuid::Uuid::max());
        let form = ReviewSeveralForm { picked: vec![one.clone(), one.clone()], shown: vec![one, other], ..ReviewSeveralForm::default() };
        assert_eq!(parse_picked(&form).unwrap(), [Picked { id: OpportunityId(uuid::Uuid::nil()), version: 3 }]);
        assert_eq!(parse_picked(&ReviewSeveralForm { which: "page".into(), ..form.clone() }).unwrap().len(), 2);
        assert_eq!(parse_picked(&ReviewSeveralForm { picked: vec![], ..form.clone() }), Err(PickProblem::Nothing));
        for odd in ["x", "x:1", "00000000-0000-0000-0000-000000000000:x"] {
            let form = ReviewSeveralForm { picked: vec![odd.into()], ..form.clone() };
            assert_eq!(parse_picked(&form), Err(PickProblem::NoPageOfOurs), "{odd}");
        }
        let many = (0..21).map(|n: u128| format!("{}:1", uuid::Uuid::from_u128(n))).collect();
        assert_eq!(parse_picked(&ReviewSeveralForm { picked: many, ..form }), Err(PickProblem::NoPageOfOurs));
    }

    #[test]
    fn after_the_last_one_comes_the_first_and_after_the_only_one_none() {
        assert_eq!(next_of(&[1, 2, 3], 2), Some(3));
        assert_eq!(next_of(&[1, 2, 3], 3), Some(1));
        assert_eq!(next_of(&[1, 2, 3], 9), Some(1));
        assert_eq!(next_of(&[1], 1), None);
    }

    #[test]
    fn supervisors_review_and_nobody_else() {
        for account in ["zhao", "omar"] {
            assert_eq!(may_review(&viewer(account)), Ok(()), "{account}");
        }
        for account in ["mei", "lin", "grace", "tom", "dara", "kofi", "rita", "chan", "petra", "viktor"] {
            assert_eq!(may_review(&viewer(account)), Err(Denial::SupervisorsOnly), "{account}");
        }
        assert_eq!(may_review(&of(DELTA, "sam", &[Preset::Supervisor], &[])), Err(Denial::SupervisorsOnly));
    }
}
