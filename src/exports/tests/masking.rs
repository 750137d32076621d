//! What leaves in a file, and what does not.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::app::LISTS;
use crate::house::House;
use crate::values::date::beijing_date;

/// Every value of a person or a customer that the demo knows, long enough to be no accident.
async fn clear_values(house: &House) -> Vec<String> {
    let sql = "select v from (
                   select name from customer union select account_name from customer union select mobile from claim union select email from claim
                   union select company_name from claim union select mobile from lead union select email from lead
                   union select contact_name from lead union select company_name from lead union select display_name from person
                   union select email from person) as t (v) where length(v) >= 6";
    sqlx::query_scalar(sql).fetch_all(house.db()).await.unwrap()
}

#[sqlx::test]
async fn no_name_account_number_or_address_leaves_in_clear(db: PgPool) {
    let house = House::with_demo(db).await.configured(|config| config.exports_at_once = 100);
    let clear = clear_values(&house).await;
    assert!(clear.len() > 300);
    let mut written = Vec::new();
    for (who, list, least) in [
        ("grace", "customers", 3),
        ("grace", "claims", 3),
        ("grace", "leads", 3),
        ("grace", "invitations", 3),
        ("grace", "alerts", 3),
        ("grace", "people", 3),
        ("grace", "orders", 3),
        ("grace", "consumption_months", 1),
        ("grace", "consumption", 3),
        ("grace", "expansion_tasks", 1),
        ("viktor", "recorded_customers", 3),
    ] {
        written.push((who, list, least, house.export(who, list, "view=all", "csv").await));
    }
    for list in LISTS.0 {
        let Some(window) = list.page.export_window else { continue };
        let (from, until) = window.usual_days(beijing_date(house.now()), None);
        let asked = house.ask_for_window("grace", list.name.as_str(), &from.to_string(), &until.to_string()).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}: {}", list.name, asked.body);
        written.push(("grace", list.name.as_str(), 1, house.latest_export("grace").await));
    }
    for (who, list, least, id) in written {
        house.write_export(id).await;
        let file = house.download(who, id).await;
        assert_eq!(file.status, StatusCode::OK, "{list}");
        assert!(file.body.lines().count() > least, "{list}: {}", file.body);
        let found: Vec<&String> = clear.iter().filter(|value| file.body.contains(value.as_str())).collect();
        assert!(found.is_empty(), "{list} holds {found:?}");
    }
}

#[sqlx::test]
async fn whom_a_condition_names_is_masked_in_the_proof_and_in_the_records(db: PgPool) {
    let house = House::with_demo(db).await;
    let mei: uuid::Uuid = sqlx::query_scalar("select id from person where account_name = 'mei'").fetch_one(house.db()).await.unwrap();
    let id = house.export("grace", "opportunities", &format!("view=all&owner={mei}"), "csv").await;
    house.write_export(id).await;
    assert!(house.export_stands(id).await.1 > 0);
    for address in [format!("/sales/exports/{id}/proof"), "/sales/exports".to_owned()] {
        let said = house.get("grace", &address).await;
        assert!(said.shows("M***n") && !said.shows("Mei Chen"), "{address}: {}", said.body);
    }
}

#[sqlx::test]
async fn a_customer_has_one_token_in_a_file_and_another_in_the_next(db: PgPool) {
    let house = House::with_demo(db).await;
    let mut files = Vec::new();
    for _ in 0..2 {
        let id = house.export("mei", "opportunities", "view=all&sort=name", "csv").await;
        house.write_export(id).await;
        files.push(house.download("mei", id).await.body);
    }
    let tokens = |file: &str| -> Vec<(String, String)> {
        let mut reader = csv::Reader::from_reader(file.trim_start_matches('\u{feff}').as_bytes());
        let headings = reader.headers().unwrap().clone();
        let at = |name: &str| headings.iter().position(|heading| heading == name).unwrap_or_else(|| panic!("{name} in {headings:?}"));
        let (name, token) = (at("Customer"), at("Customer (token)"));
        reader.records().map(Result::unwrap).map(|row| (row[name].to_owned(), row[token].to_owned())).collect()
    };
    let (one, other) = (tokens(&files[0]), tokens(&files[1]));
    assert_eq!(one.len(), other.len());
    let of_one: std::collections::BTreeSet<&String> = one.iter().map(|(_, token)| token).filter(|token| !token.is_empty()).collect();
    assert!(of_one.len() > 3 && of_one.len() < one.len(), "customers of several opportunities are seen to be the same");
    assert!(other.iter().all(|(_, token)| token.is_empty() || !of_one.contains(token)), "another file, another token");
}

