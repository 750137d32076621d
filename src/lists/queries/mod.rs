//! What is kept for one person's lists. Every query names the person: there is no other scope.

pub mod conditions;
pub mod export;
pub mod people;
pub mod rows;
pub mod team;
pub mod totals;
pub mod views;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use sqlx::{PgExecutor, PgPool};
use uuid::Uuid;

use super::model::ListName;
use crate::auth::Viewer;

/// A private filter is forgotten after so many days: it holds names in clear.
const FILTER_DAYS: i64 = 90;

/// Keeps the columns, or forgets them.
///
/// # Errors
/// Those of the database.
pub async fn set_columns(db: &PgPool, viewer: &Viewer, list: ListName, columns: Option<&[String]>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into list_preference (person_id, list, columns, updated_at) values ($1, $2, $3, $4)
         on conflict (person_id, list) do update set columns = excluded.columns, updated_at = excluded.updated_at",
        viewer.person_id.0,
        list.as_str(),
        columns,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps the page size, one of [`PAGE_SIZES`](super::model::PAGE_SIZES).
///
/// # Errors
/// Those of the database.
pub async fn set_page_size(db: &PgPool, viewer: &Viewer, list: ListName, rows: u16, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into list_preference (person_id, list, page_size, updated_at) values ($1, $2, $3, $4)
         on conflict (person_id, list) do update set page_size = excluded.page_size, updated_at = excluded.updated_at",
        viewer.person_id.0,
        list.as_str(),
        i16::try_from(rows).unwrap_or(20),
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps conditions on masked columns; the same conditions have the same id. Forgets the viewer's old ones, but for those of
/// a saved view.
///
/// # Errors
/// Those of the database.
pub async fn keep_filter(db: &PgPool, viewer: &Viewer, list: ListName, conditions: &Value, now: DateTime<Utc>) -> sqlx::Result<Uuid> {
    sqlx::query!(
        "delete from private_filter f
         where f.person_id = $1 and f.created_at < $2 and not exists (select from saved_view v where v.filter_id = f.id)",
        viewer.person_id.0,
        now - TimeDelta::days(FILTER_DAYS)
    )
    .execute(db)
    .await?;
    let known = sqlx::query_scalar!(
        "select id from private_filter where person_id = $1 and list = $2 and conditions = $3",
        viewer.person_id.0,
        list.as_str(),
        conditions
    )
    .fetch_optional(db)
    .await?;
    if let Some(id) = known {
        return Ok(id);
    }
    let id = crate::server::new_id();
    sqlx::query!(
        "insert into private_filter (id, person_id, list, conditions, created_at) values ($1, $2, $3, $4, $5)",
        id,
        viewer.person_id.0,
        list.as_str(),
        conditions,
        now
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// The conditions of a filter of the viewer's own; somebody else's does not exist for her or him.
///
/// # Errors
/// Those of the database.
pub async fn filter(db: impl PgExecutor<'_>, viewer: &Viewer, list: ListName, id: Uuid) -> sqlx::Result<Option<Value>> {
    sqlx::query_scalar!(
        "select conditions from private_filter where id = $1 and person_id = $2 and list = $3",
        id,
        viewer.person_id.0,
        list.as_str()
    )
    .fetch_optional(db)
    .await
}

#[cfg(test)]
mod tests {
    use super::views::kept;
    use super::*;
    use crate::lists::model::Preference;
    use crate::opportunities::queries::fixtures::{now, people, viewer};
    use serde_json::json;

    #[sqlx::test]
    async fn a_filter_on_masked_columns_is_its_owners_alone(db: PgPool) {
        people(&db).await;
        let (mei, jun) = (viewer("mei"), viewer("jun"));
        let conditions = json!({"customer": "Snowpeak"});
        let id = keep_filter(&db, &mei, ListName::Opportunities, &conditions, now()).await.unwrap();
        assert_eq!(filter(&db, &mei, ListName::Opportunities, id).await.unwrap(), Some(conditions.clone()));
        assert_eq!(filter(&db, &jun, ListName::Opportunities, id).await.unwrap(), None);
        assert_eq!(filter(&db, &mei, ListName::Customers, id).await.unwrap(), None);
        assert_eq!(keep_filter(&db, &mei, ListName::Opportunities, &conditions, now()).await.unwrap(), id);
        assert_ne!(keep_filter(&db, &jun, ListName::Opportunities, &conditions, now()).await.unwrap(), id);
    }

    #[sqlx::test]
    async fn an_old_filter_is_forgotten(db: PgPool) {
        people(&db).await;
        let mei = viewer("mei");
        let id = keep_filter(&db, &mei, ListName::Customers, &json!({"name": "a"}), now()).await.unwrap();
        let later = now() + TimeDelta::days(FILTER_DAYS + 1);
        keep_filter(&db, &mei, ListName::Customers, &json!({"name": "b"}), later).await.unwrap();
        assert_eq!(filter(&db, &mei, ListName::Customers, id).await.unwrap(), None);
    }

    #[sqlx::test]
    async fn columns_and_page_size_are_kept_apart_for_each_person_and_list(db: PgPool) {
        people(&db).await;
        let (mei, jun) = (viewer("mei"), viewer("jun"));
        set_page_size(&db, &mei, ListName::Opportunities, 50, now()).await.unwrap();
        set_columns(&db, &mei, ListName::Opportunities, Some(&["name".to_owned()]), now()).await.unwrap();
        let preference = async |viewer, list| kept(&db, viewer, list).await.unwrap().preference;
        assert_eq!(preference(&mei, ListName::Opportunities).await, Preference { columns: Some(vec!["name".into()]), page_size: Some(50) });
        assert_eq!(preference(&jun, ListName::Opportunities).await, Preference::default());
        assert_eq!(preference(&mei, ListName::Customers).await, Preference::default());
        set_columns(&db, &mei, ListName::Opportunities, None, now()).await.unwrap();
        assert_eq!(preference(&mei, ListName::Opportunities).await.columns, None);
    }
}
