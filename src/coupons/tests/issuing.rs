//! Issuing and reclaiming, as the administrator of a partner does both.

use axum::http::StatusCode;
use chrono::TimeDelta;

use super::*;
use crate::auth::model::Permission;

#[sqlx::test]
async fn customers_are_found_and_ticked_and_each_receives_a_coupon(db: PgPool) {
    let Furnished { house, harbor, snowpeak, .. } = furnished(db).await;
    let harvest = house.associate(harbor, "mei", "Harvest").await;
    let quota = give(&house, harbor, "1000", &[]).await;
    let page = format!("{QUOTAS}/{quota}/issue");
    let found = house.post("grace", &page, "coupons.find_customers", &[("quota", &quota), ("find", "snow"), ("face", "150")]).await;
    assert_eq!(found.status, StatusCode::OK);
    assert!(found.shows("S***k") && found.shows(&snowpeak.to_string()) && !found.shows("Snowpeak"), "masked: {}", found.body);
    assert!(found.shows("value=\"150\""), "what was typed stays");
    // Who was ticked stays when others are looked for.
    let ticked = snowpeak.to_string();
    let more =
        house.post("grace", &page, "coupons.find_customers", &[("quota", &quota), ("find", "harvest"), ("customers[]", &ticked)]).await;
    assert!(more.shows(&ticked) && more.shows(&harvest.to_string()), "{}", more.body);
    let unknown = house.post("grace", &page, "coupons.find_customers", &[("quota", &new_id().to_string()), ("find", "snow")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND, "nobody looks for customers of a quota that is not hers");
    let nobody = [("quota", quota.as_str()), ("find", "snow"), ("found", "snow"), ("face", "150")];
    let nobody = house.post("grace", &page, "coupons.issue", &nobody).await;
    assert!(nobody.refuses("customers") && nobody.shows(&ticked), "whoever was found stands there still: {}", nobody.body);
    let none = house.post("grace", &page, "coupons.find_customers", &[("quota", &quota), ("find", "granite")]).await;
    assert!(none.shows("No associated customer matches."), "another partner's: {}", none.body);

    let (other, key) = (harvest.to_string(), key());
    let fields = [
        ("key", key.as_str()),
        ("quota", &quota),
        ("face", "150"),
        ("customers[]", &ticked),
        ("customers[]", &other),
        ("remark", "Welcome"),
    ];
    let issued = house.post("grace", &page, "coupons.issue", &fields).await;
    assert_eq!(issued.location(), format!("{QUOTAS}/{quota}?done=issued"), "{}", issued.body);
    let shown = house.get("grace", issued.location()).await;
    assert!(shown.shows("The coupons are issued.") && shown.shows("¥700.00"), "{}", shown.body);
    assert!(shown.shows("1,000.00 = left 700.00 + with resellers 0.00 + taken back 0.00 + usable 300.00 + expired 0.00 + used 0.00"));
    // A double submit gives one set.
    let again = house.post("grace", &page, "coupons.issue", &fields).await;
    assert_eq!(again.location(), issued.location());
    assert_eq!(text(&house, "select count(*)::text from coupon").await, "2");
    assert_eq!(house.audited("coupons.issued").await, 1);
    let log = house.get("grace", "/sales/coupons/log").await;
    assert!(log.shows("Issued as a coupon"), "{}", log.body);
    assert!(house.get("grace", ISSUED).await.shows("CP0000000"));
}

#[sqlx::test]
async fn two_submits_of_one_form_at_once_issue_one_set(db: PgPool) {
    let Furnished { house, harbor, snowpeak, .. } = furnished(db).await;
    let quota = give(&house, harbor, "100", &[]).await;
    let (to, key, page) = (snowpeak.to_string(), key(), format!("{QUOTAS}/{quota}/issue"));
    let fields = [("key", key.as_str()), ("quota", &quota), ("face", "60"), ("customers[]", &to)];
    let post = || house.post("grace", &page, "coupons.issue", &fields);
    let (one, two) = tokio::join!(post(), post());
    assert_eq!((one.status, one.location()), (StatusCode::SEE_OTHER, two.location()));
    assert_eq!(text(&house, "select count(*)::text || ' ' || sum(face)::text from coupon").await, "1 60.00");
}

#[sqlx::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_is_issued(db: PgPool) {
    let Furnished { house, harbor, granite, snowpeak, .. } = furnished(db).await;
    let quota = give(&house, harbor, "100", &[("customer_limit", "referral")]).await;
    // Nobody is ticked, before anybody is found and afterwards; Enter after a name issues nothing.
    let page = format!("{QUOTAS}/{quota}/issue");
    let nobody = house.post("grace", &page, "coupons.issue", &[("quota", &quota), ("face", "10")]).await;
    assert!(nobody.refuses("customers") && nobody.shows("Find customers and tick at least one."), "{}", nobody.body);
    let to = snowpeak.to_string();
    let typed = [("quota", quota.as_str()), ("face", "10"), ("customers[]", &to), ("find", "harvest"), ("found", "snow")];
    let not_found = house.post("grace", &page, "coupons.issue", &typed).await;
    assert!(not_found.refuses("find") && not_found.shows("Nothing was issued: press Find"), "{}", not_found.body);
    // C12.
    let cents = issue(&house, "grace", &quota, snowpeak, "10.005").await;
    assert!(cents.refuses("face") && cents.shows("At most two decimals"), "{}", cents.body);
    let more = issue(&house, "grace", &quota, snowpeak, "100.01").await;
    assert!(more.refuses("face") && more.shows("¥100.01, and ¥100.00 are left"), "{}", more.body);
    let other = issue(&house, "grace", &quota, granite, "10").await;
    assert!(other.shows("not associated with you any more"), "another partner's customer: {}", other.body);
    let kind = issue(&house, "grace", &quota, snowpeak, "10").await;
    assert!(kind.shows("This quota is for referral customers only."), "{}", kind.body);
    // Who is found and cannot receive one is not said to be nobody.
    let fields = [("quota", quota.as_str()), ("find", "snow")];
    let found = house.post("grace", &format!("{QUOTAS}/{quota}/issue"), "coupons.find_customers", &fields).await;
    assert!(found.shows("This quota is for referral customers only.") && !found.shows("No associated customer"), "{}", found.body);
    assert_eq!(text(&house, "select count(*)::text from coupon").await, "0");
    assert_eq!(text(&house, "select remaining::text from coupon_quota").await, "100.00");
}

