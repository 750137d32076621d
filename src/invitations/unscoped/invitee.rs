//! The invitee: what is known of a customer who answers, read and held while the rules decide.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::link_lookup::LinkLookup;
use crate::claims::queries::{hold_off_imports, hold_prospect};
use crate::customers::model::{CustomerId, Industry};
use crate::invitations::model::{
    AssociationHolder, ClaimId, ClaimState, Facts, FailReason, InvitationId, InvitationState, Newcomer, Trait,
};

/// Lets nobody else claim or associate the number and the address of whoever answers until the transaction ends. First of all
/// locks: whoever registers at two partners' links at once has no row yet that could be held. Of a customer on record it is the
/// number on file that counts.
///
/// # Errors
/// Those of the database.
pub async fn hold_answering(db: &mut PgConnection, newcomer: &Newcomer) -> sqlx::Result<()> {
    hold_off_imports(db).await?;
    let on_file = sqlx::query_scalar!(
        "select mobile from customer where account_name = $1 and lower(email) = $2",
        newcomer.account_name,
        newcomer.email
    )
    .fetch_optional(&mut *db)
    .await?;
    let mobile = on_file.unwrap_or_else(|| newcomer.mobile.clone());
    hold_prospect(db, &mobile, Some(&newcomer.email)).await
}

/// A customer on record, held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnRecord {
    /// The customer.
    pub id: CustomerId,
    /// Company name.
    pub name: String,
    /// Whether the proven address is the one on file.
    pub is_theirs: bool,
    /// On file.
    pub mobile: String,
    /// What the vendor knows; words that nobody knows any more are left out.
    pub traits: Vec<Trait>,
}

/// The customer with this account name, held until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn found_by_account(db: &mut PgConnection, account_name: &str, email: &str) -> sqlx::Result<Option<OnRecord>> {
    let row = sqlx::query!(
        r#"select id as "id: CustomerId", name, lower(email) = $2 as "is_theirs!", mobile, traits from customer where account_name = $1 for update"#,
        account_name,
        email
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| OnRecord {
        id: row.id,
        name: row.name,
        is_theirs: row.is_theirs,
        mobile: row.mobile,
        traits: row.traits.iter().filter_map(|word| word.parse().ok()).collect(),
    }))
}

/// Whether some customer has this address on file.
///
/// # Errors
/// Those of the database.
pub async fn has_account(db: &mut PgConnection, email: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select 1 from customer where lower(email) = $1 and email <> '') as "has!""#, email)
        .fetch_one(db)
        .await
}

/// Whether some customer has this number on file.
///
/// # Errors
/// Those of the database.
pub async fn mobile_has_account(db: &mut PgConnection, mobile: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select 1 from customer where mobile = $1 and mobile <> '') as "has!""#, mobile)
        .fetch_one(db)
        .await
}

/// What the rules need to know of the invitee who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitee {
    /// For the rules.
    pub facts: Facts,
    /// The partner's own claims that become the association.
    pub claims: Vec<ClaimId>,
    /// Of the claim; a new account takes it over.
    pub industry: Industry,
}

