//! Bills against a database: when they are made, what they hold, that they stay, and how negative ones are carried on.

mod focus;
mod operations;
mod shown;
mod sums;

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::annulling::{annul, make_again};
use super::due::{make, run_due};
use super::model::{BillId, Section};
use super::{queries, unscoped};
use crate::auth::{Reach, Scope};
use crate::consumption::tests::{customer_since, used};
use crate::house::importing::{Report, imported};
use crate::house::{House, in_time_zone};
use crate::lists::description::List;
use crate::lists::testing::read;
use crate::opportunities::queries::fixtures::{people, viewer};
use crate::organisation::rules::fixtures::HARBOR;
use crate::server::db::begin;

static DETAILS: List = super::list::LIST;

const HEAD: &str = "external_id,customer,day,charging_mode,bill_type,payment_method,product_type,list,discount,payable\n";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

async fn import(db: &PgPool, rows: &str, now: &str) -> Report {
    imported(db, "consumption", &format!("{HEAD}{rows}"), at(now)).await
}

fn row(id: &str, day: &str, bill_type: &str, amount: &str) -> String {
    format!("{id},snowpeak,{day},subscription,{bill_type},customer,Server,{amount},0,{amount}\n")
}

async fn stage(db: &PgPool) {
    people(db).await;
    customer_since(db, "mei", "Snowpeak", "2026-01-01").await;
}

/// Month, state, total, taken off and due of each bill, in the order in which they were made.
async fn bills(db: &PgPool) -> Vec<String> {
    sqlx::query_scalar(
        "select concat_ws(' ', cycle, state, total_charged, carried_charged, due_charged) from partner_bill order by right(number, 5)",
    )
    .fetch_all(db)
    .await
    .unwrap()
}

/// The final bills of somebody's company, the latest first: id, number and cycle.
async fn final_bills(house: &House, account: &str) -> Vec<(String, String, String)> {
    let sql = "select b.id::text, b.number, b.cycle from partner_bill b join person p on p.partner_id = b.partner_id
               where p.account_name = $1 and b.state = 'final' order by b.cycle desc";
    sqlx::query_as(sql).bind(account).fetch_all(house.db()).await.unwrap()
}

async fn live(db: &PgPool, cycle: &str) -> BillId {
    unscoped::live(&mut db.acquire().await.unwrap(), HARBOR, cycle).await.unwrap().unwrap().0
}

/// How many sums differ from those of the records.
async fn differing(db: &PgPool) -> i64 {
    let sql = "with s as (select partner_id, bill_cycle, bill_section as section, cycle, count(*) as records, sum(payable_rated) as payable_rated,
                              sum(charged) as charged, sum(remainder) as remainder from consumption_record group by 1, 2, 3, 4),
                    m as (table partner_bill_sum)
               select count(*) from ((table s except table m) union all (table m except table s)) d";
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn a_bill_is_final_from_the_fifth_at_noon_whenever_the_job_runs_and_is_made_once(db: PgPool) {
    stage(&db).await;
    let rows = [
        row("1", "2026-03-02", "usage", "140.009"),
        row("2", "2026-03-03", "refund_change", "-30"),
        row("3", "2026-03-04", "compensation", "-20"),
        row("4", "2026-04-01", "usage", "7"),
    ];
    import(&db, &rows.concat(), "2026-04-02T00:00:00Z").await;
    assert_eq!(run_due(&db, at("2026-04-05T03:59:59Z")).await.unwrap(), 0);
    assert_eq!(run_due(&db, at("2026-04-05T04:00:00Z")).await.unwrap(), 1);
    assert_eq!(run_due(&db, at("2026-04-05T04:01:00Z")).await.unwrap(), 0);
    assert_eq!(bills(&db).await, ["2026-03 final 90.00 0.00 90.00"]);
    // The job did not run for two months: each gets its bill.
    import(&db, &row("5", "2026-05-01", "usage", "8"), "2026-05-02T00:00:00Z").await;
    assert_eq!(run_due(&db, at("2026-07-01T00:00:00Z")).await.unwrap(), 2);
    assert_eq!(bills(&db).await[1..], ["2026-04 final 7.00 0.00 7.00", "2026-05 final 8.00 0.00 8.00"]);
    assert_eq!(differing(&db).await, 0);
}

