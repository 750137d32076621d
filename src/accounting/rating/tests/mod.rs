//! Files of usage records and refunds against a database, which computes the same as the rules.

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use rust_decimal::Decimal;
use sqlx::{PgConnection, PgPool};

use super::model::{RecordId, Usage};
use super::queries::{lookup, month};
use super::rules::rate;
use crate::auth::{Reach, Scope};
use crate::consumption::tests::{customer_since, import, used};
use crate::customers::model::CustomerId;
use crate::house::importing::{Report, imported};
use crate::house::{House, in_time_zone};
use crate::imports::model::Outcome;
use crate::opportunities::queries::fixtures::{now, people, viewer};

mod refunds;

const HEAD: &str = "external_id,customer,began_at,ended_at,product_type,usage,usage_unit,ratio,linear_size,unit_price,discount_rate\n";

/// Ten gigabytes for 25,874 seconds (M1), with a discount.
fn disk(external_id: &str, began_at: &str, discount: &str) -> String {
    format!("{external_id},snowpeak,{began_at},,Block storage,25874,s,3600,10,0.00064,{discount}\n")
}

async fn usage(db: &PgPool, rows: &str) -> Report {
    imported(db, "usage_records", &format!("{HEAD}{rows}"), now()).await
}

async fn refund(db: &PgPool, rows: &str) -> Report {
    imported(db, "refunds", &format!("external_id,refund_of,day,amount\n{rows}"), now()).await
}

fn refused(problems: &[&str]) -> (Outcome, Vec<String>) {
    (Outcome::Refused, problems.iter().map(|problem| (*problem).to_owned()).collect())
}

/// List, discount, payable, charged and remainder of each record, by external ID.
async fn amounts(db: &PgPool) -> Vec<(String, String)> {
    let sql = "select external_id, concat_ws(' ', list_rated, discount_rated, payable_rated, charged, remainder)
               from consumption_record order by external_id";
    sqlx::query_as(sql).fetch_all(db).await.unwrap()
}

fn of(external_id: &str, amounts: &str) -> (String, String) {
    (external_id.to_owned(), amounts.to_owned())
}

#[sqlx::test]
async fn usage_is_priced_as_it_comes_in_m1_to_m5(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    let day = "2026-11-05 08:00:00";
    let rows = [
        disk("m1", day, ""),
        disk("m2", day, ""),
        disk("m3", day, "0.15"),
        format!("m4,snowpeak,{day},,Server,1,,,,12.34567891,0.1\n"),
        format!("m5,snowpeak,{day},,Server,1,,,,0.00999999,\n"),
        format!("m6,snowpeak,{day},,Server,-1,,,,12.34567891,\n"),
    ];
    assert_eq!(usage(&db, &rows.concat()).await.numbers(), [6, 0, 0, 0]);
    assert_eq!(
        amounts(&db).await,
        [
            of("m1", "0.04599822 0.00000000 0.04599822 0.04 0.00599822"),
            of("m2", "0.04599822 0.00000000 0.04599822 0.04 0.00599822"),
            of("m3", "0.04599822 0.00689973 0.03909849 0.03 0.00909849"),
            of("m4", "12.34567891 1.23456789 11.11111102 11.11 0.00111102"),
            of("m5", "0.00999999 0.00000000 0.00999999 0.00 0.00999999"),
            of("m6", "-12.34567891 0.00000000 -12.34567891 -12.34 -0.00567891"),
        ]
    );
    // The same file again changes nothing; another price is priced anew.
    assert_eq!(usage(&db, &rows.concat()).await.numbers(), [0, 0, 6, 0]);
    let dearer = rows.concat().replace("12.34567891,0.1", "20,0.1");
    assert_eq!(imported(&db, "usage_records", &format!("{HEAD}{dearer}"), now()).await.numbers(), [0, 1, 5, 0]);
    assert_eq!(amounts(&db).await[3], of("m4", "20.00000000 2.00000000 18.00000000 18.00 0.00000000"));
}

