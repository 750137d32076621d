use chrono::TimeDelta;
use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::handover::queries as moves;
use crate::house::House;
use crate::lists::description::List;
use crate::lists::testing::{kept, read};
use crate::opportunities::queries::fixtures::{customer, now, people, viewer};
use crate::orders::queries::tests::{line, order, story};
use crate::organisation::rules::fixtures::id;

static ORDERS_LIST: List = ORDERS;
static LINES_LIST: List = LINES;

async fn numbers(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &ORDERS_LIST, viewer(account), now(), query).await.shown("number")
}

async fn of_lines(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &LINES_LIST, viewer(account), now(), query).await.shown("number")
}

#[sqlx::test]
async fn everybody_sees_the_orders_of_the_own_scope_and_nobody_anothers(db: PgPool) {
    story(&db).await;
    for (account, seen) in [
        ("mei", vec!["CS-mei"]),
        ("jun", vec![]),
        ("zhao", vec!["CS-mei"]),
        ("omar", vec!["CS-ana"]),
        ("lin", vec!["CS-ana", "CS-mei"]),
        ("grace", vec!["CS-ana", "CS-mei"]),
        ("tom", vec!["CS-ana", "CS-mei"]),
        ("dara", vec!["CS-kofi"]),
        ("kofi", vec!["CS-kofi"]),
        ("rita", vec!["CS-sam"]),
        ("petra", vec![]),
    ] {
        assert_eq!(numbers(&db, account, "sort=number").await, seen, "{account}");
        let twice: Vec<&str> = seen.iter().flat_map(|number| [*number, *number]).collect();
        assert_eq!(of_lines(&db, account, "view=all&sort=number").await, twice, "{account}");
    }
    assert_eq!(numbers(&db, "dara", "tab=resellers").await, ["CS-sam"]);
    assert_eq!(of_lines(&db, "dara", "tab=resellers").await, ["CS-sam", "CS-sam"]);
    assert_eq!(numbers(&db, "grace", "tab=resellers&sort=number").await, ["CS-ana", "CS-mei"], "a tab that others have not");
}

#[sqlx::test]
async fn orders_of_the_last_six_months_are_shown_unless_others_are_asked_for(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak").await;
    // 23 November: the first day is 23 May.
    for days in [0, 184, 185, 365, 366] {
        order(&db, of, &format!("CS-{days}"), days).await;
    }
    for (query, seen) in [
        ("", vec!["CS-0", "CS-184"]),
        ("state=completed", vec!["CS-0", "CS-184"]),
        ("state=cancelled", vec![]),
        ("from=2025-11-23", vec!["CS-0", "CS-184", "CS-185", "CS-365"]),
        ("until=2026-05-23", vec!["CS-184", "CS-185", "CS-365"]),
        ("from=2025-11-22&until=2026-05-22", vec!["CS-185", "CS-365", "CS-366"]),
        // Whoever looks for one order finds it, however old.
        ("number=cs-366", vec!["CS-366"]),
        ("number=cs-366&from=2026-01-01", vec![]),
        // More than a year matches nothing, and neither does what is no day.
        ("from=2025-11-22", vec![]),
        ("from=2024-01-01&until=2026-11-23", vec![]),
        ("from=soon", vec![]),
    ] {
        assert_eq!(numbers(&db, "mei", query).await, seen, "{query}");
    }
}

