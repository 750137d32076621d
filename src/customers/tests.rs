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
