//! The nouns of partner bills.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::auth::model::Permission;
use crate::values::choice::choices;
use crate::values::id::id_type;
use crate::values::money::{Charged, Rated};

id_type! {
    /// One bill of one partner.
    BillId
}

choices! {
    /// The parts of a bill.
    Section {
        /// 消费.
        Consumption => "consumption",
        /// 退款: cancelled orders and downgrades.
        Refund => "refund",
        /// 调账: compensations and deductions, and what came after the bill of its month was final.
        Adjustment => "adjustment",
    }
}

/// Proof that the vendor's operator asks; `rules::operator` makes it.
#[derive(Clone, Copy, Debug)]
pub struct VendorOperator(());

impl VendorOperator {
    pub(super) const fn found() -> Self {
        Self(())
    }
}

/// Annul a bill, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnnulForm {
    /// Idempotency key.
    pub key: String,
    /// The bill.
    pub id: String,
    /// Mandatory; the partner reads it.
    pub reason: String,
}

/// Make an annulled bill again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MakeAgainForm {
    /// Idempotency key.
    pub key: String,
    /// The annulled bill.
    pub id: String,
}

/// Why somebody does not see partner bills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// For the vendor's operators alone.
    OperatorsOnly,
    /// The vendor's staff.
    VendorStaff,
    /// The preset role account manager alone never sees them (BR-71).
    AccountManager,
    /// No role of the person carries the item.
    NoItem(Permission),
}

/// What the records of one section and one month of use come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionSum {
    /// The section.
    pub section: Section,
    /// The month of use: `2026-11`. Another one than the bill's where it came late.
    pub cycle: String,
    /// How many records.
    pub records: i64,
    /// What was payable.
    pub payable: Rated,
    /// What was charged: each record truncated to cents.
    pub charged: Charged,
    /// What was left over.
    pub remainder: Rated,
}

/// The amounts of a bill, CNY.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// How many records.
    pub records: i64,
    /// 消费.
    pub consumption: Charged,
    /// 退款; negative mostly.
    pub refunds: Charged,
    /// 调账.
    pub adjustments: Charged,
    /// The rated amounts of all records.
    pub payable: Rated,
    /// `payable − total`.
    pub remainder: Rated,
    /// Consumption, refunds and adjustments together (BL2).
    pub total: Charged,
}

/// What is left of an earlier negative bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryOver {
    /// The bill that was negative.
    pub origin: BillId,
    /// Its month.
    pub cycle: String,
    /// What is left of it; above zero.
    pub left: Charged,
}

/// How a total is settled with what earlier bills left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// 应付金额: never below zero.
    pub due: Charged,
    /// How much of each carry-over is used, in their order; above zero each.
    pub used: Vec<(BillId, Charged)>,
    /// What this bill leaves for later ones; zero where it is not negative.
    pub carried: Charged,
}

/// A final bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The bill.
    pub id: BillId,
    /// What people quote.
    pub number: String,
    /// 账期.
    pub cycle: String,
    /// Its amounts.
    pub amounts: Amounts,
    /// What earlier negative bills took off.
    pub used: Charged,
    /// 应付金额.
    pub due: Charged,
    /// What came until then is in it.
    pub closed_at: DateTime<Utc>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// When it was annulled, if it was.
    pub annulled_at: Option<DateTime<Utc>>,
    /// Why; empty where it was not.
    pub annulled_because: String,
}
