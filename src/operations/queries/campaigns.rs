//! Campaigns. They concern every partner alike, so reading and writing asks for an [`Operator`] and no scope.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::operations::model::{Campaign, CampaignId, CampaignRow, Operator};
use crate::server::new_id;

/// Campaigns on one page; those that are over longest are left out.
pub const MOST_CAMPAIGNS: i64 = 500;

struct Found {
    id: CampaignId,
    name: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    source: Option<String>,
    version: i32,
    links: i64,
    partners: i64,
    leads: i64,
}

impl From<Found> for CampaignRow {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            campaign: Campaign { name: found.name, starts_on: found.starts_on, ends_on: found.ends_on },
            source: found.source,
            links: found.links,
            partners: found.partners,
            leads: found.leads,
            version: found.version,
        }
    }
}

/// Those that are not over, the first to end first; then those that are, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn list_campaigns(db: impl PgExecutor<'_>, _: Operator, today: NaiveDate) -> sqlx::Result<Vec<CampaignRow>> {
    find(db, None, today).await
}

/// One campaign.
///
/// # Errors
/// Those of the database.
pub async fn lookup_campaign(db: impl PgExecutor<'_>, _: Operator, id: CampaignId) -> sqlx::Result<Option<CampaignRow>> {
    Ok(find(db, Some(id), NaiveDate::default()).await?.pop())
}

async fn find(db: impl PgExecutor<'_>, only: Option<CampaignId>, today: NaiveDate) -> sqlx::Result<Vec<CampaignRow>> {
    let found = sqlx::query_as!(
        Found,
        r#"with shown as (select id, name, starts_on, ends_on, source, version from campaign where $1::uuid is null or id = $1
                          order by ends_on < $2, case when ends_on < $2 then null else ends_on end, ends_on desc, lower(name), id limit $3)
           select s.id as "id!: CampaignId", s.name as "name!", s.starts_on as "starts_on!", s.ends_on as "ends_on!", s.source, s.version as "version!",
                  coalesce(k.links, 0) as "links!", coalesce(k.partners, 0) as "partners!", coalesce(l.leads, 0) as "leads!"
           from shown s
           left join (select campaign_id, count(*) as links, count(distinct partner_id) as partners from invitation_link
                      where withdrawn_at is null and campaign_id in (select id from shown) group by 1) k on k.campaign_id = s.id
           left join (select campaign_id, count(*) as leads from lead where campaign_id in (select id from shown) group by 1) l on l.campaign_id = s.id
           order by s.ends_on < $2, case when s.ends_on < $2 then null else s.ends_on end, s.ends_on desc, lower(s.name), s.id"#,
        only.map(|id| id.0),
        today,
        MOST_CAMPAIGNS
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().map(CampaignRow::from).collect())
}

/// The same one, held until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn hold_campaign(db: &mut PgConnection, operator: Operator, id: CampaignId) -> sqlx::Result<Option<CampaignRow>> {
    sqlx::query!("select id from campaign where id = $1 for update", id.0).fetch_optional(&mut *db).await?;
    lookup_campaign(db, operator, id).await
}

/// Writes a new one.
///
/// # Errors
/// Those of the database; `campaign_name` when another campaign has the name.
pub async fn insert_campaign(db: &mut PgConnection, _: Operator, new: &Campaign, at: DateTime<Utc>) -> sqlx::Result<CampaignId> {
    let id = CampaignId(new_id());
    sqlx::query!(
        "insert into campaign (id, name, starts_on, ends_on, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)",
        id.0,
        new.name,
        new.starts_on,
        new.ends_on,
        at
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Saves one that is held.
///
/// # Errors
/// Those of [`insert_campaign`].
pub async fn save_campaign(db: &mut PgConnection, _: Operator, id: CampaignId, to: &Campaign, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update campaign set name = $2, starts_on = $3, ends_on = $4, version = version + 1, updated_at = $5 where id = $1",
        id.0,
        to.name,
        to.starts_on,
        to.ends_on,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}
