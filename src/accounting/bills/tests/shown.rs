//! What the page of a bill shows: sums that are those of their parts, a month that has no bill, and what a negative bill takes off.

use axum::http::StatusCode;
use rust_decimal::Decimal;
use sqlx::PgPool;

use crate::house::House;
use crate::values::money::{Charged, format_cny};

/// What stands in the cells of one column, row by row.
fn cells(rows: &[&str], label: &str) -> Vec<String> {
    let of = |row: &&str| {
        let cell = row.split("<td").find(|cell| cell.contains(&format!("data-label=\"{label}\"")))?;
        cell.split_once('>')?.1.split('<').next().map(str::to_owned)
    };
    rows.iter().filter_map(of).collect()
}

fn read(shown: &str) -> Decimal {
    shown.replace(',', "").parse().unwrap_or_else(|_| panic!("no amount: {shown}"))
}

#[sqlx::test]
async fn what_the_overview_shows_adds_up_or_says_that_it_is_cut_off(db: PgPool) {
    let house = House::with_demo(db).await;
    let sql = "select b.cycle from partner_bill b join person p on p.partner_id = b.partner_id
               where p.account_name = 'grace' and b.state = 'final' order by b.cycle";
    let cycles: Vec<String> = sqlx::query_scalar(sql).fetch_all(house.db()).await.unwrap();
    assert!(!cycles.is_empty());
    let mut cut = 0;
    for cycle in cycles {
        for digits in ["", "&digits=8"] {
            let page = house.get("grace", &format!("/sales/accounting/bills?cycle={cycle}{digits}")).await;
            let said = page.body.split_once(">Total: ").and_then(|(_, rest)| rest.split('<').next()).unwrap();
            assert!(!said.contains('(') && !said.contains("+ -"), "{cycle}: {said}");
            let (body, foot) = page.body.split_once("<tfoot").unwrap();
            // Those of other months are within the rows of their parts.
            let parts: Vec<&str> = body.split("<tr").filter(|row| row.contains("Details of ")).collect();
            assert_eq!(parts.len(), 3, "{cycle}: {body}");
            for label in ["Payable, rated", "Charged, CNY", "Remainder"] {
                let (of_parts, sum) = (cells(&parts, label), cells(&[foot], label));
                assert_eq!((of_parts.len(), sum.len()), (3, 1), "{cycle} {label}: {of_parts:?} {sum:?}");
                let shown: Vec<&String> = of_parts.iter().chain(&sum).collect();
                if shown.iter().any(|amount| amount.ends_with('…')) {
                    assert!(digits.is_empty(), "{cycle} {label}: {shown:?}");
                    cut += 1;
                    continue;
                }
                assert_eq!(of_parts.iter().map(|part| read(part)).sum::<Decimal>(), read(&sum[0]), "{cycle} {label}: {shown:?}");
                if !digits.is_empty() && label != "Charged, CNY" {
                    assert!(
                        shown.iter().all(|amount| amount.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 8)),
                        "{shown:?}"
                    );
                }
            }
        }
    }
    assert!(cut > 0, "nothing was cut off");
}

#[sqlx::test]
async fn a_month_without_a_bill_is_said_and_another_can_be_chosen(db: PgPool) {
    let house = House::with_demo(db).await;
    for cycle in ["1999-01", "2026-13", "nonsense"] {
        let page = house.get("grace", &format!("/sales/accounting/bills?cycle={cycle}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{cycle}");
        assert!(page.shows("There is no bill of this month") && page.shows("<option"), "{cycle}: {}", page.body);
    }
}

#[sqlx::test]
async fn the_next_bill_of_lakeside_shows_what_its_negative_one_takes_off(db: PgPool) {
    let house = House::with_demo(db).await;
    let sql = "select n.cycle, n.total_charged, b.cycle, b.total_charged, b.due_charged
               from partner_bill n join person p on p.partner_id = n.partner_id and p.account_name = 'petra'
               join lateral (select * from partner_bill l where l.partner_id = n.partner_id and l.cycle > n.cycle and l.state = 'final'
                             order by l.cycle limit 1) b on true
               where n.total_charged < 0 and n.state = 'final'";
    let (negative, less, next, total, due): (String, Charged, String, Charged, Charged) =
        sqlx::query_as(sql).fetch_one(house.db()).await.unwrap();
    // Fifty, and the cents that the compensation gives back beyond those that were charged.
    let carried = Charged::new(-less.amount()).unwrap();
    assert!(carried.amount() >= Decimal::from(50) && carried.amount() < Decimal::from(51), "{carried}");
    assert_eq!(due.amount(), total.amount() - carried.amount());
    let first = house.get("petra", &format!("/sales/accounting/bills?cycle={negative}")).await;
    assert!(first.shows(&format!("The total is negative: {} is carried into the next bills.", format_cny(carried))), "{}", first.body);
    assert!(first.shows("¥0.00"), "{}", first.body);
    let second = house.get("petra", &format!("/sales/accounting/bills?cycle={next}")).await;
    for said in [format!("Carried from {negative}"), format_cny(carried), format_cny(total), format_cny(due)] {
        assert!(second.shows(&said), "{said}: {}", second.body);
    }
}
