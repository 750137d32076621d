//! What becomes of value that comes back late, of orders that change, and of coupons that were reclaimed in between.

use axum::http::StatusCode;
use chrono::TimeDelta;

use super::orders::{PAYMENTS, finish, lock, order, refund, server, stands, with_coupon};
use super::*;

/// When every coupon and quota of these tests is over.
const LATER: TimeDelta = TimeDelta::days(45);

#[sqlx::test]
async fn u11_a_voucher_that_comes_back_after_its_last_day_is_the_customers_and_expired(db: PgPool) {
    let (Furnished { house, .. }, coupon, id) = server(db).await;
    house.pass(LATER).await;
    assert_eq!(refund(&house, id, &[("case", "failed")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(stands(&house, &coupon).await, "20.00 0.00 0.00 980.00");
    let shown = house.get("grace", &format!("{ISSUED}/{coupon}")).await;
    assert!(shown.shows("Expired") && shown.shows("¥20.00"), "{}", shown.body);
    assert!(shown.shows("The ¥20.00 that are left can be neither paid with nor reclaimed"), "why, and what next: {}", shown.body);
}

#[sqlx::test]
async fn u10_a_voucher_that_comes_back_to_a_quota_that_has_ended_is_recorded_and_cannot_be_issued(db: PgPool) {
    let (Furnished { house, harbor, snowpeak, .. }, coupon, id) = server(db).await;
    let (quota, harvest) = (text(&house, "select id::text from coupon_quota").await, house.associate(harbor, "mei", "Harvest").await);
    sqlx::query("update association set ended_at = $2 where id = $1").bind(snowpeak.0).bind(house.now()).execute(house.db()).await.unwrap();
    house.pass(LATER).await;
    let done = refund(&house, id, &[("case", "failed")]).await;
    let page = house.get("viktor", done.location()).await;
    assert!(page.shows("coupon ¥20.00 to the quota") && page.shows("Association ended"), "where it went, and why: {}", page.body);
    assert_eq!(stands(&house, &coupon).await, "0.00 0.00 0.00 1000.00");
    let refused = issue(&house, "grace", &quota, harvest, "10").await;
    assert!(refused.shows("The quota has expired."), "{}", refused.body);
    assert_eq!(text(&house, "select remaining::text from coupon_quota").await, "1000.00");
}

#[sqlx::test]
async fn what_each_line_was_paid_with_is_not_fixed_for_an_order_that_has_changed_since(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, coupon) = with_coupon(db, "100").await;
    let id = order(&house, snowpeak, "CS-1", &["80"]).await;
    lock(&house, id, "CS-1", &coupon).await;
    sqlx::query("update customer_order set list_rated = 70, payable_charged = 70").execute(house.db()).await.unwrap();
    let refused = finish(&house, id, "coupons.pay").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("has changed since the coupon was locked"), "{}", refused.body);
    assert_eq!(stands(&house, &coupon).await, "100.00 80.00 0.00 900.00", "nothing is paid");
    assert_eq!(finish(&house, id, "coupons.release").await.status, StatusCode::SEE_OTHER);
    assert_eq!(stands(&house, &coupon).await, "100.00 0.00 0.00 900.00");
}

#[sqlx::test]
async fn a_discount_that_is_not_understood_is_not_taken_for_none(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, coupon) = with_coupon(db, "100").await;
    let (id, key) = (order(&house, snowpeak, "CS-1", &["80"]).await.to_string(), key());
    let fields = [("key", key.as_str()), ("order", id.as_str()), ("coupon", coupon.as_str()), ("discounts[]", "secret")];
    let refused = house.post("viktor", &format!("{PAYMENTS}?order=CS-1"), "coupons.lock", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert_eq!(stands(&house, &coupon).await, "100.00 0.00 0.00 900.00");
}

#[sqlx::test]
async fn a_reclaimed_coupon_to_which_value_came_back_is_used_again_and_then_used_up(db: PgPool) {
    let (Furnished { house, snowpeak, .. }, coupon) = with_coupon(db, "100").await;
    let first = order(&house, snowpeak, "CS-1", &["80"]).await;
    lock(&house, first, "CS-1", &coupon).await;
    finish(&house, first, "coupons.pay").await;
    let key = key();
    house.post("grace", ISSUED, "coupons.reclaim", &[("key", &key), ("ids[]", &coupon)]).await;
    let reclaimed = text(&house, "select (reclaimed_at is not null)::text || ' ' || balance from coupon").await;
    assert_eq!(reclaimed, "true 0.00");
    refund(&house, first, &[("case", "failed")]).await;
    assert_eq!(stands(&house, &coupon).await, "80.00 0.00 0.00 920.00");
    let second = order(&house, snowpeak, "CS-2", &["80"]).await;
    lock(&house, second, "CS-2", &coupon).await;
    finish(&house, second, "coupons.pay").await;
    assert_eq!(stands(&house, &coupon).await, "0.00 0.00 80.00 920.00");
    let number = text(&house, "select number from coupon").await;
    assert!(house.get("grace", &format!("{ISSUED}?state=used")).await.shows(&number));
    assert!(!house.get("grace", &format!("{ISSUED}?state=reclaimed")).await.shows(&number));
}
