//! Columns of every list: what is read for them, and the order to which a heading leads.

use sqlx::{PgPool, QueryBuilder};

use super::{LISTS, all_rows, demo, joined, read, reader, tabs};
use crate::house::{House, Statements};
use crate::lists::ListName;
use crate::lists::description::{Column, List, ListContext, Order, Select, SortKind};
use crate::lists::queries::set_columns;
use crate::lists::record::Cell;

/// Columns of moments that a heading sorts with the earliest first: what ends soonest waits for somebody.
const DEADLINES: [(ListName, &str); 9] = [
    (ListName::Claims, "until"),
    (ListName::Customers, "until"),
    (ListName::OrderLines, "expires"),
    (ListName::Exports, "expires"),
    (ListName::RenewalTasks, "deadline"),
    (ListName::RenewalTasks, "expires"),
    (ListName::CouponQuotas, "until"),
    (ListName::Coupons, "until"),
    (ListName::GivenQuotas, "until"),
];
/// Lists with masked columns.
const MASKED: [ListName; 15] = [
    ListName::Opportunities,
    ListName::Customers,
    ListName::Claims,
    ListName::Invitations,
    ListName::Leads,
    ListName::Orders,
    ListName::OrderLines,
    ListName::RenewalTasks,
    ListName::ConsumptionMonths,
    ListName::Consumption,
    ListName::ConsumptionRemainders,
    ListName::BillRecords,
    ListName::ExpansionTasks,
    ListName::ExpansionRecords,
    ListName::Coupons,
];

fn holds_masked(cell: &Cell) -> bool {
    match cell {
        Cell::Masked { .. } => true,
        Cell::Link { inner, .. } => holds_masked(inner),
        Cell::Lines(first, _) => holds_masked(first),
        _ => false,
    }
}

#[sqlx::test]
async fn no_list_is_sorted_by_a_masked_column_whoever_asks(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        let account = reader(&house, list).await;
        let person = house.viewer(account).await;
        let masked: Vec<&Column> = list.columns.iter().filter(|column| column.mask.is_some()).collect();
        assert_eq!(!masked.is_empty(), MASKED.contains(&list.name), "{:?} has masked columns", list.name);
        for column in masked {
            assert!(column.sort.is_none(), "{:?} {}", list.name, column.key);
            for way in ["", "-"] {
                let sorted = read(&house, list, account, &joined(&[all_rows(list), &format!("sort={way}{}", column.key)])).await.unwrap();
                assert_eq!(sorted.request.order, None, "{:?} {way}{}", list.name, column.key);
                assert_eq!(sorted.ids(), read(&house, list, account, all_rows(list)).await.unwrap().ids(), "{:?}", list.name);
            }
        }
        // Nor by a column whose cells are masked without having an eye.
        let every: Vec<String> = list.columns.iter().map(|column| column.key.to_owned()).collect();
        set_columns(house.db(), &person, list.name, Some(&every), house.now()).await.unwrap();
        for tab in tabs(list) {
            let Some(loaded) = read(&house, list, account, &joined(&[&tab, all_rows(list), "size=100"])).await else { continue };
            for (at, column) in loaded.columns.iter().enumerate() {
                let is_masked = loaded.page.rows.iter().any(|row| holds_masked(&row.cells[at]));
                assert!(!is_masked || column.sort.is_none(), "{:?} {tab}: {} is masked and sorted", list.name, column.key);
            }
        }
    }
}

/// What a column reads, as SQL whose parameters have no numbers.
fn sql_of(column: &Column, context: &ListContext) -> String {
    match column.select {
        Select::Nothing => String::new(),
        Select::Sql(sql) => sql.to_owned(),
        Select::With(push) => {
            let mut query = QueryBuilder::new("");
            push(&mut query, context);
            without_numbers(query.sql().as_str())
        }
    }
}

fn without_numbers(sql: &str) -> String {
    let mut parts = sql.split('$');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |sql, part| sql + "$" + part.trim_start_matches(|digit: char| digit.is_ascii_digit()))
}

/// The statement that reads the rows of a list, as it was sent: what it reads, and the joins over the page.
fn rows_statement(list: &List, heard: Vec<String>) -> (String, String) {
    let is_of_rows = |sql: &String| sql.contains(" as sort_key from ");
    let mut of_rows = heard.into_iter().map(|sql| sql.replace("\\\"", "\"").replace("\\n", "\n")).filter(is_of_rows);
    let sql = without_numbers(&of_rows.next().unwrap_or_else(|| panic!("{:?} reads no rows", list.name)));
    let (read, rest) = sql.split_once(".sort_value from (select ").unwrap();
    (read.to_owned(), rest.rsplit_once(" limit ").unwrap().1.to_owned())
}

