//! One claim as the viewer sees it, and what hangs on it.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use sqlx::{PgPool, QueryBuilder};

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::claims::model::{ClaimId, ClaimState, ReviewReason};
use crate::customers::model::{CustomerId, Industry};
use crate::customers::queries::claimed::push_of_a_masked_lead;
use crate::organisation::model::PartnerId;
use crate::values::masking::{mask_email, mask_mobile, mask_name};
use crate::values::money::Charged;

/// Everything about one claim, masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimDetail {
    /// The claim.
    pub id: ClaimId,
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
    /// Who made it; the vendor's staff have no name here.
    pub claimed_by: Option<String>,
    /// When its time is, or was, up.
    pub valid_until: DateTime<Utc>,
    /// When it ended.
    pub closed_at: Option<DateTime<Utc>>,
    /// When it was announced that it lapses soon.
    pub reminded_at: Option<DateTime<Utc>>,
    /// The account manager of today.
    pub owner_id: Option<PersonId>,
    /// By name.
    pub account_manager: Option<String>,
    /// The customer that it became, while that is the partner's.
    pub customer_id: Option<CustomerId>,
    /// Why the vendor's operator looks, or looked, at it.
    pub reasons: Vec<ReviewReason>,
    /// CNY a month.
    pub expected_spend: Option<Charged>,
    /// What the operator reads.
    pub communication_history: String,
    /// The last working day for a decision.
    pub review_due: Option<NaiveDate>,
    /// When it was decided.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// What the operator wrote.
    pub review_note: String,
    /// Counts its changes.
    pub version: i32,
    /// Made of a lead of a partner in marketing programme 2.0: number and address are never shown in clear (R24).
    pub contacts_stay_masked: bool,
}

#[derive(sqlx::FromRow)]
struct Found {
    id: ClaimId,
    company_name: String,
    contact_name: String,
    mobile: String,
    email: String,
    industry: Industry,
    state: ClaimState,
    claimed_at: DateTime<Utc>,
    claimed_by: Option<String>,
    valid_until: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    reminded_at: Option<DateTime<Utc>>,
    owner_id: Option<PersonId>,
    account_manager: Option<String>,
    customer_id: Option<CustomerId>,
    review_reasons: Vec<String>,
    expected_spend: Option<Decimal>,
    communication_history: String,
    review_due: Option<NaiveDate>,
    reviewed_at: Option<DateTime<Utc>>,
    review_note: String,
    version: i32,
    contacts_stay_masked: bool,
}

/// The claim, if it lies in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, scope: &Scope, partner: PartnerId, id: ClaimId) -> sqlx::Result<Option<ClaimDetail>> {
    let mut query = QueryBuilder::new(
        "select c.id, c.company_name, c.contact_name, c.mobile, c.email, c.industry, c.state, c.claimed_at, b.display_name as claimed_by,
                c.valid_until, c.closed_at, c.reminded_at, c.owner_id, w.display_name as account_manager,
                (select a.customer_id from association a where a.customer_id = c.customer_id and a.partner_id = c.partner_id and a.ended_at is null)
                    as customer_id,
                c.review_reasons, c.expected_spend, c.communication_history, c.review_due, c.reviewed_at, c.review_note, c.version, ",
    );
    push_of_a_masked_lead(&mut query, "c.id");
    query.push(
        " as contacts_stay_masked
         from claim c left join person w on w.id = c.owner_id left join person b on b.id = c.claimed_by and b.partner_id = c.partner_id where ",
    );
    scope.push(&mut query, Alias::Claim);
    query.push(" and c.partner_id = ").push_bind(partner.0).push(" and c.id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(|found| ClaimDetail {
        id: found.id,
        name: mask_name(&found.company_name),
        contact_name: mask_name(&found.contact_name),
        mobile: mask_mobile(&found.mobile),
        email: mask_email(&found.email),
        industry: found.industry,
        state: found.state,
        claimed_at: found.claimed_at,
        claimed_by: found.claimed_by,
        valid_until: found.valid_until,
        closed_at: found.closed_at,
        reminded_at: found.reminded_at,
        owner_id: found.owner_id,
        account_manager: found.account_manager,
        customer_id: found.customer_id,
        reasons: found.review_reasons.iter().filter_map(|word| word.parse().ok()).collect(),
        expected_spend: found.expected_spend.and_then(|amount| Charged::new(amount).ok()),
        communication_history: found.communication_history,
        review_due: found.review_due,
        reviewed_at: found.reviewed_at,
        review_note: found.review_note,
        version: found.version,
        contacts_stay_masked: found.contacts_stay_masked,
    }))
}
