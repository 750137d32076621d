//! Concurrency: one prospect, many channels, and whoever claims or associates it first has it, however close the others come.

mod scenario;

use axum::http::StatusCode;
use sqlx::PgPool;

use self::scenario::{Channel, ROUNDS, Scenario};
use crate::claims::queries::{hold_all_prospects, hold_prospect};

#[sqlx::test]
async fn a_customer_accepts_while_another_partner_claims_and_exactly_one_gets_it(db: PgPool) {
    Scenario::open(db).await.between(Channel::Join, Channel::Claim).await;
}

#[sqlx::test]
async fn a_customer_accepts_while_operations_record_another_partners_claim_and_exactly_one_gets_it(db: PgPool) {
    Scenario::open(db).await.between(Channel::Join, Channel::RecordClaim).await;
}

#[sqlx::test]
async fn a_customer_accepts_while_operations_record_it_as_anothers_and_exactly_one_gets_it(db: PgPool) {
    Scenario::open(db).await.between(Channel::Join, Channel::Record).await;
}

#[sqlx::test]
async fn a_customer_accepts_while_a_file_says_it_is_anothers_and_exactly_one_gets_it(db: PgPool) {
    Scenario::open(db).await.between(Channel::Join, Channel::Import).await;
}

#[sqlx::test]
async fn operations_record_a_customer_while_another_partner_claims_it_and_exactly_one_gets_it(db: PgPool) {
    Scenario::open(db).await.between(Channel::Record, Channel::Claim).await;
}

#[sqlx::test]
async fn operations_record_a_customer_and_anothers_claim_at_once_and_exactly_one_gets_it(db: PgPool) {
    Scenario::open(db).await.between(Channel::Record, Channel::RecordClaim).await;
}

#[sqlx::test]
async fn a_file_brings_a_customer_while_another_partner_claims_it_and_exactly_one_gets_it(db: PgPool) {
    Scenario::open(db).await.between(Channel::Import, Channel::Claim).await;
}

#[sqlx::test]
async fn a_file_brings_a_customer_while_operations_record_it_as_anothers_and_exactly_one_gets_it(db: PgPool) {
    Scenario::open(db).await.between(Channel::Import, Channel::Record).await;
}

#[sqlx::test]
async fn every_channel_waits_for_whoever_holds_the_prospect(db: PgPool) {
    let scenario = Scenario::open(db).await;
    for (number, channel) in [Channel::Join, Channel::Claim, Channel::Record, Channel::RecordClaim, Channel::Import].into_iter().enumerate()
    {
        let prospect = scenario.prospect(number).await;
        let mut first = scenario.house.db().begin().await.unwrap();
        // By the number alone, then by the address alone, written otherwise.
        let email = prospect.email.to_uppercase();
        if number % 2 == 0 {
            hold_prospect(&mut first, &prospect.mobile, None).await.unwrap();
        } else {
            hold_prospect(&mut first, "", Some(&email)).await.unwrap();
        }
        let ((), got) = tokio::join!(scenario.let_go_when_one_waits(first), scenario.through(scenario.harbor, channel, &prospect));
        assert!(got, "{channel:?}");
    }
}

#[sqlx::test]
async fn whoever_waits_too_long_for_a_file_of_customers_is_asked_to_try_again(db: PgPool) {
    let mut file = db.begin().await.unwrap();
    hold_all_prospects(&mut file).await.unwrap();
    // As every connection of the server has it, only shorter.
    let impatient = (*db.connect_options()).clone().options([("lock_timeout", "50ms")]);
    let scenario = Scenario::open(PgPool::connect_with(impatient).await.unwrap()).await;
    let fields = [("company_name", "Ridgeway"), ("industry", "health"), ("mobile", "13800138000"), ("invite", "no")];
    let claim = async || scenario.house.post("mei", "/sales/customer-development/new", "claims.claim", &fields).await;
    let waited = claim().await;
    assert_eq!((waited.status, waited.headers["retry-after"].as_bytes()), (StatusCode::SERVICE_UNAVAILABLE, &b"3"[..]), "{}", waited.body);
    assert!(waited.shows("Ridgeway"), "what was typed stands in the form");
    file.rollback().await.unwrap();
    assert!(claim().await.location().ends_with("?done=claimed"));
}

#[sqlx::test]
async fn a_claim_in_review_is_decided_one_prospect_at_a_time(db: PgPool) {
    let scenario = Scenario::open(db).await;
    let prospect = scenario.prospect(1).await;
    assert!(scenario.through(scenario.lakeside, Channel::Claim, &prospect).await);
    let sql = "update claim set state = 'in_review', review_due = '2026-11-27' where state = 'open' returning id";
    let claim: uuid::Uuid = sqlx::query_scalar(sql).fetch_one(scenario.house.db()).await.unwrap();
    let mut first = scenario.house.db().begin().await.unwrap();
    hold_prospect(&mut first, &prospect.mobile, None).await.unwrap();
    let id = claim.to_string();
    let fields = [("id", id.as_str()), ("version", "1"), ("decision", "accept"), ("note", "Met them.")];
    let page = format!("/operations/reviews/{claim}");
    let ((), accepted) =
        tokio::join!(scenario.let_go_when_one_waits(first), scenario.house.post("viktor", &page, "claims.decide", &fields));
    assert!(accepted.location().ends_with("?done=accepted"), "{}: {}", accepted.status, accepted.body);
    assert!(!scenario.through(scenario.harbor, Channel::Record, &prospect).await);
    assert_eq!(scenario.shared().await, 0);
}

#[sqlx::test]
async fn prospects_that_cross_do_not_wait_in_a_circle(db: PgPool) {
    let mut tasks = Vec::new();
    for round in 0..ROUNDS {
        let db = db.clone();
        tasks.push(tokio::spawn(async move {
            let (one, other) = if round % 2 == 0 { ("13800138001", "13800138002") } else { ("13800138002", "13800138001") };
            let mut tx = db.begin().await?;
            hold_prospect(&mut tx, one, Some(&format!("{other}@example.com"))).await?;
            sqlx::query("select pg_sleep(0.001)").execute(&mut *tx).await?;
            tx.commit().await
        }));
    }
    for task in tasks {
        task.await.unwrap().unwrap();
    }
}
