//! Mailed invitations: written, replaced, withdrawn.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::prospects::Claimed;
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::i18n::Locale;
use crate::invitations::model::{AssociationType, ClaimId, InvitationId, InvitationKind, InvitationState};
use crate::server::new_id;

/// What is sent.
#[derive(Clone, Copy, Debug)]
pub struct Sending<'a> {
    /// Offered.
    pub association_type: AssociationType,
    /// The mail's language.
    pub locale: Locale,
    /// Of the link's token; the token itself stands in the mail alone.
    pub token_hash: &'a [u8],
    /// Who sends it.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// When the link stops.
    pub expires_at: DateTime<Utc>,
}

/// Ends what was sent for the claim before, and writes the new invitation. Its link is the only one that works.
///
/// # Errors
/// Those of the database.
pub async fn insert(db: &mut PgConnection, claim: &Claimed, sending: &Sending<'_>) -> sqlx::Result<InvitationId> {
    let earlier = sqlx::query_scalar!(
        "update invitation set state = case when expires_at <= $2 then 'expired' else 'replaced' end, closed_at = $2
         where claim_id = $1 and state = 'sent' returning id",
        claim.id.0,
        sending.at
    )
    .fetch_optional(&mut *db)
    .await?;
    let id = InvitationId(new_id());
    sqlx::query!(
        "insert into invitation (id, distributor_id, partner_id, supervisor_id, owner_id, claim_id, kind, association_kind, locale, token_hash,
                                 company_name, mobile, email, state, replaces_id, created_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, 'email', $7, $8, $9, $10, $11, $12, 'sent', $13, $14, $15, $16)",
        id.0,
        claim.distributor_id,
        claim.partner_id,
        claim.supervisor_id,
        claim.owner_id.map(|owner| owner.0),
        claim.id.0,
        sending.association_type.as_str(),
        sending.locale.tag(),
        sending.token_hash,
        claim.company_name,
        claim.mobile,
        claim.email,
        earlier,
        sending.by.0,
        sending.at,
        sending.expires_at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// An invitation, as far as sending it again needs.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Earlier {
    /// The invitation.
    pub id: InvitationId,
    /// How.
    pub kind: InvitationKind,
    /// The claim it was sent for.
    pub claim_id: Option<ClaimId>,
    /// What was offered.
    pub association_kind: AssociationType,
    /// A tag.
    pub locale: String,
    /// Stored.
    pub state: InvitationState,
    /// When the link stops.
    pub expires_at: Option<DateTime<Utc>>,
    /// The partner, for audit rows.
    pub partner_id: Uuid,
}

/// These invitations within the scope, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn earlier(db: &mut PgConnection, scope: &Scope, ids: &[Uuid]) -> sqlx::Result<Vec<Earlier>> {
    let mut query = QueryBuilder::new(
        "select i.id, i.kind, i.claim_id, i.association_kind, i.locale, i.state, i.expires_at, i.partner_id from invitation i where ",
    );
    scope.push(&mut query, Alias::Invitation);
    query.push(" and i.id = any(").push_bind(ids.to_vec()).push(") order by i.created_at desc, i.id desc");
    query.build_query_as().fetch_all(db).await
}

/// Takes a mailed invitation back that nobody answered; `false` when somebody was faster.
///
/// # Errors
/// Those of the database.
pub async fn withdraw(db: &mut PgConnection, id: InvitationId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update invitation set state = 'withdrawn', closed_at = $2 where id = $1 and state = 'sent' and expires_at > $2",
        id.0,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
