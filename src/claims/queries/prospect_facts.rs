//! What is known of a prospect, over all partners. Nothing of it leaves the server but a rule's answer.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

use crate::claims::model::{ClaimId, ClaimState, KnownClaim, KnownCustomer, ProspectFacts};
use crate::organisation::model::PartnerId;

/// The prospect whose facts are read, and the partner for which.
#[derive(Clone, Copy, Debug)]
pub struct ProspectQuery<'a> {
    /// The partner that asks.
    pub partner: PartnerId,
    /// As `normalise_mobile` writes it.
    pub mobile: Option<&'a str>,
    /// As `normalise_email` writes it.
    pub email: Option<&'a str>,
    /// A claim that does not count: the one that is looked at.
    pub except: Option<ClaimId>,
    /// Claims of the partner that ended before do not matter any more.
    pub ended_after: DateTime<Utc>,
}

/// Open claims of everybody and lately ended ones of the partner, and legal customers, on the same number or address.
///
/// # Errors
/// Those of the database.
pub async fn prospect_facts(db: &mut sqlx::PgConnection, asked: &ProspectQuery<'_>) -> sqlx::Result<ProspectFacts> {
    let claims = claims(&mut *db, asked).await?;
    let customers = customers(db, asked).await?;
    Ok(ProspectFacts { claims, customers })
}

async fn claims(db: impl PgExecutor<'_>, asked: &ProspectQuery<'_>) -> sqlx::Result<Vec<KnownClaim>> {
    // One branch for each index; no claim carries an empty number.
    sqlx::query_as!(
        KnownClaim,
        r#"select c.mobile_key = coalesce($1, '') as "on_mobile!", coalesce(c.email_key = $2, false) as "on_email!", c.partner_id = $3 as "is_ours!",
                  c.state as "state: ClaimState", c.valid_until, c.closed_at
           from claim c where c.id in (
               select id from claim where state in ('in_review', 'open') and mobile_key = $1
               union select id from claim where state in ('in_review', 'open') and email_key = $2
               union select id from claim where partner_id = $3 and mobile_key = $1 and closed_at > $4
               union select id from claim where partner_id = $3 and email_key = $2 and closed_at > $4)
           and ($5::uuid is null or c.id <> $5) order by c.id"#,
        asked.mobile,
        asked.email,
        asked.partner.0,
        asked.ended_after,
        asked.except.map(|id| id.0)
    )
    .fetch_all(db)
    .await
}

async fn customers(db: impl PgExecutor<'_>, asked: &ProspectQuery<'_>) -> sqlx::Result<Vec<KnownCustomer>> {
    let rows = sqlx::query!(
        r#"select cu.mobile = coalesce($1, '') as "on_mobile!", coalesce(lower(cu.email) = $2, false) as "on_email!", cu.traits, cu.registered_at,
                  a.partner_id as "associated_with?: Uuid"
           from customer cu left join association a on a.customer_id = cu.id and a.ended_at is null
           where cu.id in (select id from customer where mobile = $1 and mobile <> ''
                           union select id from customer where lower(email) = $2 and email <> '') order by cu.id"#,
        asked.mobile,
        asked.email
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| KnownCustomer {
            on_mobile: row.on_mobile,
            on_email: row.on_email,
            associated_with_us: row.associated_with.map(|partner| partner == asked.partner.0),
            // What this version does not know decides nothing.
            traits: row.traits.iter().filter_map(|word| word.parse().ok()).collect(),
            registered_at: row.registered_at,
        })
        .collect())
}
