//! Both lists of consumption as each person reads them.

use serde_json::json;
use sqlx::PgPool;

use super::{MONTHS, RECORDS};
use crate::auth::Preset;
use crate::consumption::model::Month;
use crate::consumption::queries::months;
use crate::consumption::tests::{customer_since, import, used};
use crate::handover::queries::{Assigning, assign};
use crate::house::House;
use crate::lists::description::List;
use crate::lists::record::Cell;
use crate::lists::testing::{kept, read};
use crate::opportunities::queries::fixtures::{now, people, viewer};
use crate::organisation::rules::fixtures::{DELTA, id};
use crate::values::date::beijing_midnight;

static SUMMARY: List = MONTHS;
static DETAILS: List = RECORDS;

/// Mei's customer goes to Ana in November; Sam at Delta has one, and Kofi at Summit.
async fn story(db: &PgPool) {
    people(db).await;
    let snowpeak = customer_since(db, "mei", "Snowpeak", "2024-01-01").await;
    customer_since(db, "sam", "Resold", "2026-01-01").await;
    customer_since(db, "kofi", "Harvest", "2026-01-01").await;
    let at = beijing_midnight("2026-11-01".parse().unwrap());
    assign(&mut db.acquire().await.unwrap(), &[snowpeak.0], id("ana"), &Assigning { by: None, at, opportunities_too: false })
        .await
        .unwrap();
    let rows = [
        used("old", "snowpeak", "2025-04-30", "1"),
        used("first", "snowpeak", "2025-05-01", "2"),
        used("october", "snowpeak", "2026-10-31", "10.009"),
        used("november", "snowpeak", "2026-11-02", "20"),
        used("november_too", "snowpeak", "2026-11-03", "0.5"),
        used("resold", "resold", "2026-11-03", "7"),
        used("harvest", "harvest", "2026-11-03", "8"),
    ];
    assert_eq!(import(db, &rows.concat()).await.numbers(), [7, 0, 0, 0]);
}

async fn charged(db: &PgPool, list: &'static List, account: &str, query: &str) -> Vec<String> {
    read(db, list, viewer(account), now(), query).await.shown("charged")
}

#[sqlx::test]
async fn each_sees_what_was_consumed_while_the_customer_was_hers_and_a_second_person_sees_nothing(db: PgPool) {
    story(&db).await;
    for (account, shown) in [
        ("mei", vec!["10.00", "2.00"]),
        ("ana", vec!["0.50", "20.00"]),
        ("jun", vec![]),
        // Mei reports to Zhao since January 2026.
        ("zhao", vec!["10.00"]),
        ("omar", vec!["0.50", "20.00"]),
        ("grace", vec!["0.50", "20.00", "10.00", "2.00"]),
        ("lin", vec!["0.50", "20.00", "10.00", "2.00"]),
        ("kofi", vec!["8.00"]),
        ("rita", vec!["7.00"]),
        ("petra", vec![]),
    ] {
        assert_eq!(charged(&db, &DETAILS, account, "").await, shown, "{account}");
    }
    let mut summit = charged(&db, &DETAILS, "dara", "").await;
    summit.sort();
    assert_eq!(summit, ["7.00", "8.00"]);
    assert_eq!(charged(&db, &DETAILS, "dara", &format!("partner={}", DELTA.0)).await, ["7.00"]);
}

#[sqlx::test]
async fn the_summary_adds_up_months_of_three_by_default_and_leads_to_the_records(db: PgPool) {
    story(&db).await;
    let three = read(&db, &SUMMARY, viewer("grace"), now(), "").await;
    assert_eq!(
        (three.shown("month"), three.shown("charged")),
        (vec!["2026-11".into(), "2026-10".into()], vec!["20.50".into(), "10.00".into()])
    );
    assert_eq!(three.totals.sums[0].shown(), "30.50");
    assert_eq!(three.shown("account_manager"), ["Ana", "Mei"]);
    let details = three.page.rows[0].actions[0].href.clone();
    assert!(details.ends_with("&from=2026-11-01&until=2026-11-30"), "{details}");
    assert_eq!(charged(&db, &SUMMARY, "grace", "view=all").await, ["20.50", "10.00", "2.00"]);
    assert_eq!(charged(&db, &SUMMARY, "grace", "month=2025-05").await, ["2.00"]);
    assert_eq!(charged(&db, &SUMMARY, "grace", "period=last").await, ["10.00"]);
    assert_eq!(charged(&db, &SUMMARY, "grace", "period=this&payment=voucher").await, Vec::<String>::new());
    let by_type = read(&db, &SUMMARY, viewer("grace"), now(), "tab=association&period=last").await;
    assert_eq!((by_type.shown("type"), by_type.shown("list")), (vec!["Referral".into()], vec!["10.00900000".into()]));
    assert!(by_type.columns.iter().all(|column| column.key != "paid_by_voucher"));
}

