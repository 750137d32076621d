//! The nouns of rating.

use rust_decimal::Decimal;

use crate::values::id::id_type;
use crate::values::money::{Charged, Rated};

id_type! {
    /// One consumption record.
    RecordId
}

/// What a usage record is priced from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// 用量: as metered, at most ten decimals; negative in a correction.
    pub quantity: Decimal,
    /// 换算比例: so many metered units are one priced unit (3,600 seconds an hour); above zero, at most ten decimals.
    pub ratio: Decimal,
    /// 线性大小: how many of what is priced by size (10 GB); above zero, at most ten decimals; 1 where size does not count.
    pub linear_size: Decimal,
    /// 单价: of one priced unit of size 1, CNY, at most eight decimals.
    pub unit_price: Decimal,
    /// Part of the list amount that is not payable: 0 to 1, at most four decimals.
    pub discount_rate: Decimal,
}

/// The amounts of a usage record, in the order in which they follow from each other. CNY.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Usage in priced units: `quantity / ratio`, truncated to ten decimals.
    pub converted: Decimal,
    /// 官网价: `converted × linear size × unit price`, truncated to eight decimals.
    pub list: Rated,
    /// 优惠金额: `list × discount rate`, truncated to eight decimals.
    pub discount: Rated,
    /// What is payable: `list − discount`.
    pub rated: Rated,
    /// Charged and remainder.
    pub split: Split,
}

/// A rated amount, split into what is charged and what is left over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// The rated amount truncated to whole cents, towards zero.
    pub charged: Charged,
    /// 抹零金额: `rated − charged`; of the sign of the rated amount, less than one cent.
    pub remainder: Rated,
}

/// Why usage cannot be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatingProblem {
    /// More than ten decimals in quantity, ratio or size, or more than four in the discount rate.
    TooManyDecimals,
    /// The unit price has more than eight decimals.
    PriceTooFine,
    /// Ratio or size is not above zero.
    NotAboveZero,
    /// The discount rate lies outside 0 to 1.
    NotARate,
    /// The amount has more than sixteen digits before the point.
    TooLarge,
}

/// A charge record, and what of it was refunded already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refundable {
    /// Rated amount of the charge; above zero.
    pub rated: Rated,
    /// Its charged amount and remainder.
    pub split: Split,
    /// Sum of the rated amounts that earlier refunds asked for.
    pub asked: Rated,
}

/// Why a refund is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundProblem {
    /// The record that it refers to charges nothing that could be given back: it is a refund itself, or nought.
    NotACharge,
    /// The asked amount is not above zero.
    NotAboveZero,
    /// The record is refunded whole.
    NothingLeft,
    /// More than what is left: so much can be asked for.
    MoreThanLeft(Rated),
}
