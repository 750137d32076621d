//! The kinds of files that an installation reads, and the work on them in the background.

use serde_json::Value;

use crate::accounting::rating::import::{REFUNDS, USAGE_RECORDS};
use crate::imports::background;
use crate::imports::context::Imports;
use crate::imports::kind::{Kind, Kinds};
use crate::marketing_tasks::renewals::closing;
use crate::server::worker::WorkContext;
use crate::{alerts, consumption, coupons, customers, leads, operations, orders};

/// Every kind, in the order in which it is offered.
pub const KINDS: Kinds = &[
    &operations::import::CAMPAIGNS,
    &operations::import::CUSTOMERS,
    &alerts::import::ALERTS,
    &leads::import::LEADS,
    &orders::import::ORDERS,
    &LINES,
    &consumption::import::CONSUMPTION,
    &USAGE_RECORDS,
    &REFUNDS,
    &coupons::import::ALLOWLIST,
    &customers::import::PROFILES,
    &operations::import::CALENDAR,
];

/// Lines of orders, which end renewal tasks.
const LINES: Kind = Kind { after: closing::after_batch, finished: closing::after_run, ..orders::import::LINES };

fn imports(work: &WorkContext) -> Imports {
    Imports { db: work.db.clone(), files: work.files.clone(), kinds: KINDS }
}

/// Checks a file.
///
/// # Errors
/// Those of the database.
pub async fn check(work: WorkContext, payload: Value) -> sqlx::Result<()> {
    background::check(imports(&work), work.now, payload).await
}

/// Applies a file.
///
/// # Errors
/// Those of the database.
pub async fn apply(work: WorkContext, payload: Value) -> sqlx::Result<()> {
    background::apply(imports(&work), work.now, payload).await
}