#[sqlx::test]
async fn nothing_is_shown_from_before_the_eighteenth_month_and_asking_for_it_is_refused(db: PgPool) {
    story(&db).await;
    for (list, query) in
        [(&DETAILS, "from=2025-04-30"), (&DETAILS, "until=2025-04-30"), (&SUMMARY, "month=2025-04"), (&SUMMARY, "month=May")]
    {
        let asked = read(&db, list, viewer("grace"), now(), query).await;
        assert_eq!((asked.refused.len(), asked.totals.count), (1, 0), "{query}");
    }
    let from = read(&db, &DETAILS, viewer("grace"), now(), "from=2025-05-01").await;
    assert_eq!((from.refused.len(), from.totals.count), (0, 4));
    let old: Vec<Month> = months(&db, &from.context.scope().unwrap(), "2025-04").await.unwrap();
    assert_eq!(old.first().map(|month| month.charged.to_string()).as_deref(), Some("1.00"), "it is kept all the same");
}

#[sqlx::test]
async fn filters_narrow_and_what_is_typed_of_a_name_stays_on_the_server(db: PgPool) {
    story(&db).await;
    for (query, found) in [
        ("from=2026-11-03&until=2026-11-03", 1),
        ("charging=pay_per_use", 4),
        ("charging=subscription", 0),
        ("bill=usage", 4),
        ("payment=voucher", 0),
        ("product=elastic", 4),
        ("type=resale", 0),
    ] {
        assert_eq!(charged(&db, &DETAILS, "grace", query).await.len(), found, "{query}");
    }
    for (name, found) in [("snow", 4), ("resold", 0)] {
        let query = kept(&db, &DETAILS, &viewer("grace"), now(), json!({"name": name})).await;
        assert_eq!(charged(&db, &DETAILS, "grace", &query).await.len(), found, "{name}");
    }
}

#[sqlx::test]
async fn the_eye_and_the_page_of_a_customer_are_for_who_reaches_it_today(db: PgPool) {
    story(&db).await;
    for (account, reaches) in [("mei", false), ("ana", true), ("grace", true)] {
        let list = read(&db, &DETAILS, viewer(account), now(), "from=2026-10-01").await;
        let cells: Vec<&Cell> = list.page.rows.iter().map(|row| &row.cells[0]).collect();
        let shown = format!("{cells:?}");
        assert!(shown.contains("S***k") && !shown.contains("Snowpeak"), "{shown}");
        assert_eq!(shown.contains("key: Some"), reaches, "{account}");
        assert_eq!(shown.contains("/sales/customers/"), reaches, "{account}");
    }
}

#[sqlx::test]
async fn both_pages_say_that_they_are_no_bill_and_a_range_too_far_back_stands_beside_its_field(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    for page in ["/sales/consumption", "/sales/consumption/details"] {
        let shown = house.get("mei", page).await;
        assert!(shown.shows("Not a basis for settlement, repayment or invoicing"), "{page}");
        assert!(shown.shows("No consumption yet"), "{page}");
    }
    let page = "/sales/consumption/details";
    let answer = house.post("mei", page, "lists.filter", &[("list", "consumption"), ("texts[from]", "2025-04-30")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.shows("At most 18 months back"), "{}", answer.body);
    let asked = house.get("mei", "/sales/consumption?month=2025-04").await;
    assert!(asked.shows("At most 18 months back: choose 2025-05 or later"));
    house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    assert!(house.get("mei", page).await.shows("不作为结算、还款或开票依据"));
    assert_eq!(house.get("viktor", page).await.status, 403);
}