#[sqlx::test]
async fn br_71_the_preset_account_manager_is_told_which_rule_refuses_and_a_further_role_lets_in(db: PgPool) {
    let Furnished { house, harbor, snowpeak, .. } = furnished(db).await;
    let quota = give(&house, harbor, "100", &[]).await;
    for page in [QUOTAS.to_owned(), ISSUED.to_owned(), format!("{QUOTAS}/{quota}"), format!("{QUOTAS}/{quota}/issue")] {
        let refused = house.get("mei", &page).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{page}");
        assert!(refused.shows("The preset role of account managers is fixed and has no coupon management."), "{}", refused.body);
    }
    assert_eq!(issue(&house, "mei", &quota, snowpeak, "10").await.status, StatusCode::FORBIDDEN);
    assert!(!house.get("mei", "/sales").await.shows(QUOTAS), "nor does her menu have it");
    let role = house.custom_role(harbor, "Coupon clerk", &[Permission::CouponQuotasView, Permission::CouponsIssue]).await;
    let manager = house.role(Preset::AccountManager).await;
    house.give("mei", &[manager, role]).await;
    assert_eq!(house.get("mei", QUOTAS).await.status, StatusCode::OK);
    assert_eq!(issue(&house, "mei", &quota, snowpeak, "10").await.status, StatusCode::SEE_OTHER);
    let coupon = latest(&house).await;
    assert_eq!(house.get("mei", &format!("{ISSUED}/{coupon}")).await.status, StatusCode::FORBIDDEN, "each item is given by itself");
}

