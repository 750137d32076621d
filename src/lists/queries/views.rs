//! Saved views. What the viewer does not own and nobody shares with her does not exist for her.

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::auth::model::PartnerId;
use crate::auth::{PersonId, Viewer};
use crate::lists::ListName;
use crate::lists::model::{Cleaned, Kept, PAGE_SIZES, Preference, SavedView, ViewId};

/// Everything that is kept for the viewer on a list, the views among it, in the round trip that columns and page size need
/// anyway: a person without views pays for two looks into an index.
///
/// # Errors
/// Those of the database.
pub async fn kept(db: impl PgExecutor<'_>, viewer: &Viewer, list: ListName) -> sqlx::Result<Kept> {
    let row = sqlx::query!(
        r#"select p.columns as "columns?", p.page_size as "page_size?", p.default_view_id as "default?: ViewId",
                  (select json_agg(json_build_object(
                              'id', v.id, 'name', v.name, 'address', v.address, 'filter', f.id, 'typed', f.conditions,
                              'version', v.version, 'is_shared', v.shared, 'owner', case when v.person_id <> $1 then w.display_name end)
                          order by v.person_id <> $1, v.created_at, v.id)
                   from saved_view v join person w on w.id = v.person_id
                        left join private_filter f on f.id = v.filter_id and f.person_id = $1
                   where (v.person_id = $1 and v.list = $2) or (v.partner_id = $3 and v.list = $2 and v.shared))
                      as "views?: Json<Vec<SavedView>>"
           from (select) one left join list_preference p on p.person_id = $1 and p.list = $2"#,
        viewer.person_id.0,
        list.as_str(),
        viewer.partner_id().map(|partner| partner.0)
    )
    .fetch_one(db)
    .await?;
    let views = row.views.map(|views| views.0).unwrap_or_default();
    Ok(Kept {
        preference: Preference {
            columns: row.columns,
            page_size: row.page_size.and_then(|rows| u16::try_from(rows).ok()).filter(|rows| PAGE_SIZES.contains(rows)),
        },
        default: row.default.filter(|id| views.iter().any(|view| view.id == *id)),
        views,
    })
}

/// A view as the record says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Which one.
    pub id: ViewId,
    /// Of which list.
    pub list: ListName,
    /// Who made it.
    pub owner: PersonId,
    /// What it is called.
    pub name: String,
    /// What it narrows to.
    pub conditions: Cleaned,
    /// Everybody of the partner has it.
    pub is_shared: bool,
    /// For editing.
    pub version: i32,
}

/// A view that the viewer has, own or shared, locked for the rest of the transaction.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, viewer: &Viewer, id: ViewId) -> sqlx::Result<Option<Record>> {
    let row = sqlx::query!(
        r#"select v.list as "list: ListName", v.person_id as "owner: PersonId", v.name, v.address, v.filter_id, v.shared, v.version
           from saved_view v where v.id = $1 and (v.person_id = $2 or (v.shared and v.partner_id = $3)) for update"#,
        id.0,
        viewer.person_id.0,
        viewer.partner_id().map(|partner| partner.0)
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Record {
        id,
        list: row.list,
        owner: row.owner,
        name: row.name,
        conditions: Cleaned { address: row.address, filter: row.filter_id },
        is_shared: row.shared,
        version: row.version,
    }))
}

/// Has everybody who saves a view for this person wait until the transaction is over, so that they can be counted.
///
/// # Errors
/// Those of the database.
pub async fn lock_person(db: &mut PgConnection, viewer: &Viewer) -> sqlx::Result<()> {
    sqlx::query!("select id from person where id = $1 for no key update", viewer.person_id.0).fetch_one(db).await?;
    Ok(())
}

/// How many views of a list the viewer has of her own.
///
/// # Errors
/// Those of the database.
pub async fn count_own(db: impl PgExecutor<'_>, viewer: &Viewer, list: ListName) -> sqlx::Result<i64> {
    let person = viewer.person_id.0;
    sqlx::query_scalar!(r#"select count(*) as "n!" from saved_view where person_id = $1 and list = $2"#, person, list.as_str())
        .fetch_one(db)
        .await
}

/// How many views of a list the viewer's partner shares.
///
/// # Errors
/// Those of the database.
pub async fn count_shared(db: impl PgExecutor<'_>, viewer: &Viewer, list: ListName) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from saved_view where partner_id = $1 and list = $2 and shared"#,
        viewer.partner_id().map(|partner| partner.0),
        list.as_str()
    )
    .fetch_one(db)
    .await
}

