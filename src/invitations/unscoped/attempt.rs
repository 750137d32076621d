//! Somebody came through an offline link and says who they are: kept until the mailed code proves it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::door::{Door, Way};
use crate::invitations::model::{FailReason, InvitationId, InvitationState, Joining, LinkId, Newcomer};
use crate::server::new_id;

/// An attempt that waits for its code, or one that failed before it began.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// Its id, made before: the code's hash depends on it.
    pub id: InvitationId,
    /// What was said.
    pub newcomer: &'a Newcomer,
    /// Hash of the code.
    pub code_hash: &'a [u8],
    /// Now.
    pub at: DateTime<Utc>,
    /// When the code stops.
    pub expires_at: DateTime<Utc>,
    /// Why it failed at once, if it did.
    pub failed: Option<FailReason>,
}

impl Attempt<'_> {
    /// A new id for an attempt.
    pub fn new_id() -> InvitationId {
        InvitationId(new_id())
    }
}

/// Writes it, with the link's own scope columns of today.
///
/// # Errors
/// Those of the database.
pub async fn open_attempt(db: &mut PgConnection, door: &Door, attempt: &Attempt<'_>) -> sqlx::Result<()> {
    let Way::Link(link) = door.way else { return Ok(()) };
    let state = if attempt.failed.is_some() { InvitationState::Failed } else { InvitationState::Confirming };
    sqlx::query!(
        "insert into invitation (id, distributor_id, partner_id, supervisor_id, owner_id, link_id, kind, association_kind, tag,
                                 company_name, account_name, contact_name, mobile, email, joining, state, reason, code_hash, code_expires_at,
                                 created_by, created_at, expires_at, closed_at)
         select $1, k.distributor_id, k.partner_id, k.supervisor_id, k.owner_id, k.id, k.kind, k.association_kind, k.tag,
                $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::timestamptz, k.created_by, $13::timestamptz, $12::timestamptz,
                case when $10::text is null then null else $13::timestamptz end
         from invitation_link k where k.id = $2",
        attempt.id.0,
        link.0,
        attempt.newcomer.company_name,
        attempt.newcomer.account_name,
        attempt.newcomer.contact_name,
        attempt.newcomer.mobile,
        attempt.newcomer.email,
        attempt.newcomer.joining.as_str(),
        state.as_str(),
        attempt.failed.map(FailReason::as_str),
        attempt.code_hash,
        attempt.expires_at,
        attempt.at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// An attempt whose code is being entered; held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmingNow {
    /// What was said.
    pub newcomer: Newcomer,
    /// Stored.
    pub state: InvitationState,
    /// Why it failed.
    pub reason: Option<FailReason>,
    /// Of the code; none once the attempt is over.
    pub code_hash: Option<Vec<u8>>,
    /// When the code stops.
    pub expires_at: DateTime<Utc>,
    /// Wrong tries so far.
    pub tries: i16,
}

/// The attempt of a link by its id, held until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold_attempt(db: &mut PgConnection, link: LinkId, id: InvitationId) -> sqlx::Result<Option<ConfirmingNow>> {
    let row = sqlx::query!(
        r#"select company_name, account_name, contact_name, mobile, email, joining as "joining: Joining", state as "state: InvitationState",
                  reason as "reason: FailReason", code_hash, code_expires_at, code_tries
           from invitation where id = $1 and link_id = $2 for update"#,
        id.0,
        link.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.and_then(|row| {
        Some(ConfirmingNow {
            newcomer: Newcomer {
                joining: row.joining?,
                company_name: row.company_name,
                account_name: row.account_name,
                contact_name: row.contact_name,
                mobile: row.mobile,
                email: row.email,
            },
            state: row.state,
            reason: row.reason,
            code_hash: row.code_hash,
            expires_at: row.code_expires_at?,
            tries: row.code_tries,
        })
    }))
}

/// Counts a wrong code.
///
/// # Errors
/// Those of the database.
pub async fn count_wrong(db: &mut PgConnection, id: InvitationId) -> sqlx::Result<()> {
    sqlx::query!("update invitation set code_tries = code_tries + 1 where id = $1", id.0).execute(db).await?;
    Ok(())
}
