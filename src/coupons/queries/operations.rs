//! Quotas of all partners, for the vendor's operators.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use super::quotas::{Quota, of_any_partner};
use crate::auth::model::PartnerId;
use crate::coupons::model::{QuotaId, QuotaStatus, VendorOperator};

/// The quota of whichever partner.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, _: VendorOperator, id: QuotaId) -> sqlx::Result<Option<Quota>> {
    of_any_partner(db, id).await
}

/// Partners to which the vendor gives quotas, by name: resellers receive theirs from their distributor.
///
/// # Errors
/// Those of the database.
pub async fn partners_to_choose(db: impl PgExecutor<'_>, _: VendorOperator) -> sqlx::Result<Vec<(PartnerId, String)>> {
    let rows: Vec<(Uuid, String)> =
        sqlx::query_as("select id, name from partner where kind <> 'reseller' order by name collate \"names\", id").fetch_all(db).await?;
    Ok(rows.into_iter().map(|(id, name)| (PartnerId(id), name)).collect())
}

/// Changes the status of a quota where it is still the one that was shown, and notes what its partner is told; `false` where it is not.
///
/// # Errors
/// Those of the database.
pub async fn set_status(
    tx: &mut PgConnection,
    _: VendorOperator,
    id: QuotaId,
    (shown, status): (QuotaStatus, QuotaStatus),
    reason: &str,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let changed = sqlx::query!(
        "update coupon_quota set status = $3, status_reason = $4, status_since = $5 where id = $1 and status = $2 and status <> $3",
        id.0,
        shown.as_str(),
        status.as_str(),
        reason,
        at
    );
    Ok(changed.execute(tx).await?.rows_affected() == 1)
}

/// One change of a status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub person: Option<String>,
    /// To which.
    pub status: QuotaStatus,
    /// Why.
    pub reason: String,
}

/// The changes of a quota's status, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn status_changes(db: &PgPool, _: VendorOperator, id: QuotaId) -> sqlx::Result<Vec<StatusChange>> {
    let rows = sqlx::query!(
        r#"select e.at, p.display_name as "person?", e.after ->> 'status' as "status!", e.after ->> 'reason' as "reason!"
           from audit_event e left join person p on p.id = e.actor_id
           where e.entity_id = $1 and e.verb = 'coupon_quota.status_changed' order by e.at desc, e.id desc limit 50"#,
        id.0
    );
    let rows = rows.fetch_all(db).await?;
    let change = |at, person, status: String, reason| Some(StatusChange { at, person, status: status.parse().ok()?, reason });
    Ok(rows.into_iter().filter_map(|row| change(row.at, row.person, row.status, row.reason)).collect())
}