/// Takes a private filter of the viewer's own into use; `false` when it is somebody else's or forgotten. It counts as used
/// just now, so that nobody forgets it before the view that uses it is there.
///
/// # Errors
/// Those of the database.
pub async fn hold_filter(db: &mut PgConnection, viewer: &Viewer, list: ListName, id: Uuid, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let held = sqlx::query!(
        "update private_filter set created_at = $4 where id = $1 and person_id = $2 and list = $3",
        id,
        viewer.person_id.0,
        list.as_str(),
        now
    )
    .execute(db)
    .await?;
    Ok(held.rows_affected() == 1)
}

/// Forgets a private filter that no view uses any more: what was typed about customers goes with the view.
///
/// # Errors
/// Those of the database.
pub async fn forget_filter(db: &mut PgConnection, id: Uuid) -> sqlx::Result<()> {
    sqlx::query!("delete from private_filter f where f.id = $1 and not exists (select from saved_view v where v.filter_id = f.id)", id)
        .execute(db)
        .await?;
    Ok(())
}

/// Saves a person's view; one of the vendor's staff has no partner. The conditions' private filter must be that person's: see [`hold_filter`].
///
/// # Errors
/// Those of the database; `saved_view_name` when there is one of this name.
pub async fn insert(
    db: &mut PgConnection,
    (person, partner): (PersonId, Option<PartnerId>),
    list: ListName,
    name: &str,
    conditions: &Cleaned,
    now: DateTime<Utc>,
) -> sqlx::Result<ViewId> {
    let id = crate::server::new_id();
    sqlx::query!(
        "insert into saved_view (id, person_id, partner_id, list, name, address, filter_id, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
        id,
        person.0,
        partner.map(|partner| partner.0),
        list.as_str(),
        name,
        conditions.address,
        conditions.filter,
        now
    )
    .execute(db)
    .await?;
    Ok(ViewId(id))
}

/// Gives a locked view another name.
///
/// # Errors
/// Those of the database; `saved_view_name` when its owner has one of this name.
pub async fn rename(db: &mut PgConnection, view: &Record, name: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update saved_view set name = $2, version = version + 1, updated_at = $3 where id = $1", view.id.0, name, now)
        .execute(db)
        .await?;
    Ok(())
}

/// Gives a locked view other conditions.
///
/// # Errors
/// Those of the database.
pub async fn replace(db: &mut PgConnection, view: &Record, conditions: &Cleaned, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update saved_view set address = $2, filter_id = $3, version = version + 1, updated_at = $4 where id = $1",
        view.id.0,
        conditions.address,
        conditions.filter,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Shares a locked view with the partner, or ends that: then it is nobody's default any more but its owner's.
///
/// # Errors
/// Those of the database.
pub async fn set_shared(db: &mut PgConnection, view: &Record, is_shared: bool, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update saved_view set shared = $2, version = version + 1, updated_at = $3 where id = $1", view.id.0, is_shared, now)
        .execute(&mut *db)
        .await?;
    if !is_shared {
        sqlx::query!(
            "update list_preference set default_view_id = null, updated_at = $3 where default_view_id = $1 and person_id <> $2",
            view.id.0,
            view.owner.0,
            now
        )
        .execute(db)
        .await?;
    }
    Ok(())
}

/// Deletes a locked view; it is nobody's default any more (a foreign key says so).
///
/// # Errors
/// Those of the database.
pub async fn delete(db: &mut PgConnection, view: &Record) -> sqlx::Result<()> {
    sqlx::query!("delete from saved_view where id = $1", view.id.0).execute(db).await?;
    Ok(())
}

/// Opens the viewer's list with a view from now on, in place of any other.
///
/// # Errors
/// Those of the database.
pub async fn set_default(db: &mut PgConnection, viewer: &Viewer, view: &Record, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into list_preference (person_id, list, default_view_id, updated_at) values ($1, $2, $3, $4)
         on conflict (person_id, list) do update set default_view_id = excluded.default_view_id, updated_at = excluded.updated_at",
        viewer.person_id.0,
        view.list.as_str(),
        view.id.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Opens the viewer's list without this view from now on; another default stays.
///
/// # Errors
/// Those of the database.
pub async fn drop_default(db: &mut PgConnection, viewer: &Viewer, view: &Record, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update list_preference set default_view_id = null, updated_at = $3 where person_id = $1 and default_view_id = $2",
        viewer.person_id.0,
        view.id.0,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