#[sqlx::test]
async fn the_page_says_the_usual_range_and_refuses_a_longer_one_than_a_year_beside_its_field(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let of = house.associate(harbor, "mei", "Snowpeak").await;
    let first = order(house.db(), of, "CS-1", 10).await;
    line(house.db(), first, "1", 20).await;
    let page = house.get("mei", "/sales/orders").await;
    assert!(page.shows("Orders of your customers: 1. Those of the last six months"), "{}", page.body);
    assert!(!house.get("mei", "/sales/orders?from=2026-11-01").await.shows("last six months;"));
    let refusal = "More than one year. Choose a range of at most one year.";
    let long = house.get("mei", "/sales/orders?from=2025-01-01&until=2026-11-23").await;
    assert!(long.shows(refusal) && long.shows("Nothing matches"), "{}", long.body);
    let fields = |from| [("list", "orders"), ("texts[from]", from), ("texts[until]", "2026-11-23")];
    let refused = house.post("mei", "/sales/orders", "lists.filter", &fields("2025-11-22")).await;
    assert!(refused.refuses("texts-from") && refused.shows(refusal), "{}", refused.body);
    let accepted = house.post("mei", "/sales/orders", "lists.filter", &fields("2025-11-23")).await;
    assert_eq!(accepted.location(), "/sales/orders?from=2025-11-23&until=2026-11-23");
    house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    let page = house.get("mei", "/sales/orders?from=2025-01-01").await;
    assert!(page.shows("时间跨度超过一年，请选择一年以内的范围。") && page.shows("客户订单"), "{}", page.body);
    let resources = house.get("mei", "/sales/order-resources?renewed=renewed").await;
    assert!(resources.shows("没有符合条件的记录") && !resources.shows("没有符合条件的订单"), "{}", resources.body);
}

#[sqlx::test]
async fn lines_are_found_by_their_end_by_their_order_and_by_whether_they_are_renewed(db: PgPool) {
    story(&db).await;
    sqlx::query("update order_line set renewal = 'renewed' where line = '2'").execute(&db).await.unwrap();
    sqlx::query("update order_line set state = 'released' where line = '2' and owner_id = $1")
        .bind(id("ana").0)
        .execute(&db)
        .await
        .unwrap();
    let day = |days| (now() + TimeDelta::days(days)).date_naive();
    for (query, count) in [
        (String::new(), 3),
        ("view=all".to_owned(), 4),
        (format!("expires_from={}&expires_until={}", day(19), day(21)), 2),
        (format!("expires_from={}", day(100)), 2),
        ("renewed=renewed".to_owned(), 2),
        ("renewed=not_renewed&number=cs-MEI".to_owned(), 1),
        ("number=CS-mei".to_owned(), 2),
        ("number=CS-sam".to_owned(), 0),
        ("state=released".to_owned(), 1),
        ("order_state=completed".to_owned(), 4),
        ("order_state=cancelled".to_owned(), 0),
        ("type=new&association=referral&product_type=elastic".to_owned(), 4),
        ("association=resale".to_owned(), 0),
    ] {
        assert_eq!(of_lines(&db, "grace", &query).await.len(), count, "{query}");
    }
}

#[sqlx::test]
async fn amounts_are_added_up_as_charged_and_as_rated_each_for_what_it_is(db: PgPool) {
    story(&db).await;
    let sums = async |list, query: &str| {
        let loaded = read(&db, list, viewer("grace"), now(), query).await;
        loaded.totals.sums.iter().map(|sum| sum.shown()).collect::<Vec<_>>()
    };
    assert_eq!(sums(&ORDERS_LIST, "").await, ["2,000.24"]);
    assert_eq!(sums(&LINES_LIST, "").await, ["2,000.26172844", "2,000.24"]);
    assert_eq!(sums(&LINES_LIST, "number=nothing").await, ["0.00000000", "0.00"]);
}

#[sqlx::test]
async fn customers_are_masked_and_the_eye_is_there_for_whoever_sees_the_customer_today(db: PgPool) {
    story(&db).await;
    let shown = async |account: &str, query: &str| {
        let loaded = read(&db, &ORDERS_LIST, viewer(account), now(), query).await;
        assert!(!format!("{:?}", loaded.page.rows).contains("Snowpeak"), "{account}");
        format!("{:?}", loaded.page.rows)
    };
    for (account, has_eye) in [("mei", true), ("zhao", true), ("grace", true), ("tom", false)] {
        let rows = shown(account, "number=CS-mei").await;
        assert_eq!((rows.contains("S***k"), rows.contains("customer:")), (true, has_eye), "{account}");
    }
    let of_reseller = shown("dara", "tab=resellers").await;
    assert!(of_reseller.contains("Customer of Delta Resale") && of_reseller.contains("R***d"), "{of_reseller}");
    sqlx::query("update association set ended_at = $1").bind(now()).execute(&db).await.unwrap();
    assert!(!shown("mei", "").await.contains("customer:"), "who has left is seen by nobody of the partner");
}

