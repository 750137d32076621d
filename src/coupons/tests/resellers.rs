//! A distributor, its reseller, and nobody else.

use axum::http::StatusCode;

use super::*;

async fn pass_on(house: &House, who: &str, quota: &str, reseller: PartnerId, amount: &str) -> Answer {
    let (reseller, key) = (reseller.to_string(), key());
    let fields = [("key", key.as_str()), ("quota", quota), ("reseller", reseller.as_str()), ("amount", amount), ("remark", "Autumn")];
    house.post(who, &format!("{QUOTAS}/{quota}/pass-on"), "coupons.pass_on", &fields).await
}

async fn of_delta(house: &House) -> String {
    text(house, "select q.id::text from coupon_quota q where q.parent_id is not null order by q.id desc limit 1").await
}

#[sqlx::test]
async fn a_distributor_passes_a_part_on_sees_where_it_is_and_takes_back_what_was_not_issued(db: PgPool) {
    let Furnished { house, summit, delta, .. } = furnished(db).await;
    let resold = house.associate(delta, "sam", "Resold").await;
    let quota = give(&house, summit, "1000", &[]).await;
    let page = house.get("dara", &format!("{QUOTAS}/{quota}/pass-on")).await;
    assert!(page.shows("Delta"), "{}", page.body);
    let passed = pass_on(&house, "dara", &quota, delta, "300").await;
    assert_eq!(passed.location(), format!("{QUOTAS}/{quota}?done=passed_on"), "{}", passed.body);
    let theirs = of_delta(&house).await;
    assert_eq!(issue(&house, "rita", &theirs, resold, "80").await.status, StatusCode::SEE_OTHER);
    let shown = house.get("dara", &format!("{QUOTAS}/{quota}")).await;
    assert!(shown.shows("Delta") && shown.shows("80.00") && shown.shows("220.00"), "downwards: {}", shown.body);
    assert!(!shown.shows("R***d"), "to whom a reseller issues is not shown");
    assert!(house.get("dara", &format!("{QUOTAS}?tab=resellers")).await.shows("Delta"));
    // Nobody issues of a quota that another one holds.
    assert_eq!(issue(&house, "dara", &theirs, resold, "10").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("rita", &format!("{QUOTAS}/{quota}")).await.status, StatusCode::NOT_FOUND);

    let asked = house.get("dara", &format!("{QUOTAS}/take-back?quotas={theirs}")).await;
    assert!(asked.shows("Take back ¥220.00") && asked.shows("the reseller never sees it"), "{}", asked.body);
    let key = key();
    let taken =
        house.post("dara", &format!("{QUOTAS}/take-back?quotas={theirs}"), "coupons.take_back", &[("key", &key), ("ids[]", &theirs)]).await;
    let report = house.get("dara", taken.location()).await;
    assert!(report.shows("Reclaimed: 1 of 1, together ¥220.00."), "{}", report.body);
    assert_eq!(text(&house, "select string_agg(remaining::text, ' ' order by id) from coupon_quota").await, "920.00 0.00");
    assert_eq!(house.audited("coupon_quota.taken_back").await, 1);
    let log = house.get("rita", "/sales/coupons/log").await;
    assert!(log.shows("Taken back"), "{}", log.body);
}

#[sqlx::test]
async fn a_part_is_passed_on_to_the_own_resellers_alone_and_never_more_than_is_left(db: PgPool) {
    let Furnished { house, harbor, summit, delta, .. } = furnished(db).await;
    let quota = give(&house, summit, "100", &[]).await;
    let more = pass_on(&house, "dara", &quota, delta, "100.01").await;
    assert!(more.refuses("amount"), "{}", more.body);
    let other = pass_on(&house, "dara", &quota, harbor, "10").await;
    assert!(other.refuses("reseller"), "{}", other.body);
    assert_eq!(pass_on(&house, "grace", &quota, delta, "10").await.status, StatusCode::FORBIDDEN, "no distributor");
    assert_eq!(pass_on(&house, "rita", &quota, delta, "10").await.status, StatusCode::FORBIDDEN);
    let own = house.post("dara", QUOTAS, "coupons.take_back", &[("ids[]", &quota)]).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND, "the vendor's own is taken back by nobody");
    assert_eq!(text(&house, "select remaining::text from coupon_quota").await, "100.00");
}
