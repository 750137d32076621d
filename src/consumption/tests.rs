//! Files of consumption against a database: whose a record is, what is refused, and that the months are the sums of the records.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sqlx::PgPool;

use crate::customers::model::AssociationId;
use crate::handover::queries::{Assigning, assign, begin_assignment};
use crate::house::importing::{Report, checked, imported};
use crate::imports::model::Outcome;
use crate::opportunities::queries::fixtures::{customer, now, people};
use crate::organisation::rules::fixtures::id;
use crate::values::date::beijing_midnight;

const HEAD: &str = "external_id,customer,day,charging_mode,bill_type,payment_method,product_type,list,discount,payable\n";

/// A customer of `owner`, associated and assigned on a Beijing day.
pub(crate) async fn customer_since(db: &PgPool, owner: &str, name: &str, day: &str) -> AssociationId {
    let association = customer(db, owner, name).await;
    let at = beijing_midnight(day.parse().unwrap());
    sqlx::query("update association set started_at = $2 where id = $1").bind(association.0).bind(at).execute(db).await.unwrap();
    begin_assignment(&mut db.acquire().await.unwrap(), association.0, id(owner), at).await.unwrap();
    association
}

/// A row that uses a server for so much, without discount.
pub(crate) fn used(external_id: &str, account: &str, day: &str, amount: &str) -> String {
    format!("{external_id},{account},{day},pay_per_use,usage,customer,Elastic server,{amount},0,{amount}\n")
}

pub(crate) async fn import(db: &PgPool, rows: &str) -> Report {
    imported(db, "consumption", &format!("{HEAD}{rows}"), now()).await
}

fn refused(problems: &[&str]) -> (Outcome, Vec<String>) {
    (Outcome::Refused, problems.iter().map(|problem| (*problem).to_owned()).collect())
}

/// Account manager and supervisor of each record, by external ID.
async fn owners(db: &PgPool) -> Vec<(String, Option<String>, Option<String>)> {
    let sql = "select n.external_id, w.account_name, s.account_name from consumption_record n left join person w on w.id = n.owner_id
               left join person s on s.id = n.supervisor_id order by n.external_id";
    sqlx::query_as(sql).fetch_all(db).await.unwrap()
}

/// How many sums differ from those of the records.
async fn differing(db: &PgPool) -> i64 {
    let sql = "with s as (
            select association_id, association_kind, distributor_id, partner_id, supervisor_id, owner_id, customer_id, cycle, count(*) as records,
                sum(list_rated) as list_rated, sum(discount_rated) as discount_rated, sum(payable_rated) as payable_rated,
                sum(remainder) as remainder, sum(charged) as charged,
                coalesce(sum(charged) filter (where payment_method = 'customer'), 0) as charged_customer,
                coalesce(sum(charged) filter (where payment_method = 'partner'), 0) as charged_partner,
                coalesce(sum(charged) filter (where payment_method = 'voucher'), 0) as charged_voucher,
                coalesce(sum(charged) filter (where payment_method = 'cash_coupon'), 0) as charged_cash_coupon,
                coalesce(sum(charged) filter (where payment_method = 'stored_card'), 0) as charged_stored_card
            from consumption_record group by 1, 2, 3, 4, 5, 6, 7, 8),
        m as (select association_id, association_kind, distributor_id, partner_id, supervisor_id, owner_id, customer_id, cycle, records,
                list_rated, discount_rated, payable_rated, remainder, charged, charged_customer, charged_partner, charged_voucher,
                charged_cash_coupon, charged_stored_card from consumption_month)
        select count(*) from ((table s except table m) union all (table m except table s)) d";
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