/// Reads whose customer this is and who claimed it, and holds the claims. The e-mail address is proven.
///
/// # Errors
/// Those of the database.
pub async fn load_invitee(
    db: &mut PgConnection,
    lookup: &LinkLookup,
    known: Option<&OnRecord>,
    newcomer: &Newcomer,
    now: DateTime<Utc>,
) -> sqlx::Result<Invitee> {
    let mobile = known.map_or(newcomer.mobile.as_str(), |customer| customer.mobile.as_str());
    let associated = association_holder(db, lookup, known, mobile, &newcomer.email).await?;
    // Invitations come before claims, as everywhere: what was mailed for the partner's own claims is closed with them.
    sqlx::query!(
        "select i.id from invitation i join claim c on c.id = i.claim_id
         where i.state = 'sent' and c.partner_id = $3 and ((c.mobile_key = $1 and $1 <> '') or c.email_key = $2)
         order by i.id for update of i",
        mobile,
        newcomer.email,
        lookup.partner.0
    )
    .fetch_all(&mut *db)
    .await?;
    let claims = sqlx::query!(
        r#"select id as "id: ClaimId", partner_id, state as "state: ClaimState", industry as "industry: Industry", valid_until
           from claim
           where (state in ('in_review', 'open') and ((mobile_key = $1 and $1 <> '') or email_key = $2)) or id = $3
           order by id for update"#,
        mobile,
        newcomer.email,
        lookup.claim.map(|claim| claim.0)
    )
    .fetch_all(db)
    .await?;
    let is_ours = |partner: Uuid| partner == lookup.partner.0;
    // A lapsed claim protects nobody; the one that the invitation was sent for becomes the association all the same (U14).
    let holds = |state: ClaimState, until: DateTime<Utc>| matches!(state, ClaimState::Open | ClaimState::InReview) && now < until;
    let ours: Vec<_> = claims.iter().filter(|claim| is_ours(claim.partner_id) && claim.state != ClaimState::InReview).collect();
    let facts = Facts {
        proven: true,
        associated,
        claimed_by_another: claims.iter().any(|claim| !is_ours(claim.partner_id) && holds(claim.state, claim.valid_until)),
        claim_in_review: claims
            .iter()
            .any(|claim| is_ours(claim.partner_id) && claim.state == ClaimState::InReview && holds(claim.state, claim.valid_until)),
        traits: known.map(|customer| customer.traits.clone()).unwrap_or_default(),
        ..lookup.facts(now)
    };
    let industry = ours.first().map_or(Industry::Other, |claim| claim.industry);
    let claims = ours.iter().filter(|claim| claim.state != ClaimState::Associated).map(|claim| claim.id).collect();
    Ok(Invitee { facts, claims, industry })
}

/// Whose customer it is; where it has another account, whoever has that one has the prospect (R26).
async fn association_holder(
    db: &mut PgConnection,
    lookup: &LinkLookup,
    known: Option<&OnRecord>,
    mobile: &str,
    email: &str,
) -> sqlx::Result<Option<AssociationHolder>> {
    let partners = sqlx::query!(
        r#"select a.partner_id, a.customer_id is not distinct from $1 as "is_itself!" from association a where a.ended_at is null and a.customer_id in (
               select $1 union select id from customer where mobile = $2 and mobile <> ''
               union select id from customer where lower(email) = $3 and email <> '')"#,
        known.map(|customer| customer.id.0),
        mobile,
        email
    )
    .fetch_all(db)
    .await?;
    let is_ours = |partner: Uuid| partner == lookup.partner.0;
    Ok(if partners.iter().any(|row| row.is_itself && is_ours(row.partner_id)) {
        Some(AssociationHolder::Ours)
    } else {
        partners.iter().any(|row| !is_ours(row.partner_id)).then_some(AssociationHolder::Anothers)
    })
}

/// What the customer said about itself, on the invitation that it answers.
///
/// # Errors
/// Those of the database.
pub async fn note_newcomer(db: &mut PgConnection, id: InvitationId, newcomer: &Newcomer) -> sqlx::Result<()> {
    sqlx::query!(
        "update invitation set joining = $2, account_name = $3, contact_name = $4, company_name = $5 where id = $1",
        id.0,
        newcomer.joining.as_str(),
        newcomer.account_name,
        newcomer.contact_name,
        newcomer.company_name
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends an invitation that waits for an answer; `false` when it was ended before.
///
/// # Errors
/// Those of the database.
pub async fn close(
    db: &mut PgConnection,
    id: InvitationId,
    state: InvitationState,
    reason: Option<FailReason>,
    customer: Option<CustomerId>,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update invitation set state = $2, reason = $3, customer_id = $4, closed_at = $5, code_hash = null
         where id = $1 and state in ('sent', 'confirming')",
        id.0,
        state.as_str(),
        reason.map(FailReason::as_str),
        customer.map(|customer| customer.0),
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Somebody tried a link that works no more: its partner reads when and why in the history.
///
/// # Errors
/// Those of the database.
pub async fn note_late(db: &mut PgConnection, id: InvitationId, reason: FailReason, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update invitation set late_reason = $2, late_at = $3 where id = $1", id.0, reason.as_str(), at).execute(db).await?;
    Ok(())
}