#[sqlx::test]
async fn what_a_usage_record_says_wrong_is_refused_beside_its_column(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    import(&db, &used("other", "snowpeak", "2026-10-05", "5")).await;
    let row = |id: &str, began: &str, rest: &str| format!("{id},snowpeak,{began},,Server,{rest}\n");
    let day = "2026-11-05 08:00:00";
    let rows = [
        row("1", day, "1,,,,0.123456789,"),
        row("2", day, "1,,0,,1,"),
        row("3", day, "1,,,-1,1,"),
        row("4", day, "1,,,,-1,"),
        row("5", day, "1,,,,1,1.5"),
        row("6", "2026-11-24 08:00:00", "1,,,,1,"),
        row("7", "2026-09-30 08:00:00", "1,,,,1,"),
        row("8", day, "9999999999999999,,,,9999999999999999,"),
        row("other", day, "1,,,,1,"),
        format!("9,snowpeak,{day},{day},Server,1,,,,1,\n"),
        format!("10,nobody_at_all,{day},,Server,1,,,,1,\n"),
    ];
    let report = usage(&db, &rows.concat()).await;
    let expected: [&[&str]; 11] = [
        &["unit_price:too_many_decimals:8"],
        &["ratio:ratio_not_above_zero:"],
        &["linear_size:size_not_above_zero:"],
        &["unit_price:negative_price:"],
        &["discount_rate:not_a_rate:"],
        &["began_at:in_the_future:"],
        &["began_at:not_associated:"],
        &["usage:amount_too_large:"],
        &["external_id:other_file:"],
        &["ended_at:ends_before_it_begins:"],
        &["customer:unknown_customer:"],
    ];
    for (line, problems) in (2..).zip(expected) {
        assert_eq!(report.line(line), refused(problems), "line {line}");
    }
}

/// Three servers, three time zones: a record belongs to the Beijing month of its instant.
#[sqlx::test]
async fn a_record_that_begins_at_half_past_midnight_in_beijing_is_of_the_new_month_in_every_time_zone(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-08-01").await;
    for (n, zone) in ["UTC", "America/Los_Angeles", "Asia/Shanghai"].into_iter().enumerate() {
        let there = in_time_zone(&db, zone).await;
        let rows = disk(&format!("{n}a"), "2026-09-30T16:30:00Z", "") + &disk(&format!("{n}b"), "2026-09-30T15:59:59Z", "");
        assert_eq!(usage(&there, &rows).await.numbers(), [2, 0, 0, 0]);
        let found: Vec<(String, String)> =
            sqlx::query_as("select day::text, cycle from consumption_record where external_id like $1 order by external_id")
                .bind(format!("{n}%"))
                .fetch_all(&there)
                .await
                .unwrap();
        assert_eq!(found, [of("2026-10-01", "2026-10"), of("2026-09-30", "2026-09")], "{zone}");
        there.close().await;
    }
}

#[sqlx::test]
async fn the_database_prices_and_truncates_as_the_rules_do(db: PgPool) {
    let mut chance = StdRng::seed_from_u64(11);
    let mut tried = 0;
    for _ in 0..500 {
        let usage = Usage {
            quantity: Decimal::new(chance.random_range(-1_000_000_000_000_000..1_000_000_000_000_000), chance.random_range(0..10)),
            ratio: Decimal::new(chance.random_range(1..1_000_000_000), chance.random_range(0..10)),
            linear_size: Decimal::new(chance.random_range(1..100_000), chance.random_range(0..4)),
            unit_price: Decimal::new(chance.random_range(0..10_000_000_000), 8),
            discount_rate: Decimal::ZERO,
        };
        let Ok(rating) = rate(&usage) else { continue };
        tried += 1;
        let (list, charged): (String, String) =
            sqlx::query_as("select trim_scale(l)::text, trunc(l, 2)::text from (select rated_list($1, $2, $3, $4) as l) r")
                .bind(usage.quantity)
                .bind(usage.ratio)
                .bind(usage.linear_size)
                .bind(usage.unit_price)
                .fetch_one(&db)
                .await
                .unwrap();
        assert_eq!((list, charged), (rating.list.amount().to_string(), rating.split.charged.to_string()), "{usage:?}");
    }
    assert!(tried > 100, "{tried}");
}

async fn record(db: &mut PgConnection, external_id: &str) -> (RecordId, CustomerId) {
    let sql = "select id, customer_id from consumption_record where external_id = $1";
    let (id, customer): (uuid::Uuid, uuid::Uuid) = sqlx::query_as(sql).bind(external_id).fetch_one(db).await.unwrap();
    (RecordId(id), CustomerId(customer))
}

