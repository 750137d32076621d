//! What time drives, over all partners: the kept spend of open tasks.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::rules::spend_months;
use crate::values::date::beijing_date;

/// Brings 近12个月消费 of open tasks up to date, once a Beijing day. A task that is over keeps what stood there; one that somebody
/// holds at this moment is left for the next day. A second run on one day, or one at the same time, changes nothing.
///
/// # Errors
/// Those of the database.
pub async fn refresh_spend(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let today = beijing_date(now);
    let mut tx = db.begin().await?;
    let first = sqlx::query!("insert into expansion_spend_day (day, at) values ($1, $2) on conflict do nothing", today, now)
        .execute(&mut *tx)
        .await?;
    if first.rows_affected() == 0 {
        return Ok(0);
    }
    let (from, until) = spend_months(today);
    let changed = sqlx::query!(
        "with spend as (select association_id, sum(charged) as charged from consumption_month where cycle between $1 and $2
                        group by association_id),
              changed as (select t.id, coalesce(s.charged, 0) as charged from expansion_task t left join spend s using (association_id)
                          where t.state in ('pending', 'in_progress') and t.spend_charged <> coalesce(s.charged, 0)
                          order by t.id for no key update of t skip locked)
         update expansion_task t set spend_charged = changed.charged from changed where t.id = changed.id",
        from,
        until
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(changed.rows_affected())
}
