//! Leads: they arrive undispatched at the partner.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{differing, refused};
use crate::imports::model::{LeadRow, Outcome, Refusal};
use crate::server::new_id;

pub(super) async fn lead(db: &mut PgConnection, source: &str, at: DateTime<Utc>, row: &LeadRow) -> sqlx::Result<Outcome> {
    let partner = sqlx::query!(
        r#"select p.id, case p.kind when 'distributor' then p.id
                  when 'reseller' then (select d.distributor_id from distribution d where d.reseller_id = p.id and upper_inf(d.during)) end
                  as "distributor_id?" from partner p where name_key(p.name) = name_key($1)"#,
        row.partner
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(partner) = partner else { return Ok(refused("partner", Refusal::UnknownPartner)) };
    let campaign = match row.campaign.as_str() {
        "" => None,
        name => match campaign_of(db, name).await? {
            None => return Ok(refused("campaign", Refusal::UnknownCampaign)),
            found => found,
        },
    };
    let found = sqlx::query!(
        "select id, partner_id, company_name, contact_name, mobile, email, industry, campaign_id, note, state
         from lead where source = $1 and external_id = $2 for update",
        source,
        row.external_id
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(found) = found else {
        insert(db, source, at, row, (partner.id, partner.distributor_id), campaign).await?;
        return Ok(Outcome::Created);
    };
    if found.partner_id != partner.id {
        return Ok(refused("partner", Refusal::UnderWay));
    }
    let changed = differing(&[
        ("company_name", found.company_name != row.company_name),
        ("contact_name", found.contact_name != row.contact_name),
        ("mobile", found.mobile != row.mobile),
        ("email", found.email != row.email),
        ("industry", found.industry != row.industry.as_str()),
        ("campaign", found.campaign_id != campaign),
        ("note", found.note != row.note),
    ]);
    if changed.is_empty() {
        return Ok(Outcome::Unchanged);
    }
    if found.state != "new" {
        return Ok(refused("", Refusal::UnderWay));
    }
    sqlx::query!(
        "update lead set company_name = $2, contact_name = $3, mobile = $4, email = $5, industry = $6, campaign_id = $7, note = $8,
                         updated_at = $9, version = version + 1 where id = $1",
        found.id,
        row.company_name,
        row.contact_name,
        row.mobile,
        row.email,
        row.industry.as_str(),
        campaign,
        row.note,
        at
    )
    .execute(db)
    .await?;
    Ok(Outcome::Changed(changed))
}

async fn campaign_of(db: &mut PgConnection, name: &str) -> sqlx::Result<Option<Uuid>> {
    sqlx::query_scalar!("select id from campaign where name_key(name) = name_key($1)", name).fetch_optional(db).await
}

async fn insert(
    db: &mut PgConnection,
    source: &str,
    at: DateTime<Utc>,
    row: &LeadRow,
    (partner, distributor): (Uuid, Option<Uuid>),
    campaign: Option<Uuid>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into lead (id, distributor_id, partner_id, company_name, contact_name, mobile, email, industry, campaign_id, note,
                           created_at, updated_at, source, external_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13)",
        new_id(),
        distributor,
        partner,
        row.company_name,
        row.contact_name,
        row.mobile,
        row.email,
        row.industry.as_str(),
        campaign,
        row.note,
        at,
        source,
        row.external_id
    )
    .execute(db)
    .await?;
    Ok(())
}
