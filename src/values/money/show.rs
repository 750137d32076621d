//! Amounts as people read them.

use super::{Charged, Rated};

/// For people: `12,500.00`. English and Chinese write amounts alike.
pub fn format_charged(amount: Charged) -> String {
    grouped(&amount.to_string())
}

/// For people, with the sign of the currency: `¥12,500.00`, `-¥12,500.00`.
pub fn format_cny(amount: Charged) -> String {
    let text = format_charged(amount);
    match text.strip_prefix('-') {
        Some(text) => format!("-¥{text}"),
        None => format!("¥{text}"),
    }
}

/// For people, as many decimals as matter and at least two: `0.00012`, `1,250.50`.
pub fn format_rated(amount: Rated) -> String {
    let normal = amount.0.normalize();
    let decimals = usize::try_from(normal.scale().max(2)).unwrap_or(8);
    grouped(&format!("{normal:.decimals$}"))
}

/// For people, all eight decimals, so that the points of a column line up and a sum can be added up: `1,250.50000000`.
pub fn format_eight(amount: Rated) -> String {
    grouped(&amount.to_string())
}

/// For people, two decimals, and “…” where decimals were cut off: `1,250.50`, `0.04…`. Nobody takes what is cut off for a summand.
pub fn format_cut(amount: Rated) -> String {
    let exact = format_eight(amount);
    match exact.split_at_checked(exact.len().saturating_sub(CUT)) {
        Some((shown, cut)) if cut.bytes().all(|digit| digit == b'0') => shown.to_owned(),
        Some((shown, _)) => format!("{shown}…"),
        None => exact,
    }
}

/// Decimals of a rated amount beyond those of a charged one.
const CUT: usize = (Rated::DECIMALS - Charged::DECIMALS) as usize;

fn grouped(plain: &str) -> String {
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if !decimals.is_empty() {
        text.push('.');
        text.push_str(decimals);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn rated(text: &str) -> Rated {
        Rated::new(text.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_refund_is_shown_with_its_sign_before_the_currency() {
        let refund = Charged::new(Decimal::new(-1_234_567, 2)).map(format_cny);
        assert_eq!(refund.as_deref(), Ok("-¥12,345.67"));
    }

    #[test]
    fn eight_decimals_are_grouped_and_none_is_dropped() {
        for (amount, shown) in
            [("2699423.07", "2,699,423.07000000"), ("0.00599822", "0.00599822"), ("-1234.5", "-1,234.50000000"), ("0", "0.00000000")]
        {
            assert_eq!(format_eight(rated(amount)), shown);
        }
    }

    #[test]
    fn what_is_cut_off_says_so() {
        for (amount, shown) in [
            ("2699423.07", "2,699,423.07"),
            ("1.07999999", "1.07…"),
            ("0.00000001", "0.00…"),
            ("-0.00567891", "-0.00…"),
            ("-41070", "-41,070.00"),
            ("0", "0.00"),
        ] {
            assert_eq!(format_cut(rated(amount)), shown);
        }
    }

    proptest! {
        #[test]
        fn what_does_not_say_that_it_is_cut_off_adds_up(
            parts in prop_oneof![
                proptest::collection::vec(-9_999_999_999_i64..9_999_999_999, 1..12),
                proptest::collection::vec((-9_999_i64..9_999).prop_map(|cents| cents * 1_000_000), 1..12),
            ]
        ) {
            let parts: Vec<Rated> = parts.into_iter().map(|part| Rated::new(Decimal::new(part, 8)).unwrap()).collect();
            let sum = parts.iter().try_fold(Rated::ZERO, |sum, part| sum.checked_add(*part)).unwrap();
            let read = |shown: String| shown.replace(',', "").parse::<Decimal>().unwrap();
            prop_assert_eq!(parts.iter().map(|part| read(format_eight(*part))).sum::<Decimal>(), read(format_eight(sum)));
            let shown: Vec<String> = parts.iter().map(|part| format_cut(*part)).collect();
            if !shown.iter().any(|part| part.ends_with('…')) {
                prop_assert_eq!(shown.into_iter().map(read).sum::<Decimal>(), read(format_cut(sum)));
            }
        }
    }
}