#[sqlx::test]
async fn names_and_accounts_are_found_by_conditions_that_stay_on_the_server(db: PgPool) {
    story(&db).await;
    for (conditions, found) in [
        (json!({"customer": "ＳＮＯＷ"}), vec!["CS-mei"]),
        (json!({"account": "harv"}), vec!["CS-ana"]),
        (json!({"customer": "granite"}), vec![]),
    ] {
        for list in [&ORDERS_LIST, &LINES_LIST] {
            let query = kept(&db, list, &viewer("grace"), now(), conditions.clone()).await;
            let mut seen = read(&db, list, viewer("grace"), now(), &query).await.shown("number");
            seen.dedup();
            assert_eq!(seen, found, "{conditions}");
            assert_ne!(read(&db, list, viewer("mei"), now(), &query).await.shown("number"), ["CS-ana"], "somebody else's are none");
        }
    }
}

#[sqlx::test]
async fn whoever_sees_orders_and_no_customers_finds_out_no_name_by_narrowing(db: PgPool) {
    story(&db).await;
    for conditions in [json!({"customer": "granite"}), json!({"account": "granite"})] {
        for list in [&ORDERS_LIST, &LINES_LIST] {
            for (account, is_offered) in [("tom", false), ("grace", true)] {
                let filter = kept(&db, list, &viewer(account), now(), conditions.clone()).await;
                let loaded = read(&db, list, viewer(account), now(), &filter).await;
                assert_eq!((loaded.filter_is_elsewhere, loaded.totals.count == 0), (!is_offered, is_offered), "{account} {conditions}");
            }
        }
    }
}

#[sqlx::test]
async fn orders_and_their_lines_follow_the_customer_and_whoever_takes_over_a_colleagues_work(db: PgPool) {
    story(&db).await;
    let association: Vec<Uuid> =
        sqlx::query_scalar("select id from association where owner_id = $1").bind(id("mei").0).fetch_all(&db).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    let assigning = moves::Assigning { by: Some(id("grace")), at: now(), opportunities_too: false };
    let assigned = moves::assign(&mut tx, &association, id("ana"), &assigning).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((assigned.customers, assigned.alerts), (1, 0), "orders are nothing that somebody is told of");
    assert_eq!((numbers(&db, "mei", "").await, of_lines(&db, "mei", "").await), (vec![], vec![]));
    assert_eq!(numbers(&db, "ana", "sort=number").await, ["CS-ana", "CS-mei"]);
    assert_eq!((of_lines(&db, "omar", "").await.len(), of_lines(&db, "zhao", "").await.len()), (4, 0));

    let mut tx = db.begin().await.unwrap();
    moves::hand_over_person(&mut tx, id("ana"), Some(id("jun")), id("grace"), now(), moves::Pace::AT_ONCE).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(numbers(&db, "jun", "sort=number").await, ["CS-ana", "CS-mei"]);
    assert_eq!(
        (of_lines(&db, "jun", "").await.len(), of_lines(&db, "zhao", "").await.len(), of_lines(&db, "ana", "").await.len()),
        (4, 4, 0)
    );
}

#[sqlx::test]
async fn lines_that_end_first_stand_first_and_those_without_an_end_last(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak").await;
    let one = order(&db, of, "CS-1", 10).await;
    for (name, days) in [("b", 30), ("a", 60), ("c", 5)] {
        line(&db, one, name, days).await;
    }
    sqlx::query("update order_line set expires_at = null where line = 'b'").execute(&db).await.unwrap();
    let shown = read(&db, &LINES_LIST, viewer("mei"), now(), "").await.shown("resource");
    assert_eq!(shown, ["web-c", "web-a", "web-b"]);
}
