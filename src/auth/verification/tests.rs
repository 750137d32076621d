//! Codes through the whole router: BR-70 and U16.

use axum::http::StatusCode;
use chrono::Duration;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use crate::house::{Answer, House, PASSWORD};
use crate::server::new_id;

/// Harbor with Grace, who switched codes on, her quota of 100.00 and a customer.
async fn furnished(db: PgPool) -> (House, String, String) {
    let (house, harbor) = House::harbor(db).await;
    let snowpeak = house.associate(harbor, "mei", "Snowpeak").await;
    let partner = harbor.to_string();
    let fields = [
        ("partner", partner.as_str()),
        ("amount", "100"),
        ("customer_limit", "all"),
        ("scope[valid_from]", "2026-11-01"),
        ("scope[valid_until]", "2026-12-31"),
    ];
    let given = house.post("viktor", "/operations/coupon-quotas/new", "coupons.give", &fields).await;
    let quota = given.location().split(['/', '?']).nth(3).unwrap().to_owned();
    house.staff_with_password("vera", false).await;
    let sql =
        "update person set email = 'grace@example.com', password_hash = (select password_hash from person where account_name = 'vera')
               where account_name = 'grace'";
    sqlx::query(sql).execute(house.db()).await.unwrap();
    let switched = house.post("grace", "/account", "auth.set_verification", &[("on", "true"), ("password", PASSWORD)]).await;
    assert_eq!(switched.location(), "/account?done=verification", "{}", switched.body);
    (house, quota, snowpeak.to_string())
}

async fn issue(house: &House, quota: &str, to: &str, code: &str) -> Answer {
    let key = new_id().to_string();
    let fields = [("key", key.as_str()), ("quota", quota), ("face", "10"), ("customers[]", to), ("code", code)];
    house.post("grace", &format!("/sales/coupons/quotas/{quota}/issue"), "coupons.issue", &fields).await
}

async fn send(house: &House, quota: &str) -> Answer {
    let fields = [("quota", quota), ("face", "10"), ("purpose", "issue_coupons")];
    house.post("grace", &format!("/sales/coupons/quotas/{quota}/issue"), "auth.send_code", &fields).await
}

/// The code of the latest mail.
async fn mailed(house: &House) -> String {
    let sql = "select text_body from mail where kind = 'verification_code' order by id desc limit 1";
    let text: String = sqlx::query_scalar(sql).fetch_one(house.db()).await.unwrap();
    let digits = |word: &str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    text.split(|c: char| !c.is_ascii_digit()).find(|word| digits(word)).unwrap().to_owned()
}

async fn coupons(house: &House) -> i64 {
    sqlx::query_scalar("select count(*) from coupon").fetch_one(house.db()).await.unwrap()
}

