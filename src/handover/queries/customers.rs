//! Who is responsible for a customer: assigned to an account manager, moved to another, taken back.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::dated::{self, Beginning};
use super::pace::Pace;
use super::rows::{Move, Receiver, Selection, give, supervisor_of};
use crate::auth::PersonId;
use crate::handover::model::Records;
use crate::handover::tables::{ASSIGNMENT, ASSOCIATION, OWNED};
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

/// Makes `to` responsible for these customers (ids of associations) from today on (Beijing day): the range of before ends today and a new one
/// begins; a range that began today is replaced. Open alerts follow, opportunities only when asked for. In the caller's
/// transaction, so that nobody sees a customer with two account managers or between them.
///
/// # Errors
/// Those of the database.
pub async fn assign(db: &mut PgConnection, customers: &[Uuid], to: PersonId, assigning: &Assigning) -> sqlx::Result<Assigned> {
    hold_people(db, customers, Some(to)).await?;
    let receiver = Receiver { id: Some(to), supervisor: supervisor_of(db, to, assigning.at).await?, telesales: false };
    give_customers(db, customers, &receiver, assigning).await
}

/// Leaves these customers without an account manager from today on: the partner's administrator answers for them. What
/// follows is as in [`assign`]; opportunities stay with their owner.
///
/// # Errors
/// Those of the database.
pub async fn take_back(db: &mut PgConnection, customers: &[Uuid], at: DateTime<Utc>) -> sqlx::Result<Assigned> {
    hold_people(db, customers, None).await?;
    give_customers(db, customers, &Receiver::default(), &Assigning { by: None, at, opportunities_too: false }).await
}

async fn give_customers(db: &mut PgConnection, customers: &[Uuid], to: &Receiver, assigning: &Assigning) -> sqlx::Result<Assigned> {
    let how = Move { by: assigning.by, at: assigning.at, pace: Pace::AT_ONCE };
    let mut assigned = Assigned { customers: give(db, &ASSOCIATION, Selection::Ids(customers), to, &how).await?, ..Assigned::default() };
    for table in OWNED {
        if !table.follows.is_some_and(|follows| !follows.when_asked || assigning.opportunities_too) {
            continue;
        }
        let rows = give(db, table, Selection::OfCustomers(customers), to, &how).await?;
        match table.kind {
            Records::Opportunities => assigned.opportunities += rows,
            Records::Alerts => assigned.alerts += rows,
            // Nobody is told of them: they go with the customer always.
            _ => {}
        }
    }
    Ok(assigned)
}

/// Assigns one customer that nobody is responsible for yet, from today on. Nothing follows: there is nothing yet.
///
/// # Errors
/// Those of the database; `assignment_one_at_a_time` when somebody is responsible.
pub async fn begin_assignment(db: &mut PgConnection, customer: Uuid, to: PersonId, at: DateTime<Utc>) -> sqlx::Result<()> {
    let beginning = Beginning { responsible: to, by: None, today: beijing_date(at), at };
    dated::begin(db, &ASSIGNMENT, &[customer], &beginning).await
}

/// Ends today's assignments of these customers; one that began today never counted for any figure, and vanishes.
///
/// # Errors
/// Those of the database.
pub async fn end_assignments(db: &mut PgConnection, customers: &[Uuid], at: DateTime<Utc>) -> sqlx::Result<()> {
    dated::end(db, &ASSIGNMENT, customers, beijing_date(at)).await
}

/// Holds the receiver and all present owners, in one order: nobody changes their supervisor meanwhile (`change_supervisor`
/// takes the person first as well), and two moves cannot wait for each other.
///
/// # Errors
/// Those of the database.
pub async fn hold_people(db: &mut PgConnection, customers: &[Uuid], to: Option<PersonId>) -> sqlx::Result<()> {
    sqlx::query!(
        "select id from person where id = $2
            or id in (select owner_id from association where id = any($1))
            or id in (select o.owner_id from opportunity o join association a on a.customer_id = o.customer_id where a.id = any($1))
         order by id for share",
        customers,
        to.map(|person| person.0)
    )
    .fetch_all(db)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