#[sqlx::test]
async fn coupons_are_reclaimed_whole_and_each_is_reported(db: PgPool) {
    let Furnished { house, harbor, snowpeak, .. } = furnished(db).await;
    let quota = give(&house, harbor, "100", &[]).await;
    let mut ids = Vec::new();
    for face in ["10", "25.50"] {
        assert_eq!(issue(&house, "grace", &quota, snowpeak, face).await.status, StatusCode::SEE_OTHER);
        ids.push(latest(&house).await);
    }
    let ticked: Vec<(&str, &str)> = ids.iter().map(|id| ("ids[]", id.as_str())).collect();
    assert!(house.post("grace", ISSUED, "coupons.pick", &[]).await.shows("Tick at least one coupon."));
    // An address that says more than what was done.
    let forged = format!("{ISSUED}/reclaim?results={}-reclaimed", ids[0].replace('-', ""));
    assert!(house.get("grace", &forged).await.shows("Reclaimed: 0 of 1, together ¥0.00."));
    let picked = house.post("grace", ISSUED, "coupons.pick", &ticked).await;
    let page = picked.location().to_owned();
    let asked = house.get("grace", &page).await;
    assert!(asked.shows("Reclaim ¥35.50"), "{}", asked.body);
    let missing = new_id().to_string();
    let (first, second) = (key(), key());
    let all: Vec<(&str, &str)> = [("key", first.as_str())].into_iter().chain(ticked.clone()).chain([("ids[]", missing.as_str())]).collect();
    let done = house.post("grace", &page, "coupons.reclaim", &all).await;
    let report = house.get("grace", done.location()).await;
    assert!(report.shows("Reclaimed: 2 of 3, together ¥35.50.") && report.shows("Not there any more"), "{}", report.body);
    assert_eq!(text(&house, "select remaining::text from coupon_quota").await, "100.00");
    // Once more: nothing is left to be reclaimed.
    let again: Vec<(&str, &str)> = [("key", second.as_str())].into_iter().chain(ticked).collect();
    let nothing = house.post("grace", &page, "coupons.reclaim", &again).await;
    assert!(house.get("grace", nothing.location()).await.shows("Reclaimed: 0 of 2, together ¥0.00."));
    assert_eq!(house.audited("coupon.reclaimed").await, 2);
    let record = house.get("grace", &format!("{ISSUED}/{}", ids[1])).await;
    assert!(record.shows("Reclaimed") && record.shows("25.50"), "the record is kept: {}", record.body);
    // Nobody of another partner reclaims it.
    let theirs = house.post("dara", &page, "coupons.reclaim", &[("ids[]", &ids[0])]).await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
}

#[sqlx::test]
async fn a_coupons_page_and_its_lists_speak_chinese(db: PgPool) {
    let Furnished { house, harbor, snowpeak, .. } = furnished(db).await;
    let quota = give(&house, harbor, "100", &[]).await;
    issue(&house, "grace", &quota, snowpeak, "10").await;
    house.call("grace", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    let coupon = latest(&house).await;
    for (page, words) in [
        (QUOTAS.to_owned(), "剩余额度"),
        (format!("{QUOTAS}/{quota}"), "额度去向"),
        (format!("{QUOTAS}/{quota}/issue"), "请先查找客户"),
        (ISSUED.to_owned(), "可使用"),
        (format!("{ISSUED}/{coupon}"), "使用与锁定记录"),
        ("/sales/coupons/log".to_owned(), "发放代金券"),
    ] {
        let shown = house.get("grace", &page).await;
        assert!(shown.status == StatusCode::OK && shown.shows(words), "{page}: {}", shown.body);
    }
}

#[sqlx::test]
async fn what_ends_within_the_week_will_be_lost_and_what_has_ended_is_lost_already(db: PgPool) {
    let Furnished { house, summit, delta, .. } = furnished(db).await;
    let quota = give(&house, summit, "100", &[]).await;
    let (reseller, key, page) = (delta.to_string(), key(), format!("{QUOTAS}/{quota}"));
    let fields = [("key", key.as_str()), ("quota", &quota), ("reseller", &reseller), ("amount", "40")];
    house.post("dara", &format!("{page}/pass-on"), "coupons.pass_on", &fields).await;
    assert!(house.get("dara", &page).await.shows("Nothing will be lost within seven days."));
    // 26 December: 31 December, the last day, is within the week.
    house.pass(TimeDelta::days(33)).await;
    let shown = house.get("dara", &page).await;
    assert!(
        shown.shows("¥100.00 expires within seven days") && shown.shows("Of it not issued yet: ¥100.00"),
        "with Delta too: {}",
        shown.body
    );
    house.pass(TimeDelta::days(7)).await;
    let shown = house.get("dara", &page).await;
    assert!(shown.shows("Nothing will be lost within seven days.") && shown.shows("The quota has expired."), "{}", shown.body);
}
