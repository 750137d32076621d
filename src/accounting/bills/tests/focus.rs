//! The FOCUS dataset of a bill: whole, exact, masked, and nobody else's.

use std::collections::{BTreeSet, HashMap};

use axum::http::StatusCode;
use rust_decimal::Decimal;
use sqlx::PgPool;

use super::final_bills;
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

#[sqlx::test]
async fn the_dataset_of_a_final_bill_adds_up_to_it_and_names_nobody(db: PgPool) {
    let house = House::with_demo(db).await;
    let (mut kinds, mut downloads) = (BTreeSet::new(), 0);
    for account in ["grace", "dara", "petra"] {
        for (id, _, cycle) in final_bills(&house, account).await {
            let page = house.get(account, &format!("/sales/accounting/bills?cycle={cycle}")).await;
            assert!(page.shows(&format!("/sales/accounting/bills/{id}/focus")), "the bill's page leads to it");
            let file = house.get(account, &format!("/sales/accounting/bills/{id}/focus")).await;
            assert_eq!(file.status, StatusCode::OK);
            let rows = read(&file.body);
            let sql = "select total_charged, payable_rated, remainder, records from partner_bill where id = $1::uuid";
            let (total, payable, remainder, records): (Decimal, Decimal, Decimal, i64) =
                sqlx::query_as(sql).bind(&id).fetch_one(house.db()).await.unwrap();
            assert_eq!(i64::try_from(rows.len()).unwrap(), records);
            for (column, expected) in [("BilledCost", total), ("x_RatedCost", payable), ("x_Remainder", remainder)] {
                assert_eq!(sum(&rows, column), expected, "{account} {cycle} {column}");
            }
            for row in &rows {
                kinds.insert(format!("{} {}", row["ChargeCategory"], row["ChargeClass"]));
                let is_late = row["x_UsageCycle"] != cycle;
                assert_eq!(row["ChargeClass"] == "Correction", is_late, "{row:?}");
                assert!(row["SubAccountName"].contains('*'), "masked: {row:?}");
                assert!(row["ChargePeriodStart"] < row["ChargePeriodEnd"], "{row:?}");
                let of_period =
                    (row["BillingPeriodStart"].as_str()..row["BillingPeriodEnd"].as_str()).contains(&row["ChargePeriodStart"].as_str());
                assert_eq!(of_period, !is_late, "{row:?}");
                assert_eq!(row["ConsumedQuantity"].is_empty(), row["ChargeCategory"] != "Usage", "{row:?}");
            }
            downloads += 1;
        }
    }
    let all = ["Credit ", "Purchase ", "Usage ", "Usage Correction"].map(str::to_owned);
    assert_eq!(kinds, BTreeSet::from(all));
    assert_eq!(house.audited("partner_bill.focus_downloaded").await, downloads);
}

#[sqlx::test]
async fn another_company_and_who_sees_no_bills_get_nothing(db: PgPool) {
    let house = House::with_demo(db).await;
    let (id, ..) = final_bills(&house, "grace").await.remove(0);
    for account in ["mei", "zhao", "dara", "rita", "viktor"] {
        let answer = house.get(account, &format!("/sales/accounting/bills/{id}/focus")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{account}");
    }
    assert_eq!(house.get("grace", "/sales/accounting/bills/nonsense/focus").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.audited("partner_bill.focus_downloaded").await, 0);
}
