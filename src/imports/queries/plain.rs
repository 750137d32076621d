//! Campaigns, company profiles and working days: records that nothing else changes.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::{differing, refused};
use crate::imports::model::{CampaignRow, DayRow, Outcome, ProfileRow, Refusal};
use crate::server::new_id;

pub(super) async fn campaign(db: &mut PgConnection, source: &str, at: DateTime<Utc>, row: &CampaignRow) -> sqlx::Result<Outcome> {
    let found = sqlx::query!(
        "select id, name, starts_on, ends_on from campaign where source = $1 and external_id = $2 for update",
        source,
        row.external_id
    )
    .fetch_optional(&mut *db)
    .await?;
    let id = found.as_ref().map_or_else(new_id, |found| found.id);
    let taken =
        sqlx::query_scalar!(r#"select true as "taken!" from campaign where name_key(name) = name_key($1) and id <> $2"#, row.name, id)
            .fetch_optional(&mut *db)
            .await?;
    if taken.is_some() {
        return Ok(refused("name", Refusal::NameTaken));
    }
    let outcome = match &found {
        None => Outcome::Created,
        Some(found) => {
            let changed = differing(&[
                ("name", found.name != row.name),
                ("starts_on", found.starts_on != row.starts_on),
                ("ends_on", found.ends_on != row.ends_on),
            ]);
            if changed.is_empty() {
                return Ok(Outcome::Unchanged);
            }
            Outcome::Changed(changed)
        }
    };
    sqlx::query!(
        "insert into campaign (id, name, starts_on, ends_on, source, external_id, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)
         on conflict (id) do update set name = $2, starts_on = $3, ends_on = $4, version = campaign.version + 1, updated_at = $7",
        id,
        row.name,
        row.starts_on,
        row.ends_on,
        source,
        row.external_id,
        at
    )
    .execute(db)
    .await?;
    Ok(outcome)
}

pub(super) async fn day(db: &mut PgConnection, at: DateTime<Utc>, row: &DayRow) -> sqlx::Result<Outcome> {
    let found = sqlx::query!("select working, name from calendar_day where day = $1 for update", row.day).fetch_optional(&mut *db).await?;
    let outcome = match found {
        None => Outcome::Created,
        Some(found) => {
            let changed = differing(&[("working", found.working != row.working), ("name", found.name != row.name)]);
            if changed.is_empty() {
                return Ok(Outcome::Unchanged);
            }
            Outcome::Changed(changed)
        }
    };
    sqlx::query!(
        "insert into calendar_day (day, working, name, created_at) values ($1, $2, $3, $4)
         on conflict (day) do update set working = $2, name = $3",
        row.day,
        row.working,
        row.name,
        at
    )
    .execute(db)
    .await?;
    Ok(outcome)
}

pub(super) async fn profile(db: &mut PgConnection, at: DateTime<Utc>, row: &ProfileRow) -> sqlx::Result<Outcome> {
    let customer = sqlx::query_scalar!("select id from customer where account_name = $1", row.customer).fetch_optional(&mut *db).await?;
    let Some(customer) = customer else { return Ok(refused("customer", Refusal::UnknownCustomer)) };
    let found = sqlx::query!(
        r#"select founded_on, array[cloud_wallet, registered_capital, national_industry, vendor_industry, website, employees,
                  cloud_activity, cloud_providers, structure, funding, products, intellectual_property] as "texts!"
           from customer_profile where customer_id = $1 for update"#,
        customer
    )
    .fetch_optional(&mut *db)
    .await?;
    let outcome = match found {
        None => Outcome::Created,
        Some(found) => {
            let mut changed = differing(&[("founded_on", found.founded_on != row.founded_on)]);
            let texts = crate::imports::rules::PROFILE_TEXTS.iter().zip(found.texts.iter().zip(&row.texts));
            changed.extend(texts.filter(|(_, (old, new))| old != new).map(|(name, _)| (*name).to_owned()));
            if changed.is_empty() {
                return Ok(Outcome::Unchanged);
            }
            Outcome::Changed(changed)
        }
    };
    sqlx::query!(
        "insert into customer_profile (customer_id, founded_on, updated_at, cloud_wallet, registered_capital, national_industry,
             vendor_industry, website, employees, cloud_activity, cloud_providers, structure, funding, products, intellectual_property)
         select $1, $2, $3, t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12] from (select $4::text[] as t) as texts
         on conflict (customer_id) do update set founded_on = excluded.founded_on, updated_at = excluded.updated_at,
             cloud_wallet = excluded.cloud_wallet, registered_capital = excluded.registered_capital,
             national_industry = excluded.national_industry, vendor_industry = excluded.vendor_industry, website = excluded.website,
             employees = excluded.employees, cloud_activity = excluded.cloud_activity, cloud_providers = excluded.cloud_providers,
             structure = excluded.structure, funding = excluded.funding, products = excluded.products,
             intellectual_property = excluded.intellectual_property",
        customer,
        row.founded_on,
        at,
        &row.texts
    )
    .execute(db)
    .await?;
    Ok(outcome)
}
