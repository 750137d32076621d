use serde_json::json;
use sqlx::PgPool;

use super::*;
use crate::coupons::model::{QuotaId, Validity};
use crate::coupons::queries::tests::{issue, issue_until, pass_on, quota};
use crate::lists::description::List;
use crate::lists::testing::{kept, read, try_read};
use crate::opportunities::queries::fixtures::{customer, now, of, people, viewer};
use crate::organisation::rules::fixtures::{HARBOR, LAKESIDE, SUMMIT};

static QUOTAS_LIST: List = QUOTAS;
static COUPONS_LIST: List = COUPONS;
static LOG_LIST: List = LOG;

async fn amounts(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &QUOTAS_LIST, viewer(account), now(), query).await.shown("remaining")
}

async fn balances(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &COUPONS_LIST, viewer(account), now(), query).await.shown("balance")
}

/// Quotas of three partners; coupons of Harbor's that are usable, expired and used up of Mei's and Ana's customers.
async fn story(db: &PgPool) -> QuotaId {
    people(db).await;
    let harbors = quota(db, HARBOR, "1000").await;
    quota(db, SUMMIT, "500").await;
    quota(db, LAKESIDE, "300").await;
    let (snowpeak, harvest) = (customer(db, "mei", "Snowpeak").await, customer(db, "ana", "Harvest").await);
    issue(db, "grace", harbors, snowpeak, "100").await.unwrap();
    let past = Validity::of_days("2026-11-01".parse().unwrap(), "2026-11-20".parse().unwrap());
    issue_until(db, "grace", harbors, harvest, "60", past).await.unwrap();
    harbors
}

#[sqlx::test]
async fn everybody_sees_the_quotas_and_coupons_of_the_own_partner_and_nobody_anothers(db: PgPool) {
    story(&db).await;
    for (account, quotas, coupons) in [
        ("grace", vec!["840.00"], vec!["60.00", "100.00"]),
        ("dara", vec!["500.00"], vec![]),
        ("petra", vec!["300.00"], vec![]),
        ("rita", vec![], vec![]),
    ] {
        assert_eq!(amounts(&db, account, "").await, quotas, "{account}");
        assert_eq!(balances(&db, account, "sort=balance").await, coupons, "{account}");
    }
    for account in ["mei", "zhao", "lin", "tom", "kofi", "viktor"] {
        for list in [&QUOTAS_LIST, &COUPONS_LIST, &LOG_LIST] {
            let refused = try_read(&db, list, viewer(account), now(), "").await.err();
            assert!(matches!(refused, Some(AppError::NotAllowed { .. })), "{account}: {refused:?}");
        }
    }
}

#[sqlx::test]
async fn coupons_are_narrowed_by_state_customer_quota_and_days(db: PgPool) {
    story(&db).await;
    for (query, seen) in [
        ("state=usable", vec!["100.00"]),
        ("state=expired", vec!["60.00"]),
        ("state=used", vec![]),
        ("state=reclaimed", vec![]),
        ("state=usable&state=expired&sort=balance", vec!["60.00", "100.00"]),
        ("issued_from=2026-11-24", vec![]),
        ("issued_from=2026-11-23&sort=balance", vec!["60.00", "100.00"]),
    ] {
        assert_eq!(balances(&db, "grace", query).await, seen, "{query}");
    }
    let named = kept(&db, &COUPONS_LIST, &viewer("grace"), now(), json!({ "customer": "snow" })).await;
    assert_eq!(balances(&db, "grace", &named).await, ["100.00"]);
    let shown = read(&db, &COUPONS_LIST, viewer("grace"), now(), "state=usable").await;
    assert_eq!((shown.shown("customer"), shown.shown("state")), (vec!["S***k".to_owned()], vec!["Usable".to_owned()]));
}

#[sqlx::test]
async fn quotas_are_narrowed_by_the_state_that_their_days_and_operations_say(db: PgPool) {
    story(&db).await;
    assert_eq!(amounts(&db, "grace", "state=valid").await, ["840.00"]);
    sqlx::query("update coupon_quota set status = 'frozen'").execute(&db).await.unwrap();
    assert_eq!(amounts(&db, "grace", "state=valid").await, [] as [String; 0]);
    assert_eq!(amounts(&db, "grace", "state=frozen").await, ["840.00"]);
    sqlx::query("update coupon_quota set valid_until = '2026-11-23T08:00:00Z'").execute(&db).await.unwrap();
    assert_eq!(amounts(&db, "grace", "state=frozen").await, [] as [String; 0], "what is over is over");
    assert_eq!(amounts(&db, "grace", "state=lapsed").await, ["840.00"]);
}

#[sqlx::test]
async fn br_59_every_issue_stands_in_the_log_and_leads_to_the_coupon_whoever_may_see_it(db: PgPool) {
    story(&db).await;
    let log = read(&db, &LOG_LIST, viewer("grace"), now(), "").await;
    assert_eq!(log.shown("kind"), ["Issued as a coupon", "Issued as a coupon", "Quota given"].map(str::to_owned).to_vec());
    assert_eq!(log.shown("after"), ["840.00", "900.00", "1000.00"]);
    let clerk = of(HARBOR, "tom", &[], &[crate::auth::model::Permission::CouponQuotasView]);
    assert_eq!(read(&db, &LOG_LIST, clerk, now(), "kind=issued").await.shown("amount").len(), 2);
    assert_eq!(read(&db, &LOG_LIST, viewer("petra"), now(), "").await.shown("amount"), ["300.00"]);
}

#[sqlx::test]
async fn a_distributor_reads_what_its_resellers_do_with_quotas_but_not_for_whom_nor_what_they_note(db: PgPool) {
    people(&db).await;
    let of = quota(&db, SUMMIT, "500").await;
    let (passed, to) = (pass_on(&db, of, "300").await, customer(&db, "sam", "Resold").await);
    issue(&db, "rita", passed, to, "80").await.unwrap();
    // As the vendor numbers customers: in capitals.
    let number: String = sqlx::query_scalar("update customer set number = upper(number) returning number").fetch_one(&db).await.unwrap();
    let log = async |account: &str, query: String| read(&db, &LOG_LIST, viewer(account), now(), &query).await.shown("kind");
    assert_eq!(log("rita", format!("customer_number={number}")).await, ["Issued as a coupon"]);
    assert_eq!(log("dara", "tab=resellers&kind=issued".to_owned()).await, ["Issued as a coupon"]);
    assert_eq!(log("dara", format!("tab=resellers&customer_number={number}")).await, [] as [String; 0]);
    let remark = LOG_LIST.columns.iter().find(|column| column.key == "remark").unwrap();
    for (account, query, is_offered) in [("rita", "", true), ("dara", "tab=own", true), ("dara", "tab=resellers", false)] {
        let shown = read(&db, &LOG_LIST, viewer(account), now(), query).await;
        assert_eq!((remark.offered)(&shown.context), is_offered, "{account} ?{query}");
    }
}
