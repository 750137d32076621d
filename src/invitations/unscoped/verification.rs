//! Verification of the e-mail address of somebody at an offline link: what they entered is kept until the mailed code
//! proves it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::link_lookup::{LinkLookup, LinkSource};
use crate::invitations::model::{FailReason, InvitationId, InvitationState, Joining, LinkId, Newcomer};
use crate::server::new_id;

/// A verification that waits for its code, or one that failed before it began.
#[derive(Clone, Debug)]
pub struct Verification<'a> {
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

impl Verification<'_> {
    /// A new id.
    pub fn new_id() -> InvitationId {
        InvitationId(new_id())
    }
}

/// Writes it, with the link's own scope columns of today.
///
/// # Errors
/// Those of the database.
pub async fn open_verification(db: &mut PgConnection, lookup: &LinkLookup, verification: &Verification<'_>) -> sqlx::Result<()> {
    let LinkSource::Link(link) = lookup.source else { return Ok(()) };
    let state = if verification.failed.is_some() { InvitationState::Failed } else { InvitationState::Confirming };
    sqlx::query!(
        "insert into invitation (id, distributor_id, partner_id, supervisor_id, owner_id, link_id, kind, association_kind, tag,
                                 company_name, account_name, contact_name, mobile, email, joining, state, reason, code_hash, code_expires_at,
                                 created_by, created_at, expires_at, closed_at)
         select $1, k.distributor_id, k.partner_id, k.supervisor_id, k.owner_id, k.id, k.kind, k.association_kind, k.tag,
                $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::timestamptz, k.created_by, $13::timestamptz, $12::timestamptz,
                case when $10::text is null then null else $13::timestamptz end
         from invitation_link k where k.id = $2",
        verification.id.0,
        link.0,
        verification.newcomer.company_name,
        verification.newcomer.account_name,
        verification.newcomer.contact_name,
        verification.newcomer.mobile,
        verification.newcomer.email,
        verification.newcomer.joining.as_str(),
        state.as_str(),
        verification.failed.map(FailReason::as_str),
        verification.code_hash,
        verification.expires_at,
        verification.at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A verification whose code is being entered; held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfirmingNow {
    /// What was said.
    pub newcomer: Newcomer,
    /// Stored.
    pub state: InvitationState,
    /// Why it failed.
    pub reason: Option<FailReason>,
    /// Of the code; none once the verification is over.
    pub code_hash: Option<Vec<u8>>,
    /// When the code stops.
    pub expires_at: DateTime<Utc>,
    /// Wrong tries so far.
    pub tries: i16,
}

/// The verification of a link by its id, held until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold_verification(db: &mut PgConnection, link: LinkId, id: InvitationId) -> sqlx::Result<Option<ConfirmingNow>> {
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
