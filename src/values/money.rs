//! Amounts. A charged amount is what stands on a bill, a rated amount is what the bill was computed from; they are two
//! types so that nobody adds one to the other. Neither is ever a float.

mod show;

pub use show::{format_charged, format_cny, format_cut, format_eight, format_rated};

use std::str::FromStr;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::typed::half_width;

/// Why something typed is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountProblem {
    /// Not a number, or separators where no thousands are.
    NotAnAmount,
    /// More decimals than the amount keeps.
    TooManyDecimals,
    /// Below zero.
    Negative,
    /// More than sixteen digits before the point.
    TooLarge,
}

/// An amount as it is billed, paid or expected: two decimals, `numeric(18,2)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type))]
#[cfg_attr(feature = "ssr", sqlx(transparent))]
pub struct Charged(Decimal);

/// An amount or unit price before rounding to a bill: eight decimals, `numeric(24,8)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Decimal", into = "Decimal")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type))]
#[cfg_attr(feature = "ssr", sqlx(transparent))]
pub struct Rated(Decimal);

/// Digits before the point in both column types.
const WHOLE_DIGITS: usize = 16;
/// Longer than any amount with separators and currency.
const LONGEST_INPUT: usize = 64;

macro_rules! amount {
    ($name:ident, $decimals:literal) => {
        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(Decimal::ZERO);
            /// Decimals that are kept.
            pub const DECIMALS: u32 = $decimals;

            /// An exact amount, which may be negative (refunds).
            ///
            /// # Errors
            /// `TooManyDecimals` when digits would be lost, `TooLarge` when the column could not hold it.
            pub fn new(amount: Decimal) -> Result<Self, AmountProblem> {
                let amount = amount.normalize();
                // `-0.00` is a zero of its own to rust_decimal; on a bill it would be shown and stored with its sign.
                let amount = if amount.is_zero() { Decimal::ZERO } else { amount };
                if amount.scale() > $decimals {
                    return Err(AmountProblem::TooManyDecimals);
                }
                if whole_digits(amount) > WHOLE_DIGITS {
                    return Err(AmountProblem::TooLarge);
                }
                Ok(Self(amount))
            }

            /// Reads what a person typed: `12,500.00`, `１２，５００`, `¥12 500`, `12500 元`. Never negative.
            ///
            /// # Errors
            /// See [`AmountProblem`].
            pub fn parse(text: &str) -> Result<Self, AmountProblem> {
                parse_amount(text).and_then(Self::new)
            }

            /// The number.
            pub const fn amount(self) -> Decimal {
                self.0
            }

            /// The sum, unless it is beyond what the column holds.
            pub fn checked_add(self, other: Self) -> Option<Self> {
                self.0.checked_add(other.0).and_then(|sum| Self::new(sum).ok())
            }
        }

        /// Plain digits with all decimals and no separators, as an input carries them.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{:.*}", $decimals, self.0)
            }
        }

        impl TryFrom<Decimal> for $name {
            type Error = AmountProblem;
            fn try_from(amount: Decimal) -> Result<Self, AmountProblem> {
                Self::new(amount)
            }
        }

        impl From<$name> for Decimal {
            fn from(amount: $name) -> Self {
                amount.0
            }
        }
    };
}

amount!(Charged, 2);
amount!(Rated, 8);

impl std::fmt::Display for AmountProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NotAnAmount => "not an amount",
            Self::TooManyDecimals => "too many decimals",
            Self::Negative => "negative",
            Self::TooLarge => "too large",
        })
    }
}

impl std::error::Error for AmountProblem {}

fn parse_amount(text: &str) -> Result<Decimal, AmountProblem> {
    if text.chars().count() > LONGEST_INPUT {
        return Err(AmountProblem::NotAnAmount);
    }
    let text = half_width(text).replace('。', ".").replace(['−', '–'], "-");
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.as_str()),
    };
    let text = text.strip_prefix('¥').or_else(|| text.strip_prefix("CNY")).unwrap_or(text);
    let text = text.strip_suffix('元').or_else(|| text.strip_suffix("CNY")).unwrap_or(text).trim();
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let whole = without_separators(whole)?;
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && decimals.is_empty()) || !are_digits(&whole) || !are_digits(decimals) {
        return Err(AmountProblem::NotAnAmount);
    }
    if negative {
        return Err(AmountProblem::Negative);
    }
    let whole = whole.trim_start_matches('0');
    if whole.len() > WHOLE_DIGITS {
        return Err(AmountProblem::TooLarge);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > Rated::DECIMALS as usize {
        return Err(AmountProblem::TooManyDecimals);
    }
    Decimal::from_str(&format!("0{whole}.{decimals}0")).map_err(|_| AmountProblem::NotAnAmount)
}

