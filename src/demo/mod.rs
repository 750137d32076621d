//! The demo companies, told in the same verbs that the pages use. All of it is invented; dates are relative to the day on
//! which it is loaded, and the same seed gives the same stories.

mod alerts;
mod bills;
mod claims;
mod consumption;
mod contracts;
mod coupons;
mod customers;
mod expansion;
mod exports;
mod invitations;
mod leads;
mod notices;
mod opportunities;
mod orders;
mod people;
mod renewals;
mod story;
mod views;
mod words;

use chrono::{DateTime, Utc};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sqlx::PgPool;

use self::story::Story;
use crate::server::db::begin;
use crate::server::documents::Documents;
use crate::server::password::Passwords;

/// The password of every demo account.
pub const PASSWORD: &str = "demo-partner-center";

/// Whether the database holds the demo.
///
/// # Errors
/// Those of the database; also when it has no tables yet.
pub async fn is_loaded(db: &PgPool) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select demo_loaded_at is not null as "loaded!" from installation"#).fetch_one(db).await
}

/// Loads the demo; `false` when it is there already. Documents are typeset by the program beside this one; without it the demo has
/// none.
///
/// # Errors
/// When the database is not empty, or fails.
pub async fn load(db: &PgPool, now: DateTime<Utc>) -> anyhow::Result<bool> {
    load_with(db, now, &Documents::new(None)).await
}

/// The same with this typesetting program.
///
/// # Errors
/// Those of [`load`].
pub async fn load_with(db: &PgPool, now: DateTime<Utc>, documents: &Documents) -> anyhow::Result<bool> {
    let hash = Passwords::default().hash(PASSWORD).await?;
    let mut tx = begin(db).await?;
    let marked = sqlx::query!("update installation set demo_loaded_at = $1 where demo_loaded_at is null", now).execute(&mut *tx).await?;
    if marked.rows_affected() == 0 {
        return Ok(false);
    }
    let people = sqlx::query_scalar!(r#"select count(*) as "n!" from person"#).fetch_one(&mut *tx).await?;
    anyhow::ensure!(people == 0, "this database already has people in it; the demo is for an empty one");
    let mut story = Story { db: &mut tx, now, hash, chance: StdRng::seed_from_u64(20_261_123) };
    let cast = people::create(&mut story).await?;
    let customers = customers::create(&mut story, &cast).await?;
    claims::create(&mut story, &cast, &customers).await?;
    opportunities::create(&mut story, &cast, &customers).await?;
    alerts::create(&mut story, &cast, &customers).await?;
    orders::create(&mut story, &customers).await?;
    renewals::create(&mut story, &cast, &customers).await?;
    notices::create(&mut story, &cast).await?;
    invitations::create(&mut story, &cast, &customers).await?;
    leads::create(&mut story, &cast).await?;
    views::create(&mut story, &cast).await?;
    consumption::create(&mut story, &customers).await?;
    bills::create(&mut story).await?;
    expansion::create(&mut story, &cast).await?;
    coupons::create(&mut story, &cast, &customers).await?;
    exports::create(&mut story, &cast).await?;
    contracts::create(&mut story, &cast, documents).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[sqlx::test]
    async fn the_demo_loads_once(db: PgPool) {
        let now = "2026-11-23T02:00:00Z".parse().unwrap();
        assert!(load(&db, now).await.unwrap());
        assert!(!load(&db, now).await.unwrap());
        assert!(is_loaded(&db).await.unwrap());
        let counts = sqlx::query!(
            r#"select (select count(*) from customer) as "customers!", (select count(*) from opportunity) as "opportunities!",
                      (select count(distinct stage) from opportunity) as "stages!", (select count(*) from claim) as "claims!",
                      (select count(distinct state) from claim) as "claim_states!", (select count(distinct state) from lead) as "lead_states!",
                      (select count(*) from opportunity where updated_at > $1 or reported_at > $1) as "future!""#,
            now
        )
        .fetch_one(&db)
        .await
        .unwrap();
        assert!(counts.customers >= 200 && counts.opportunities >= 200 && counts.claims > 0, "{counts:?}");
        assert_eq!((counts.stages, counts.claim_states, counts.lead_states, counts.future), (6, 6, 5, 0));
        for (sql, states) in [
            ("select count(distinct state) from renewal_task", 4),
            ("select count(distinct state) from expansion_task", 4),
            ("select count(distinct state) from export_task", 3),
            (
                "select count(distinct bill_section) from consumption_record where partner_id = (select id from partner where name like 'Harbor%')",
                3,
            ),
            ("select least(count(*), 5) from partner_bill", 5),
            ("select least(count(*), 1) from bill_carry_over_use", 1),
            ("select count(distinct status) from coupon_quota", 3),
            ("select count(distinct state) from coupon_use", 2),
        ] {
            assert_eq!(sqlx::query_scalar::<_, i64>(sql).fetch_one(&db).await.unwrap(), states, "{sql}");
        }
    }
}
