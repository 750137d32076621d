//! What time alone does.

use super::*;
use crate::claims::due::{lapse_due, remind_due};

#[sqlx::test]
async fn overdue_claims_are_closed_once_and_their_owners_told(db: PgPool) {
    house(&db).await;
    put_claim(&db, "mei", "13800138000", now() - TimeDelta::hours(1)).await;
    put_claim(&db, "jun", "13800138001", now() + TimeDelta::seconds(1)).await;
    let reviewed = put_claim(&db, "kofi", "13800138002", now()).await;
    sqlx::query("update claim set state = 'in_review', review_due = '2026-11-22' where id = $1")
        .bind(reviewed.0)
        .execute(&db)
        .await
        .unwrap();
    assert_eq!(lapse_due(&db, now()).await.unwrap(), 2);
    assert_eq!(lapse_due(&db, now()).await.unwrap(), 0);
    let mut told = told(&db).await;
    told.sort();
    let mut expected = [(id("mei").0, "claim_lapsed".to_owned()), (id("kofi").0, "claim_rejected".to_owned())];
    expected.sort();
    assert_eq!(told, expected);
    let facts: String = sqlx::query_scalar("select string_agg(facts::text, ' ') from notification").fetch_one(&db).await.unwrap();
    assert!(!facts.contains("Snowpeak"), "{facts}");
    let open: i64 = sqlx::query_scalar("select count(*) from claim where state = 'open'").fetch_one(&db).await.unwrap();
    assert_eq!(open, 1);
}

#[sqlx::test]
async fn a_claim_is_announced_once_three_days_before_it_lapses(db: PgPool) {
    house(&db).await;
    let three_days = now() + TimeDelta::days(3);
    put_claim(&db, "mei", "13800138000", three_days).await;
    put_claim(&db, "jun", "13800138001", three_days + TimeDelta::seconds(1)).await;
    put_claim(&db, "ana", "13800138002", now()).await;
    assert_eq!(remind_due(&db, now()).await.unwrap(), 1);
    assert_eq!(remind_due(&db, now() + TimeDelta::hours(1)).await.unwrap(), 1);
    assert_eq!(remind_due(&db, now() + TimeDelta::hours(2)).await.unwrap(), 0);
    assert_eq!(told(&db).await, [(id("mei").0, "claim_lapsing".into()), (id("jun").0, "claim_lapsing".into())]);
}