/// Another code than this one.
fn other(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

#[sqlx::test]
async fn br_70_with_the_switch_on_nothing_is_issued_without_the_mailed_code_which_works_once(db: PgPool) {
    let (house, quota, to) = furnished(db).await;
    assert!(issue(&house, &quota, &to, "").await.refuses("code"));
    assert!(issue(&house, &quota, &to, "123456").await.shows("Have a code sent first"));
    let sent = send(&house, &quota).await;
    assert_eq!(sent.status, StatusCode::OK);
    assert!(sent.shows("A code was sent to g***@example.com.") && sent.shows("value=\"10\""), "what was typed stays: {}", sent.body);
    let code = mailed(&house).await;
    let wrong = issue(&house, &quota, &to, &other(&code)).await;
    assert!(wrong.shows("This code is wrong."), "{}", wrong.body);
    assert_eq!(coupons(&house).await, 0);
    assert_eq!(issue(&house, &quota, &to, &code).await.status, StatusCode::SEE_OTHER);
    assert!(issue(&house, &quota, &to, &code).await.shows("Have a code sent first"), "it works once");
    assert_eq!(coupons(&house).await, 1);
    let audited =
        [house.audited("verification.sent").await, house.audited("verification.refused").await, house.audited("verification.passed").await];
    assert_eq!(audited, [1, 2, 1]);
}

#[sqlx::test]
async fn br_70_an_expired_code_is_told_apart_from_a_wrong_one(db: PgPool) {
    let (house, quota, to) = furnished(db).await;
    send(&house, &quota).await;
    let code = mailed(&house).await;
    house.pass(Duration::minutes(5)).await;
    let late = issue(&house, &quota, &to, &code).await;
    assert!(late.shows("This code has expired") && !late.shows("This code is wrong."), "{}", late.body);
    assert_eq!(coupons(&house).await, 0);
}

#[sqlx::test]
async fn u16_five_wrong_codes_end_a_code_and_another_one_is_sent_after_a_minute(db: PgPool) {
    let (house, quota, to) = furnished(db).await;
    send(&house, &quota).await;
    let code = mailed(&house).await;
    assert!(send(&house, &quota).await.refuses("code"), "a moment ago");
    for _ in 0..5 {
        assert!(issue(&house, &quota, &to, &other(&code)).await.shows("This code is wrong."));
    }
    assert!(issue(&house, &quota, &to, &code).await.shows("Five wrong codes were tried"));
    house.pass(Duration::minutes(1)).await;
    assert_eq!(send(&house, &quota).await.status, StatusCode::OK);
    let next = mailed(&house).await;
    assert_eq!(issue(&house, &quota, &to, &next).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn a_code_is_for_one_operation_and_for_nobody_who_did_not_switch_it_on(db: PgPool) {
    let (house, quota, to) = furnished(db).await;
    house.post("grace", "/sales/coupons/issued/reclaim", "auth.send_code", &[("purpose", "reclaim_coupons")]).await;
    let code = mailed(&house).await;
    assert!(issue(&house, &quota, &to, &code).await.shows("Have a code sent first"));
    let wrong = house.post("grace", "/account", "auth.set_verification", &[("on", ""), ("password", "guess")]).await;
    assert!(wrong.refuses("password"), "{}", wrong.body);
    let off = house.post("grace", "/account", "auth.set_verification", &[("on", ""), ("password", PASSWORD)]).await;
    assert_eq!(off.status, StatusCode::SEE_OTHER);
    assert_eq!(issue(&house, &quota, &to, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.audited("verification.switched").await, 2);
}

#[sqlx::test]
async fn a_form_sent_twice_is_answered_as_it_was_the_first_time_although_its_code_is_used_up(db: PgPool) {
    let (house, quota, to) = furnished(db).await;
    send(&house, &quota).await;
    let (code, key, page) = (mailed(&house).await, new_id().to_string(), format!("/sales/coupons/quotas/{quota}/issue"));
    let fields = [("key", key.as_str()), ("quota", &quota), ("face", "10"), ("customers[]", &to), ("code", &code)];
    let (one, two) =
        tokio::join!(house.post("grace", &page, "coupons.issue", &fields), house.post("grace", &page, "coupons.issue", &fields));
    let done = format!("/sales/coupons/quotas/{quota}?done=issued");
    assert!(one.location() == done && two.location() == done, "{} {}", one.body, two.body);
    assert_eq!(coupons(&house).await, 1);
}

#[sqlx::test]
async fn what_else_is_wrong_is_said_before_a_code_and_uses_none_up(db: PgPool) {
    let (house, quota, to) = furnished(db).await;
    send(&house, &quota).await;
    let (code, page) = (mailed(&house).await, format!("/sales/coupons/quotas/{quota}/issue"));
    let fields = [("quota", quota.as_str()), ("face", "100.01"), ("customers[]", &to), ("code", &code)];
    let refused = house.post("grace", &page, "coupons.issue", &fields).await;
    assert!(refused.refuses("face") && !refused.refuses("code"), "{}", refused.body);
    assert_eq!(issue(&house, &quota, &to, &code).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn guesses_at_once_are_counted_one_by_one(db: PgPool) {
    let (house, quota, to) = furnished(db).await;
    send(&house, &quota).await;
    let code = mailed(&house).await;
    let wrong = other(&code);
    let guesses = (0..12).map(|_| issue(&house, &quota, &to, &wrong));
    let answers = futures_util::future::join_all(guesses).await;
    assert_eq!(answers.iter().filter(|answer| answer.shows("This code is wrong.")).count(), 5);
    assert!(issue(&house, &quota, &to, &code).await.shows("Five wrong codes were tried"));
}

#[sqlx::test]
async fn an_operation_that_holds_a_connection_waits_for_no_other_one(db: PgPool) {
    let (house, quota, to) = furnished(db.clone()).await;
    send(&house, &quota).await;
    let code = mailed(&house).await;
    let house = house.over(PgPoolOptions::new().max_connections(1).connect_with((*db.connect_options()).clone()).await.unwrap());
    assert_eq!(issue(&house, &quota, &to, &code).await.status, StatusCode::SEE_OTHER);
}
