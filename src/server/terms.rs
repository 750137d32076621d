//! Periods and limits that the manual gives and an installation may change (Operations, terms).

use sqlx::PgExecutor;

/// The installation's terms. Days are calendar days unless they are called working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// A claim holds so many days (R27). 1 to 365.
    pub claim_days: i16,
    /// The same partner may claim the same prospect again so many hours after its claim ended. 0 to 8,760.
    pub reclaim_hours: i16,
    /// Claims of one partner, open and in review together (R28). 1 to 10,000.
    pub most_open_claims: i16,
    /// A claim in manual review lapses after so many working days. 1 to 60.
    pub review_working_days: i16,
    /// A mailed link works so many days (R31). 1 to 60.
    pub invitation_days: i16,
    /// One request to end or switch an association within so many months (U27). 0 to 24.
    pub association_request_months: i16,
    /// Instant checks of a person within an hour. 1 to 10,000.
    pub checks_per_hour: i16,
    /// An opportunity without a change for so many working days is quiet. 1 to 260.
    pub quiet_working_days: i16,
    /// An order line of this amount, charged, gets a renewal task (U21): whole CNY. 100 to 10,000,000.
    pub renewal_amount: i32,
    /// The task is made so many days before the line expires. 1 to 365.
    pub renewal_lead_days: i16,
}

/// Reads them.
///
/// # Errors
/// Those of the database.
pub async fn load(db: impl PgExecutor<'_>) -> sqlx::Result<Terms> {
    sqlx::query_as!(
        Terms,
        "select claim_days, reclaim_hours, most_open_claims, review_working_days, invitation_days, association_request_months,
                checks_per_hour, quiet_working_days, renewal_amount, renewal_lead_days from terms"
    )
    .fetch_one(db)
    .await
}
