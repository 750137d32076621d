//! Everything that one person is responsible for, to another one or to the partner.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::reassigning;
use crate::auth::PersonId;
use crate::server::new_id;
use crate::values::date::beijing_date;

/// What changed hands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HandedOver {
    /// Active associations.
    pub customers: u64,
    /// Claims that are open or in review.
    pub claims: u64,
    /// Leads that are new or under way.
    pub leads: u64,
    /// Open opportunities.
    pub opportunities: u64,
    /// Invitations that wait for the customer.
    pub invitations: u64,
    /// Offline links that work.
    pub links: u64,
    /// Alerts that wait to be handled.
    pub alerts: u64,
}

impl HandedOver {
    /// Records of all kinds.
    pub const fn records(&self) -> u64 {
        self.customers + self.claims + self.leads + self.opportunities + self.invitations + self.links + self.alerts
    }
}

/// Makes `to` responsible for everything that `from` is responsible for, from today on (Beijing day); `None` leaves it to
/// the partner, but opportunities, which have an owner, then stay. What is over (closed opportunities and claims, handled
/// alerts) stays as well: it says who did it. Leads return to the partner's list where nobody receives them, and where the
/// receiver makes calls only (R20). In the caller's transaction, so that nobody sees half of it.
///
/// The person is locked for the rest of the transaction: whoever assigns something to her meanwhile waits.
///
/// # Errors
/// Those of the database; `RowNotFound` when the receiver is no active person. The move has twenty seconds.
pub async fn hand_over_person(
    db: &mut PgConnection,
    from: PersonId,
    to: Option<PersonId>,
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<HandedOver> {
    sqlx::query!("select id from person where id = $1 for update", from.0).fetch_one(&mut *db).await?;
    let receiver = receiver(db, to, at).await?;
    sqlx::query!("set local statement_timeout = '20s'").execute(&mut *db).await?;
    let customers = associations(db, from, &receiver, by, at).await?;
    let (owner, supervisor) = (receiver.id, receiver.supervisor);
    let claims = sqlx::query!(
        "update claim set owner_id = $2, supervisor_id = $3 where owner_id = $1 and state in ('open', 'in_review')",
        from.0,
        owner,
        supervisor
    )
    .execute(&mut *db)
    .await?;
    let invitations = sqlx::query!(
        "update invitation set owner_id = $2, supervisor_id = $3 where owner_id = $1 and state in ('sent', 'confirming')",
        from.0,
        owner,
        supervisor
    )
    .execute(&mut *db)
    .await?;
    let links = sqlx::query!(
        "update invitation_link set owner_id = $2, supervisor_id = $3 where owner_id = $1 and withdrawn_at is null",
        from.0,
        owner,
        supervisor
    )
    .execute(&mut *db)
    .await?;
    let alerts = sqlx::query!(
        "update customer_alert set owner_id = $2, supervisor_id = $3 where owner_id = $1 and state = 'pending'",
        from.0,
        owner,
        supervisor
    )
    .execute(&mut *db)
    .await?;
    let leads = leads(db, from, &receiver, at).await?;
    let opportunities = match to {
        Some(to) => reassigning::of_person(&mut *db, from, to, by, at).await?,
        None => 0,
    };
    sqlx::query!("set local statement_timeout to default").execute(db).await?;
    Ok(HandedOver {
        customers,
        claims: claims.rows_affected(),
        leads,
        opportunities,
        invitations: invitations.rows_affected(),
        links: links.rows_affected(),
        alerts: alerts.rows_affected(),
    })
}

/// Who receives, and whose team that is today.
struct To {
    id: Option<Uuid>,
    supervisor: Option<Uuid>,
    telesales: bool,
}

async fn receiver(db: &mut PgConnection, to: Option<PersonId>, at: DateTime<Utc>) -> sqlx::Result<To> {
    let Some(to) = to else { return Ok(To { id: None, supervisor: None, telesales: false }) };
    let row = sqlx::query!("select telesales from person where id = $1 and state = 'active' for share", to.0).fetch_one(&mut *db).await?;
    let supervisor = sqlx::query_scalar!(
        "select supervisor_id from supervision where account_manager_id = $1 and during @> $2::date",
        to.0,
        beijing_date(at)
    )
    .fetch_optional(db)
    .await?;
    Ok(To { id: Some(to.0), supervisor, telesales: row.telesales })
}

/// The associations with their dated rows: the range of before ends today and a new one begins; one that began today is
/// replaced.
async fn associations(db: &mut PgConnection, from: PersonId, to: &To, by: PersonId, at: DateTime<Utc>) -> sqlx::Result<u64> {
    let today = beijing_date(at);
    let ids = sqlx::query_scalar!("select id from association where owner_id = $1 and ended_at is null order by id for update", from.0)
        .fetch_all(&mut *db)
        .await?;
    sqlx::query!("delete from assignment where association_id = any($1) and upper_inf(during) and lower(during) >= $2", &ids, today)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "update assignment set during = daterange(lower(during), $2) where association_id = any($1) and upper_inf(during)",
        &ids,
        today
    )
    .execute(&mut *db)
    .await?;
    if let Some(receiver) = to.id {
        let rows: Vec<Uuid> = ids.iter().map(|_| new_id()).collect();
        sqlx::query!(
            "insert into assignment (id, association_id, account_manager_id, during, assigned_by, created_at)
             select one.id, one.association_id, $3, daterange($4, null), $5, $6 from unnest($1::uuid[], $2::uuid[]) as one (id, association_id)",
            &rows,
            &ids,
            receiver,
            today,
            by.0,
            at
        )
        .execute(&mut *db)
        .await?;
    }
    let moved = sqlx::query!(
        "update association set owner_id = $2, supervisor_id = $3, version = version + 1 where id = any($1)",
        &ids,
        to.id,
        to.supervisor
    )
    .execute(db)
    .await?;
    Ok(moved.rows_affected())
}

async fn leads(db: &mut PgConnection, from: PersonId, to: &To, at: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = match to.id.filter(|_| !to.telesales) {
        Some(receiver) => {
            sqlx::query!(
                "update lead set owner_id = $2, supervisor_id = $3, version = version + 1
                 where owner_id = $1 and state in ('new', 'dispatched', 'following')",
                from.0,
                receiver,
                to.supervisor
            )
            .execute(db)
            .await?
        }
        None => {
            sqlx::query!(
                "update lead set owner_id = null, supervisor_id = null, state = 'new', dispatched_by = null, dispatched_at = null,
                        version = version + 1, updated_at = $2
                 where owner_id = $1 and state in ('new', 'dispatched', 'following')",
                from.0,
                at
            )
            .execute(db)
            .await?
        }
    };
    Ok(done.rows_affected())
}

#[cfg(test)]
mod tests;
