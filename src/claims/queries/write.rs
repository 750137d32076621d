//! Claims are written, given up and locked.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, QueryBuilder};
use uuid::Uuid;

use super::ownership::{Record, columns};
use super::{lapse_on, ownership};
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::claims::model::{ClaimId, ClaimState, ReviewReason, Supplement, Term};
use crate::customers::model::{Industry, NewCustomer};
use crate::organisation::model::PartnerId;
use crate::server::new_id;

/// A claim to be written.
#[derive(Clone, Debug)]
pub struct NewRow<'a> {
    /// Whose.
    pub partner: PartnerId,
    /// The account manager.
    pub owner: Option<PersonId>,
    /// Who claims.
    pub by: Option<PersonId>,
    /// When.
    pub at: DateTime<Utc>,
    /// 客户全称.
    pub company_name: &'a str,
    /// 客户行业.
    pub industry: Industry,
    /// May be empty.
    pub contact_name: &'a str,
    /// Normalised.
    pub mobile: &'a str,
    /// Normalised.
    pub email: Option<&'a str>,
    /// How it begins and when it ends.
    pub term: Term,
    /// Why the vendor's operator looks at it.
    pub reasons: &'a [ReviewReason],
    /// What the operator reads.
    pub supplement: Option<&'a Supplement>,
    /// The operator who recorded it and has thereby decided.
    pub reviewed_by: Option<PersonId>,
}

/// Writes it; `None` when somebody was faster on the same number or address.
///
/// # Errors
/// Those of the database.
pub async fn insert(db: &mut PgConnection, new: &NewRow<'_>) -> sqlx::Result<Option<ClaimId>> {
    let ownership::Columns { distributor_id, supervisor_id } = columns(db, new.partner, new.owner).await?;
    let reasons: Vec<String> = new.reasons.iter().map(ToString::to_string).collect();
    let written = sqlx::query_scalar!(
        r#"insert into claim (id, distributor_id, partner_id, supervisor_id, owner_id, company_name, industry, contact_name, mobile, email,
                              mobile_key, email_key, state, claimed_at, valid_until, claimed_by, review_reasons, expected_spend,
                              communication_history, review_due, reviewed_by, reviewed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, ''), $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                   case when $19::uuid is null then null else $12::timestamptz end)
           on conflict do nothing returning id as "id: ClaimId""#,
        new_id(),
        distributor_id.map(|id| id.0),
        new.partner.0,
        supervisor_id.map(|id| id.0),
        new.owner.map(|id| id.0),
        new.company_name,
        new.industry.as_str(),
        new.contact_name,
        new.mobile,
        new.email,
        new.term.state.as_str(),
        new.at,
        new.term.valid_until,
        new.by.map(|id| id.0),
        &reasons,
        new.supplement.map(|supplement| supplement.expected_spend.amount()),
        new.supplement.map_or("", |supplement| supplement.communication_history.as_str()),
        new.term.review_due,
        new.reviewed_by.map(|id| id.0)
    )
    .fetch_optional(db)
    .await?;
    Ok(written)
}

/// Writes an open claim that somebody else has judged: the demo's. Overdue ones on the same number or address are closed
/// first.
///
/// # Errors
/// Those of the database; `RowNotFound` when an open claim is in the way.
pub async fn record_claim(db: &mut PgConnection, new: &NewCustomer, valid_until: DateTime<Utc>, record: &Record) -> sqlx::Result<ClaimId> {
    let mobile = new.mobile.as_deref().unwrap_or_default();
    lapse_on(db, mobile, new.email.as_deref(), record.at).await?;
    let row = NewRow {
        partner: new.partner_id,
        owner: record.owner,
        by: record.by,
        at: record.at,
        company_name: &new.company_name,
        industry: new.industry,
        contact_name: &new.contact_name,
        mobile,
        email: new.email.as_deref(),
        term: Term { state: ClaimState::Open, valid_until, review_due: None },
        reasons: &[],
        supplement: None,
        reviewed_by: None,
    };
    insert(db, &row).await?.ok_or(sqlx::Error::RowNotFound)
}

/// A claim, held until the transaction ends.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Locked {
    /// The claim.
    pub id: ClaimId,
    /// In clear; only masked forms may leave.
    pub company_name: String,
    /// As stored.
    pub state: ClaimState,
    /// When its time is up.
    pub valid_until: DateTime<Utc>,
    /// Counts its changes.
    pub version: i32,
}

/// The claims of the partner that lie in the scope, held, in the order of their ids, and before them the links that were
/// mailed for them, as whoever answers one holds them. What is outside is absent.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, scope: &Scope, partner: PartnerId, ids: &[ClaimId]) -> sqlx::Result<Vec<Locked>> {
    let all: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    sqlx::query!(
        "select id from invitation where claim_id = any($1) and partner_id = $2 and state in ('sent', 'confirming') order by id for update",
        &all,
        partner.0
    )
    .fetch_all(&mut *db)
    .await?;
    let mut query = QueryBuilder::new("select c.id, c.company_name, c.state, c.valid_until, c.version from claim c where ");
    scope.push(&mut query, Alias::Claim);
    query.push(" and c.partner_id = ").push_bind(partner.0);
    query.push(" and c.id = any(").push_bind(all).push(") order by c.id for update");
    query.build_query_as().fetch_all(db).await
}

/// Gives claims up that were locked, and with them the links that were mailed for them.
///
/// # Errors
/// Those of the database.
pub async fn withdraw(db: &mut PgConnection, ids: &[ClaimId], at: DateTime<Utc>) -> sqlx::Result<()> {
    let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    sqlx::query!("update claim set state = 'withdrawn', closed_at = $2, version = version + 1 where id = any($1)", &ids, at)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "update invitation set state = 'withdrawn', closed_at = $2 where claim_id = any($1) and state in ('sent', 'confirming')",
        &ids,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}