#[sqlx::test]
async fn six_at_once_make_one_bill(db: PgPool) {
    stage(&db).await;
    import(&db, &row("1", "2026-03-02", "usage", "140"), "2026-04-02T00:00:00Z").await;
    let now = at("2026-04-05T04:00:00Z");
    let one = |_: usize| {
        let db = db.clone();
        async move {
            let mut tx = begin(&db).await.unwrap();
            let made = make(&mut tx, HARBOR, "2026-03", now).await.unwrap();
            tx.commit().await.unwrap();
            made
        }
    };
    let made = futures_util::future::join_all((0..6).map(one)).await;
    assert_eq!(made.iter().filter(|(_, is_new)| *is_new).count(), 1);
    assert!(made.iter().all(|(id, _)| *id == made[0].0));
    // The database keeps it without the job.
    let twice = sqlx::query(
        "insert into partner_bill select gen_random_uuid(), 'X', partner_id, cycle, state, records, consumption_charged, refund_charged,
             adjustment_charged, payable_rated, remainder, total_charged, carried_charged, due_charged, closed_at, made_at from partner_bill",
    );
    let refused = twice.execute(&db).await.unwrap_err();
    assert_eq!(refused.as_database_error().and_then(|error| error.constraint()), Some("partner_bill_live"));
    let mut tx = db.begin().await.unwrap();
    assert!(make(&mut tx, HARBOR, "2026-04", now).await.is_err(), "its month is open");
}

#[sqlx::test]
async fn march_minus_50_april_30_may_100_are_due_0_0_and_80_and_annulling_gives_back(db: PgPool) {
    stage(&db).await;
    let months = [("2026-03", "-50"), ("2026-04", "30"), ("2026-05", "100")];
    let rows: Vec<String> = months.iter().map(|(month, amount)| row(month, &format!("{month}-02"), "deduction", amount)).collect();
    import(&db, &rows.concat(), "2026-05-03T00:00:00Z").await;
    assert_eq!(run_due(&db, at("2026-06-05T04:00:00Z")).await.unwrap(), 3);
    let all = ["2026-03 final -50.00 0.00 0.00", "2026-04 final 30.00 30.00 0.00", "2026-05 final 100.00 20.00 80.00"];
    assert_eq!(bills(&db).await, all);
    let left =
        async || sqlx::query_scalar::<_, String>("select left_charged::text from bill_carry_over_left").fetch_all(&db).await.unwrap();
    assert_eq!(left().await, ["0.00"]);
    let number = async |cycle: &str| -> String {
        let sql = "select number from partner_bill where id = $1";
        sqlx::query_scalar(sql).bind(live(&db, cycle).await.0).fetch_one(&db).await.unwrap()
    };
    let (april, may) = (number("2026-04").await, number("2026-05").await);
    let june = at("2026-06-06T00:00:00Z");
    let early = annul(&db, &april, "Wrong price", june).await.unwrap_err().to_string();
    assert_eq!(early, "a later bill of the partner is final: annul that one first");
    assert!(annul(&db, &may, " ", june).await.is_err(), "without a reason");
    annul(&db, &may, "Wrong price", june).await.unwrap();
    assert_eq!(left().await, ["20.00"]);
    assert!(annul(&db, &may, "Wrong price", june).await.is_err(), "twice");
    annul(&db, &april, "Wrong price", june).await.unwrap();
    assert_eq!(left().await, ["50.00"]);
    let scope = Scope::of(&viewer("grace"), Reach::Partner).unwrap();
    let of = |cycle: &str, is_final: bool| (cycle.to_owned(), is_final);
    assert_eq!(queries::made(&db, &scope).await.unwrap(), [of("2026-03", true), of("2026-04", false), of("2026-05", false)]);
    let reasons: Vec<String> =
        queries::bills(&db, &scope, "2026-05").await.unwrap().into_iter().map(|bill| bill.annulled_because).collect();
    assert_eq!(reasons, ["Wrong price"]);
    // They are made again in their order, or May would use what April does.
    let early = make_again(&db, &may, june).await.unwrap_err().to_string();
    assert_eq!(early, "the bill of 2026-04 was annulled: make that one again first");
    // What was annulled waits for whoever annulled it; later months wait for it.
    import(&db, &row("2026-06", "2026-06-02", "deduction", "1"), "2026-06-07T00:00:00Z").await;
    assert_eq!(run_due(&db, at("2026-07-05T04:00:00Z")).await.unwrap(), 0);
    for number in [&april, &may] {
        make_again(&db, number, at("2026-07-06T00:00:00Z")).await.unwrap();
        assert!(make_again(&db, number, at("2026-07-06T00:00:00Z")).await.is_err(), "twice");
    }
    assert_eq!(run_due(&db, at("2026-07-06T00:00:00Z")).await.unwrap(), 1);
    assert_eq!(bills(&db).await[3..], [all[1], all[2], "2026-06 final 1.00 0.00 1.00"]);
    assert_eq!(left().await, ["0.00"]);
}

