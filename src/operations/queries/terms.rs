//! The terms of the installation: one row.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::operations::model::{Operator, Term, TermValues};

/// The terms, and the version under which they are changed.
///
/// # Errors
/// Those of the database.
pub async fn read_terms(db: impl PgExecutor<'_>, _: Operator) -> sqlx::Result<(TermValues, i32)> {
    let row = sqlx::query!(
        "select claim_days, reclaim_hours, most_open_claims, review_working_days, invitation_days, association_request_months,
                checks_per_hour, quiet_working_days, renewal_amount, renewal_lead_days, version from terms"
    )
    .fetch_one(db)
    .await?;
    let value = |term: &Term| match term {
        Term::ClaimDays => row.claim_days.into(),
        Term::ReclaimHours => row.reclaim_hours.into(),
        Term::MostOpenClaims => row.most_open_claims.into(),
        Term::ReviewWorkingDays => row.review_working_days.into(),
        Term::InvitationDays => row.invitation_days.into(),
        Term::AssociationRequestMonths => row.association_request_months.into(),
        Term::ChecksPerHour => row.checks_per_hour.into(),
        Term::QuietWorkingDays => row.quiet_working_days.into(),
        Term::RenewalAmount => row.renewal_amount,
        Term::RenewalLeadDays => row.renewal_lead_days.into(),
    };
    Ok((Term::ALL.iter().map(|term| (*term, value(term))).collect(), row.version))
}

/// Saves all terms; `false` when somebody was faster.
///
/// # Errors
/// Those of the database.
pub async fn change_terms(db: &mut PgConnection, _: Operator, values: &TermValues, version: i32, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let of = |term: Term| values.get(&term).copied().and_then(|value| i16::try_from(value).ok());
    let done = sqlx::query!(
        "update terms set claim_days = $1, reclaim_hours = $2, most_open_claims = $3, review_working_days = $4, invitation_days = $5,
                association_request_months = $6, checks_per_hour = $7, quiet_working_days = $8, renewal_amount = $11, renewal_lead_days = $12,
                version = version + 1, updated_at = $10
         where version = $9",
        of(Term::ClaimDays),
        of(Term::ReclaimHours),
        of(Term::MostOpenClaims),
        of(Term::ReviewWorkingDays),
        of(Term::InvitationDays),
        of(Term::AssociationRequestMonths),
        of(Term::ChecksPerHour),
        of(Term::QuietWorkingDays),
        version,
        at,
        values.get(&Term::RenewalAmount).copied(),
        of(Term::RenewalLeadDays)
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