/// Takes thousands separators away, and only those: `12,5` may be a decimal comma, so it is refused and not guessed.
fn without_separators(whole: &str) -> Result<String, AmountProblem> {
    let mut groups = whole.split([',', ' ', '\'', '、']);
    let first = groups.next().unwrap_or_default().to_owned();
    let rest: Vec<&str> = groups.collect();
    if rest.is_empty() {
        return Ok(first);
    }
    // Chinese ledgers also group by ten thousands.
    let regular = |size: usize| (1..=size).contains(&first.len()) && rest.iter().all(|group| group.len() == size);
    if regular(3) || regular(4) { Ok(first + &rest.concat()) } else { Err(AmountProblem::NotAnAmount) }
}

fn whole_digits(amount: Decimal) -> usize {
    let whole = amount.trunc().abs();
    if whole.is_zero() { 0 } else { whole.normalize().to_string().len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn charged(text: &str) -> Result<String, AmountProblem> {
        Charged::parse(text).map(format_charged)
    }

    #[test]
    fn an_amount_may_be_typed_with_separators_full_width_digits_and_currency() {
        for text in ["12500", "12,500", "12,500.00", "１２，５００．００", "¥12 500", "￥12,500", "12500元", "1,2500", " 012500.0 "]
        {
            assert_eq!(charged(text).as_deref(), Ok("12,500.00"), "{text}");
        }
        assert_eq!(charged("0.5").as_deref(), Ok("0.50"));
        assert_eq!(charged(".5").as_deref(), Ok("0.50"));
        assert_eq!(charged("0").as_deref(), Ok("0.00"));
        assert_eq!(charged("1,234,567.8").as_deref(), Ok("1,234,567.80"));
    }

    #[test]
    fn what_may_mean_two_things_is_refused_and_not_guessed() {
        for text in ["", " ", ".", "abc", "12,5", "1,23,456", ",500", "12.500,00", "1e5", "¥", "12 5", "+5", "NaN", "0x10"] {
            assert_eq!(charged(text), Err(AmountProblem::NotAnAmount), "{text}");
        }
    }

    #[test]
    fn a_charged_amount_has_two_decimals_and_a_rated_one_eight() {
        assert_eq!(charged("1.005"), Err(AmountProblem::TooManyDecimals));
        assert_eq!(charged("1.0000000000").as_deref(), Ok("1.00"));
        assert_eq!(Rated::parse("0.00000001").map(format_rated).as_deref(), Ok("0.00000001"));
        assert_eq!(Rated::parse("0.000000001"), Err(AmountProblem::TooManyDecimals));
        assert_eq!(Rated::parse("1250.5").map(format_rated).as_deref(), Ok("1,250.50"));
    }

    #[test]
    fn an_amount_is_never_negative_and_fits_its_column() {
        for text in ["-5", "−5", "－５", "- 12,500", "-¥5"] {
            assert_eq!(charged(text), Err(AmountProblem::Negative), "{text}");
        }
        assert_eq!(charged("9999999999999999.99").as_deref(), Ok("9,999,999,999,999,999.99"));
        assert_eq!(charged("10000000000000000"), Err(AmountProblem::TooLarge));
        assert_eq!(Charged::new(Decimal::MAX), Err(AmountProblem::TooLarge));
    }

    #[test]
    fn an_input_carries_plain_digits() {
        assert_eq!(Charged::parse("12,500").map(|amount| amount.to_string()).as_deref(), Ok("12500.00"));
    }

    #[test]
    fn a_sum_beyond_the_column_is_no_sum() {
        let most = Charged::parse("9999999999999999.99").unwrap_or_default();
        assert_eq!(most.checked_add(Charged::parse("0.01").unwrap_or_default()), None);
        assert_eq!(Charged::ZERO.checked_add(most), Some(most));
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(cents in 0i64..=999_999_999_999_999_999) {
            let amount = Charged::new(Decimal::new(cents, 2)).unwrap();
            prop_assert_eq!(Charged::parse(&format_charged(amount)), Ok(amount));
            prop_assert_eq!(Charged::parse(&format_cny(amount)), Ok(amount));
            prop_assert_eq!(Charged::parse(&amount.to_string()), Ok(amount));
        }

        #[test]
        fn a_rated_amount_loses_nothing(units in 0i64..=i64::MAX) {
            let amount = Rated::new(Decimal::new(units, 8)).unwrap();
            prop_assert_eq!(Rated::parse(&format_rated(amount)), Ok(amount));
        }

        #[test]
        fn no_input_panics(text in "\\PC{0,80}") {
            if let Ok(amount) = Charged::parse(&text) {
                prop_assert!(amount >= Charged::ZERO);
            }
        }
    }
}