#[sqlx::test]
async fn the_page_of_an_annulled_bill_says_why_it_was_and_what_it_waits_for(db: PgPool) {
    let house = House::with_demo(db).await;
    let sql = "select b.number, b.cycle from partner_bill b join person p on p.partner_id = b.partner_id
               where p.account_name = 'grace' order by b.cycle desc limit 1";
    let (number, cycle): (String, String) = sqlx::query_as(sql).fetch_one(house.db()).await.unwrap();
    let address = format!("/sales/accounting/bills?cycle={cycle}");
    assert!(house.get("grace", &address).await.shows(&format!("Bill {number}: what came until")));
    annul(house.db(), &number, "Wrong price", house.now()).await.unwrap();
    let page = house.get("grace", &address).await;
    assert!(page.shows("Its bill was annulled. It is made again") && page.shows(": Wrong price"), "{}", page.body);
    make_again(house.db(), &number, house.now()).await.unwrap();
    let again = house.get("grace", &address).await;
    assert!(!again.shows("Its bill was annulled") && again.shows(&format!("{number}, total")), "{}", again.body);
    // Not what came until the fifth: what was corrected since is in it.
    assert!(again.shows(": made again on") && !again.shows("what came until"), "{}", again.body);
}

#[sqlx::test]
async fn what_comes_after_the_fifth_goes_into_the_open_bill_and_keeps_its_month(db: PgPool) {
    stage(&db).await;
    import(&db, &row("1", "2026-02-02", "usage", "140"), "2026-03-01T00:00:00Z").await;
    import(&db, &row("2", "2026-03-02", "usage", "140"), "2026-04-05T03:59:00Z").await;
    assert_eq!(run_due(&db, at("2026-04-05T03:59:30Z")).await.unwrap(), 1, "February");
    // The job has not come to March yet, and March is closed all the same.
    let late = import(&db, &row("3", "2026-03-31", "usage", "10.00999999"), "2026-04-05T04:01:00Z").await;
    assert_eq!(late.numbers(), [1, 0, 0, 0]);
    let elsewhere: Vec<(String, i64)> = sqlx::query_as("select place, records from import_elsewhere").fetch_all(&db).await.unwrap();
    assert_eq!(elsewhere, [("2026-03 2026-04".to_owned(), 1)]);
    assert_eq!(run_due(&db, at("2026-04-05T04:05:00Z")).await.unwrap(), 1);
    import(&db, &row("4", "2026-04-06", "usage", "1"), "2026-04-07T00:00:00Z").await;
    let very_late = import(&db, &row("5", "2026-01-31", "refund_change", "-0.5"), "2026-04-07T00:00:00Z").await;
    assert_eq!(very_late.numbers(), [1, 0, 0, 0], "nothing is dropped, whatever its age");
    let scope = Scope::of(&viewer("grace"), Reach::Partner).unwrap();
    let sums = queries::sums(&db, &scope, "2026-04").await.unwrap();
    let shown: Vec<_> =
        sums.iter().map(|sum| (sum.section, sum.cycle.as_str(), sum.charged.to_string(), sum.remainder.to_string())).collect();
    assert_eq!(
        shown,
        [
            (Section::Adjustment, "2026-03", "10.00".to_owned(), "0.00999999".to_owned()),
            (Section::Adjustment, "2026-01", "-0.50".to_owned(), "0.00000000".to_owned()),
            (Section::Consumption, "2026-04", "1.00".to_owned(), "0.00000000".to_owned()),
        ]
    );
    assert_eq!(bills(&db).await[1], "2026-03 final 140.00 0.00 140.00");
    assert_eq!(differing(&db).await, 0);
}

#[sqlx::test]
async fn a_final_bill_and_its_records_change_no_more(db: PgPool) {
    stage(&db).await;
    import(&db, &row("1", "2026-03-02", "usage", "140"), "2026-04-02T00:00:00Z").await;
    run_due(&db, at("2026-04-05T04:00:00Z")).await.unwrap();
    let changed = import(&db, &row("1", "2026-03-02", "usage", "150"), "2026-04-06T00:00:00Z").await;
    assert_eq!(changed.line(2).1, [":billed:"]);
    assert_eq!(import(&db, &row("1", "2026-03-02", "usage", "140"), "2026-04-07T00:00:00Z").await.numbers(), [0, 0, 1, 0]);
    for sql in [
        "update consumption_record set product = 'Other'",
        "update consumption_record set day = day + 40, bill_cycle = '2026-05'",
        "delete from consumption_record",
        "insert into consumption_record (id, source, external_id, customer_id, association_id, association_kind, partner_id, day, charging_mode,
             bill_type, payment_method, product_type, list_rated, discount_rated, payable_rated, charged, remainder, as_of)
         select gen_random_uuid(), 'x', 'x', customer_id, association_id, association_kind, partner_id, day, charging_mode, bill_type,
             payment_method, product_type, 1, 0, 1, 1, 0, as_of from consumption_record",
        "update partner_bill set records = 2",
        "update partner_bill set due_charged = 0, total_charged = 0, consumption_charged = 0, payable_rated = 0",
        "update partner_bill set state = 'annulled', annulled_at = now(), records = 2",
        "delete from partner_bill",
    ] {
        let refused = sqlx::query(sql).execute(&db).await.unwrap_err();
        let constraint = refused.as_database_error().and_then(|error| error.constraint().map(str::to_owned)).unwrap_or_default();
        assert!(["consumption_record_billed", "partner_bill_frozen"].contains(&constraint.as_str()), "{sql}: {refused}");
    }
    assert_eq!((bills(&db).await, differing(&db).await), (vec!["2026-03 final 140.00 0.00 140.00".to_owned()], 0));
}

