//! Companies and partners.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use crate::lists::choosing::MOST;
use crate::lists::description::Choosable;
use crate::lists::paging::contains;
use crate::operations::model::{Operator, Overview, PartnerRow};
use crate::organisation::model::{PartnerId, PartnerKind, RealNameState};
use crate::values::name_key::name_key;

/// How many there are of everything.
///
/// # Errors
/// Those of the database.
pub async fn overview(db: impl PgExecutor<'_>, _: Operator, now: DateTime<Utc>) -> sqlx::Result<Overview> {
    sqlx::query_as!(
        Overview,
        r#"select (select count(*) from company) as "companies!", (select count(*) from partner) as "partners!",
                  (select count(*) from person where partner_id is not null) as "people!",
                  (select count(*) from association where ended_at is null) as "customers!",
                  (select count(*) from claim where state = 'open' and valid_until > $1) as "claims!",
                  (select count(*) from mail where state = 'queued') as "mail_waits!",
                  (select count(*) from mail where state = 'failed' and created_at > $1::timestamptz - interval '7 days') as "mail_failed!""#,
        now
    )
    .fetch_one(db)
    .await
}

struct Found {
    id: PartnerId,
    name: String,
    company: String,
    kind: PartnerKind,
    channel_only: bool,
    distributor: Option<String>,
    real_name_state: RealNameState,
    people: i64,
    customers: i64,
    administrator_account: Option<String>,
    administrator_name: Option<String>,
    created_at: DateTime<Utc>,
}

impl From<Found> for PartnerRow {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            name: found.name,
            company: found.company,
            kind: found.kind,
            channel_only: found.channel_only,
            distributor: found.distributor,
            real_name_state: found.real_name_state,
            people: found.people,
            customers: found.customers,
            administrator: found.administrator_account.zip(found.administrator_name),
            created_at: found.created_at,
        }
    }
}

/// One partner.
///
/// # Errors
/// Those of the database.
pub async fn lookup_partner(db: impl PgExecutor<'_>, _: Operator, id: PartnerId, today: NaiveDate) -> sqlx::Result<Option<PartnerRow>> {
    let found = sqlx::query_as!(
        Found,
        r#"select pa.id as "id: PartnerId", pa.name, c.name as company, pa.kind as "kind: PartnerKind", pa.channel_only,
                  (select d.name from distribution di join partner d on d.id = di.distributor_id
                   where di.reseller_id = pa.id and di.during @> $2::date) as "distributor?",
                  pa.real_name_state as "real_name_state: RealNameState",
                  (select count(*) from person p where p.partner_id = pa.id and p.state = 'active') as "people!",
                  (select count(*) from association a where a.partner_id = pa.id and a.ended_at is null) as "customers!",
                  ad.account_name as "administrator_account?", ad.display_name as "administrator_name?", pa.created_at
           from partner pa join company c on c.id = pa.company_id
           left join person ad on ad.id = pa.primary_administrator_id
           where pa.id = $1"#,
        id.0,
        today
    )
    .fetch_optional(db)
    .await?;
    Ok(found.map(PartnerRow::from))
}

/// The partners among which a list is narrowed, by name; of too many, the one that is chosen.
///
/// # Errors
/// Those of the database.
pub async fn partners_to_choose(db: &PgPool, _: Operator, chosen: Option<Uuid>) -> sqlx::Result<Choosable> {
    let rows = sqlx::query!(r#"select id, name from partner order by name collate names, id limit $1"#, MOST + 1).fetch_all(db).await?;
    let all: Vec<(Uuid, String)> = rows.into_iter().map(|row| (row.id, row.name)).collect();
    if i64::try_from(all.len()).unwrap_or(i64::MAX) <= MOST {
        return Ok(all.into());
    }
    let name = sqlx::query_scalar!("select name from partner where id = $1", chosen).fetch_optional(db).await?;
    Ok(Choosable { records: chosen.zip(name).into_iter().collect(), are_typed: true })
}

/// The partners whose names contain what was typed, at most six, the one that is called so first.
///
/// # Errors
/// Those of the database.
pub async fn partners_named(db: impl PgExecutor<'_>, _: Operator, typed: &str) -> sqlx::Result<Vec<(Uuid, String)>> {
    let typed = name_key(typed);
    let rows = sqlx::query!(
        "select id, name from partner where name_key like $1 order by name_key <> $2, name collate names, id limit 6",
        contains(&typed),
        typed
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The distributors a reseller can belong to, by name.
///
/// # Errors
/// Those of the database.
pub async fn distributors(db: impl PgExecutor<'_>, _: Operator) -> sqlx::Result<Vec<(PartnerId, String)>> {
    let rows = sqlx::query!(r#"select id as "id: PartnerId", name from partner where kind = 'distributor' order by name collate names"#)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The partners for which customers can be recorded, by name.
///
/// # Errors
/// Those of the database.
pub async fn partner_choices(db: impl PgExecutor<'_>, _: Operator) -> sqlx::Result<Vec<(PartnerId, String)>> {
    let rows = sqlx::query!(r#"select id as "id: PartnerId", name from partner where not channel_only order by name collate names"#)
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The names of known companies.
///
/// # Errors
/// Those of the database.
pub async fn companies(db: impl PgExecutor<'_>, _: Operator) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar!("select name from company order by name collate names limit 500").fetch_all(db).await
}

/// Whether there is such a distributor; it stays one until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn is_distributor(db: &mut PgConnection, id: PartnerId) -> sqlx::Result<bool> {
    let kind = sqlx::query_scalar!("select kind from partner where id = $1 for share", id.0).fetch_optional(db).await?;
    Ok(kind.as_deref() == Some(PartnerKind::Distributor.as_str()))
}

/// Saves another state of the real-name check; `false` when it is no longer the one that was read.
///
/// # Errors
/// Those of the database.
pub async fn set_real_name_state(
    db: &mut PgConnection,
    id: PartnerId,
    from: RealNameState,
    to: RealNameState,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update partner set real_name_state = $3, updated_at = $4 where id = $1 and real_name_state = $2",
        id.0,
        from.as_str(),
        to.as_str(),
        at
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}
