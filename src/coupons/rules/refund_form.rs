//! A refund as Operations type it.

use uuid::Uuid;

use super::issuing::{amount, parse_picks};
use crate::coupons::model::{Period, Problem, RefundCase, RefundForm, Usage};
use crate::values::problems::Problems;

/// Days of a period; the field takes five digits.
const MOST_DAYS: u32 = 99_999;

/// Which lines, why, and how they were used. The period and the fee count only where the resource was in use.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_refund(form: &RefundForm) -> Result<(Vec<Uuid>, RefundCase, Usage), Problems<Problem>> {
    let mut problems = Problems::new();
    let lines = problems.keep("lines", parse_picks(&form.lines));
    let case: Result<RefundCase, Problem> = match form.case.trim() {
        "" => Err(Problem::Missing),
        word => word.parse().map_err(|_| Problem::NotAChoice),
    };
    let case = problems.keep("case", case);
    let usage = match case {
        Some(RefundCase::InUse) => usage(form, &mut problems),
        _ => Some(Usage::None),
    };
    let refund = (|| Some((lines?, case?, usage?)))();
    problems.check(refund)
}

fn usage(form: &RefundForm, problems: &mut Problems<Problem>) -> Option<Usage> {
    let subscribed = problems.keep("subscribed", days(&form.subscribed, 1, MOST_DAYS));
    let used = problems.keep("used", days(&form.used, 0, subscribed.unwrap_or(MOST_DAYS)));
    let fee = problems.keep("fee", amount(&form.fee).map(Option::unwrap_or_default));
    Some(Usage::Part(Period { used: used?, subscribed: subscribed? }, fee?))
}

fn days(typed: &str, least: u32, most: u32) -> Result<u32, Problem> {
    match typed.trim() {
        "" => Err(Problem::Missing),
        typed => typed.parse().ok().filter(|days| (least..=most).contains(days)).ok_or(Problem::NotDays),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::money::Charged;

    fn form(case: &str) -> RefundForm {
        RefundForm { lines: vec![Uuid::from_u128(1).to_string()], case: case.into(), ..RefundForm::default() }
    }

    #[test]
    fn the_period_and_the_fee_count_only_where_the_resource_was_in_use() {
        let (lines, case, usage) = parse_refund(&form("within_five_days")).unwrap();
        assert_eq!((lines.len(), case, usage), (1, RefundCase::WithinFiveDays, Usage::None));
        let in_use = RefundForm { used: "6".into(), subscribed: "30".into(), fee: "1.5".into(), ..form("in_use") };
        let fee = Charged::parse("1.50").unwrap();
        assert_eq!(parse_refund(&in_use).unwrap().2, Usage::Part(Period { used: 6, subscribed: 30 }, fee));
        let missing = parse_refund(&form("in_use")).unwrap_err();
        assert_eq!(missing.0.len(), 2, "{missing:?}");
        for (used, subscribed, field) in [("31", "30", "form[used]"), ("6", "0", "form[subscribed]"), ("-1", "30", "form[used]")] {
            let odd = RefundForm { used: used.into(), subscribed: subscribed.into(), ..form("in_use") };
            assert_eq!(parse_refund(&odd).unwrap_err().at(field).next(), Some(&Problem::NotDays), "{used} of {subscribed}");
        }
    }

    #[test]
    fn lines_and_a_case_are_chosen() {
        let empty = parse_refund(&RefundForm::default()).unwrap_err();
        let fields: Vec<&str> = empty.0.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["form[lines]", "form[case]"]);
        assert_eq!(parse_refund(&form("luck")).unwrap_err().at("form[case]").next(), Some(&Problem::NotAChoice));
    }
}
