//! What the viewer was told; nobody reads what somebody else was.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use super::model::{Kind, Notification, NotificationId};
use crate::auth::Viewer;

struct Found {
    id: NotificationId,
    kind: String,
    facts: serde_json::Value,
    link: String,
    created_at: DateTime<Utc>,
    read: bool,
}

impl Found {
    /// `None` for a kind of a newer or older program.
    fn told(self) -> Option<Notification> {
        let facts = serde_json::from_value(self.facts).unwrap_or_default();
        let kind = self.kind.parse().ok()?;
        Some(Notification { id: self.id, kind, facts, link: self.link, created_at: self.created_at, read: self.read })
    }
}

/// The latest, of these kinds or of all, before a place in the list.
///
/// # Errors
/// Those of the database.
pub async fn list_own(
    db: &PgPool,
    viewer: &Viewer,
    kinds: Option<&[Kind]>,
    before: Option<(DateTime<Utc>, Uuid)>,
    most: i64,
) -> sqlx::Result<Vec<Notification>> {
    let kinds: Option<Vec<String>> = kinds.map(|kinds| kinds.iter().map(|kind| kind.as_str().to_owned()).collect());
    let (at, id) = before.unwrap_or((DateTime::<Utc>::MAX_UTC, Uuid::max()));
    let at = at.min(DateTime::from_timestamp(253_402_300_799, 0).unwrap_or(at));
    let found = sqlx::query_as!(
        Found,
        r#"select id as "id: NotificationId", kind, facts, link, created_at, read_at is not null as "read!" from notification
           where person_id = $1 and (created_at, id) < ($2, $3) and ($5::text[] is null or kind = any($5))
           order by created_at desc, id desc limit $4"#,
        viewer.person_id.0,
        at,
        id,
        most,
        kinds.as_deref()
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().filter_map(Found::told).collect())
}

/// Unread ones of these kinds, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn unread_own(db: &PgPool, viewer: &Viewer, kinds: &[Kind], most: i64) -> sqlx::Result<Vec<Notification>> {
    let kinds: Vec<String> = kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    let found = sqlx::query_as!(
        Found,
        r#"select id as "id: NotificationId", kind, facts, link, created_at, false as "read!" from notification
           where person_id = $1 and read_at is null and kind = any($2) order by created_at desc, id desc limit $3"#,
        viewer.person_id.0,
        &kinds,
        most
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().filter_map(Found::told).collect())
}

/// Marks one as read and answers where it leads; `None` for nobody's and for somebody else's.
///
/// # Errors
/// Those of the database.
pub async fn mark_read(db: impl PgExecutor<'_>, viewer: &Viewer, id: NotificationId, at: DateTime<Utc>) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!(
        "update notification set read_at = coalesce(read_at, $3) where id = $1 and person_id = $2 returning link",
        id.0,
        viewer.person_id.0,
        at
    )
    .fetch_optional(db)
    .await
}

/// Marks all as read.
///
/// # Errors
/// Those of the database.
pub async fn mark_all_read(db: impl PgExecutor<'_>, viewer: &Viewer, at: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!("update notification set read_at = $2 where person_id = $1 and read_at is null", viewer.person_id.0, at)
        .execute(db)
        .await?;
    Ok(done.rows_affected())
}

/// The viewer's e-mail address, and the kinds about which the viewer said whether they come by e-mail.
///
/// # Errors
/// Those of the database.
pub async fn own_preferences(db: &PgPool, viewer: &Viewer) -> sqlx::Result<(Option<String>, Vec<(Kind, bool)>)> {
    let email = sqlx::query_scalar!("select email from person where id = $1", viewer.person_id.0).fetch_one(db).await?;
    let rows =
        sqlx::query!("select kind, by_mail from notification_preference where person_id = $1", viewer.person_id.0).fetch_all(db).await?;
    Ok((email, rows.into_iter().filter_map(|row| Some((row.kind.parse().ok()?, row.by_mail))).collect()))
}

/// Keeps for each kind whether it comes by e-mail.
///
/// # Errors
/// Those of the database.
pub async fn set_own_preferences(db: &mut PgConnection, viewer: &Viewer, chosen: &[(Kind, bool)], at: DateTime<Utc>) -> sqlx::Result<()> {
    let (kinds, by_mail): (Vec<String>, Vec<bool>) = chosen.iter().map(|(kind, by_mail)| (kind.as_str().to_owned(), *by_mail)).unzip();
    sqlx::query!(
        "insert into notification_preference (person_id, kind, by_mail, updated_at)
         select $1, kind, by_mail, $4 from unnest($2::text[], $3::boolean[]) as chosen (kind, by_mail)
         on conflict (person_id, kind) do update set by_mail = excluded.by_mail, updated_at = excluded.updated_at",
        viewer.person_id.0,
        &kinds,
        &by_mail,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}
