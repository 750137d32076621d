//! The worked examples of accounting.md §4 by their numbers, and both identities for whatever amounts.

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::accounting::rating::model::{RefundProblem, Refundable};

fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn rated(text: &str) -> Rated {
    Rated::new(number(text)).unwrap()
}

fn disk(discount_rate: &str) -> Usage {
    Usage {
        quantity: number("25874"),
        ratio: number("3600"),
        linear_size: number("10"),
        unit_price: number("0.0006400000"),
        discount_rate: number(discount_rate),
    }
}

fn shown(split: Split) -> (String, String) {
    (split.charged.to_string(), split.remainder.to_string())
}

fn pair(charged: &str, remainder: &str) -> (String, String) {
    (charged.to_owned(), remainder.to_owned())
}

fn charge_of(amount: &str) -> Refundable {
    Refundable { rated: rated(amount), split: split(rated(amount)), asked: Rated::ZERO }
}

/// Refunds one after the other; answers what each gave back.
fn refunds(mut charge: Refundable, asked: &[&str]) -> Vec<(String, String)> {
    asked
        .iter()
        .map(|one| {
            let given = refund(&charge, rated(one)).unwrap();
            charge.asked = charge.asked.checked_add(rated(one)).unwrap();
            shown(given)
        })
        .collect()
}

#[test]
fn m1_ten_gigabytes_for_25874_seconds_are_0_04599822_of_which_0_04_are_charged() {
    let rating = rate(&disk("0")).unwrap();
    assert_eq!(rating.converted, number("7.1872222222"));
    assert_eq!((rating.list, rating.discount, rating.rated), (rated("0.04599822"), Rated::ZERO, rated("0.04599822")));
    assert_eq!(shown(rating.split), pair("0.04", "0.00599822"));
}

#[test]
fn m2_three_such_cycles_are_charged_0_12_and_not_0_13() {
    let one = rate(&disk("0")).unwrap().split;
    let mut sum = Split::default();
    for _ in 0..3 {
        sum.charged = sum.charged.checked_add(one.charged).unwrap();
        sum.remainder = sum.remainder.checked_add(one.remainder).unwrap();
    }
    assert_eq!(shown(sum), pair("0.12", "0.01799466"));
    assert_eq!(sum.charged.amount() + sum.remainder.amount(), number("0.13799466"));
}

#[test]
fn m3_a_discount_of_fifteen_percent_is_truncated_to_eight_decimals_too() {
    let rating = rate(&disk("0.15")).unwrap();
    assert_eq!((rating.discount, rating.rated), (rated("0.00689973"), rated("0.03909849")));
    assert_eq!(shown(rating.split), pair("0.03", "0.00909849"));
}

#[test]
fn m4_a_tenth_off_12_34567891() {
    let usage = Usage {
        quantity: number("1"),
        ratio: number("1"),
        linear_size: number("1"),
        unit_price: number("12.34567891"),
        discount_rate: number("0.1"),
    };
    let rating = rate(&usage).unwrap();
    assert_eq!((rating.discount, rating.rated), (rated("1.23456789"), rated("11.11111102")));
    assert_eq!(shown(rating.split), pair("11.11", "0.00111102"));
}

#[test]
fn m5_below_one_cent_nothing_is_charged() {
    assert_eq!(shown(split(rated("0.00999999"))), pair("0.00", "0.00999999"));
}

#[test]
fn m6_a_negative_amount_is_truncated_towards_zero_and_is_never_minus_zero() {
    assert_eq!(shown(split(rated("-12.34567891"))), pair("-12.34", "-0.00567891"));
    assert_eq!(shown(split(rated("-0.00999999"))), pair("0.00", "-0.00999999"));
    assert_eq!(shown(split(rated("-5"))), pair("-5.00", "0.00000000"));
}

