//! How usage is priced and how an amount is split: pure, exact, in whole units of the last decimal. The database computes the
//! same in `rated_list` and in the checks of `consumption_record`.

mod refund;
#[cfg(test)]
mod tests;

pub use refund::{refund, returned};

use rust_decimal::Decimal;

use super::model::{Rating, RatingProblem, Split, Usage};
use crate::values::money::{Charged, Rated};

/// Decimals of quantities and of converted usage.
pub const USAGE_DECIMALS: u32 = 10;
/// Decimals of unit prices (data.md, "Prices") and of rated amounts.
pub const RATED_DECIMALS: u32 = Rated::DECIMALS;
/// Decimals of discount rates.
pub const RATE_DECIMALS: u32 = 4;

/// Splits a rated amount: charged is what stands before the third decimal, the remainder is the rest. Towards zero for negative
/// amounts too (M6), and never a negative zero. The one place that truncates an amount to cents.
pub fn split(rated: Rated) -> Split {
    let charged = rated.amount().trunc_with_scale(Charged::DECIMALS);
    // Truncation takes digits away: what is left has two decimals and fits wherever the amount did.
    let charged = Charged::new(charged).unwrap_or_default();
    let remainder = Rated::new(rated.amount() - charged.amount()).unwrap_or_default();
    Split { charged, remainder }
}

/// Prices usage: `quantity / ratio` to ten decimals, times size and unit price to eight, less the discount to eight, split.
/// Every step truncates (accounting.md §4).
///
/// # Errors
/// See [`RatingProblem`].
pub fn rate(usage: &Usage) -> Result<Rating, RatingProblem> {
    let quantity = units(usage.quantity, USAGE_DECIMALS)?;
    let ratio = units(usage.ratio, USAGE_DECIMALS)?;
    let size = units(usage.linear_size, USAGE_DECIMALS)?;
    let price = units(usage.unit_price, RATED_DECIMALS).map_err(|problem| match problem {
        RatingProblem::TooManyDecimals => RatingProblem::PriceTooFine,
        other => other,
    })?;
    let rate = units(usage.discount_rate, RATE_DECIMALS)?;
    if ratio <= 0 || size <= 0 {
        return Err(RatingProblem::NotAboveZero);
    }
    if !(0..=10_i128.pow(RATE_DECIMALS)).contains(&rate) {
        return Err(RatingProblem::NotARate);
    }
    let converted = quantity.checked_mul(10_i128.pow(USAGE_DECIMALS)).ok_or(RatingProblem::TooLarge)? / ratio;
    let list = price_of(converted, size, price)?;
    let discount = list.checked_mul(rate).ok_or(RatingProblem::TooLarge)? / 10_i128.pow(RATE_DECIMALS);
    let rated = amount(list - discount)?;
    Ok(Rating {
        converted: decimal(converted, USAGE_DECIMALS)?,
        list: amount(list)?,
        discount: amount(discount)?,
        rated,
        split: split(rated),
    })
}

/// `converted × size × price` in units of the eighth decimal, truncated towards zero. Converted and size are in units of the
/// tenth decimal, the price in units of the eighth: the product has 28 decimals, of which twenty go.
fn price_of(converted: i128, size: i128, price: i128) -> Result<i128, RatingProblem> {
    const STEP: u128 = 1_000_000_000_000;
    const REST: u128 = 100_000_000;
    let sign = converted.signum() * size.signum() * price.signum();
    let large = || RatingProblem::TooLarge;
    let first = converted.unsigned_abs().checked_mul(size.unsigned_abs()).ok_or_else(large)?;
    let price = price.unsigned_abs();
    // In two divisions, so that no step holds all 28 decimals: of whole numbers the second truncates exactly as one would.
    let part = (first % STEP).checked_mul(price).ok_or_else(large)? / STEP;
    let whole = (first / STEP).checked_mul(price).and_then(|whole| whole.checked_add(part)).ok_or_else(large)?;
    i128::try_from(whole / REST).map(|units| sign * units).map_err(|_| large())
}

/// A number in whole units of a decimal place.
fn units(number: Decimal, decimals: u32) -> Result<i128, RatingProblem> {
    let number = number.normalize();
    let missing = decimals.checked_sub(number.scale()).ok_or(RatingProblem::TooManyDecimals)?;
    number.mantissa().checked_mul(10_i128.pow(missing)).ok_or(RatingProblem::TooLarge)
}

fn decimal(units: i128, decimals: u32) -> Result<Decimal, RatingProblem> {
    Decimal::try_from_i128_with_scale(units, decimals).map(|number| number.normalize()).map_err(|_| RatingProblem::TooLarge)
}

fn amount(units: i128) -> Result<Rated, RatingProblem> {
    Rated::new(decimal(units, RATED_DECIMALS)?).map_err(|_| RatingProblem::TooLarge)
}
