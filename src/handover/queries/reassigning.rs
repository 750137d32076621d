//! Opportunities that change their owner. Each move is a row of its own in the audit, and so stands on the timeline.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::auth::PersonId;
use crate::customers::model::AssociationId;
use crate::opportunities::model::OpportunityId;
use crate::server::audit::{self, Batch, Changed};
use crate::server::request;
use crate::values::date::beijing_date;

/// An opportunity that is held until the transaction ends, and whose it was.
struct Held {
    id: Uuid,
    partner_id: Uuid,
    owner_id: Uuid,
}

/// Holds the one who gives and the one who receives as they are until the transaction ends: nobody moves them to another
/// supervisor or disables them meanwhile. Before any of their opportunities is held.
///
/// # Errors
/// Those of the database.
pub async fn hold_owners(db: &mut PgConnection, from: PersonId, to: PersonId) -> sqlx::Result<()> {
    sqlx::query!("select id from person where id = any($1) order by id for share", &[from.0, to.0]).fetch_all(db).await?;
    Ok(())
}

/// Gives one opportunity to another owner, under that person's supervisor of today. The caller holds both people and the
/// opportunity, and has asked whether it may be.
///
/// # Errors
/// Those of the database; `RowNotFound` when there is no such opportunity.
pub async fn reassign_opportunity(
    db: &mut PgConnection,
    id: OpportunityId,
    to: PersonId,
    by: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    let held = sqlx::query_as!(Held, "select id, partner_id, owner_id from opportunity where id = $1 for no key update", id.0)
        .fetch_one(&mut *db)
        .await?;
    move_to(db, &[held], to, Some(by), at).await?;
    Ok(())
}

/// All open opportunities of a person.
pub(super) async fn of_person(db: &mut PgConnection, from: PersonId, to: PersonId, by: PersonId, at: DateTime<Utc>) -> sqlx::Result<u64> {
    let held = sqlx::query_as!(
        Held,
        "select id, partner_id, owner_id from opportunity where owner_id = $1 and closed_at is null order by id for no key update",
        from.0
    )
    .fetch_all(&mut *db)
    .await?;
    move_to(db, &held, to, Some(by), at).await
}

/// The partner's own open opportunities for these customers. Those of a reseller's customer are its distributor's, and stay.
pub(super) async fn of_customers(
    db: &mut PgConnection,
    customers: &[AssociationId],
    to: PersonId,
    by: Option<PersonId>,
    at: DateTime<Utc>,
) -> sqlx::Result<u64> {
    let ids: Vec<_> = customers.iter().map(|id| id.0).collect();
    let held = sqlx::query_as!(
        Held,
        "select o.id, o.partner_id, o.owner_id from opportunity o join association a on a.customer_id = o.customer_id and a.partner_id = o.partner_id
         where a.id = any($1) and o.closed_at is null and o.owner_id <> $2 order by o.id for no key update of o",
        &ids,
        to.0
    )
    .fetch_all(&mut *db)
    .await?;
    move_to(db, &held, to, by, at).await
}

/// The version rises with it: whoever still has the page of before open changes nothing over the new owner's head.
async fn move_to(db: &mut PgConnection, held: &[Held], to: PersonId, by: Option<PersonId>, at: DateTime<Utc>) -> sqlx::Result<u64> {
    let ids: Vec<Uuid> = held.iter().map(|one| one.id).collect();
    let moved = sqlx::query!(
        "update opportunity set owner_id = $2, version = version + 1,
                supervisor_id = (select s.supervisor_id from supervision s where s.account_manager_id = $2 and s.during @> $3::date)
         where id = any($1)",
        &ids,
        to.0,
        beijing_date(at)
    )
    .execute(&mut *db)
    .await?;
    let changed: Vec<Changed> = held
        .iter()
        .map(|one| Changed {
            record: one.id,
            partner: Some(one.partner_id),
            before: json!({ "owner": one.owner_id }),
            after: json!({ "owner": to }),
        })
        .collect();
    let batch = Batch {
        at,
        actor: by.map(|person| person.0),
        verb: "opportunity.reassigned",
        entity: "opportunity",
        request_id: request::request_id(),
    };
    audit::record_each(db, &batch, &changed).await?;
    Ok(moved.rows_affected())
}
