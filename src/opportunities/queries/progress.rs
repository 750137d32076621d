//! Progress: one more line in the history, and what stands now.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::record::Record;
use crate::auth::model::PersonId;
use crate::opportunities::model::{Confidence, Progress, Stage, Target, TestState};

/// Adds one line to the history (R11) and makes it what stands; won and lost close. `false` when the version that was
/// read is no longer the one that stands, or when it is closed already: nothing is added then.
///
/// # Errors
/// Those of the database.
pub async fn add(
    db: &mut PgConnection,
    before: &Record,
    version: i32,
    new: &Progress,
    author: PersonId,
    at: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let target = Target { id: before.id, version };
    let done = sqlx::query!(
        "update opportunity set stage = $3, confidence = $4, technical_exchange = $5, test_state = $6, lost_reason = $7,
             closed_at = $8, version = version + 1, updated_at = $9
         where id = $1 and version = $2 and stage not in ('won', 'lost')",
        target.id.0,
        target.version,
        new.stage as Stage,
        new.confidence as Confidence,
        new.technical_exchange,
        new.test_state as TestState,
        new.lost_reason,
        new.stage.is_closed().then_some(at),
        at
    )
    .execute(&mut *db)
    .await?;
    if done.rows_affected() != 1 {
        return Ok(false);
    }
    sqlx::query!(
        "insert into opportunity_progress (id, opportunity_id, author_id, at, stage_before, stage, confidence_before, confidence,
             technical_exchange, test_state, detail, lost_reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        crate::server::new_id(),
        target.id.0,
        author.0,
        at,
        before.stage as Stage,
        new.stage as Stage,
        before.confidence as Confidence,
        new.confidence as Confidence,
        new.technical_exchange,
        new.test_state as TestState,
        new.detail,
        new.lost_reason
    )
    .execute(db)
    .await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::auth::{Reach, Scope};
    use crate::customers::model::CustomerRef;
    use crate::opportunities::queries::fixtures::{customer, now, opportunity, people, viewer};
    use crate::opportunities::queries::record::lookup;

    fn won() -> Progress {
        Progress {
            stage: Stage::Won,
            confidence: Confidence::Hundred,
            technical_exchange: "Two calls".into(),
            test_state: TestState::Passed,
            detail: "Signed".into(),
            lost_reason: None,
        }
    }

    async fn history(db: &PgPool) -> i64 {
        sqlx::query_scalar("select count(*) from opportunity_progress").fetch_one(db).await.unwrap()
    }

    /// Mei's opportunity, to which she added that it is won.
    async fn won_by_mei(db: &PgPool) -> Record {
        people(db).await;
        let snowpeak = CustomerRef::Association(customer(db, "mei", "Snowpeak Resorts").await);
        let id = opportunity(db, "mei", snowpeak, "Winter streaming").await;
        let scope = Scope::of(&viewer("mei"), Reach::Own).unwrap();
        let mut db = db.acquire().await.unwrap();
        let before = lookup(&mut db, &scope, id, now()).await.unwrap().unwrap();
        assert!(add(&mut db, &before, 1, &won(), viewer("mei").person_id, now()).await.unwrap());
        lookup(&mut db, &scope, id, now()).await.unwrap().unwrap()
    }

    #[sqlx::test]
    async fn one_entry_adds_one_line_and_becomes_what_stands(db: PgPool) {
        let after = won_by_mei(&db).await;
        assert_eq!((after.stage, after.confidence, after.test_state), (Stage::Won, Confidence::Hundred, Some(TestState::Passed)));
        assert_eq!((after.version, history(&db).await), (2, 1));
    }

    #[sqlx::test]
    async fn what_was_added_is_neither_changed_nor_deleted(db: PgPool) {
        won_by_mei(&db).await;
        for sql in ["update opportunity_progress set detail = 'Not signed'", "delete from opportunity_progress"] {
            let refused = sqlx::query(sql).execute(&db).await.expect_err(sql);
            assert!(refused.to_string().contains("opportunity_progress is append-only"), "{sql}: {refused}");
        }
        let details: Vec<String> = sqlx::query_scalar("select detail from opportunity_progress").fetch_all(&db).await.unwrap();
        assert_eq!(details, ["Signed"]);
    }

    #[sqlx::test]
    async fn nothing_is_added_over_another_version_or_after_the_end(db: PgPool) {
        people(&db).await;
        let snowpeak = CustomerRef::Association(customer(&db, "mei", "Snowpeak Resorts").await);
        let id = opportunity(&db, "mei", snowpeak, "Winter streaming").await;
        let scope = Scope::of(&viewer("mei"), Reach::Own).unwrap();
        let mut db1 = db.acquire().await.unwrap();
        let before = lookup(&mut db1, &scope, id, now()).await.unwrap().unwrap();
        assert!(!add(&mut db1, &before, 7, &won(), viewer("mei").person_id, now()).await.unwrap());
        assert!(add(&mut db1, &before, 1, &won(), viewer("mei").person_id, now()).await.unwrap());
        assert!(!add(&mut db1, &before, 2, &won(), viewer("mei").person_id, now()).await.unwrap());
        assert_eq!(history(&db).await, 1);
    }
}
