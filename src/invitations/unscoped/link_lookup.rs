//! Lookup of an invitation link by its token.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};

use crate::auth::PersonId;
use crate::invitations::model::{AssociationType, ClaimId, Facts, FailReason, InvitationId, InvitationKind, InvitationState, LinkId};
use crate::organisation::model::PartnerId;
use crate::server::password::token_hash;

/// The kind of link that was opened, with its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSource {
    /// A mailed one: it is the invitation itself.
    Mail(InvitationId),
    /// An offline one: each who comes makes an invitation.
    Link(LinkId),
}

/// The invitation or offline link that a token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLookup {
    /// Which.
    pub source: LinkSource,
    /// How.
    pub kind: InvitationKind,
    /// Of a mailed invitation; an open offline link counts as sent.
    pub state: InvitationState,
    /// Why it failed.
    pub reason: Option<FailReason>,
    /// When a mailed link stops.
    pub expires_at: Option<DateTime<Utc>>,
    /// The link or the claim was taken back.
    pub withdrawn: bool,
    /// The campaign, and its last Beijing day.
    pub campaign: Option<(String, NaiveDate)>,
    /// Offered.
    pub association_type: AssociationType,
    /// The partner may offer referral.
    pub referral_right: bool,
    /// Who invites.
    pub partner: PartnerId,
    /// As the customer reads it.
    pub partner_name: String,
    /// To whom the customer will be assigned.
    pub owner: Option<(PersonId, String)>,
    /// Who hears of the outcome: the account manager, else whoever made it.
    pub to_tell: Option<PersonId>,
    /// 自定义标签.
    pub tag: String,
    /// Of a mailed invitation.
    pub claim: Option<ClaimId>,
    /// The address that a mailed link proves.
    pub email: Option<String>,
    /// The number under which the prospect was claimed.
    pub mobile: Option<String>,
    /// What the account manager called the prospect; of a mailed invitation.
    pub company_name: Option<String>,
    /// Who accepted a mailed invitation: a repeated click is no second attempt.
    pub account_name: String,
}

impl LinkLookup {
    /// What the rules need to know of the link alone.
    pub fn facts(&self, now: DateTime<Utc>) -> Facts {
        Facts {
            now,
            state: self.state,
            reason: self.reason,
            expires_at: self.expires_at,
            withdrawn: self.withdrawn,
            campaign_ends: self.campaign.as_ref().map(|(_, last)| *last),
            association_type: self.association_type,
            referral_right: self.referral_right,
            proven: false,
            associated: None,
            claimed_by_another: false,
            claim_in_review: false,
            traits: Vec::new(),
        }
    }
}

/// What a token opens: a mailed invitation by its hash, or an offline link.
///
/// # Errors
/// Those of the database.
pub async fn look_up_link(db: &PgPool, token: &str) -> sqlx::Result<Option<LinkLookup>> {
    let mut db = db.acquire().await?;
    look_up_link_within(&mut db, token).await
}

/// The same on one connection.
///
/// # Errors
/// Those of the database.
pub async fn look_up_link_within(db: &mut PgConnection, token: &str) -> sqlx::Result<Option<LinkLookup>> {
    match mailed(&mut *db, &token_hash(token)).await? {
        Some(lookup) => Ok(Some(lookup)),
        None => offline(db, token).await,
    }
}

/// The same once more, held until the transaction ends; an account manager is held before it by the caller.
///
/// # Errors
/// Those of the database.
pub async fn hold_link(db: &mut PgConnection, token: &str, source: LinkSource) -> sqlx::Result<Option<LinkLookup>> {
    match source {
        LinkSource::Mail(id) => {
            sqlx::query!("select id from invitation where id = $1 for update", id.0).fetch_optional(&mut *db).await?;
            mailed(db, &token_hash(token)).await
        }
        LinkSource::Link(id) => {
            sqlx::query!("select id from invitation_link where id = $1 for share", id.0).fetch_optional(&mut *db).await?;
            offline(db, token).await
        }
    }
}

async fn mailed(db: &mut PgConnection, hash: &[u8]) -> sqlx::Result<Option<LinkLookup>> {
    let row = sqlx::query!(
        r#"select i.id as "id: InvitationId", i.state as "state: InvitationState", i.reason as "reason: FailReason", i.expires_at,
                  coalesce(c.state in ('withdrawn', 'rejected'), false) as "withdrawn!", i.association_kind as "kind: AssociationType",
                  pa.referral_right, i.partner_id as "partner: PartnerId", pa.name, i.owner_id as "owner?: PersonId", w.display_name as "owner_name?",
                  i.created_by as "created_by?: PersonId", i.tag, i.claim_id as "claim?: ClaimId", i.email, i.mobile, i.company_name, i.account_name
           from invitation i join partner pa on pa.id = i.partner_id left join person w on w.id = i.owner_id left join claim c on c.id = i.claim_id
           where i.token_hash = $1"#,
        hash
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| LinkLookup {
        source: LinkSource::Mail(row.id),
        kind: InvitationKind::Email,
        state: row.state,
        reason: row.reason,
        expires_at: row.expires_at,
        withdrawn: row.withdrawn,
        campaign: None,
        association_type: row.kind,
        referral_right: row.referral_right,
        partner: row.partner,
        partner_name: row.name,
        owner: row.owner.zip(row.owner_name),
        to_tell: row.owner.or(row.created_by),
        tag: row.tag,
        claim: row.claim,
        email: Some(row.email),
        mobile: Some(row.mobile).filter(|mobile| !mobile.is_empty()),
        company_name: Some(row.company_name),
        account_name: row.account_name,
    }))
}

async fn offline(db: &mut PgConnection, token: &str) -> sqlx::Result<Option<LinkLookup>> {
    let row = sqlx::query!(
        r#"select k.id as "id: LinkId", k.kind as "kind: InvitationKind", k.withdrawn_at, k.association_kind as "association_kind: AssociationType",
                  pa.referral_right, k.partner_id as "partner: PartnerId", pa.name, k.owner_id as "owner?: PersonId", w.display_name as "owner_name?",
                  k.created_by as "created_by: PersonId", k.tag, m.name as "campaign?", m.ends_on as "ends_on?"
           from invitation_link k join partner pa on pa.id = k.partner_id left join person w on w.id = k.owner_id
           left join campaign m on m.id = k.campaign_id
           where k.token = $1"#,
        token
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| LinkLookup {
        source: LinkSource::Link(row.id),
        kind: row.kind,
        state: InvitationState::Sent,
        reason: None,
        expires_at: None,
        withdrawn: row.withdrawn_at.is_some(),
        campaign: row.campaign.zip(row.ends_on),
        association_type: row.association_kind,
        referral_right: row.referral_right,
        partner: row.partner,
        partner_name: row.name,
        owner: row.owner.zip(row.owner_name),
        to_tell: row.owner.or(Some(row.created_by)),
        tag: row.tag,
        claim: None,
        email: None,
        mobile: None,
        company_name: None,
        account_name: String::new(),
    }))
}
