//! What the eye answers, through the whole router.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::auth::Preset;
use crate::house::House;

#[sqlx::test]
async fn an_eye_on_what_is_not_said_shows_and_records_nothing_and_on_what_is_not_seen_does_not_exist(db: PgPool) {
    let house = House::open(db).await;
    house.staff("viktor").await;
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    house.hire(harbor, "jun", Preset::AccountManager).await;
    let prospect = format!("claim:{}", house.claim(harbor, "mei", "Riverside Hospital", "13800138000").await);

    let eye = |field: &'static str| [("field", field), ("refs", prospect.as_str())];
    let unsaid = house.call("mei", "customers.reveal", &eye("email")).await;
    assert!(unsaid.status == StatusCode::OK && unsaid.shows("\"values\":[]"), "{}", unsaid.body);
    assert_eq!(house.audited("customer.revealed").await, 0);
    assert_eq!(house.call("jun", "customers.reveal", &eye("mobile")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.audited("customer.revealed").await, 0);
    assert!(house.call("mei", "customers.reveal", &eye("mobile")).await.shows("13800138000"));
    assert_eq!(house.audited("customer.revealed").await, 1);
}

#[sqlx::test]
async fn one_of_several_customers_that_are_to_be_assigned_can_be_left_out(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let mut customers = Vec::new();
    for name in ["Snowpeak", "Orchard"] {
        let association = house.associate(harbor, "mei", name).await;
        let sql = "select customer_id from association where id = $1";
        let customer: uuid::Uuid = sqlx::query_scalar(sql).bind(association.0).fetch_one(house.db()).await.unwrap();
        customers.push(customer.to_string());
    }
    let page = house.get("grace", &format!("/sales/customers/assign?customers={}", customers.join(","))).await;
    for left in &customers {
        assert!(page.shows(&format!("href=\"/sales/customers/assign?customers={left}\"")), "{}", page.body);
    }
    let one = house.get("grace", &format!("/sales/customers/assign?customers={}", customers[0])).await;
    assert!(one.status == StatusCode::OK && !one.shows("Leave out"), "of one there is nothing to leave out");
}

#[sqlx::test]
async fn a_tag_of_the_link_is_not_told_beside_no_tags(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let association = house.associate(harbor, "mei", "Snowpeak").await;
    let sql = "select customer_id from association where id = $1";
    let customer: uuid::Uuid = sqlx::query_scalar(sql).bind(association.0).fetch_one(house.db()).await.unwrap();
    let page = async || house.get("mei", &format!("/sales/customers/{customer}")).await;
    assert!(page().await.shows("No tags yet"));
    sqlx::query("update association set tag = 'Autumn fair' where id = $1").bind(association.0).execute(house.db()).await.unwrap();
    let tagged = page().await;
    assert!(tagged.shows("Autumn fair") && !tagged.shows("No tags yet"), "{}", tagged.body);
}

#[sqlx::test]
async fn every_page_tells_the_same_last_day_of_a_claim_in_review(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let claim = house.claim(harbor, "mei", "Riverside Hospital", "13800138000").await;
    let sql = "update claim set state = 'in_review', review_due = '2026-11-30', valid_until = '2026-11-30T16:00:00Z', review_reasons = '{online_sales}' where id = $1";
    sqlx::query(sql).bind(claim.0).execute(house.db()).await.unwrap();
    for (who, address) in [
        ("mei", "/sales/customers?tab=claimed"),
        ("mei", "/sales/customer-development"),
        ("viktor", "/operations/customers"),
        ("viktor", "/operations/reviews"),
    ] {
        let page = house.get(who, address).await;
        assert!(page.shows("30 Nov 2026") && !page.shows("1 Dec 2026"), "{address}: {}", page.body);
    }
    sqlx::query("update claim set state = 'withdrawn', closed_at = claimed_at where id = $1")
        .bind(claim.0)
        .execute(house.db())
        .await
        .unwrap();
    for (who, address) in
        [("mei", "/sales/customers?tab=claimed"), ("mei", "/sales/customer-development"), ("viktor", "/operations/customers")]
    {
        let page = house.get(who, address).await;
        assert!(page.shows("Withdrawn") && !page.shows("1 Dec 2026") && !page.shows("30 Nov 2026"), "{address}: {}", page.body);
    }
}

#[sqlx::test]
async fn who_receives_the_ticked_customers_is_said_and_goes_along_with_a_search(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    house.associate(harbor, "mei", "Snowpeak Resorts").await;
    let query = format!("to={}", house.id("jun").await);
    let address = format!("/sales/customers?{query}");
    let says = "receives the customers that you tick now";
    let typed = [("list", "customers"), ("query", query.as_str()), ("texts[name]", "Snow")];
    let found = house.post("grace", &address, "lists.filter", &typed).await.location().to_owned();
    assert!(found.contains("filter=") && found.contains(&query), "{found}");
    for address in [&address, &found] {
        let page = house.get("grace", address).await;
        let field = format!("<input type=\"hidden\" name=\"to\" value=\"{}\"", &query[3..]);
        assert!(page.shows(says) && page.body.contains(&field) && page.shows("S***s"), "{address}: {}", page.body);
    }
    assert!(!house.get("mei", &address).await.shows(says), "who may not assign");
    assert!(!house.get("grace", &format!("{address}&tab=claimed")).await.shows(says));
}