/// M7 is the international site's way (the month's total alone is rounded), which is not ours: ours truncates each line.
#[test]
fn m7_lines_are_truncated_one_by_one_and_the_total_is_not_rounded() {
    let lines = ["8083.8494925", "-853.8495"].map(|line| split(rated(line)));
    let charged = lines[0].charged.checked_add(lines[1].charged).unwrap();
    let remainder = lines[0].remainder.checked_add(lines[1].remainder).unwrap();
    assert_eq!((charged.to_string(), remainder.to_string()), pair("7230.00", "-0.00000750"));
    assert_eq!(charged.amount() + remainder.amount(), number("7229.9999925"));
}

#[test]
fn a_unit_price_of_nine_decimals_is_refused_and_so_is_what_is_no_ratio_size_or_rate() {
    let with = |change: fn(&mut Usage)| {
        let mut usage = disk("0");
        change(&mut usage);
        rate(&usage).unwrap_err()
    };
    assert_eq!(with(|usage| usage.unit_price = Decimal::new(1, 9)), RatingProblem::PriceTooFine);
    assert_eq!(with(|usage| usage.quantity = Decimal::new(1, 11)), RatingProblem::TooManyDecimals);
    assert_eq!(with(|usage| usage.ratio = Decimal::ZERO), RatingProblem::NotAboveZero);
    assert_eq!(with(|usage| usage.linear_size = -Decimal::ONE), RatingProblem::NotAboveZero);
    assert_eq!(with(|usage| usage.discount_rate = Decimal::new(10_001, 4)), RatingProblem::NotARate);
    assert_eq!(with(|usage| usage.unit_price = Decimal::MAX), RatingProblem::TooLarge);
}

#[test]
fn refund_of_m2_is_0_12() {
    let back: Vec<_> = (0..3).flat_map(|_| refunds(charge_of("0.04599822"), &["0.04599822"])).collect();
    assert_eq!(back, [pair("0.04", "0.00599822"), pair("0.04", "0.00599822"), pair("0.04", "0.00599822")]);
}

#[test]
fn ten_refunded_in_three_equal_parts_is_3_33_3_33_and_3_34() {
    let parts = refunds(charge_of("10"), &["3.33333333", "3.33333333", "3.33333333"]);
    assert_eq!(parts, [pair("3.33", "0.00000000"), pair("3.33", "0.00000000"), pair("3.34", "0.00000000")]);
}

#[test]
fn the_refund_that_leaves_less_than_a_cent_closes_the_record_with_its_remainder() {
    assert_eq!(refunds(charge_of("0.04599822"), &["0.04"]), [pair("0.04", "0.00599822")]);
    assert_eq!(refunds(charge_of("0.00999999"), &["0.00000001"]), [pair("0.00", "0.00999999")]);
    // Two halves of a cent are one cent, whichever of them it is that makes it whole.
    assert_eq!(refunds(charge_of("5.5"), &["0.006", "0.006"]), [pair("0.00", "0.00000000"), pair("0.01", "0.00000000")]);
}

#[test]
fn more_than_is_left_of_a_record_is_not_refunded() {
    let charge = |asked: &str| Refundable { asked: rated(asked), ..charge_of("10.00999999") };
    assert_eq!(refund(&charge("0"), rated("10.01")), Err(RefundProblem::MoreThanLeft(rated("10.00999999"))));
    assert_eq!(refund(&charge("4"), rated("6.01")), Err(RefundProblem::MoreThanLeft(rated("6.00999999"))));
    assert_eq!(refund(&charge("10"), rated("0.001")), Err(RefundProblem::NothingLeft));
    assert_eq!(refund(&charge("0"), Rated::ZERO), Err(RefundProblem::NotAboveZero));
    assert_eq!(refund(&charge_of("-10"), rated("1")), Err(RefundProblem::NotACharge));
    assert_eq!(refund(&charge_of("0"), rated("1")), Err(RefundProblem::NotACharge));
}

fn is_minus_zero(number: Decimal) -> bool {
    number.is_zero() && number.is_sign_negative()
}