/// Three servers, three time zones: the same moment closes the month, and the same record belongs to it.
#[sqlx::test]
async fn the_time_zone_of_the_server_moves_no_record_and_no_deadline(db: PgPool) {
    stage(&db).await;
    import(&db, &row("first", "2026-01-31", "usage", "1"), "2026-02-01T00:00:00Z").await;
    run_due(&db, at("2026-02-28T00:00:00Z")).await.unwrap();
    for (month, zone) in [("2026-03", "UTC"), ("2026-04", "America/Los_Angeles"), ("2026-05", "Asia/Shanghai")] {
        let there = in_time_zone(&db, zone).await;
        let next = crate::consumption::rules::parse_cycle(month).map(super::rules::closes_at).unwrap();
        let last = crate::consumption::rules::last_of_month(format!("{month}-01").parse().unwrap());
        let second = chrono::TimeDelta::seconds(1);
        let file = |id: &str| format!("{HEAD}{}", row(&format!("{month}{id}"), &last.to_string(), "usage", "5"));
        imported(&there, "consumption", &file("in time"), next - second).await;
        assert_eq!(run_due(&there, next - second).await.unwrap(), 0, "{zone}");
        imported(&there, "consumption", &file("late"), next).await;
        assert_eq!(run_due(&there, next).await.unwrap(), 1, "{zone}");
        let found: Vec<String> = sqlx::query_scalar("select bill_cycle from consumption_record where cycle = $1 order by external_id")
            .bind(month)
            .fetch_all(&there)
            .await
            .unwrap();
        assert_eq!((found[0].as_str(), found.len()), (month, 2), "{zone}");
        assert!(found[1].as_str() > month, "{zone}");
        there.close().await;
    }
}

#[sqlx::test]
async fn a_bill_is_the_partners_own_and_a_second_partner_sees_nothing_of_it(db: PgPool) {
    stage(&db).await;
    let rows = row("1", "2026-03-02", "usage", "-50.009") + &used("2", "snowpeak", "2026-04-02", "30");
    import(&db, &rows, "2026-05-01T00:00:00Z").await;
    run_due(&db, at("2026-05-05T04:00:00Z")).await.unwrap();
    import(&db, &row("3", "2026-05-06", "refund_change", "-7.12345678"), "2026-05-07T00:00:00Z").await;
    let now = at("2026-05-08T00:00:00Z");
    let april = live(&db, "2026-04").await;
    for (account, sees) in [("grace", 1), ("petra", 0), ("dara", 0)] {
        let scope = Scope::of(&viewer(account), Reach::Partner).unwrap();
        assert_eq!(queries::cycles(&db, &scope).await.unwrap().len(), sees * 3, "{account}");
        assert_eq!(queries::sums(&db, &scope, "2026-04").await.unwrap().len(), sees, "{account}");
        assert_eq!(queries::bills(&db, &scope, "2026-04").await.unwrap().len(), sees, "{account}");
        assert_eq!(queries::carried(&db, &scope).await.unwrap().len(), sees, "{account}");
        assert_eq!(queries::used(&db, &scope, april).await.unwrap().len(), sees, "{account}");
        let shown = |loaded: crate::lists::pages::load::Loaded| loaded.shown("charged");
        let expected =
            |amounts: &[&str]| if sees == 1 { amounts.iter().map(|one| (*one).to_owned()).collect() } else { Vec::<String>::new() };
        assert_eq!(shown(read(&db, &DETAILS, viewer(account), now, "").await), expected(&["30.00", "-50.00"]), "{account}");
        assert_eq!(shown(read(&db, &DETAILS, viewer(account), now, "cycle=2026-03").await), expected(&["-50.00"]), "{account}");
        assert_eq!(shown(read(&db, &DETAILS, viewer(account), now, "tab=refund").await), expected(&["-7.12"]), "{account}");
    }
}
