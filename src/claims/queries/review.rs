//! Claims in review, over all partners: for the vendor's operator.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgExecutor, PgPool};

use crate::auth::PersonId;
use crate::claims::model::{ClaimId, ClaimState, ReviewReason, Reviewer, Trait};
use crate::customers::model::Industry;
use crate::organisation::model::PartnerId;
use crate::values::masking::{mask_email, mask_mobile, mask_name};
use crate::values::money::Charged;

/// A claim that waits, or waited, for the operator. Everything about the prospect is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// The claim.
    pub id: ClaimId,
    /// Whose claim.
    pub partner: String,
    /// Masked.
    pub name: String,
    /// Masked; may be empty.
    pub contact_name: String,
    /// Masked.
    pub mobile: String,
    /// Masked; may be empty.
    pub email: String,
    /// 客户行业.
    pub industry: Industry,
    /// As stored.
    pub state: ClaimState,
    /// When it was made.
    pub claimed_at: DateTime<Utc>,
    /// When its time is, or was, up.
    pub valid_until: DateTime<Utc>,
    /// Why it is looked at.
    pub reasons: Vec<ReviewReason>,
    /// CNY a month.
    pub expected_spend: Option<Charged>,
    /// What the partner says it talked about.
    pub communication_history: String,
    /// The last working day for a decision.
    pub due: Option<NaiveDate>,
    /// When it was decided.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// What the operator wrote.
    pub note: String,
    /// Counts its changes.
    pub version: i32,
}

struct Found {
    id: ClaimId,
    partner: String,
    company_name: String,
    contact_name: String,
    mobile: String,
    email: String,
    industry: Industry,
    state: ClaimState,
    claimed_at: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    review_reasons: Vec<String>,
    expected_spend: Option<Decimal>,
    communication_history: String,
    review_due: Option<NaiveDate>,
    reviewed_at: Option<DateTime<Utc>>,
    review_note: String,
    version: i32,
}

impl From<Found> for ReviewRow {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            partner: found.partner,
            name: mask_name(&found.company_name),
            contact_name: mask_name(&found.contact_name),
            mobile: mask_mobile(&found.mobile),
            email: mask_email(&found.email),
            industry: found.industry,
            state: found.state,
            claimed_at: found.claimed_at,
            valid_until: found.valid_until,
            reasons: found.review_reasons.iter().filter_map(|word| word.parse().ok()).collect(),
            expected_spend: found.expected_spend.and_then(|amount| Charged::new(amount).ok()),
            communication_history: found.communication_history,
            due: found.review_due,
            reviewed_at: found.reviewed_at,
            note: found.review_note,
            version: found.version,
        }
    }
}

/// Those that wait, the most urgent first; or the latest decided ones.
///
/// # Errors
/// Those of the database.
pub async fn list(db: &PgPool, _: Reviewer, waiting: bool, now: DateTime<Utc>, most: i64) -> sqlx::Result<Vec<ReviewRow>> {
    let rows = sqlx::query_as!(
        Found,
        r#"select c.id as "id: ClaimId", p.name as partner, c.company_name, c.contact_name, c.mobile, c.email, c.industry as "industry: Industry",
                  c.state as "state: ClaimState", c.claimed_at, c.valid_until, c.review_reasons, c.expected_spend, c.communication_history,
                  c.review_due, c.reviewed_at, c.review_note, c.version
           from claim c join partner p on p.id = c.partner_id
           where case when $1 then c.state = 'in_review' and c.valid_until > $2 else c.reviewed_at is not null and c.review_due is not null end
           order by case when $1 then c.review_due end, c.reviewed_at desc nulls last, c.id limit $3"#,
        waiting,
        now,
        most
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(ReviewRow::from).collect())
}

/// How many wait.
///
/// # Errors
/// Those of the database.
pub async fn count_waiting(db: &PgPool, _: Reviewer, now: DateTime<Utc>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(r#"select count(*) as "n!" from claim where state = 'in_review' and valid_until > $1"#, now).fetch_one(db).await
}

/// One that came to review, whatever became of it.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, _: Reviewer, id: ClaimId) -> sqlx::Result<Option<ReviewRow>> {
    let row = sqlx::query_as!(
        Found,
        r#"select c.id as "id: ClaimId", p.name as partner, c.company_name, c.contact_name, c.mobile, c.email, c.industry as "industry: Industry",
                  c.state as "state: ClaimState", c.claimed_at, c.valid_until, c.review_reasons, c.expected_spend, c.communication_history,
                  c.review_due, c.reviewed_at, c.review_note, c.version
           from claim c join partner p on p.id = c.partner_id where c.id = $1 and c.review_due is not null"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(ReviewRow::from))
}

/// What the vendor knows of the prospect: a legal customer with its number or address. Masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownRow {
    /// What people quote.
    pub number: String,
    /// Masked.
    pub name: String,
    /// Since when it is registered, where that is known.
    pub registered_at: Option<DateTime<Utc>>,
    /// What decides.
    pub traits: Vec<Trait>,
    /// Associated with a partner today.
    pub is_associated: bool,
}

