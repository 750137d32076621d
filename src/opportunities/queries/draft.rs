//! What a person has typed of a report that is not yet submitted. One a person; nobody reads another's.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::auth::Viewer;

/// A draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The form as JSON, and under `find` what was searched for.
    pub fields: Value,
    /// When it was last kept.
    pub saved_at: DateTime<Utc>,
}

/// The viewer's own draft.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, viewer: &Viewer) -> sqlx::Result<Option<Draft>> {
    sqlx::query_as!(Draft, "select fields, saved_at from opportunity_draft where person_id = $1", viewer.person_id.0)
        .fetch_optional(db)
        .await
}

/// Keeps a draft in place of the last. `submitted` is the key of the form: what was submitted with it already is no draft
/// any more, however late its last keeping arrives.
///
/// # Errors
/// Those of the database.
pub async fn keep(db: &PgPool, viewer: &Viewer, fields: &Value, submitted: Option<Uuid>, at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into opportunity_draft (person_id, fields, saved_at)
         select $1, $2, $3 where not exists (select from submission where person_id = $1 and key = $4 and location is not null)
         on conflict (person_id) do update set fields = excluded.fields, saved_at = excluded.saved_at",
        viewer.person_id.0,
        fields,
        at,
        submitted
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Throws the viewer's draft away.
///
/// # Errors
/// Those of the database.
pub async fn discard(db: &mut PgConnection, viewer: &Viewer) -> sqlx::Result<()> {
    sqlx::query!("delete from opportunity_draft where person_id = $1", viewer.person_id.0).execute(db).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opportunities::queries::fixtures::{now, people, viewer};

    #[sqlx::test]
    async fn a_draft_is_its_persons_alone(db: PgPool) {
        people(&db).await;
        let (mei, jun) = (viewer("mei"), viewer("jun"));
        keep(&db, &mei, &serde_json::json!({ "name": "Winter" }), None, now()).await.unwrap();
        keep(&db, &mei, &serde_json::json!({ "name": "Winter streaming" }), None, now()).await.unwrap();
        assert_eq!(lookup(&db, &mei).await.unwrap().unwrap().fields["name"], "Winter streaming");
        assert_eq!(lookup(&db, &jun).await.unwrap(), None);
        discard(&mut db.acquire().await.unwrap(), &jun).await.unwrap();
        assert!(lookup(&db, &mei).await.unwrap().is_some());
        discard(&mut db.acquire().await.unwrap(), &mei).await.unwrap();
        assert_eq!(lookup(&db, &mei).await.unwrap(), None);
    }

    #[sqlx::test]
    async fn what_was_submitted_is_no_draft_any_more(db: PgPool) {
        people(&db).await;
        let mei = viewer("mei");
        let key = Uuid::now_v7();
        let sql =
            "insert into submission (person_id, key, kind, request_hash, location, created_at) values ($1, $2, 'report', '', '/x', $3)";
        sqlx::query(sql).bind(mei.person_id.0).bind(key).bind(now()).execute(&db).await.unwrap();
        keep(&db, &mei, &serde_json::json!({}), Some(key), now()).await.unwrap();
        assert_eq!(lookup(&db, &mei).await.unwrap(), None);
    }
}
