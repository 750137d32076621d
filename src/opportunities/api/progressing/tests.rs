use chrono::TimeDelta;

use super::*;
use crate::auth::Viewer;
use crate::customers::model::CustomerRef;
use crate::error::Conflict;
use crate::i18n::Locale;
use crate::opportunities::model::OpportunityId;
use crate::opportunities::queries::fixtures::{claim, customer, now, opportunity, people, viewer};

fn at(viewer: &Viewer) -> CommandContext<'_> {
    CommandContext { viewer, now: now(), t: OpportunityText(Locale::En) }
}

fn form(id: OpportunityId, version: i32, stage: &str) -> ProgressForm {
    ProgressForm {
        key: uuid::Uuid::now_v7().to_string(),
        id: id.to_string(),
        version: version.to_string(),
        stage: stage.into(),
        confidence: "70".into(),
        test_state: "running".into(),
        detail: "Agreed on a test".into(),
        ..ProgressForm::default()
    }
}

async fn winter(db: &PgPool) -> OpportunityId {
    people(db).await;
    let snowpeak = CustomerRef::Association(customer(db, "mei", "Snowpeak").await);
    opportunity(db, "mei", snowpeak, "Winter").await
}

async fn lines(db: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from opportunity_progress").fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn a_repeated_submit_adds_one_line(db: PgPool) {
    let id = winter(&db).await;
    let (mei, form) = (viewer("mei"), form(id, 1, "solution"));
    let (one, other) = tokio::join!(add(&db, at(&mei), &form), add(&db, at(&mei), &form));
    assert_eq!(one, other);
    assert_eq!(one.unwrap(), format!("/sales/opportunities/{id}?done=progress"));
    assert_eq!(lines(&db).await, 1);
    let stage: String = sqlx::query_scalar("select stage from opportunity").fetch_one(&db).await.unwrap();
    assert_eq!(stage, "solution");
}

#[sqlx::test]
async fn two_entries_over_one_version_are_not_both_added(db: PgPool) {
    let id = winter(&db).await;
    let (mei, grace) = (viewer("mei"), viewer("grace"));
    let (one, other) = (form(id, 1, "solution"), form(id, 1, "negotiation"));
    let (one, other) = tokio::join!(add(&db, at(&mei), &one), add(&db, at(&grace), &other));
    assert_ne!(one.is_ok(), other.is_ok());
    assert!(matches!(one.and(other), Err(AppError::Conflict(Conflict { version: Some(2), .. }))));
    assert_eq!(lines(&db).await, 1);
}

#[sqlx::test]
async fn lost_needs_a_reason_and_closes(db: PgPool) {
    let id = winter(&db).await;
    let mei = viewer("mei");
    let refused = add(&db, at(&mei), &form(id, 1, "lost")).await;
    assert!(matches!(refused, Err(AppError::Invalid(errors)) if errors.0[0].field == "form[lost_reason]"));
    let lost = ProgressForm { lost_reason: "Price".into(), ..form(id, 1, "lost") };
    add(&db, at(&mei), &lost).await.unwrap();
    assert!(matches!(add(&db, at(&mei), &form(id, 2, "solution")).await, Err(AppError::Conflict(Conflict { version: None, .. }))));
    assert_eq!(lines(&db).await, 1);
}

#[sqlx::test]
async fn supervisors_read_only_and_strangers_know_nothing(db: PgPool) {
    let id = winter(&db).await;
    for who in ["zhao", "lin", "tom", "rita", "viktor"] {
        assert!(matches!(add(&db, at(&viewer(who)), &form(id, 1, "solution")).await, Err(AppError::NotAllowed { .. })), "{who}");
    }
    for who in ["jun", "omar", "petra", "dara"] {
        assert_eq!(add(&db, at(&viewer(who)), &form(id, 1, "solution")).await, Err(AppError::NotFound), "{who}");
    }
    assert_eq!(lines(&db).await, 0);
}

#[sqlx::test]
async fn an_opportunity_on_a_lapsed_claim_still_takes_progress(db: PgPool) {
    people(&db).await;
    let lapsed = CustomerRef::Claim(claim(&db, "mei", "Gamma", now() - TimeDelta::days(3)).await);
    let id = opportunity(&db, "mei", lapsed, "Winter").await;
    assert!(add(&db, at(&viewer("mei")), &form(id, 1, "solution")).await.is_ok());
}
