//! The daily job, over all partners: the kept spend of open tasks.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::rules::spend_months;
use crate::server::db::begin;
use crate::values::date::beijing_date;

/// So many tasks change in one run; the next one, a minute later, goes on. Measured: 300,000 at once take 34 s.
const AT_ONCE: i64 = 20_000;

/// Brings 近12个月消费 of open tasks up to date, once a Beijing day. A task that is over keeps what stood there; one that somebody
/// holds at this moment is left for the next day. A second run on one day, or one at the same time, changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn refresh_spend(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let today = beijing_date(now);
    let mut tx = begin(db).await?;
    let turn = sqlx::query!(
        r#"select pg_try_advisory_xact_lock(hashtextextended('expansion_spend', 0)) as "is_ours!",
                  exists (select from expansion_spend_day where day = $1) as "is_done!""#,
        today
    )
    .fetch_one(&mut *tx)
    .await?;
    if !turn.is_ours || turn.is_done {
        // A transaction that is only dropped is rolled back later, and until then nobody else gets the turn.
        tx.rollback().await?;
        return Ok(0);
    }
    let (from, until) = spend_months(today);
    let changed = sqlx::query!(
        "with spend as (select association_id, sum(charged) as charged from consumption_month where cycle between $1 and $2
                        group by association_id),
              changed as (select t.id, coalesce(s.charged, 0) as charged from expansion_task t left join spend s using (association_id)
                          where t.state in ('pending', 'in_progress') and t.spend_charged <> coalesce(s.charged, 0)
                          order by t.id limit $3 for no key update of t skip locked)
         update expansion_task t set spend_charged = changed.charged from changed where t.id = changed.id",
        from,
        until,
        AT_ONCE
    )
    .execute(&mut *tx)
    .await?
    .rows_affected();
    if changed < AT_ONCE.unsigned_abs() {
        // Another run may have noted the day after this one has looked and before it had its turn.
        let note = "insert into expansion_spend_day (day, at) values ($1, $2) on conflict do nothing";
        sqlx::query(note).bind(today).bind(now).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(changed)
}
