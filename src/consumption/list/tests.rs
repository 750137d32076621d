//! Both lists of consumption as each person reads them.

use serde_json::json;
use sqlx::PgPool;

use super::{MONTHS, RECORDS};
use crate::auth::{Preset, Reach, Scope};
use crate::consumption::model::Month;
use crate::consumption::queries::months;
use crate::consumption::tests::{customer_since, import, used};
use crate::handover::queries::{Assigning, assign};
use crate::house::House;
use crate::lists::description::{Choosable, List};
use crate::lists::record::Cell;
use crate::lists::testing::{add_colleagues, kept, read};
use crate::opportunities::queries::fixtures::{now, people, viewer};
use crate::organisation::rules::fixtures::{DELTA, id};
use crate::values::date::beijing_midnight;
use crate::values::money::{Charged, format_charged};

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
async fn a_row_of_the_summary_leads_to_the_records_of_its_sums_and_to_no_others(db: PgPool) {
    story(&db).await;
    customer_since(&db, "mei", "Granite", "2026-11-05").await;
    // Codes are stored in capitals.
    sqlx::query("update customer set number = upper(number)").execute(&db).await.unwrap();
    // Mei's on the day on which Ana took over; nobody's on the day of the first assignment.
    let rows = [
        used("last", "snowpeak", "2026-11-01", "3"),
        used("nobodys", "granite", "2026-11-05", "4"),
        used("meis", "granite", "2026-11-06", "6"),
    ];
    assert_eq!(import(&db, &rows.concat()).await.numbers(), [3, 0, 0, 0]);
    for (account, sums) in [
        ("grace", vec!["20.50", "3.00", "4.00", "6.00"]),
        ("zhao", vec!["3.00", "6.00"]),
        ("mei", vec!["3.00", "6.00"]),
        ("dara", vec!["7.00", "8.00"]),
    ] {
        let months = read(&db, &SUMMARY, viewer(account), now(), "period=this").await;
        let shown = months.shown("charged");
        let mut sorted = shown.clone();
        sorted.sort();
        assert_eq!(sorted, sums, "{account}");
        for (row, sum) in months.page.rows.iter().zip(shown) {
            let query = row.actions[0].href.strip_prefix("/sales/consumption/details?").unwrap();
            let records = read(&db, &DETAILS, viewer(account), now(), query).await;
            assert_eq!((records.refused.len(), records.totals.sums[0].shown()), (0, sum), "{account} {query}");
        }
    }
}

#[sqlx::test]
async fn consumption_is_narrowed_to_an_account_manager_of_the_own_partner_and_to_a_reseller_of_now_or_before(db: PgPool) {
    story(&db).await;
    let offered = async |account: &str, filter: &str| {
        read(&db, &SUMMARY, viewer(account), now(), "").await.choosable(filter).cloned().unwrap_or_default()
    };
    let names =
        async |account: &str, filter: &str| offered(account, filter).await.records.into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    for (account, people) in
        [("grace", vec!["Ana", "Mei"]), ("zhao", vec!["Mei"]), ("omar", vec!["Ana"]), ("dara", vec!["Kofi"]), ("mei", vec![])]
    {
        assert_eq!(names(account, "account_manager").await, people, "{account}");
    }
    assert_eq!(charged(&db, &DETAILS, "grace", &format!("account_manager={}", id("ana"))).await, ["0.50", "20.00"]);
    assert_eq!(charged(&db, &DETAILS, "zhao", &format!("account_manager={}", id("ana"))).await, Vec::<String>::new());
    assert_eq!(charged(&db, &DETAILS, "grace", "account_manager=nobody").await, Vec::<String>::new());
    add_colleagues(&db, "grace").await;
    assert_eq!(offered("grace", "account_manager").await, Choosable { records: vec![], are_typed: true });

    sqlx::query("update distribution set during = '[2026-01-01,2026-11-10)'").execute(&db).await.unwrap();
    assert_eq!(names("dara", "partner").await, ["Delta Resale", "Summit Distribution"], "what is left of it is still hers to see");
    assert_eq!(names("grace", "partner").await, Vec::<String>::new());
}

#[sqlx::test]
async fn the_sums_of_a_month_are_split_by_payment_method_and_by_association_type(db: PgPool) {
    story(&db).await;
    let rows = "v,snowpeak,2026-10-30,pay_per_use,usage,voucher,Server,7.009,0,7.009\n\
                p,snowpeak,2026-10-30,pay_per_use,usage,partner,Server,100,10,90\n\
                r,snowpeak,2026-10-30,subscription,refund_unsubscription,customer,Server,-0.509,0,-0.509\n";
    assert_eq!(import(&db, rows).await.numbers(), [3, 0, 0, 0]);
    let scope = Scope::of(&viewer("grace"), Reach::Partner).unwrap();
    let found = months(&db, &scope, "2026-10").await.unwrap();
    let shown = |amounts: &[Charged]| amounts.iter().copied().map(format_charged).collect::<Vec<_>>();
    assert_eq!(found.iter().map(|month| month.cycle.as_str()).collect::<Vec<_>>(), ["2026-10", "2026-11"]);
    let october = &found[0];
    assert_eq!(format_charged(october.charged), "106.50");
    assert_eq!(shown(&october.by_method), ["9.50", "90.00", "7.00", "0.00", "0.00"]);
    assert_eq!(shown(&october.by_association), ["106.50", "0.00"]);
}

#[sqlx::test]
async fn this_month_and_the_one_before_stand_above_the_summary(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    house.associate(harbor, "mei", "Snowpeak").await;
    sqlx::query("update association set started_at = '2026-09-01T00:00:00Z'").execute(house.db()).await.unwrap();
    let rows = used("1", "snowpeak", "2026-11-02", "1234.567") + &used("2", "snowpeak", "2026-10-05", "7.5");
    assert_eq!(import(house.db(), &rows).await.numbers(), [2, 0, 0, 0]);
    let page = house.get("grace", "/sales/consumption").await;
    for shown in ["¥1,234.56", "¥7.50", "Charged amounts by month, 2026-06 to 2026-11"] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    assert!(!house.get("jun", "/sales/consumption").await.shows("1,234.56"), "a colleague has none of it");
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
