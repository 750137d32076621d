//! The FOCUS dataset of a bill: whole, exact, masked, and nobody else's.

use std::collections::HashMap;

use axum::http::StatusCode;
use rust_decimal::Decimal;
use sqlx::PgPool;

use crate::accounting::bills::focus::columns::COLUMNS;
use crate::house::House;

type Cells = HashMap<String, String>;

fn read(body: &str) -> Vec<Cells> {
    let mut reader = csv::Reader::from_reader(body.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), COLUMNS);
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn sum(rows: &[Cells], column: &str) -> Decimal {
    rows.iter().map(|row| row[column].parse::<Decimal>().unwrap_or_else(|_| panic!("{column}: {}", row[column]))).sum()
}

/// Grace's final bills: id, total, rated and left over.
async fn final_bills(house: &House) -> Vec<(String, String, Decimal, Decimal, Decimal)> {
    let sql = "select b.id::text, b.cycle, b.total_charged, b.payable_rated, b.remainder from partner_bill b
               join person p on p.partner_id = b.partner_id where p.account_name = 'grace' and b.state = 'final' order by b.cycle";
    sqlx::query_as(sql).fetch_all(house.db()).await.unwrap()
}

#[sqlx::test]
async fn the_dataset_of_a_final_bill_adds_up_to_it_and_names_nobody(db: PgPool) {
    let house = House::with_demo(db).await;
    let bills = final_bills(&house).await;
    let mut categories = std::collections::BTreeSet::new();
    for (id, cycle, total, payable, remainder) in &bills {
        let page = house.get("grace", &format!("/sales/accounting/bills?cycle={cycle}")).await;
        assert!(page.shows(&format!("/sales/accounting/bills/{id}/focus")), "the bill's page leads to it");
        let file = house.get("grace", &format!("/sales/accounting/bills/{id}/focus")).await;
        assert_eq!(file.status, StatusCode::OK);
        let rows = read(&file.body);
        assert_eq!(sum(&rows, "BilledCost"), *total, "{cycle}");
        assert_eq!(sum(&rows, "x_RatedCost"), *payable, "{cycle}");
        assert_eq!(sum(&rows, "x_Remainder"), *remainder, "{cycle}");
        for row in &rows {
            categories.insert(row["ChargeCategory"].clone());
            let is_late = row["x_UsageCycle"] != *cycle;
            assert!(!is_late || row["ChargeClass"] == "Correction", "{row:?}");
            assert!(row["SubAccountName"].contains('*'), "masked: {row:?}");
            assert!(row["ChargePeriodStart"] < row["ChargePeriodEnd"], "{row:?}");
            assert!(is_late || row["ChargePeriodStart"] >= row["BillingPeriodStart"] && row["ChargePeriodStart"] < row["BillingPeriodEnd"]);
        }
    }
    assert!(categories.contains("Usage") && categories.contains("Purchase"), "{categories:?}");
    assert_eq!(house.audited("partner_bill.focus_downloaded").await, i64::try_from(bills.len()).unwrap());
}

#[sqlx::test]
async fn another_company_and_who_sees_no_bills_get_nothing(db: PgPool) {
    let house = House::with_demo(db).await;
    let (id, ..) = final_bills(&house).await.remove(0);
    for account in ["mei", "zhao", "dara", "rita", "viktor"] {
        let answer = house.get(account, &format!("/sales/accounting/bills/{id}/focus")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{account}");
    }
    assert_eq!(house.get("grace", "/sales/accounting/bills/nonsense/focus").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.audited("partner_bill.focus_downloaded").await, 0);
}
