//! Leads are entered, revised, dispatched, followed up, closed and converted.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::auth::PersonId;
use crate::claims::model::ClaimId;
use crate::claims::queries::columns;
use crate::leads::model::{FollowUp, LeadId, LeadState, NewLead, Revision};
use crate::organisation::model::PartnerId;
use crate::server::new_id;

/// Who enters a lead for which partner, and who follows it.
#[derive(Clone, Copy, Debug)]
pub struct LeadEntry {
    /// Whose.
    pub partner: PartnerId,
    /// Who enters it.
    pub by: PersonId,
    /// Who follows it from the beginning.
    pub follower: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Enters a lead. The follower is held until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn insert(db: &mut PgConnection, entered: &LeadEntry, new: &NewLead) -> sqlx::Result<LeadId> {
    let scope = columns(db, entered.partner, entered.follower).await?;
    let state = if entered.follower.is_some() { LeadState::Dispatched } else { LeadState::New };
    let id = LeadId(new_id());
    sqlx::query!(
        "insert into lead (id, distributor_id, partner_id, supervisor_id, owner_id, company_name, contact_name, mobile, email, industry,
                           campaign_id, note, state, created_by, created_at, dispatched_by, dispatched_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
                 case when $5::uuid is not null then $14::uuid end, case when $5::uuid is not null then $15::timestamptz end, $15)",
        id.0,
        scope.distributor_id.map(|id| id.0),
        entered.partner.0,
        scope.supervisor_id.map(|id| id.0),
        entered.follower.map(|id| id.0),
        new.company_name,
        new.contact_name,
        new.mobile,
        new.email,
        new.industry.as_str(),
        new.campaign.map(|id| id.0),
        new.note,
        state.as_str(),
        entered.by.0,
        entered.at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Changes what was typed of a lead, which is locked.
///
/// # Errors
/// Those of the database.
pub async fn revise(db: &mut PgConnection, id: LeadId, to: &Revision, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update lead set company_name = coalesce($2, company_name), contact_name = coalesce($3, contact_name), mobile = coalesce($4, mobile),
                         email = coalesce($5, email), industry = $6, campaign_id = $7, note = $8, updated_at = $9, version = version + 1
         where id = $1",
        id.0,
        to.company_name,
        to.contact_name,
        to.mobile,
        to.email,
        to.industry.as_str(),
        to.campaign.map(|id| id.0),
        to.note,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Gives the leads, which are locked, to one follower, who is held until the transaction ends.
///
/// # Errors
/// Those of the database; `RowNotFound` when one of them is over.
pub async fn dispatch(
    db: &mut PgConnection,
    partner: PartnerId,
    leads: &[LeadId],
    follower: PersonId,
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    let scope = columns(db, partner, Some(follower)).await?;
    let ids: Vec<Uuid> = leads.iter().map(|id| id.0).collect();
    let done = sqlx::query!(
        "update lead set owner_id = $2, supervisor_id = $3, state = 'dispatched', dispatched_by = $4, dispatched_at = $5, updated_at = $5,
                         version = version + 1
         where id = any($1) and state in ('new', 'dispatched', 'following')",
        &ids,
        follower.0,
        scope.supervisor_id.map(|id| id.0),
        by.0,
        at
    )
    .execute(db)
    .await?;
    if usize::try_from(done.rows_affected()) == Ok(leads.len()) { Ok(()) } else { Err(sqlx::Error::RowNotFound) }
}

/// Writes what came of it. A lead that nobody follows yet is followed by the author from now on.
///
/// # Errors
/// Those of the database.
pub async fn follow_up(
    db: &mut PgConnection,
    partner: PartnerId,
    lead: LeadId,
    follows: bool,
    by: PersonId,
    what: &FollowUp,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into lead_follow_up (id, lead_id, author_id, at, method, content) values ($1, $2, $3, $4, $5, $6)",
        new_id(),
        lead.0,
        by.0,
        at,
        what.method.as_str(),
        what.content
    )
    .execute(&mut *db)
    .await?;
    let follower = (!follows).then_some(by);
    let scope = columns(db, partner, follower).await?;
    sqlx::query!(
        "update lead set state = 'following', updated_at = $2, version = version + 1, owner_id = coalesce(owner_id, $3),
                         supervisor_id = case when owner_id is null then $4 else supervisor_id end,
                         dispatched_by = coalesce(dispatched_by, $3), dispatched_at = coalesce(dispatched_at, $2)
         where id = $1",
        lead.0,
        at,
        follower.map(|id| id.0),
        scope.supervisor_id.map(|id| id.0)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Closes a lead, which is locked, with the reason.
///
/// # Errors
/// Those of the database.
pub async fn close(db: &mut PgConnection, id: LeadId, reason: &str, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update lead set state = 'invalid', invalid_reason = $2, updated_at = $3, version = version + 1 where id = $1",
        id.0,
        reason,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Opens a closed lead, which is locked.
///
/// # Errors
/// Those of the database.
pub async fn reopen(db: &mut PgConnection, id: LeadId, state: LeadState, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update lead set state = $2, invalid_reason = '', updated_at = $3, version = version + 1 where id = $1",
        id.0,
        state.as_str(),
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The lead became a claim; `false` when somebody was faster or it is over.
///
/// # Errors
/// Those of the database.
pub async fn convert(db: &mut PgConnection, id: LeadId, version: i32, claim: ClaimId, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update lead set state = 'converted', claim_id = $3, updated_at = $4, version = version + 1
         where id = $1 and version = $2 and state in ('new', 'dispatched', 'following')",
        id.0,
        version,
        claim.0,
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
