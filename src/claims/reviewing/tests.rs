use super::*;
use crate::claims::due::lapse_due;
use crate::claims::queries::fixtures::{context, house, put_claim, put_customer};
use crate::opportunities::queries::fixtures::now;
use crate::organisation::rules::fixtures::id;
use chrono::{DateTime, TimeDelta, Utc};

async fn in_review(db: &PgPool) -> ClaimId {
    house(db).await;
    let claim = put_claim(db, "mei", "13800138000", now() + TimeDelta::days(5)).await;
    sqlx::query(
        "update claim set state = 'in_review', review_due = '2026-11-27', review_reasons = '{online_sales}', claimed_at = $2 where id = $1",
    )
    .bind(claim.0)
    .bind(now())
    .execute(db)
    .await
    .unwrap();
    claim
}

fn form(claim: ClaimId, decision: &str, note: &str) -> DecideForm {
    DecideForm { id: claim.to_string(), version: "1".into(), decision: decision.into(), note: note.into(), ..DecideForm::default() }
}

async fn decides(db: &PgPool, who: &str, form: &DecideForm, at: DateTime<Utc>) -> Result<String, AppError> {
    submit(db, &context(db, who, at), form).await
}

async fn stands(db: &PgPool) -> (String, DateTime<Utc>, String) {
    sqlx::query_as("select state, valid_until, review_note from claim").fetch_one(db).await.unwrap()
}

async fn told(db: &PgPool) -> Vec<(uuid::Uuid, String, String)> {
    sqlx::query_as("select person_id, kind, coalesce(facts->>'note', '') from notification").fetch_all(db).await.unwrap()
}

#[sqlx::test]
async fn an_accepted_claim_is_open_for_fifteen_days_from_the_acceptance(db: PgPool) {
    let claim = in_review(&db).await;
    let later = now() + TimeDelta::days(2);
    decides(&db, "viktor", &form(claim, "accept", ""), later).await.unwrap();
    assert_eq!(stands(&db).await, ("open".into(), later + TimeDelta::days(15), String::new()));
    assert_eq!(told(&db).await, [(id("mei").0, "claim_accepted".into(), String::new())]);
    let audited: i64 = sqlx::query_scalar("select count(*) from audit_event where verb = 'claim.accepted'").fetch_one(&db).await.unwrap();
    assert_eq!(audited, 1);
    // Decided is decided.
    assert!(matches!(decides(&db, "viktor", &form(claim, "reject", "late"), later).await, Err(AppError::Conflict(_))));
}

#[sqlx::test]
async fn a_rejection_says_why_and_frees_the_prospect(db: PgPool) {
    let claim = in_review(&db).await;
    assert!(matches!(decides(&db, "viktor", &form(claim, "reject", " "), now()).await, Err(AppError::Invalid(_))));
    assert!(matches!(decides(&db, "viktor", &form(claim, "", ""), now()).await, Err(AppError::Invalid(_))));
    decides(&db, "viktor", &form(claim, "reject", "Direct sales are close to a contract."), now()).await.unwrap();
    assert_eq!(stands(&db).await.0, "rejected");
    assert_eq!(told(&db).await, [(id("mei").0, "claim_rejected".into(), "Direct sales are close to a contract.".into())]);
}

#[sqlx::test]
async fn undecided_it_lapses_when_its_time_is_up_and_cannot_be_decided_any_more(db: PgPool) {
    let claim = in_review(&db).await;
    let over = now() + TimeDelta::days(5);
    assert!(matches!(decides(&db, "viktor", &form(claim, "accept", ""), over).await, Err(AppError::Conflict(_))));
    assert_eq!(lapse_due(&db, over).await.unwrap(), 1);
    assert_eq!(stands(&db).await.0, "lapsed");
    assert!(matches!(decides(&db, "viktor", &form(claim, "accept", ""), over).await, Err(AppError::Conflict(_))));
}

#[sqlx::test]
async fn only_the_vendors_staff_decide_and_only_what_came_to_review(db: PgPool) {
    let claim = in_review(&db).await;
    for account in ["mei", "zhao", "grace", "petra", "tom"] {
        assert!(matches!(decides(&db, account, &form(claim, "accept", ""), now()).await, Err(AppError::NotAllowed { .. })), "{account}");
    }
    let plain = put_claim(&db, "mei", "13800138001", now() + TimeDelta::days(5)).await;
    assert_eq!(decides(&db, "viktor", &form(plain, "accept", ""), now()).await, Err(AppError::NotFound));
    let stale = DecideForm { version: "2".into(), ..form(claim, "accept", "") };
    assert!(matches!(decides(&db, "viktor", &stale, now()).await, Err(AppError::Conflict(_))));
}

#[sqlx::test]
async fn a_prospect_that_was_associated_meanwhile_cannot_be_accepted(db: PgPool) {
    let claim = in_review(&db).await;
    let customer = put_customer(&db, "13800138000", &[], None).await;
    let sql = "insert into association (id, customer_id, kind, partner_id, customer_name, started_at)
               select $1, $1, 'referral', id, 'Northern Bank', $2 from partner where name like 'Lakeside%'";
    sqlx::query(sql).bind(customer).bind(now()).execute(&db).await.unwrap();
    assert!(matches!(decides(&db, "viktor", &form(claim, "accept", ""), now()).await, Err(AppError::Conflict(_))));
    decides(&db, "viktor", &form(claim, "reject", "Associated elsewhere."), now()).await.unwrap();
}
