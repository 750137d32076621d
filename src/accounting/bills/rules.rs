//! Who sees partner bills, when a bill is final, and how a negative one is settled.

use chrono::{DateTime, Datelike as _, Months, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::model::{Amounts, BillId, CarryOver, Denial, Section, SectionSum, Settlement, VendorOperator};
use crate::auth::model::{Permission, Viewer};
use crate::consumption::rules::cycle_of;
use crate::organisation::model::Reach;
use crate::organisation::rules::may_operate;
use crate::values::date::{beijing_midnight, beijing_time};
use crate::values::money::{Charged, Rated};

/// A bill is final from this day of the next month (BR-15) …
pub const FINAL_DAY: u32 = 5;
/// … at this hour in Beijing.
pub const FINAL_HOUR: i64 = 12;

/// Who sees the partner's bills: the administrator, and whoever has the permission item. A preset account manager alone never does
/// (BR-71). A bill is the partner's own: a distributor does not see those of its resellers.
///
/// # Errors
/// `VendorStaff`, `AccountManager`, `NoItem`.
pub fn scope_of(viewer: &Viewer) -> Result<Reach, Denial> {
    viewer.partner().ok_or(Denial::VendorStaff)?;
    if viewer.is_administrator() || viewer.has(Permission::PartnerBillsView) {
        Ok(Reach::Partner)
    } else if viewer.is_account_manager() {
        Err(Denial::AccountManager)
    } else {
        Err(Denial::NoItem(Permission::PartnerBillsView))
    }
}

/// The bills of all partners are the vendor's operators' alone.
///
/// # Errors
/// `OperatorsOnly`.
pub fn operator(viewer: &Viewer) -> Result<VendorOperator, Denial> {
    may_operate(viewer).map(|()| VendorOperator::found()).map_err(|_| Denial::OperatorsOnly)
}

/// The moment at which the bill of the month that begins on `first` is final.
pub fn closes_at(first: NaiveDate) -> DateTime<Utc> {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    beijing_midnight(next.with_day(FINAL_DAY).unwrap_or(next)) + TimeDelta::hours(FINAL_HOUR)
}

/// The first month whose bill is open at a moment; the database says the same (`first_open_cycle`).
pub fn first_open_cycle(at: DateTime<Utc>) -> String {
    let before = TimeDelta::days(i64::from(FINAL_DAY) - 1) + TimeDelta::hours(FINAL_HOUR);
    cycle_of((beijing_time(at).naive_local() - before).date())
}

/// The amounts of a bill from the sums of its sections; none where they are beyond what the columns hold.
pub fn amounts_of(sums: &[SectionSum]) -> Option<Amounts> {
    let section = |section: Section| {
        let of = sums.iter().filter(|sum| sum.section == section);
        of.map(|sum| sum.charged).try_fold(Charged::ZERO, |all, one| all.checked_add(one))
    };
    let (consumption, refunds, adjustments) = (section(Section::Consumption)?, section(Section::Refund)?, section(Section::Adjustment)?);
    let rated = |of: fn(&SectionSum) -> Rated| sums.iter().map(of).try_fold(Rated::ZERO, |all, one| all.checked_add(one));
    Some(Amounts {
        records: sums.iter().map(|sum| sum.records).sum(),
        consumption,
        refunds,
        adjustments,
        payable: rated(|sum| sum.payable)?,
        remainder: rated(|sum| sum.remainder)?,
        total: consumption.checked_add(refunds)?.checked_add(adjustments)?,
    })
}

/// Settles a total with what earlier negative bills left, the earliest first (data.md, "A negative bill"): what is due is never
/// below zero, and a negative total is carried into the next bills.
pub fn settle(total: Charged, left: &[CarryOver]) -> Settlement {
    if total < Charged::ZERO {
        let carried = Charged::new(-total.amount()).unwrap_or_default();
        return Settlement { carried, ..Settlement::default() };
    }
    let mut due = total.amount();
    let mut used = Vec::new();
    for carry in left {
        let part = carry.left.amount().min(due);
        if part > Decimal::ZERO {
            due -= part;
            used.push((carry.origin, Charged::new(part).unwrap_or_default()));
        }
    }
    Settlement { due: Charged::new(due).unwrap_or_default(), used, carried: Charged::ZERO }
}

/// What is left of negative bills once months whose bills are not made are settled as they stand now, in their order: what one of
/// them takes off is not there for the next, and a negative one leaves something. It has no id yet and is named by its place.
pub fn left_after(open: &[(String, Charged)], left: &[CarryOver]) -> Vec<CarryOver> {
    let mut left = left.to_vec();
    for (place, (cycle, total)) in (1_u128..).zip(open) {
        let before: Vec<CarryOver> = left.iter().filter(|carry| carry.cycle < *cycle).cloned().collect();
        let settled = settle(*total, &before);
        for (origin, part) in &settled.used {
            for carry in left.iter_mut().filter(|carry| carry.origin == *origin) {
                carry.left = Charged::new(carry.left.amount() - part.amount()).unwrap_or_default();
            }
        }
        if settled.carried > Charged::ZERO {
            left.push(CarryOver { origin: BillId(uuid::Uuid::from_u128(place)), cycle: cycle.clone(), left: settled.carried });
            left.sort_by(|one, other| one.cycle.cmp(&other.cycle));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::model::Preset;
    use crate::organisation::rules::fixtures::{HARBOR, of, viewer};
    use proptest::prelude::*;

    fn money(text: &str) -> Charged {
        Charged::new(text.parse().unwrap()).unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// Bills one after the other; answers what each is due.
    fn dues(totals: &[&str]) -> (Vec<String>, Vec<CarryOver>) {
        let mut left: Vec<CarryOver> = Vec::new();
        let mut dues = Vec::new();
        for (n, total) in totals.iter().enumerate() {
            let settled = settle(money(total), &left);
            for (origin, part) in &settled.used {
                let carry = left.iter_mut().find(|carry| carry.origin == *origin).unwrap();
                carry.left = Charged::new(carry.left.amount() - part.amount()).unwrap();
            }
            if settled.carried > Charged::ZERO {
                let origin = BillId(uuid::Uuid::from_u128(u128::try_from(n).unwrap()));
                left.push(CarryOver { origin, cycle: format!("2026-{:02}", n + 1), left: settled.carried });
            }
            dues.push(settled.due.to_string());
        }
        (dues, left)
    }

    #[test]
    fn march_minus_50_april_30_may_100_are_due_0_0_and_80() {
        assert_eq!(dues(&["-50", "30", "100"]).0, ["0.00", "0.00", "80.00"]);
    }

    #[test]
    fn what_lakesides_july_left_is_taken_off_its_august_to_the_cent() {
        assert_eq!(dues(&["-50.03", "36720.04"]).0, ["0.00", "36670.01"]);
    }

    #[test]
    fn two_negative_bills_are_used_up_in_their_order() {
        let (due, left) = dues(&["-50", "-20", "55", "10", "10"]);
        assert_eq!(due, ["0.00", "0.00", "0.00", "0.00", "5.00"]);
        assert!(left.iter().all(|carry| carry.left == Charged::ZERO));
        let (_, left) = dues(&["-50", "-20", "55"]);
        assert_eq!(left.iter().map(|carry| carry.left.to_string()).collect::<Vec<_>>(), ["0.00", "15.00"]);
    }

    #[test]
    fn an_estimate_takes_nothing_off_that_an_earlier_open_bill_takes() {
        // October is final at −50.00; on 3 December both November and December are estimated.
        let october = CarryOver { origin: BillId(uuid::Uuid::from_u128(99)), cycle: "2026-10".into(), left: money("50") };
        let after = |november: &str| left_after(&[("2026-11".into(), money(november))], std::slice::from_ref(&october));
        let december = |november: &str| settle(money("40"), &after(november)).due.to_string();
        assert_eq!([december("30"), december("0"), december("60"), december("-5")], ["20.00", "0.00", "40.00", "0.00"]);
        let left: Vec<_> = after("-5").into_iter().map(|carry| (carry.cycle, carry.left.to_string())).collect();
        assert_eq!(left, [("2026-10".to_owned(), "50.00".to_owned()), ("2026-11".to_owned(), "5.00".to_owned())]);
        // What a later bill left is no earlier one's.
        assert_eq!(left_after(&[("2026-09".into(), money("30"))], std::slice::from_ref(&october)), std::slice::from_ref(&october));
    }

    #[test]
    fn total_is_consumption_refunds_and_adjustments_and_a_negative_one_is_due_nothing() {
        // BR-16 with the figures of accounting.md §3.
        let sum = |section, charged: &str| SectionSum {
            section,
            cycle: "2026-10".into(),
            records: 1,
            payable: Rated::new(charged.parse().unwrap()).unwrap(),
            charged: money(charged),
            remainder: Rated::ZERO,
        };
        let sums = [sum(Section::Consumption, "140"), sum(Section::Refund, "-30"), sum(Section::Adjustment, "-20")];
        let amounts = amounts_of(&sums).unwrap();
        assert_eq!((amounts.total, amounts.records), (money("90"), 3));
        assert_eq!(settle(amounts.total, &[]), Settlement { due: money("90"), ..Settlement::default() });
        assert_eq!(settle(money("-0.01"), &[]), Settlement { carried: money("0.01"), ..Settlement::default() });
    }

    #[test]
    fn a_bill_is_final_from_the_fifth_of_the_next_month_at_noon_in_beijing() {
        let first = "2026-03-01".parse().unwrap();
        assert_eq!(closes_at(first), at("2026-04-05T04:00:00Z"));
        assert_eq!(first_open_cycle(at("2026-04-05T03:59:59.999999Z")), "2026-03");
        assert_eq!(first_open_cycle(at("2026-04-05T04:00:00Z")), "2026-04");
        assert_eq!(first_open_cycle(at("2027-01-05T03:59:59Z")), "2026-12");
        assert_eq!(closes_at("2026-12-01".parse().unwrap()), at("2027-01-05T04:00:00Z"));
    }

    #[test]
    fn who_sees_partner_bills() {
        let no_item = Err(Denial::NoItem(Permission::PartnerBillsView));
        for (account, reach) in [
            ("mei", Err(Denial::AccountManager)),
            ("lin", Err(Denial::AccountManager)),
            ("kofi", Err(Denial::AccountManager)),
            ("zhao", no_item),
            ("tom", no_item),
            ("grace", Ok(Reach::Partner)),
            ("dara", Ok(Reach::Partner)),
            ("rita", Ok(Reach::Partner)),
            ("viktor", Err(Denial::VendorStaff)),
        ] {
            assert_eq!(scope_of(&viewer(account)), reach, "{account}");
        }
        let item = &[Permission::PartnerBillsView];
        assert_eq!(scope_of(&of(HARBOR, "tom", &[], item)), Ok(Reach::Partner));
        // With another role that carries the item the preset one does not forbid it (RO1).
        assert_eq!(scope_of(&of(HARBOR, "mei", &[Preset::AccountManager], item)), Ok(Reach::Partner));
    }

    proptest! {
        #[test]
        fn over_any_sequence_of_bills_what_is_due_less_what_is_left_is_their_total(cents in proptest::collection::vec(-100_000_i64..100_000, 1..24)) {
            let totals: Vec<String> = cents.iter().map(|cents| Decimal::new(*cents, 2).to_string()).collect();
            let (dues, left) = dues(&totals.iter().map(String::as_str).collect::<Vec<_>>());
            let due: Decimal = dues.iter().map(|due| due.parse::<Decimal>().unwrap()).sum();
            let left: Decimal = left.iter().map(|carry| carry.left.amount()).sum();
            prop_assert_eq!(due - left, Decimal::new(cents.iter().sum(), 2));
            prop_assert!(dues.iter().all(|due| !due.starts_with('-')));
        }
    }
}
