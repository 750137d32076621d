//! Decisions about reviews.

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

#[test]
fn a_review_stands_already_when_the_page_did_not_know_of_the_last_look() {
    let look = |day| LastReview { at: at(day), standing: standing(Stage::Solution, "5000.00") };
    let known = |day| look_of_mark(&mark_of_look(Some(&look(day))));
    assert_eq!(mark_of_look(None), "");
    assert!(!has_looked_since(None, None), "nobody looked");
    assert!(!has_looked_since(Some(&look(20)), known(20)), "the page knew of it: this is a further look");
    assert!(has_looked_since(Some(&look(20)), None));
    assert!(has_looked_since(Some(&look(20)), known(19)));
    assert_eq!(look_of_mark("yesterday"), None);
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
    let revenue = |from: &str, to: &str| Reason::RevenueChanged { from: Charged::parse(from).unwrap(), to: Charged::parse(to).unwrap() };
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
    let line = |amount: &str, reasons: Vec<Reason>| (Waiting { standing: standing(Stage::Solution, amount), ..waiting(20, None) }, reasons);
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
    assert_eq!(parse_picked(&form).unwrap(), [Picked { id: OpportunityId(uuid::Uuid::nil()), version: 3, last: None }]);
    assert_eq!(parse_picked(&ReviewSeveralForm { which: "page".into(), ..form.clone() }).unwrap().len(), 2);
    assert_eq!(parse_picked(&ReviewSeveralForm { picked: vec![], ..form.clone() }), Err(PickProblem::Nothing));
    let looked = ReviewSeveralForm { picked: vec![format!("{}:3:1700000000000001", uuid::Uuid::nil())], ..form.clone() };
    assert_eq!(parse_picked(&looked).unwrap()[0].last, Some(1_700_000_000_000_001));
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
