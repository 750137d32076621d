//! The moves over the list of tables: rows get another owner, or the rows of an owner another supervisor.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{FromRow, PgConnection, Postgres, QueryBuilder};
use uuid::Uuid;

use super::dated::{self, Beginning};
use super::pace::Pace;
use crate::auth::PersonId;
use crate::handover::tables::{OWNED, OwnedTable, WithoutReceiver};
use crate::server::audit::{self, Batch, Changed};
use crate::server::request;
use crate::values::date::beijing_date;

/// Who receives, and whose team that is today. The default leaves rows to the partner.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Receiver {
    pub id: Option<PersonId>,
    pub supervisor: Option<Uuid>,
    /// Makes calls only.
    pub telesales: bool,
}

/// Who moves rows, when, and how many at a time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move<'a> {
    /// `None` for background work of nobody.
    pub by: Option<PersonId>,
    pub at: DateTime<Utc>,
    pub pace: Pace<'a>,
}

/// Which rows of a table.
#[derive(Clone, Copy, Debug)]
pub(super) enum Selection<'a> {
    /// Those that are under way and have this owner.
    OfOwner(PersonId),
    /// These, whatever their state.
    Ids(&'a [Uuid]),
    /// Those under way that follow these associations.
    OfCustomers(&'a [Uuid]),
}

#[derive(FromRow)]
struct Moved {
    id: Uuid,
    partner_id: Uuid,
    former: Option<Uuid>,
}

/// Who receives: an active person, held until the transaction ends.
///
/// # Errors
/// `RowNotFound` when that is no active person.
pub(super) async fn receiver(db: &mut PgConnection, to: Option<PersonId>, at: DateTime<Utc>) -> sqlx::Result<Receiver> {
    let Some(to) = to else { return Ok(Receiver::default()) };
    let row = sqlx::query!("select telesales from person where id = $1 and state = 'active' for share", to.0).fetch_one(&mut *db).await?;
    Ok(Receiver { id: Some(to), supervisor: supervisor_of(db, to, at).await?, telesales: row.telesales })
}

/// The supervisor of an account manager on the Beijing day of `at`.
pub(super) async fn supervisor_of(db: &mut PgConnection, person: PersonId, at: DateTime<Utc>) -> sqlx::Result<Option<Uuid>> {
    let today = beijing_date(at);
    sqlx::query_scalar!("select supervisor_id from supervision where account_manager_id = $1 and during @> $2::date", person.0, today)
        .fetch_optional(db)
        .await
}

/// Gives the selected rows of a table to the receiver, with their dated rows and their history. Answers how many.
pub(super) async fn give(
    db: &mut PgConnection,
    table: &OwnedTable,
    selection: Selection<'_>,
    to: &Receiver,
    how: &Move<'_>,
) -> sqlx::Result<u64> {
    if to.id.is_none() && table.without_receiver == WithoutReceiver::Stay {
        return Ok(0);
    }
    let mut all = 0;
    loop {
        let moved = give_some(db, table, selection, to, how).await?;
        all += moved;
        how.pace.note(moved).await?;
        if how.pace.is_last(moved) {
            return Ok(all);
        }
    }
}

async fn give_some(
    db: &mut PgConnection,
    table: &OwnedTable,
    selection: Selection<'_>,
    to: &Receiver,
    how: &Move<'_>,
) -> sqlx::Result<u64> {
    let mut query = statement(table, selection, to, how);
    if table.dated.is_none() && table.history.is_none() {
        return Ok(query.build().execute(db).await?.rows_affected());
    }
    let moved: Vec<Moved> = query.build_query_as().fetch_all(&mut *db).await?;
    if moved.is_empty() {
        return Ok(0);
    }
    if let Some(dated) = table.dated {
        let ids: Vec<Uuid> = moved.iter().map(|row| row.id).collect();
        let today = beijing_date(how.at);
        dated::end(db, dated, &ids, today).await?;
        if let Some(responsible) = to.id {
            dated::begin(db, dated, &ids, &Beginning { responsible, by: how.by, today, at: how.at }).await?;
        }
    }
    if let Some(history) = table.history {
        let changed: Vec<Changed> = moved
            .iter()
            .map(|row| Changed {
                record: row.id,
                partner: Some(row.partner_id),
                before: json!({ "owner": row.former }),
                after: json!({ "owner": to.id }),
            })
            .collect();
        let actor = how.by.map(|person| person.0);
        let batch = Batch { at: how.at, actor, verb: history.verb, entity: history.entity, request_id: request::request_id() };
        audit::record_each(db, &batch, &changed).await?;
    }
    Ok(moved.len() as u64)
}

/// The update of one table. The former owner is read where it is not said already, in the order of ids, so that two moves
/// cannot wait for each other.
fn statement(table: &OwnedTable, selection: Selection<'_>, to: &Receiver, how: &Move<'_>) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new("");
    let reads_first = how.pace.most().is_some() || (table.history.is_some() && !matches!(selection, Selection::OfOwner(_)));
    if reads_first {
        query.push("with chosen as (select t.id, t.owner_id from ").push(table.name).push(" t where ");
        select(&mut query, table, selection, to);
        query.push(" order by t.id");
        if let Some(most) = how.pace.most() {
            query.push(" limit ").push_bind(most);
        }
        query.push(" for no key update of t) ");
    }
    query.push("update ").push(table.name).push(" as t set ");
    match table.without_receiver {
        WithoutReceiver::Return(assignments) if to.id.is_none() || to.telesales => {
            query.push("owner_id = null, supervisor_id = null, ").push(assignments).push(", updated_at = ").push_bind(how.at);
        }
        _ => {
            query.push("owner_id = ").push_bind(to.id.map(|person| person.0));
            query.push(", supervisor_id = ").push_bind(to.supervisor);
        }
    }
    if table.versioned {
        query.push(", version = version + 1");
    }
    if reads_first {
        query.push(" from chosen where t.id = chosen.id");
    } else {
        query.push(" where ");
        select(&mut query, table, selection, to);
    }
    if table.dated.is_some() || table.history.is_some() {
        query.push(" returning t.id, t.partner_id, ");
        match selection {
            _ if reads_first => query.push("chosen.owner_id"),
            Selection::OfOwner(person) => query.push_bind(person.0).push("::uuid"),
            _ => query.push("null::uuid"),
        };
        query.push(" as former");
    }
    query
}

