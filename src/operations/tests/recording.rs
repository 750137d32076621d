//! Recording a customer, where the partner's right and its own claims count.

use axum::http::StatusCode;
use chrono::TimeDelta;
use sqlx::PgPool;
use uuid::Uuid;

use crate::claims::queries::fixtures::{house as people, put_claim};
use crate::customers::model::CustomerRef;
use crate::house::House;
use crate::opportunities::queries::fixtures::{now, opportunity};
use crate::organisation::rules::fixtures::{HARBOR, LAKESIDE};

/// Partners and people of the demo, with viktor signed in; Harbor holds the right of referral, Lakeside does not.
async fn furnished(db: &PgPool) -> House {
    people(db).await;
    let house = House::open(db.clone()).await;
    house.enter("viktor").await;
    house
}

#[sqlx::test]
async fn referral_is_recorded_only_for_a_partner_with_the_right(db: PgPool) {
    let house = furnished(&db).await;
    let fields = [("kind", "association"), ("account_name", "snowpeak_it"), ("association_type", "referral")];
    let refused = house.record(LAKESIDE, "", "Snowpeak Resorts", &fields).await;
    assert!(refused.refuses("association_type") && refused.shows("may not offer referral"), "{}", refused.status);
    assert_eq!(house.record(HARBOR, "", "Snowpeak Resorts", &fields).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn the_form_says_how_long_a_claim_holds_in_this_installation(db: PgPool) {
    let house = furnished(&db).await;
    let form = async || house.get("viktor", "/operations/customers/new").await;
    assert!(form().await.shows("holds for 15 calendar days"));
    sqlx::query("update terms set claim_days = 20").execute(&db).await.unwrap();
    assert!(form().await.shows("holds for 20 calendar days"));
}

#[sqlx::test]
async fn the_partners_own_claims_become_the_association_with_their_opportunities(db: PgPool) {
    let house = furnished(&db).await;
    let until = now() + TimeDelta::days(3);
    let on_number = put_claim(&db, "mei", "13800138000", until).await;
    let on_address = put_claim(&db, "ana", "13800138001", until).await;
    let anothers = put_claim(&db, "kofi", "13800138002", until).await;
    sqlx::query("update claim set state = 'in_review', email_key = 'it@snow.example' where id = $1")
        .bind(on_address.0)
        .execute(&db)
        .await
        .unwrap();
    let hope = opportunity(&db, "mei", CustomerRef::Claim(on_number), "Archive").await;
    sqlx::query("insert into invitation (id, partner_id, claim_id, kind, association_kind, token_hash, company_name, state, created_at) values ($1, $2, $3, 'email', 'resale', sha256('x'), 'S', 'sent', $4)")
        .bind(Uuid::now_v7())
        .bind(HARBOR.0)
        .bind(on_number.0)
        .bind(now())
        .execute(&db)
        .await
        .unwrap();
    let fields = [
        ("kind", "association"),
        ("account_name", "snowpeak_it"),
        ("association_type", "resale"),
        ("mobile", "138 0013 8000"),
        ("email", "It@Snow.example"),
    ];
    let recorded = house.record(HARBOR, "jun", "Snowpeak Resorts", &fields).await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.body);
    let customer: Uuid = sqlx::query_scalar("select id from customer where account_name = 'snowpeak_it'").fetch_one(&db).await.unwrap();
    for claim in [on_number, on_address] {
        let now: (String, Option<Uuid>) =
            sqlx::query_as("select state, customer_id from claim where id = $1").bind(claim.0).fetch_one(&db).await.unwrap();
        assert_eq!(now, ("associated".to_owned(), Some(customer)));
    }
    let open: Vec<Uuid> = sqlx::query_scalar("select id from claim where state in ('in_review', 'open')").fetch_all(&db).await.unwrap();
    assert_eq!(open, [anothers.0], "another prospect's claim stays");
    let moved: (Option<Uuid>, Option<Uuid>, String) = sqlx::query_as(
        "select o.customer_id, o.claim_id, p.account_name from opportunity o join person p on p.id = o.owner_id where o.id = $1",
    )
    .bind(hope.0)
    .fetch_one(&db)
    .await
    .unwrap();
    assert_eq!(moved, (Some(customer), None, "mei".to_owned()), "it stays with its owner");
    let invitation: String = sqlx::query_scalar("select state from invitation").fetch_one(&db).await.unwrap();
    assert_eq!((invitation.as_str(), house.audited("claim.associated").await), ("replaced", 2));
}
