//! Moving an account manager under another supervisor, with all rows that she owns; customers that join, that move from one
//! account manager to another, and that leave; and all that a person is responsible for to another one.

mod assigning;
mod associating;
mod ending;
mod person;
mod reassigning;

pub use assigning::{Assigned, Assigning, assign, figures_owner, hold_people, take_back};
pub use associating::{Joined, Joining, Joins, NewAccount, associate, hold_account_manager, turn_claims};
pub use ending::{end_association, switch_type};
pub use person::{HandedOver, hand_over_person};
pub use reassigning::{hold_owners, reassign_opportunity};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::auth::PersonId;
use crate::server::new_id;
use crate::values::date::beijing_date;

/// What a move came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Whether the supervisor is another one than before.
    pub changed: bool,
    /// Rows whose scope was rewritten: opportunities, associations and claims together.
    pub rows: u64,
}

/// Gives an account manager another supervisor, or none, from today on (Beijing day): the row of before ends today and a
/// new one begins; a row that began today is replaced. Everything she owns follows, in the caller's transaction, so that
/// nobody sees half of a team moved.
///
/// Whoever adds a row that she owns locks her person `for share` before reading the supervisor: then no row is missed.
///
/// # Errors
/// Those of the database. The move of some ten thousand rows has twenty seconds.
pub async fn change_supervisor(
    db: &mut PgConnection,
    account_manager: PersonId,
    supervisor: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<Moved> {
    sqlx::query!("select id from person where id = $1 for update", account_manager.0).fetch_one(&mut *db).await?;
    let today = beijing_date(at);
    let current = sqlx::query!(
        r#"select id, supervisor_id as "supervisor_id: PersonId", lower(during) = $2 as "began_today!"
           from supervision where account_manager_id = $1 and during @> $2::date"#,
        account_manager.0,
        today
    )
    .fetch_optional(&mut *db)
    .await?;
    if current.as_ref().map(|row| row.supervisor_id) == supervisor {
        return Ok(Moved::default());
    }
    if let Some(row) = current {
        if row.began_today {
            sqlx::query!("delete from supervision where id = $1", row.id).execute(&mut *db).await?;
        } else {
            sqlx::query!("update supervision set during = daterange(lower(during), $2) where id = $1", row.id, today)
                .execute(&mut *db)
                .await?;
        }
    }
    if let Some(supervisor) = supervisor {
        begin_supervision(db, account_manager, supervisor, at).await?;
    }
    let rows = rewrite_supervisor(db, account_manager, supervisor).await?;
    Ok(Moved { changed: true, rows })
}

/// Begins a range of responsibility today. Nothing is rewritten: for a person who owns nothing yet.
///
/// # Errors
/// Those of the database; `supervision_one_at_a_time` when somebody is responsible already.
pub async fn begin_supervision(
    db: &mut PgConnection,
    account_manager: PersonId,
    supervisor: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into supervision (id, account_manager_id, supervisor_id, during, created_at) values ($1, $2, $3, daterange($4, null), $5)",
        new_id(),
        account_manager.0,
        supervisor.0,
        beijing_date(at),
        at
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Every table with scope columns stands here; a new capability adds its own.
async fn rewrite_supervisor(db: &mut PgConnection, owner: PersonId, supervisor: Option<PersonId>) -> sqlx::Result<u64> {
    let supervisor = supervisor.map(|person| person.0);
    sqlx::query!("set local statement_timeout = '20s'").execute(&mut *db).await?;
    let opportunities =
        sqlx::query!("update opportunity set supervisor_id = $2 where owner_id = $1", owner.0, supervisor).execute(&mut *db).await?;
    let associations =
        sqlx::query!("update association set supervisor_id = $2 where owner_id = $1", owner.0, supervisor).execute(&mut *db).await?;
    let claims = sqlx::query!("update claim set supervisor_id = $2 where owner_id = $1", owner.0, supervisor).execute(&mut *db).await?;
    let invitations =
        sqlx::query!("update invitation set supervisor_id = $2 where owner_id = $1", owner.0, supervisor).execute(&mut *db).await?;
    let links =
        sqlx::query!("update invitation_link set supervisor_id = $2 where owner_id = $1", owner.0, supervisor).execute(&mut *db).await?;
    let leads = sqlx::query!("update lead set supervisor_id = $2 where owner_id = $1", owner.0, supervisor).execute(&mut *db).await?;
    let alerts =
        sqlx::query!("update customer_alert set supervisor_id = $2 where owner_id = $1", owner.0, supervisor).execute(&mut *db).await?;
    sqlx::query!("set local statement_timeout to default").execute(db).await?;
    let all = [opportunities, associations, claims, invitations, links, leads, alerts];
    Ok(all.iter().map(sqlx::postgres::PgQueryResult::rows_affected).sum())
}

#[cfg(test)]
mod tests;