#[sqlx::test]
async fn a_record_and_a_month_are_explained_to_whoever_saw_them_and_a_second_person_sees_nothing(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    usage(&db, &(disk("m1", "2026-11-05", "0.15") + &disk("m2", "2026-11-05", ""))).await;
    refund(&db, "r,m2,2026-11-06,0.04599822\n").await;
    let mut connection = db.acquire().await.unwrap();
    let (first, customer) = record(&mut connection, "m1").await;
    let (back, _) = record(&mut connection, "r").await;
    for (account, reach, sees) in
        [("mei", Reach::Own, true), ("jun", Reach::Own, false), ("zhao", Reach::Team, true), ("petra", Reach::Partner, false)]
    {
        let scope = Scope::of(&viewer(account), reach).unwrap();
        assert_eq!(lookup(&db, &scope, first).await.unwrap().is_some(), sees, "{account}");
        assert_eq!(month(&db, &scope, customer, "2026-11").await.unwrap().is_some(), sees, "{account}");
        assert!(month(&db, &scope, customer, "2026-10").await.unwrap().is_none());
    }
    let scope = Scope::of(&viewer("grace"), Reach::Partner).unwrap();
    let detail = lookup(&db, &scope, first).await.unwrap().unwrap();
    assert_eq!(detail.usage.map(|usage| rate(&usage).unwrap().split), Some(detail.split));
    let (charge, asked) = lookup(&db, &scope, back).await.unwrap().unwrap().refund.unwrap();
    assert_eq!((asked, charge.returned), (charge.amounts.rated, charge.amounts.split));
    let (_, _, sums) = month(&db, &scope, customer, "2026-11").await.unwrap().unwrap();
    let shown: Vec<_> = sums.iter().map(|sum| (sum.records, sum.charged.to_string(), sum.remainder.to_string())).collect();
    assert_eq!(shown, [(3, "0.03".to_owned(), "0.00909849".to_owned())]);
}

#[sqlx::test]
async fn the_page_of_a_record_says_each_step(db: PgPool) {
    let house = House::with_demo(db).await;
    let account: String = sqlx::query_scalar("select c.account_name from customer c join association a on a.customer_id = c.id join person p on p.id = a.owner_id where p.account_name = 'mei' and a.started_at < '2026-11-01' order by c.id limit 1")
        .fetch_one(house.db())
        .await
        .unwrap();
    let row = format!("{HEAD}m3,{account},2026-11-20 08:00:00,2026-11-20 15:11:14,Block storage,25874,s,3600,10,0.00064,0.15\n");
    assert_eq!(imported(house.db(), "usage_records", &row, house.now()).await.numbers(), [1, 0, 0, 0]);
    let (id, customer) = record(&mut house.db().acquire().await.unwrap(), "m3").await;
    let page = house.get("grace", &format!("/sales/consumption/details/{id}")).await;
    for step in [
        "25874 s ÷ 3600 = 7.1872222222 priced units",
        "7.1872222222 × size 10 × unit price 0.00064 = 0.04599822",
        "0.04599822 × 15% = 0.00689973",
        "0.04599822 − 0.00689973 = 0.03909849",
        "0.03909849 without what stands after the second decimal is 0.03",
        "0.03909849 − 0.03 = 0.00909849 is left over",
        "0.04599822 − 0.00689973 − 0.03 − 0.00909849 = 0",
    ] {
        assert!(page.shows(step), "{step}\n{}", page.body);
    }
    let back = "external_id,refund_of,day,amount\nr3,m3,2026-11-20,0.03909849\n";
    assert_eq!(imported(house.db(), "refunds", back, house.now()).await.numbers(), [1, 0, 0, 0]);
    let (refund, _) = record(&mut house.db().acquire().await.unwrap(), "r3").await;
    let page = house.get("grace", &format!("/sales/consumption/details/{refund}")).await;
    assert!(page.shows("This refund gives back 0.03, and 0.00909849 of the remainder."), "{}", page.body);
    let month = house.get("grace", &format!("/sales/consumption/customers/{customer}?month=2026-11")).await;
    assert!(month.shows("Block storage") && month.shows("is left over. It is not charged"), "{}", month.body);
}