/// The legal customers with the claim's number or address.
///
/// # Errors
/// Those of the database.
pub async fn known_customers(db: &PgPool, _: Reviewer, id: ClaimId) -> sqlx::Result<Vec<KnownRow>> {
    let rows = sqlx::query!(
        r#"select cu.number, cu.name, cu.registered_at, cu.traits,
                  exists (select 1 from association a where a.customer_id = cu.id and a.ended_at is null) as "is_associated!"
           from customer cu where cu.id in (
               select k.id from customer k join claim c on c.id = $1 and k.mobile = c.mobile_key where k.mobile <> ''
               union select k.id from customer k join claim c on c.id = $1 and lower(k.email) = c.email_key where k.email <> '')
           order by cu.number limit 20"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| KnownRow {
            number: row.number,
            name: mask_name(&row.name),
            registered_at: row.registered_at,
            traits: row.traits.iter().filter_map(|word| word.parse().ok()).collect(),
            is_associated: row.is_associated,
        })
        .collect())
}

/// Number and address of one that came to review, for `hold_prospect`; they never change.
///
/// # Errors
/// Those of the database.
pub async fn prospect(db: &mut PgConnection, _: Reviewer, id: ClaimId) -> sqlx::Result<Option<(String, Option<String>)>> {
    let row =
        sqlx::query!("select mobile_key, email_key from claim where id = $1 and review_due is not null", id.0).fetch_optional(db).await?;
    Ok(row.map(|row| (row.mobile_key, row.email_key)))
}

/// A claim in review, held until the transaction ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimInReview {
    /// Whose.
    pub partner: PartnerId,
    /// Who is told.
    pub tell: Option<PersonId>,
    /// In clear; only masked forms may leave.
    pub company_name: String,
    /// As compared.
    pub mobile: String,
    /// As compared.
    pub email: Option<String>,
    /// As stored.
    pub state: ClaimState,
    /// When its time is up.
    pub valid_until: DateTime<Utc>,
    /// Counts its changes.
    pub version: i32,
}

/// Holds one that came to review.
///
/// # Errors
/// Those of the database.
pub async fn hold(db: &mut PgConnection, _: Reviewer, id: ClaimId) -> sqlx::Result<Option<ClaimInReview>> {
    sqlx::query_as!(
        ClaimInReview,
        r#"select c.partner_id as "partner: PartnerId", c.company_name, c.mobile_key as mobile, c.email_key as email, c.state as "state: ClaimState",
                  c.valid_until, c.version,
                  coalesce(c.owner_id, (select p.id from person p where p.id = c.claimed_by and p.partner_id = c.partner_id)) as "tell: PersonId"
           from claim c where c.id = $1 and c.review_due is not null for update"#,
        id.0
    )
    .fetch_optional(db)
    .await
}

/// Accepts a claim that is held: it is open from now on until then.
///
/// # Errors
/// Those of the database.
pub async fn accept(
    db: &mut PgConnection,
    _: Reviewer,
    id: ClaimId,
    (by, at): (PersonId, DateTime<Utc>),
    valid_until: DateTime<Utc>,
    note: &str,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update claim set state = 'open', valid_until = $4, reviewed_by = $2, reviewed_at = $3, review_note = $5, version = version + 1
         where id = $1 and state = 'in_review'",
        id.0,
        by.0,
        at,
        valid_until,
        note
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Rejects a claim that is held: the prospect is free.
///
/// # Errors
/// Those of the database.
pub async fn reject(db: &mut PgConnection, _: Reviewer, id: ClaimId, (by, at): (PersonId, DateTime<Utc>), note: &str) -> sqlx::Result<()> {
    sqlx::query!(
        "update claim set state = 'rejected', closed_at = $3, reviewed_by = $2, reviewed_at = $3, review_note = $4, version = version + 1
         where id = $1 and state = 'in_review'",
        id.0,
        by.0,
        at,
        note
    )
    .execute(db)
    .await?;
    Ok(())
}
