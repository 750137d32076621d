//! Who is responsible for a customer: assigned to an account manager, moved to another, taken back.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgConnection;

use super::reassigning;
use crate::auth::PersonId;
use crate::customers::model::AssociationId;
use crate::server::new_id;
use crate::values::date::beijing_date;

/// Who moves customers, when, and what follows them.
#[derive(Clone, Copy, Debug)]
pub struct Assigning {
    /// Who does it; `None` for background work.
    pub by: Option<PersonId>,
    /// When; the new range begins on this Beijing day, and figures count from the day after (R56, U26).
    pub at: DateTime<Utc>,
    /// Whether the open opportunities move to the receiver as well. Usually they stay with their owner.
    pub opportunities_too: bool,
}

/// What a move came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    /// Associations that changed hands.
    pub customers: u64,
    /// Open alerts that followed.
    pub alerts: u64,
    /// Open opportunities that followed.
    pub opportunities: u64,
}

/// Makes `to` responsible for these customers from today on (Beijing day): the range of before ends today and a new one
/// begins; a range that began today is replaced. Open alerts follow, opportunities only when asked for. In the caller's
/// transaction, so that nobody sees a customer with two account managers or between them.
///
/// # Errors
/// Those of the database.
pub async fn assign(db: &mut PgConnection, customers: &[AssociationId], to: PersonId, assigning: &Assigning) -> sqlx::Result<Assigned> {
    hold_people(db, customers, Some(to)).await?;
    end_ranges(db, customers, assigning.at).await?;
    let ids: Vec<_> = customers.iter().map(|id| id.0).collect();
    let rows: Vec<_> = ids.iter().map(|_| new_id()).collect();
    sqlx::query!(
        "insert into assignment (id, association_id, account_manager_id, during, assigned_by, created_at)
         select one.id, one.association_id, $3, daterange($4, null), $5, $6 from unnest($1::uuid[], $2::uuid[]) as one (id, association_id)",
        &rows,
        &ids,
        to.0,
        beijing_date(assigning.at),
        assigning.by.map(|person| person.0),
        assigning.at
    )
    .execute(&mut *db)
    .await?;
    let mut assigned = rewrite(db, customers, Some(to)).await?;
    if assigning.opportunities_too {
        assigned.opportunities = reassigning::of_customers(db, customers, to, assigning.by, assigning.at).await?;
    }
    Ok(assigned)
}

/// Leaves these customers without an account manager from today on: the partner's administrator answers for them. What
/// follows is as in [`assign`]; opportunities stay with their owner.
///
/// # Errors
/// Those of the database.
pub async fn take_back(db: &mut PgConnection, customers: &[AssociationId], at: DateTime<Utc>) -> sqlx::Result<Assigned> {
    hold_people(db, customers, None).await?;
    end_ranges(db, customers, at).await?;
    rewrite(db, customers, None).await
}

/// Whose figures of a day a customer counts for: a range counts from the day after it began, through the day on which it
/// ended (R56, U26).
///
/// # Errors
/// Those of the database.
pub async fn figures_owner(db: &mut PgConnection, customer: AssociationId, day: NaiveDate) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar!(
        r#"select account_manager_id as "id: PersonId" from assignment where association_id = $1 and during @> ($2::date - 1)"#,
        customer.0,
        day
    )
    .fetch_optional(db)
    .await
}

/// Holds the receiver and all present owners, in one order: nobody changes their supervisor meanwhile (`change_supervisor`
/// takes the person first as well), and two moves cannot wait for each other.
///
/// # Errors
/// Those of the database.
pub async fn hold_people(db: &mut PgConnection, customers: &[AssociationId], to: Option<PersonId>) -> sqlx::Result<()> {
    let ids: Vec<_> = customers.iter().map(|id| id.0).collect();
    sqlx::query!(
        "select id from person where id = $2
            or id in (select owner_id from association where id = any($1))
            or id in (select o.owner_id from opportunity o join association a on a.customer_id = o.customer_id where a.id = any($1))
         order by id for share",
        &ids,
        to.map(|person| person.0)
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

/// Ends today's ranges; one that began today never counted for any figure, and vanishes.
pub(super) async fn end_ranges(db: &mut PgConnection, customers: &[AssociationId], at: DateTime<Utc>) -> sqlx::Result<()> {
    let ids: Vec<_> = customers.iter().map(|id| id.0).collect();
    let today = beijing_date(at);
    sqlx::query!("delete from assignment where association_id = any($1) and upper_inf(during) and lower(during) >= $2", &ids, today)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "update assignment set during = daterange(lower(during), $2) where association_id = any($1) and upper_inf(during)",
        &ids,
        today
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The scope columns of the associations and of their open alerts. What was handled stays with whoever handled it.
async fn rewrite(db: &mut PgConnection, customers: &[AssociationId], owner: Option<PersonId>) -> sqlx::Result<Assigned> {
    let ids: Vec<_> = customers.iter().map(|id| id.0).collect();
    let owner = owner.map(|person| person.0);
    let associations = sqlx::query!(
        "update association set owner_id = $2, version = version + 1,
                supervisor_id = (select s.supervisor_id from supervision s where s.account_manager_id = $2 and upper_inf(s.during))
         where id = any($1)",
        &ids,
        owner
    )
    .execute(&mut *db)
    .await?;
    let alerts = sqlx::query!(
        "update customer_alert w set owner_id = a.owner_id, supervisor_id = a.supervisor_id from association a
         where a.id = w.association_id and a.id = any($1) and w.state = 'pending'",
        &ids
    )
    .execute(db)
    .await?;
    Ok(Assigned { customers: associations.rows_affected(), alerts: alerts.rows_affected(), opportunities: 0 })
}

#[cfg(test)]
mod tests;
