//! The vendor gives quotas and changes their status.

use axum::http::StatusCode;

use super::*;

#[sqlx::test]
async fn a_quota_is_given_with_everything_that_was_typed_and_what_is_wrong_stands_beside_its_field(db: PgPool) {
    let Furnished { house, harbor, delta, .. } = furnished(db).await;
    let page = "/operations/coupon-quotas/new";
    let empty = house.post("viktor", page, "coupons.give", &[]).await;
    for field in ["partner", "amount", "customer_limit"] {
        assert!(empty.refuses(field), "{field}: {}", empty.body);
    }
    let far = house.post("viktor", page, "coupons.give", &[("scope[valid_until]", "9999-12-31")]).await;
    assert!(far.refuses("scope_valid_until") && far.shows("at the latest 2999-12-31"), "{}", far.body);
    let hints = house.get("viktor", page).await;
    assert!(hints.shows("None ticked: all of them.") && !hints.shows("that the quota allows"), "{}", hints.body);
    let partner = delta.to_string();
    let reseller = house.post("viktor", page, "coupons.give", &[("partner", &partner), ("amount", "5")]).await;
    assert!(reseller.refuses("partner"), "a reseller's come from its distributor: {}", reseller.body);
    let quota = give(&house, harbor, "5,000.50", &[("scope[services]", "Server\nDisk"), ("scope[order_types][]", "new")]).await;
    let shown = house.get("viktor", &format!("/operations/coupon-quotas/{quota}?done=given")).await;
    assert!(shown.shows("The quota is given.") && shown.shows("¥5,000.50") && shown.shows("Server, Disk"), "{}", shown.body);
    assert!(house.get("viktor", "/operations/coupon-quotas").await.shows("5,000.50"));
    assert!(house.get("grace", QUOTAS).await.shows("5,000.50"));
    assert_eq!(house.audited("coupon_quota.given").await, 1);
}

#[sqlx::test]
async fn br_45_of_a_frozen_quota_nothing_is_issued_until_it_is_valid_again(db: PgPool) {
    let Furnished { house, harbor, snowpeak, .. } = furnished(db).await;
    let quota = give(&house, harbor, "100", &[]).await;
    let page = format!("/operations/coupon-quotas/{quota}");
    let change = async |shown: &str, status: &str, reason: &str| {
        let key = key();
        let fields = [("key", key.as_str()), ("id", quota.as_str()), ("shown", shown), ("status", status), ("reason", reason)];
        house.post("viktor", &page, "coupons.set_status", &fields).await
    };
    assert!(change("valid", "frozen", "").await.refuses("reason"));
    assert_eq!(change("valid", "frozen", "Under review").await.status, StatusCode::SEE_OTHER);
    assert_eq!(change("valid", "disabled", "Too late").await.status, StatusCode::CONFLICT, "somebody else was faster");
    let refused = issue(&house, "grace", &quota, snowpeak, "10").await;
    let why = "Operations say: “Under review”.";
    assert!(refused.shows("The quota is frozen. Since ") && refused.shows(why), "{}", refused.body);
    let told = house.get("grace", &format!("{QUOTAS}/{quota}")).await;
    assert!(told.shows("Nothing can be issued now. The quota is frozen. Since ") && told.shows(why), "{}", told.body);
    assert!(house.get("grace", &format!("{QUOTAS}/{quota}/issue")).await.shows(why));
    assert!(house.get("viktor", &page).await.shows("Under review"));
    let heard = house.get("grace", "/notifications").await;
    assert!(
        heard.shows("The vendor changed the status of coupon quota") && heard.shows("Frozen") && heard.shows("Under review"),
        "{}",
        heard.body
    );
    assert!(!house.get("mei", "/notifications").await.shows("coupon quota"), "administrators are told");
    assert_eq!(change("frozen", "valid", "Reviewed").await.status, StatusCode::SEE_OTHER);
    assert_eq!(issue(&house, "grace", &quota, snowpeak, "10").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.audited("coupon_quota.status_changed").await, 2);
    assert!(!house.get("grace", &format!("{QUOTAS}/{quota}")).await.shows("Operations say"), "it is valid again");
    assert!(house.get("grace", &format!("{QUOTAS}/{quota}")).await.shows("Reviewed"), "and says since when and why");
    // One word for what Operations ended: on their page, in the partner's list, on the quota's page.
    assert_eq!(change("valid", "disabled", "No longer needed").await.status, StatusCode::SEE_OTHER);
    assert!(house.get("viktor", &page).await.shows("Ended") && house.get("grace", QUOTAS).await.shows("Ended"));
    assert!(house.get("grace", &format!("{QUOTAS}/{quota}")).await.shows("The quota has ended."));
}

#[sqlx::test]
async fn the_vendors_pages_speak_chinese_and_no_english(db: PgPool) {
    let Furnished { house, harbor, .. } = furnished(db).await;
    let quota = give(&house, harbor, "100", &[("scope[combines_with][]", "commercial")]).await;
    house.call("viktor", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    for (page, words, english) in [
        ("/operations/coupon-quotas".to_owned(), "发放额度", "Give a quota"),
        ("/operations/coupon-quotas/new".to_owned(), "客户限制", "For customers"),
        (format!("/operations/coupon-quotas/{quota}"), "可同时使用：商务优惠", "together with"),
        ("/operations/coupon-payments?order=none".to_owned(), "没有该订单号的订单。", "No order has this number."),
    ] {
        let shown = house.get("viktor", &page).await;
        assert!(shown.status == StatusCode::OK && shown.shows(words) && !shown.shows(english), "{page}: {}", shown.body);
    }
}
