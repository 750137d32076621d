//! Decisions about opportunities.

mod choosing;
mod permission;
mod progress;
mod report;
mod transfer;

pub use choosing::{is_likely_duplicate, may_report_for, owner_for};
pub use permission::{may_change, may_report, scope_of, visibility_basis, why};
pub use progress::{is_overdue, may_progress, may_revise, offers, parse_progress};
pub use report::{parse_basic, parse_details, parse_report, parse_revenue, problems_of, step_of};
pub use transfer::{may_transfer, parse_transfer};

use std::str::FromStr;

use super::model::{OpportunityId, Refusal, Target};
use crate::values::date::DateProblem;
use crate::values::money::AmountProblem;
use crate::values::typed::{TextProblem, optional_lines};

/// Longest name of an opportunity or product (U5).
pub const LONGEST_NAME: usize = 128;
/// Longest free text (U5).
pub const LONGEST_TEXT: usize = 1000;

impl From<TextProblem> for Refusal {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => Self::Missing,
            TextProblem::TooLong(most) => Self::TooLong(most),
        }
    }
}

impl From<AmountProblem> for Refusal {
    fn from(problem: AmountProblem) -> Self {
        Self::Amount(problem)
    }
}

impl From<DateProblem> for Refusal {
    fn from(problem: DateProblem) -> Self {
        match problem {
            DateProblem::NotADate => Self::NotADate,
            DateProblem::NoSuchDay => Self::NoSuchDay,
        }
    }
}

/// Which opportunity a form changes, and the version that was read. `None` for what no page of ours writes: not found.
pub fn parse_target(id: &str, version: &str) -> Option<Target> {
    let id: OpportunityId = id.parse().ok()?;
    let version: i32 = version.trim().parse().ok().filter(|version| *version > 0)?;
    Some(Target { id, version })
}

fn choose<T: FromStr>(typed: &str) -> Result<T, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        typed => typed.parse().map_err(|_| Refusal::NotAChoice),
    }
}

fn choose_yes_or_no(typed: &str) -> Result<bool, Refusal> {
    match typed.trim() {
        "" => Err(Refusal::Missing),
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Refusal::NotAChoice),
    }
}

fn optional_text(typed: &str) -> Result<String, Refusal> {
    optional_lines(typed, LONGEST_TEXT).map_err(Refusal::from)
}