proptest! {
    #[test]
    fn what_is_rated_is_charged_or_left_over_and_the_rest_has_its_sign(units in -999_999_999_999_999_999_i64..=999_999_999_999_999_999) {
        let amount = Rated::new(Decimal::new(units, 8)).unwrap();
        let Split { charged, remainder } = split(amount);
        prop_assert_eq!(charged.amount() + remainder.amount(), amount.amount());
        prop_assert!(remainder.amount().abs() < Decimal::new(1, 2));
        prop_assert!(charged.amount().abs() <= amount.amount().abs());
        prop_assert!(remainder == Rated::ZERO || remainder.amount().is_sign_negative() == (units < 0));
        prop_assert!(!is_minus_zero(charged.amount()) && !is_minus_zero(remainder.amount()));
        // By the digits as they are written.
        let text = format!("{:.8}", amount.amount());
        let cents: Decimal = text[..text.len() - 6].parse().unwrap();
        prop_assert_eq!(charged.amount(), cents);
    }

    #[test]
    fn list_less_discount_less_charged_less_remainder_is_nought(
        quantity in -1_000_000_000_000_i64..1_000_000_000_000, ratio in 1_i64..1_000_000_000_000_000, size in 1_i64..10_000_000,
        price in 0_i64..100_000_000_000, rate_of in 0_i64..=10_000,
    ) {
        let usage = Usage {
            quantity: Decimal::new(quantity, 3),
            ratio: Decimal::new(ratio, 10),
            linear_size: Decimal::new(size, 2),
            unit_price: Decimal::new(price, 8),
            discount_rate: Decimal::new(rate_of, 4),
        };
        match rate(&usage) {
            Ok(r) => {
                let rest = r.list.amount() - r.discount.amount() - r.split.charged.amount() - r.split.remainder.amount();
                prop_assert!(rest.is_zero(), "{r:?}");
                prop_assert!(r.discount.amount().abs() <= r.list.amount().abs());
                // Turned round, every step is the same with the other sign.
                let turned = rate(&Usage { quantity: -usage.quantity, ..usage }).unwrap();
                prop_assert_eq!(turned.list.amount(), -r.list.amount());
                prop_assert_eq!(turned.split.charged.amount(), -r.split.charged.amount());
            }
            Err(problem) => prop_assert_eq!(problem, RatingProblem::TooLarge),
        }
    }

    #[test]
    fn any_sequence_of_partial_refunds_ends_at_exactly_what_was_charged_and_left_over(
        units in 1_i64..1_000_000_000_000, parts in proptest::collection::vec(1_i64..1_000_000_000_000, 0..12),
    ) {
        let whole = Rated::new(Decimal::new(units, 8)).unwrap();
        let mut charge = Refundable { rated: whole, split: split(whole), asked: Rated::ZERO };
        let (mut charged, mut remainder) = (Decimal::ZERO, Decimal::ZERO);
        // What is left comes last, so that every sequence ends.
        for part in parts.iter().map(|part| Decimal::new(part % units + 1, 8)).chain([Decimal::MAX]) {
            let left = charge.rated.amount() - charge.asked.amount();
            let asked = Rated::new(part.min(left)).unwrap();
            match refund(&charge, asked) {
                Ok(given) => {
                    prop_assert!(given.charged >= Charged::ZERO);
                    charged += given.charged.amount();
                    remainder += given.remainder.amount();
                    charge.asked = charge.asked.checked_add(asked).unwrap();
                    // A refund row is rated at the sum of both, and the check of the table holds for it.
                    let row = Rated::new(-given.charged.amount() - given.remainder.amount()).unwrap();
                    prop_assert_eq!(split(row).charged.amount(), Decimal::ZERO - given.charged.amount());
                }
                Err(problem) => prop_assert!(matches!(problem, RefundProblem::NothingLeft | RefundProblem::NotAboveZero), "{problem:?}"),
            }
            prop_assert!(charged <= charge.split.charged.amount());
        }
        prop_assert_eq!((charged, remainder), (charge.split.charged.amount(), charge.split.remainder.amount()));
    }
}
