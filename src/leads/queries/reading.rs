//! One lead, or several by id.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool, QueryBuilder};
use uuid::Uuid;

use super::Visibility;
use crate::auth::PersonId;
use crate::claims::model::ClaimId;
use crate::customers::model::Industry;
use crate::leads::model::{CampaignId, Followed, Lead, LeadId, LeadState, Method, NewLead, Standing};
use crate::organisation::model::PartnerId;
use crate::values::masking::{mask_email, mask_mobile, mask_name};

/// Every column that a [`Lead`] is made of, and the tables that they are in.
const COLUMNS: &str = "select l.id, l.state, l.owner_id, l.supervisor_id, l.created_by, l.version, l.company_name, l.contact_name,
        l.mobile, l.email, l.industry, l.campaign_id, ca.name as campaign, l.note, w.display_name as follower, e.display_name as entered_by,
        l.created_at, d.display_name as dispatcher, l.dispatched_at, l.updated_at, l.invalid_reason, l.claim_id
     from lead l left join campaign ca on ca.id = l.campaign_id left join person w on w.id = l.owner_id
     left join person e on e.id = l.created_by left join person d on d.id = l.dispatched_by where ";

#[derive(sqlx::FromRow)]
struct Found {
    id: LeadId,
    state: LeadState,
    owner_id: Option<PersonId>,
    supervisor_id: Option<PersonId>,
    created_by: Option<PersonId>,
    version: i32,
    company_name: String,
    contact_name: String,
    mobile: String,
    email: String,
    industry: Industry,
    campaign_id: Option<CampaignId>,
    campaign: Option<String>,
    note: String,
    follower: Option<String>,
    entered_by: Option<String>,
    created_at: DateTime<Utc>,
    dispatcher: Option<String>,
    dispatched_at: Option<DateTime<Utc>>,
    updated_at: DateTime<Utc>,
    invalid_reason: String,
    claim_id: Option<ClaimId>,
}

impl From<Found> for Lead {
    fn from(found: Found) -> Self {
        Self {
            standing: Standing {
                id: found.id,
                state: found.state,
                follower: found.owner_id,
                supervisor: found.supervisor_id,
                created_by: found.created_by,
                version: found.version,
            },
            company_name: mask_name(&found.company_name),
            contact_name: mask_name(&found.contact_name),
            mobile: mask_mobile(&found.mobile),
            email: mask_email(&found.email),
            industry: found.industry,
            campaign: found.campaign_id.zip(found.campaign),
            note: found.note,
            follower: found.follower,
            entered_by: found.entered_by,
            created_at: found.created_at,
            dispatched: found.dispatcher.zip(found.dispatched_at),
            updated_at: found.updated_at,
            invalid_reason: found.invalid_reason,
            claim: found.claim_id,
        }
    }
}

/// The lead, if the viewer sees it.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: impl PgExecutor<'_>, visibility: &Visibility, id: LeadId) -> sqlx::Result<Option<Lead>> {
    let mut query = QueryBuilder::new(COLUMNS);
    visibility.push(&mut query);
    query.push(" and l.id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(Lead::from))
}

/// Those of the leads that the viewer sees, in the order in which they were asked for.
///
/// # Errors
/// Those of the database.
pub async fn several(db: &PgPool, visibility: &Visibility, ids: &[LeadId]) -> sqlx::Result<Vec<Lead>> {
    let mut query = QueryBuilder::new(COLUMNS);
    visibility.push(&mut query);
    let plain: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    query.push(" and l.id = any(").push_bind(plain.clone()).push(") order by array_position(").push_bind(plain).push(", l.id)");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Lead::from).collect())
}

/// As [`several`]; nobody else changes them until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, visibility: &Visibility, ids: &[LeadId]) -> sqlx::Result<Vec<Lead>> {
    let mut query = QueryBuilder::new(COLUMNS);
    visibility.push(&mut query);
    let plain: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    query.push(" and l.id = any(").push_bind(plain).push(") order by l.id for update of l");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Lead::from).collect())
}

/// What followers wrote, the latest first. The lead was found by [`lookup`].
///
/// # Errors
/// Those of the database.
pub async fn follow_ups(db: impl PgExecutor<'_>, lead: &Lead) -> sqlx::Result<Vec<Followed>> {
    sqlx::query_as!(
        Followed,
        r#"select f.at, p.display_name as author, f.method as "method: Method", f.content
           from lead_follow_up f join person p on p.id = f.author_id where f.lead_id = $1 order by f.at desc, f.id desc limit 200"#,
        lead.standing.id.0
    )
    .fetch_all(db)
    .await
}

/// What a lead says in clear. It fills in a claim and never reaches a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClearLead {
    /// 公司名称.
    pub company_name: String,
    /// 客户名称; may be empty.
    pub contact_name: String,
    /// May be empty.
    pub mobile: String,
    /// May be empty.
    pub email: String,
}

/// See [`ClearLead`]. The lead was found by [`lookup`].
///
/// # Errors
/// Those of the database.
pub async fn clear(db: impl PgExecutor<'_>, lead: &Lead) -> sqlx::Result<ClearLead> {
    sqlx::query_as!(ClearLead, "select company_name, contact_name, mobile, email from lead where id = $1", lead.standing.id.0)
        .fetch_one(db)
        .await
}

/// Whether the partner has an open lead with the same number or address: told before another one is made.
///
/// # Errors
/// Those of the database.
pub async fn has_open_alike(db: impl PgExecutor<'_>, partner: PartnerId, new: &NewLead) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from lead where partner_id = $1 and state in ('new', 'dispatched', 'following')
                          and ((mobile <> '' and mobile = $2) or (email <> '' and lower(email) = $3))) as "is!""#,
        partner.0,
        new.mobile,
        new.email
    )
    .fetch_one(db)
    .await
}

/// Whether there is such a campaign.
///
/// # Errors
/// Those of the database.
pub async fn is_campaign(db: impl PgExecutor<'_>, id: CampaignId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select 1 from campaign where id = $1) as "is!""#, id.0).fetch_one(db).await
}

/// What leads depend on in the partner, and what can be chosen for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerFacts {
    /// In marketing programme 2.0: numbers and addresses of leads are never shown in clear (R24).
    pub contacts_stay_masked: bool,
    /// The vendor's campaigns, the latest first.
    pub campaigns: Vec<(CampaignId, String)>,
}

/// Reads them.
///
/// # Errors
/// Those of the database.
pub async fn facts(db: &PgPool, partner: PartnerId) -> sqlx::Result<PartnerFacts> {
    let (contacts_stay_masked, campaigns) = tokio::try_join!(contacts_stay_masked(db, partner), campaigns(db))?;
    Ok(PartnerFacts { contacts_stay_masked, campaigns })
}

/// See [`PartnerFacts::contacts_stay_masked`].
///
/// # Errors
/// Those of the database.
pub async fn contacts_stay_masked(db: &PgPool, partner: PartnerId) -> sqlx::Result<bool> {
    sqlx::query_scalar!("select marketing_programme from partner where id = $1", partner.0).fetch_one(db).await
}

/// See [`PartnerFacts::campaigns`].
///
/// # Errors
/// Those of the database.
pub async fn campaigns(db: &PgPool) -> sqlx::Result<Vec<(CampaignId, String)>> {
    let campaigns =
        sqlx::query!(r#"select id as "id: CampaignId", name from campaign order by ends_on desc, name collate "names" limit 500"#)
            .fetch_all(db)
            .await?;
    Ok(campaigns.into_iter().map(|row| (row.id, row.name)).collect())
}