async fn number(db: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn a_record_is_the_account_managers_from_the_day_after_the_assignment_on_and_no_hand_over_moves_it(db: PgPool) {
    people(&db).await;
    let snowpeak = customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    import(&db, &(used("1", "snowpeak", "2026-10-01", "5") + &used("2", "snowpeak", "2026-10-02", "5"))).await;
    let at = beijing_midnight("2026-10-10".parse().unwrap()) + TimeDelta::hours(9);
    let assigning = Assigning { by: Some(id("grace")), at, opportunities_too: true };
    assign(&mut db.acquire().await.unwrap(), &[snowpeak.0], id("ana"), &assigning).await.unwrap();
    import(&db, &(used("3", "snowpeak", "2026-10-10", "5") + &used("4", "snowpeak", "2026-10-11", "5"))).await;
    let of = |number: &str, owner: Option<&str>, supervisor: Option<&str>| {
        (number.to_owned(), owner.map(str::to_owned), supervisor.map(str::to_owned))
    };
    let expected =
        [of("1", None, None), of("2", Some("mei"), Some("zhao")), of("3", Some("mei"), Some("zhao")), of("4", Some("ana"), Some("omar"))];
    assert_eq!(owners(&db).await, expected);
    // What a later file says of the amount leaves whose it was.
    import(&db, &used("2", "snowpeak", "2026-10-02", "6")).await;
    assert_eq!(owners(&db).await, expected);
    assert_eq!((number(&db, "select count(*) from consumption_month").await, differing(&db).await), (3, 0));
}

#[sqlx::test]
async fn a_resellers_record_is_also_its_distributors_of_the_day_and_has_the_type_of_the_day(db: PgPool) {
    people(&db).await;
    let resold = customer_since(&db, "sam", "Resold", "2026-09-01").await;
    sqlx::query("update association set kind = 'resale', kind_since = '2026-10-14T16:00:00Z' where id = $1")
        .bind(resold.0)
        .execute(&db)
        .await
        .unwrap();
    import(&db, &(used("1", "resold", "2026-10-14", "5") + &used("2", "resold", "2026-10-15", "5"))).await;
    let found: Vec<(String, Option<String>, String)> = sqlx::query_as(
        "select n.association_kind, d.name, p.name from consumption_record n join partner p on p.id = n.partner_id
         left join partner d on d.id = n.distributor_id order by n.external_id",
    )
    .fetch_all(&db)
    .await
    .unwrap();
    let of = |kind: &str| (kind.to_owned(), Some("Summit Distribution".to_owned()), "Delta Resale".to_owned());
    assert_eq!(found, [of("referral"), of("resale")]);
}

#[sqlx::test]
async fn the_last_day_of_an_association_counts_and_the_days_around_it_are_refused(db: PgPool) {
    people(&db).await;
    let snowpeak = customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    sqlx::query("update association set ended_at = '2026-10-20T04:00:00Z' where id = $1").bind(snowpeak.0).execute(&db).await.unwrap();
    let rows: String = ["2026-09-30", "2026-10-01", "2026-10-20", "2026-10-21"]
        .iter()
        .enumerate()
        .map(|(n, day)| used(&n.to_string(), "snowpeak", day, "5"))
        .collect();
    let report = import(&db, &rows).await;
    assert_eq!(report.numbers(), [2, 0, 0, 2]);
    for line in [2, 5] {
        assert_eq!(report.line(line), refused(&["day:not_associated:"]));
    }
}

#[sqlx::test]
async fn charged_is_the_payable_amount_cut_and_three_times_less_than_five_cents_are_twelve(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    let rows: String = (1..4).map(|n| used(&n.to_string(), "snowpeak", "2026-10-05", "0.04599822")).collect();
    let back = "4,snowpeak,2026-11-05,subscription,退款-退订,客户支付,Database,-12.34567891,0,-12.34567891\n";
    assert_eq!(import(&db, &(rows + back)).await.numbers(), [4, 0, 0, 0]);
    let months: Vec<(String, String, String, String)> =
        sqlx::query_as("select cycle, payable_rated::text, charged::text, remainder::text from consumption_month order by cycle")
            .fetch_all(&db)
            .await
            .unwrap();
    let of = |cycle: &str, amounts: [&str; 3]| {
        let [payable, charged, remainder] = amounts.map(str::to_owned);
        (cycle.to_owned(), payable, charged, remainder)
    };
    let october = of("2026-10", ["0.13799466", "0.12", "0.01799466"]);
    assert_eq!(months, [october, of("2026-11", ["-12.34567891", "-12.34", "-0.00567891"])]);
}

#[sqlx::test]
async fn the_months_are_the_sums_of_the_records_after_imports_changes_and_repeats(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-08-01").await;
    customer_since(&db, "kofi", "Harvest", "2026-08-01").await;
    let row = |n: usize| {
        let account = if n.is_multiple_of(3) { "harvest" } else { "snowpeak" };
        let method = ["customer", "partner", "voucher", "cash_coupon", "stored_card"][n % 5];
        let day: NaiveDate = "2026-08-02".parse().unwrap();
        let day = day + TimeDelta::days(i64::try_from(n).unwrap() * 2);
        format!("{n},{account},{day},pay_per_use,usage,{method},Server,{n}.98765432,0.12345678,{n}.86419754\n")
    };
    let file: String = (0..50).map(row).collect();
    assert_eq!(import(&db, &file).await.numbers(), [50, 0, 0, 0]);
    let months = number(&db, "select count(*) from consumption_month").await;
    assert_eq!((months, differing(&db).await), (8, 0), "four months of two customers");
    assert_eq!(import(&db, &file).await.numbers(), [0, 0, 50, 0], "the same file changes nothing");
    assert_eq!(differing(&db).await, 0);
    let changed =
        file.replace("12,harvest,2026-08-26", "12,harvest,2026-09-26").replace("voucher", "customer").replace("7.86419754", "7.00000000");
    let changed = changed.replace("7.98765432,0.12345678", "7.12345678,0.12345678");
    assert_eq!(import(&db, &changed).await.numbers(), [0, 10, 40, 0]);
    assert_eq!(differing(&db).await, 0);
    assert_eq!(number(&db, "select count(*) from consumption_month where charged_voucher <> 0").await, 0);
    sqlx::query("delete from consumption_record where cycle = '2026-08'").execute(&db).await.unwrap();
    assert_eq!((differing(&db).await, number(&db, "select count(*) from consumption_month where cycle = '2026-08'").await), (0, 0));
}

#[sqlx::test]
async fn what_a_row_says_wrong_is_refused_beside_its_column(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    customer_since(&db, "mei", "Harvest", "2026-10-01").await;
    import(&db, &used("9", "snowpeak", "2026-10-05", "5")).await;
    let head = HEAD.replace("payable\n", "payable,charged,currency\n");
    let row = |id: &str, account: &str, day: &str, rest: &str| format!("{id},{account},{day},pay_per_use,usage,customer,Server,{rest}\n");
    let rows = [
        row("1", "nobody_at_all", "2026-10-05", "5,0,5,5,CNY"),
        row("2", "snowpeak", "2026-11-24", "5,0,5,5,CNY"),
        row("3", "snowpeak", "2026-10-05", "0.123456789,0,0.123456789,,"),
        row("4", "snowpeak", "2026-10-05", "5,1,5,,"),
        row("5", "snowpeak", "2026-10-05", "5.999,0,5.999,6,"),
        row("6", "snowpeak", "2026-10-05", "12345678901234567,0,12345678901234567,,"),
        row("7", "snowpeak", "2026-10-05", "5,0,5,5,USD"),
        row("9", "harvest", "2026-10-05", "5,0,5,5,"),
        row("8", "snowpeak", "2026-10-05", "5,0,5,5.00,人民币"),
    ];
    let report = imported(&db, "consumption", &format!("{head}{}", rows.concat()), now()).await;
    let expected: [&[&str]; 8] = [
        &["customer:unknown_customer:"],
        &["day:in_the_future:"],
        &["list:too_many_decimals:8", "payable:too_many_decimals:8"],
        &["payable:does_not_add_up:"],
        &["charged:charged_differs:"],
        &["list:too_many_digits:16", "payable:too_many_digits:16"],
        &["currency:not_a_choice:"],
        &["customer:other_customer:"],
    ];
    for (line, problems) in (2..).zip(expected) {
        assert_eq!(report.line(line), refused(problems), "line {line}");
    }
    assert_eq!(report.line(10).0, Outcome::Created);
    let twice = used("20", "snowpeak", "2026-10-05", "5") + &used("20", "snowpeak", "2026-10-06", "5");
    let report = checked(&db, "consumption", format!("{HEAD}{twice}").as_bytes(), now()).await.unwrap();
    assert_eq!([report.line(2), report.line(3)].map(|(_, problems)| problems), [[":repeated:3".to_owned()], [":repeated:2".to_owned()]]);
}

#[sqlx::test]
async fn an_older_file_changes_nothing_not_even_what_a_newer_one_only_confirmed(db: PgPool) {
    people(&db).await;
    customer_since(&db, "mei", "Snowpeak", "2026-10-01").await;
    let file = |amount: &str| format!("{HEAD}{}", used("1", "snowpeak", "2026-10-05", amount));
    let at = |hours: i64| -> DateTime<Utc> { now() + TimeDelta::hours(hours) };
    imported(&db, "consumption", &file("5"), at(0)).await;
    assert_eq!(imported(&db, "consumption", &file("5"), at(4)).await.numbers(), [0, 0, 1, 0]);
    let older = imported(&db, "consumption", &file("6"), at(2)).await;
    assert_eq!(older.line(2), refused(&[":older_file:"]));
    assert_eq!(imported(&db, "consumption", &file("5"), at(1)).await.line(2).0, Outcome::Unchanged);
    assert_eq!(imported(&db, "consumption", &file("7"), at(5)).await.numbers(), [0, 1, 0, 0]);
    assert_eq!((number(&db, "select sum(charged)::bigint from consumption_month").await, differing(&db).await), (7, 0));
}
