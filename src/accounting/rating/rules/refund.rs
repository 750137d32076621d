//! Refunds mirror the record that they refer to (data.md, "A refund mirrors records").

use rust_decimal::Decimal;

use super::split;
use crate::accounting::rating::model::{RefundProblem, Refundable, Split};
use crate::values::money::{Charged, Rated};

/// What is given back in all once refunds asked for `asked` of a charge. Whole cents without remainder while a cent or more is
/// left; where less than one cent is left the record is closed, and the sum is exactly what was charged and left over.
pub fn returned(charge: &Refundable, asked: Rated) -> Split {
    let left = charge.rated.amount() - asked.amount();
    if asked != Rated::ZERO && left < Decimal::new(1, Charged::DECIMALS) {
        charge.split
    } else {
        Split { charged: split(asked).charged, remainder: Rated::ZERO }
    }
}

/// One more refund of a charge, as positive amounts: what the refunds up to it give back in all, less what those before it did.
/// Any sequence that ends with nothing left therefore adds up to exactly the charged amount and the remainder.
///
/// # Errors
/// See [`RefundProblem`].
pub fn refund(charge: &Refundable, asked: Rated) -> Result<Split, RefundProblem> {
    if charge.rated <= Rated::ZERO {
        return Err(RefundProblem::NotACharge);
    }
    if asked <= Rated::ZERO {
        return Err(RefundProblem::NotAboveZero);
    }
    let before = returned(charge, charge.asked);
    if before == charge.split && charge.asked != Rated::ZERO {
        return Err(RefundProblem::NothingLeft);
    }
    let left = Rated::new(charge.rated.amount() - charge.asked.amount()).unwrap_or_default();
    if asked > left {
        return Err(RefundProblem::MoreThanLeft(left));
    }
    let after = returned(charge, charge.asked.checked_add(asked).ok_or(RefundProblem::MoreThanLeft(left))?);
    Ok(Split {
        charged: Charged::new(after.charged.amount() - before.charged.amount()).unwrap_or_default(),
        remainder: Rated::new(after.remainder.amount() - before.remainder.amount()).unwrap_or_default(),
    })
}
