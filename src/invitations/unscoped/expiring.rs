//! Time ends what nobody answered.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::auth::PersonId;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::db::begin;
use crate::server::worker::in_turns;
use crate::values::masking::mask_name;

/// Invitations ended in one transaction.
const AT_ONCE: i64 = 500;

/// Closes sent invitations whose time is up, and verifications whose code nobody entered in time; tells the account managers of
/// the mailed ones. Both counted as over before: nothing waits for this. Runs as often as one likes.
///
/// # Errors
/// Those of the database.
pub async fn expire_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    in_turns(AT_ONCE, || some_due(db, now)).await
}

async fn some_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let mut tx = begin(db).await?;
    let rows = sqlx::query!(
        r#"update invitation i
           set state = case i.state when 'sent' then 'expired' else 'failed' end,
               reason = case i.state when 'sent' then null else 'not_proven' end, closed_at = $1, code_hash = null
           from (select id from invitation where state in ('sent', 'confirming') and expires_at <= $1
                 order by id limit $2 for update skip locked) due
           where i.id = due.id
           returning i.id, i.company_name, i.state = 'expired' as "was_mailed!", coalesce(i.owner_id, i.created_by) as "to_tell?: PersonId",
                     i.expires_at as "at!""#,
        now,
        AT_ONCE
    )
    .fetch_all(&mut *tx)
    .await?;
    for row in rows.iter().filter(|row| row.was_mailed) {
        if let Some(person) = row.to_tell {
            notify(&mut tx, &notice(person, row.id, &row.company_name, row.at)).await?;
        }
    }
    tx.commit().await?;
    Ok(u64::try_from(rows.len()).unwrap_or(0))
}

fn notice(person: PersonId, invitation: Uuid, name: &str, at: DateTime<Utc>) -> Notice<'static> {
    Notice {
        person,
        kind: Kind::InvitationFailed,
        facts: Facts { name: mask_name(name), ..Facts::default() },
        link: "/sales/customer-development/history",
        entity: "invitation",
        entity_id: invitation,
        at,
    }
}