fn select(query: &mut QueryBuilder<Postgres>, table: &OwnedTable, selection: Selection<'_>, to: &Receiver) {
    match selection {
        Selection::OfOwner(person) => {
            query.push("t.owner_id = ").push_bind(person.0).push(" and ").push(table.open);
        }
        Selection::Ids(ids) => {
            query.push("t.id = any(").push_bind(ids).push(")");
        }
        Selection::OfCustomers(ids) => {
            let Some(follows) = table.follows else {
                query.push("false");
                return;
            };
            query.push(follows.before_ids).push_bind(ids).push(follows.after_ids).push(" and ").push(table.open);
            // What the receiver has already is no move, and nothing to tell.
            if table.history.is_some() {
                query.push(" and t.owner_id is distinct from ").push_bind(to.id.map(|person| person.0));
            }
        }
    }
}

/// Puts everything that a person owns, whatever its state, under another supervisor. Answers how many rows that was.
pub(super) async fn put_under(db: &mut PgConnection, owner: PersonId, supervisor: Option<PersonId>, pace: Pace<'_>) -> sqlx::Result<u64> {
    let supervisor = supervisor.map(|person| person.0);
    let mut all = 0;
    for table in OWNED {
        loop {
            let mut query = QueryBuilder::<Postgres>::new("update ");
            query.push(table.name).push(" set supervisor_id = ").push_bind(supervisor).push(" where ");
            if let Some(most) = pace.most() {
                query.push("id in (select id from ").push(table.name).push(" where owner_id = ").push_bind(owner.0);
                query.push(" and supervisor_id is distinct from ").push_bind(supervisor).push(" limit ").push_bind(most).push(")");
            } else {
                query.push("owner_id = ").push_bind(owner.0);
            }
            let moved = query.build().execute(&mut *db).await?.rows_affected();
            all += moved;
            pace.note(moved).await?;
            if pace.is_last(moved) {
                break;
            }
        }
    }
    Ok(all)
}