#[sqlx::test]
async fn of_hidden_columns_nothing_is_read_and_nothing_joined(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        let account = reader(&house, list).await;
        let person = house.viewer(account).await;
        let mut hidden_columns = 0;
        for tab in tabs(list) {
            let query = joined(&[&tab, all_rows(list)]);
            let Some(loaded) = read(&house, list, account, &query).await else { continue };
            let offered = || list.columns.iter().filter(|column| (column.offered)(&loaded.context));
            for chosen in offered().filter(|column| !column.fixed) {
                set_columns(house.db(), &person, list.name, Some(&[chosen.key.to_owned()]), house.now()).await.unwrap();
                let statements = Statements::listen();
                let shown = read(&house, list, account, &query).await.unwrap();
                let (selected, joins) = rows_statement(list, statements.heard());
                let visible: Vec<String> = shown.columns.iter().map(|column| sql_of(column, &shown.context)).collect();
                assert!(visible.iter().all(|sql| selected.contains(sql)), "{:?} {tab} shows {}: {selected}", list.name, chosen.key);
                for hidden in offered().filter(|column| !column.fixed && column.key != chosen.key) {
                    let sql = sql_of(hidden, &shown.context);
                    let is_read_anyway = list.source.always.contains(&sql) || visible.iter().any(|shown| shown.contains(&sql));
                    if !is_read_anyway {
                        hidden_columns += 1;
                        assert!(!selected.contains(&sql), "{:?} {tab} shows {}, reads {}", list.name, chosen.key, hidden.key);
                    }
                }
                let needed: Vec<&str> =
                    shown.columns.iter().flat_map(|column| column.joins).chain(list.source.always_joins).copied().collect();
                for join in list.source.joins {
                    assert_eq!(
                        joins.contains(join.sql),
                        needed.contains(&join.name),
                        "{:?} {tab} shows {}: {}",
                        list.name,
                        chosen.key,
                        join.name
                    );
                }
            }
        }
        let has_any = list.columns.iter().filter(|column| !column.fixed && !matches!(column.select, Select::Nothing)).count() > 0;
        assert_eq!(hidden_columns > 0, has_any, "{:?}", list.name);
    }
}

/// The order to which each heading of a list's page leads, by column; the usual one is not said in an address.
async fn headings(house: &House, list: &'static List, account: &str, query: &str) -> Vec<(&'static str, Option<String>)> {
    let loaded = read(house, list, account, query).await.unwrap();
    let page = house.get(account, &format!("{}?{query}", list.name.address())).await;
    let table = page.body.split_once("records described").map_or("", |(_, table)| table);
    let head = table.split_once("<thead>").and_then(|(_, rest)| rest.split_once("</thead>")).map_or("", |(head, _)| head);
    let mut links = head.split("<th ").filter(|heading| heading.contains("<a href=\""));
    let sorted = loaded.columns.iter().filter(|column| column.sort.is_some());
    let found: Vec<_> = sorted
        .map(|column| {
            let link = links.next().unwrap_or_else(|| panic!("{:?}: no link over {}", list.name, column.key));
            let address = link.split_once("<a href=\"").and_then(|(_, rest)| rest.split_once('"')).unwrap().0.replace("&amp;", "&");
            let said = address.split_once('?').map_or("", |(_, query)| query);
            let order = form_urlencoded::parse(said.as_bytes()).find(|(name, _)| name == "sort").map(|(_, order)| order.into_owned());
            (column.key, order)
        })
        .collect();
    assert!(links.next().is_none(), "{:?}: a link over a column that is not sorted", list.name);
    found
}

#[sqlx::test]
async fn a_heading_turns_its_own_order_round_and_another_begins_with_the_latest_and_largest(db: PgPool) {
    let house = demo(db).await;
    for list in LISTS.0 {
        let account = reader(&house, list).await;
        let said = |order: Order| (order != list.usual_order).then(|| order.to_string());
        for tab in tabs(list) {
            let of_tab = joined(&[&tab, all_rows(list)]);
            let Some(loaded) = read(&house, list, account, &of_tab).await.filter(|loaded| !loaded.page.rows.is_empty()) else { continue };
            let begins = |column: &Column| {
                let kind = column.sort.unwrap().kind;
                let falls = matches!(kind, SortKind::Moment | SortKind::Integer | SortKind::Decimal);
                Order { column: column.key, descending: falls && !DEADLINES.contains(&(list.name, column.key)) }
            };
            let usual = loaded.columns.iter().copied().filter(|column| column.sort.is_some()).collect::<Vec<_>>();
            assert!(!usual.is_empty(), "{:?} {tab}", list.name);
            for now in &usual {
                for descending in [false, true] {
                    let order = Order { column: now.key, descending };
                    for (column, leads_to) in headings(&house, list, account, &joined(&[&of_tab, &format!("sort={order}")])).await {
                        let expected = match column == now.key {
                            true => Order { column, descending: !descending },
                            false => begins(list.column(column).unwrap()),
                        };
                        assert_eq!(leads_to, said(expected), "{:?} {tab} sorted by {order}: the heading {column}", list.name);
                    }
                }
            }
        }
    }
}