#[sqlx::test]
async fn what_was_typed_on_masked_columns_stands_in_no_address_and_in_no_file(db: PgPool) {
    let house = House::with_demo(db).await;
    let name: String = sqlx::query_scalar(
        "select c.company_name from claim c join person p on p.id = c.owner_id where p.account_name = 'mei' and c.state = 'open' order by c.id limit 1",
    )
    .fetch_one(house.db())
    .await
    .unwrap();
    let narrowed = house.post("mei", "/sales/customer-development", "lists.filter", &[("list", "claims"), ("texts[name]", &name)]).await;
    let query = narrowed.location().split_once('?').unwrap().1.to_owned();
    let dialog = house.get("mei", &format!("/sales/exports/new?list=claims&{query}")).await;
    assert!(dialog.shows("typed, not shown") && !dialog.shows(&name), "{}", dialog.body);
    let of_nobody = format!("filter={}", uuid::Uuid::max());
    let wider = house.ask_for_export("mei", "claims", &of_nobody, "csv", "all").await;
    assert_eq!(wider.status, StatusCode::CONFLICT, "rows that nobody asked for are worse than none");
    let id = house.export("mei", "claims", &query, "csv").await;
    house.write_export(id).await;
    assert!(house.export_stands(id).await.1 >= 1);
    let all: i64 = sqlx::query_scalar("select count(*) from claim").fetch_one(house.db()).await.unwrap();
    assert!(house.export_stands(id).await.1 < all, "it narrows");
    for address in [format!("/sales/exports/{id}"), format!("/sales/exports/{id}/file"), format!("/sales/exports/{id}/proof")] {
        assert!(!house.get("mei", &address).await.shows(&name), "{address}");
    }
    let (_, kept) = house.last_audit("export.requested").await;
    assert!(!kept.contains(&name), "{kept}");
}

#[sqlx::test]
async fn nobody_and_the_vendor_are_no_people_and_leave_as_they_are(db: PgPool) {
    let house = House::with_demo(db).await.configured(|config| config.exports_at_once = 10);
    let unassigned = "update order_line set owner_id = null where id = (select l.id from order_line l join partner p on p.id = l.partner_id
                      where p.name = 'Harbor Cloud Partners' order by l.id limit 1)";
    assert_eq!(sqlx::query(unassigned).execute(house.db()).await.unwrap().rows_affected(), 1);
    let by_vendor = "select count(*) from expansion_record d join partner p on p.id = d.partner_id left join person w on w.id = d.person_id
                     where p.name = 'Harbor Cloud Partners' and d.result = 'campaign_terminated' and w.partner_id is null";
    let by_vendor: i64 = sqlx::query_scalar(by_vendor).fetch_one(house.db()).await.unwrap();
    let lines = house.export("grace", "order_lines", "view=all", "csv").await;
    house.write_export(lines).await;
    let file = house.download("grace", lines).await.body;
    assert!(file.contains(",Unassigned,") && !file.contains("N***r"), "{file}");
    let asked = house.ask_for_window("grace", "expansion_records", "2025-11-24", "2026-11-23").await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let records = house.latest_export("grace").await;
    house.write_export(records).await;
    let file = house.download("grace", records).await.body;
    assert_eq!(i64::try_from(file.matches(",The vendor,").count()).unwrap(), by_vendor, "{file}");
    assert!(by_vendor > 0 && !file.contains("T***r"), "{file}");
}
