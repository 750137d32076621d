//! Files of orders and lines against a database, and the pages that show them.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::house::House;
use crate::house::importing::{Report, applied, checked, checked_as_of, imported};
use crate::imports::model::Outcome;
use crate::opportunities::queries::fixtures::{customer, now, people};
use crate::orders::queries::tests::{line, order};

const ORDERS: &str = "number,customer,order_type,state,product_type,list_amount,discount,payable,paid_by,placed_at,paid_at\n";
const LINES: &str = "number,line,resource_name,product_type,amount,effective_at,expires_at\n";

/// Snowpeak of Mei, associated since January.
async fn story(db: &PgPool) -> Uuid {
    people(db).await;
    let of = customer(db, "mei", "Snowpeak").await;
    sqlx::query("update association set started_at = '2026-01-05T02:00:00Z' where id = $1").bind(of.0).execute(db).await.unwrap();
    of.0
}

fn row(number: &str, placed_at: &str) -> String {
    format!("{number},snowpeak,new,completed,Elastic server,1250.12345678,250.00,1000.12,customer,{placed_at},\n")
}

async fn orders(db: &PgPool, rows: &str) -> Report {
    imported(db, "orders", &format!("{ORDERS}{rows}"), now()).await
}

async fn lines(db: &PgPool, rows: &str) -> Report {
    imported(db, "order_lines", &format!("{LINES}{rows}"), now()).await
}

/// A file that is applied now, of rows of another moment.
async fn of_moment(db: &PgPool, kind: &str, content: &str, as_of: DateTime<Utc>) -> Report {
    let checked = checked_as_of(db, kind, content.as_bytes(), (now(), as_of)).await.unwrap();
    applied(db, checked.id, false, now()).await
}

async fn one<T: Send + Unpin + for<'r> sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>>(db: &PgPool, sql: &'static str) -> T {
    sqlx::query_scalar(sql).fetch_one(db).await.unwrap()
}

fn refused(problem: &str) -> (Outcome, Vec<String>) {
    (Outcome::Refused, vec![problem.to_owned()])
}

#[sqlx::test]
async fn a_file_of_orders_imported_twice_changes_nothing_and_a_changed_row_changes_its_columns(db: PgPool) {
    story(&db).await;
    let rows = row("CS-1", "2026-11-01 10:15:30") + &row("CS-2", "2026/11/2");
    assert_eq!(orders(&db, &rows).await.numbers(), [2, 0, 0, 0]);
    assert_eq!(orders(&db, &rows).await.numbers(), [0, 0, 2, 0]);
    let stands = "select count(*) from customer_order o join association a on a.id = o.association_id
        where o.number = 'CS-1' and o.placed_at = '2026-11-01T02:15:30Z' and o.list_rated = 1250.12345678 and o.discount_rated = 250
          and o.payable_charged = 1000.12 and o.currency = 'CNY' and o.association_kind = 'referral'
          and (o.partner_id, o.owner_id, o.supervisor_id) = (a.partner_id, a.owner_id, a.supervisor_id)";
    assert_eq!(one::<i64>(&db, stands).await, 1);
    let changed = orders(&db, &rows.replace("CS-2,snowpeak,new,completed", "CS-2,snowpeak,new,cancelled")).await;
    assert_eq!((changed.numbers(), changed.changed(3)), ([0, 1, 1, 0], vec!["state".to_owned()]));
}

#[sqlx::test]
async fn an_order_belongs_to_the_partner_of_the_moment_at_which_it_was_placed(db: PgPool) {
    let harbors = story(&db).await;
    sqlx::query("update association set ended_at = '2026-06-01T00:00:00Z' where id = $1").bind(harbors).execute(&db).await.unwrap();
    let sql = "insert into association (id, customer_id, kind, partner_id, customer_name, started_at)
               select gen_random_uuid(), customer_id, 'resale', (select partner_id from person where account_name = 'petra'), customer_name,
                   '2026-08-01T00:00:00Z' from association where id = $1";
    sqlx::query(sql).bind(harbors).execute(&db).await.unwrap();
    let rows = row("CS-1", "2026-05-31") + &row("CS-2", "2026-07-01") + &row("CS-3", "2026-09-01") + &row("CS-4", "2025-12-01");
    let report = orders(&db, &rows).await;
    assert_eq!(report.numbers(), [2, 0, 0, 2]);
    for line in [3, 5] {
        assert_eq!(report.line(line), refused("customer:not_associated_then:"), "{line}");
    }
    let whose = "select string_agg(o.number || ' ' || p.name || ' ' || o.association_kind, ', ' order by o.number)
                 from customer_order o join partner p on p.id = o.partner_id";
    assert_eq!(one::<String>(&db, whose).await, "CS-1 Harbor Cloud Partners referral, CS-3 Lakeside Solutions resale");
    // Whose it is, no later file changes.
    let moved = orders(&db, &row("CS-1", "2026-09-02")).await;
    assert_eq!(moved.line(2), refused("placed_at:other_moment:"));
}

#[sqlx::test]
async fn an_order_keeps_the_association_type_of_the_moment_at_which_it_was_placed(db: PgPool) {
    let association = story(&db).await;
    let sql =
        "insert into association_request (id, association_id, partner_id, kind, target_kind, state, token_hash, requested_by, created_at,
                   expires_at, closed_at)
               select gen_random_uuid(), id, partner_id, 'switch_type', 'resale', 'accepted', decode(repeat('ab', 32), 'hex'), owner_id,
                   '2026-09-01', '2026-09-08', '2026-09-02T00:00:00Z' from association where id = $1";
    sqlx::query(sql).bind(association).execute(&db).await.unwrap();
    sqlx::query("update association set kind = 'resale', kind_since = '2026-09-02T00:00:00Z'").execute(&db).await.unwrap();
    orders(&db, &(row("CS-1", "2026-09-01") + &row("CS-2", "2026-09-03"))).await;
    let kinds = "select string_agg(association_kind, ' then ' order by number) from customer_order";
    assert_eq!(one::<String>(&db, kinds).await, "referral then resale");
}

#[sqlx::test]
async fn rows_that_cannot_be_are_refused_with_the_reason(db: PgPool) {
    story(&db).await;
    customer(&db, "jun", "Orchard").await;
    orders(&db, &row("CS-1", "2026-11-01")).await;
    let rows = row("CS-2", "2026-11-01").replace("snowpeak", "nobody")
        + &row("CS-1", "2026-11-01").replace("snowpeak", "orchard")
        + &row("CS-3", "2026-11-24")
        + &row("CS-4", "2026-11-01").replace("1000.12", "1000.125")
        + &row("CS-5", "2026-11-01").replace("1250.12345678", "0.123456789")
        + &row("CS-6", "yesterday")
        + &row("CS-7", "2026-11-02 10:00").replace(",\n", ",2026-11-02 09:59\n")
        + &row("2.02611E+14", "2026-11-01");
    let report = orders(&db, &rows).await;
    for (line, problem) in [
        (2, "customer:unknown_customer:"),
        (3, "customer:other_customer:"),
        (4, "placed_at:in_future:"),
        (5, "payable:too_many_decimals:2"),
        (6, "list_amount:too_many_decimals:8"),
        (7, "placed_at:not_a_moment:"),
        (8, "paid_at:ends_before_it_begins:"),
        (9, "number:damaged_number:"),
    ] {
        assert_eq!(report.line(line), refused(problem), "{line}");
    }
    assert_eq!(one::<i64>(&db, "select count(*) from customer_order").await, 1);
}

#[sqlx::test]
async fn an_identity_that_a_file_repeats_is_refused_with_both_lines(db: PgPool) {
    story(&db).await;
    orders(&db, &row("CS-1", "2026-11-01")).await;
    let report = lines(&db, "CS-1,1,a,Server,10,,\nCS-1,2,b,Server,10,,\nCS-1,1,c,Server,20,,\n").await;
    let repeated = |line: i32| (Outcome::Duplicate, vec![format!(":repeated:{line}")]);
    assert_eq!((report.line(2), report.line(4)), (repeated(4), repeated(2)));
    assert_eq!(report.numbers(), [1, 0, 0, 2]);
    assert_eq!(one::<String>(&db, "select string_agg(line, ',') from order_line").await, "2");
}

#[sqlx::test]
async fn a_row_of_an_older_file_changes_nothing_and_says_so(db: PgPool) {
    story(&db).await;
    let (monday, tuesday, wednesday) = (now() - TimeDelta::days(3), now() - TimeDelta::days(2), now() - TimeDelta::days(1));
    let content = |state: &str| format!("{ORDERS}{}", row("CS-1", "2026-11-01").replace("completed", state));
    let state = "select state from customer_order";
    assert_eq!(of_moment(&db, "orders", &content("processing"), tuesday).await.numbers(), [1, 0, 0, 0]);
    let older = of_moment(&db, "orders", &content("cancelled"), monday).await;
    assert_eq!((older.numbers(), older.line(2)), ([0, 0, 0, 1], refused(":older_file:")));
    assert_eq!(one::<String>(&db, state).await, "processing");
    // A newer file that finds the order as it is makes it as new: what lies between changes nothing any more.
    assert_eq!(of_moment(&db, "orders", &content("processing"), now()).await.numbers(), [0, 0, 1, 0]);
    assert_eq!(of_moment(&db, "orders", &content("cancelled"), wednesday).await.line(2), refused(":older_file:"));
    // An older file that says the same is no contradiction, and makes nothing older.
    assert_eq!(of_moment(&db, "orders", &content("processing"), monday).await.numbers(), [0, 0, 1, 0]);
    assert_eq!(one::<DateTime<Utc>>(&db, "select as_of from customer_order").await, now());
    assert_eq!(of_moment(&db, "orders", &content("completed"), now()).await.numbers(), [0, 1, 0, 0]);
    assert_eq!(one::<String>(&db, state).await, "completed");

    let line = |amount: &str| format!("{LINES}CS-1,1,web,Server,{amount},,\n");
    of_moment(&db, "order_lines", &line("10"), tuesday).await;
    assert_eq!(of_moment(&db, "order_lines", &line("20"), monday).await.line(2), refused(":older_file:"));
    assert_eq!(of_moment(&db, "order_lines", &line("30"), wednesday).await.numbers(), [0, 1, 0, 0]);
}

#[sqlx::test]
async fn lines_follow_their_order_and_their_charged_amount_is_cut_off(db: PgPool) {
    story(&db).await;
    orders(&db, &row("CS-1", "2026-11-01")).await;
    let rows = "CS-1,1,web,Server,0.12999999,2026-11-01 10:00,2027-11-01 23:59:59\n\
                CS-1,2,refund,Server,-0.12999999,,\n\
                CS-9,1,web,Server,10,,\n\
                CS-1,3,web,Server,10,2026-11-02,2026-11-01\n";
    let report = lines(&db, rows).await;
    assert_eq!(report.numbers(), [2, 0, 0, 2]);
    assert_eq!(report.line(4), refused("number:unknown_order:"));
    assert_eq!(report.line(5), refused("expires_at:ends_before_it_begins:"));
    assert_eq!(lines(&db, rows).await.numbers(), [0, 0, 2, 2]);
    let stands = "select count(*) from order_line l join customer_order o on o.id = l.order_id
                  where (l.association_id, l.partner_id, l.supervisor_id, l.owner_id) = (o.association_id, o.partner_id, o.supervisor_id, o.owner_id)
                    and l.amount_charged in (0.12, -0.12) and (l.renewal, l.state, l.charging_mode) = ('not_renewed', 'active', 'subscription')";
    assert_eq!(one::<i64>(&db, stands).await, 2);
    // A file with other columns: what it does not say stays.
    let renewed = imported(
        &db,
        "order_lines",
        "订单号,订单行,产品类型,金额,是否续订,续订时间\nCS-1,1,Server,0.12999999,已续订,2026-11-20 08:00\nCS-1,2,Server,-0.12999999,,2026-11-20\n",
        now(),
    )
    .await;
    assert_eq!((renewed.changed(2), renewed.line(3)), (vec!["renewal".to_owned(), "renewed_at".to_owned()], refused("renewal:missing:")));
    let kept = "select count(*) from order_line where renewed_at = '2026-11-20T00:00:00Z' and expires_at = '2027-11-01T15:59:59Z'";
    assert_eq!(one::<i64>(&db, kept).await, 1);
}

#[sqlx::test]
async fn a_check_of_lines_changes_nothing(db: PgPool) {
    story(&db).await;
    orders(&db, &row("CS-1", "2026-11-01")).await;
    let check = checked(&db, "order_lines", format!("{LINES}CS-1,1,web,Server,10,,\n").as_bytes(), now()).await.unwrap();
    assert_eq!((check.numbers(), one::<i64>(&db, "select count(*) from order_line").await), ([1, 0, 0, 0], 0));
}

#[sqlx::test]
async fn the_page_of_an_order_shows_both_kinds_of_amounts_and_the_customer_masked(db: PgPool) {
    let (house, harbor) = House::harbor(db).await;
    let of = house.associate(harbor, "mei", "Snowpeak Resorts").await;
    let id = order(house.db(), of, "CS/1 & 2", 400).await;
    line(house.db(), id, "1", 20).await;
    let page = house.get("mei", &format!("/sales/orders/{id}")).await;
    for shown in ["Order CS/1 &amp; 2", "1,250.15432109", "250.03", "¥1,000.12", "500.06543211", "500.06", "S***s", "web-1"] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert!(!page.body.contains("Snowpeak") && page.body.contains("/sales/order-resources?number=CS%2F1+%26+2"), "{}", page.body);
    let customer: Uuid = sqlx::query_scalar("select customer_id from association").fetch_one(house.db()).await.unwrap();
    let (address, key) = (format!("/sales/orders/{id}"), format!("customer:{customer}"));
    let eye = house.post("mei", &address, "customers.reveal", &[("field", "name"), ("refs", &key)]).await;
    assert!(eye.body.contains("Snowpeak Resorts"));
    assert_eq!(house.audited("customer.revealed").await, 1);
    let card = house.get("mei", &format!("/sales/customers/{customer}")).await;
    assert!(card.body.contains(&format!("/sales/orders/{id}")) && card.body.contains("/sales/orders?customer_number="), "{}", card.body);
    assert_eq!(house.get("jun", &format!("/sales/orders/{id}")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("mei", "/sales/orders/nonsense").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("viktor", "/sales/orders").await.status, StatusCode::FORBIDDEN);
    // The customer leaves: its name stays masked, and nothing leads to it.
    sqlx::query("update association set ended_at = $1").bind(house.now()).execute(house.db()).await.unwrap();
    let page = house.get("mei", &format!("/sales/orders/{id}")).await;
    assert!(
        page.body.contains("S***s") && !page.body.contains("customers.reveal") && !page.body.contains("/sales/customers/"),
        "{}",
        page.body
    );
    house.call("mei", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    assert!(house.get("mei", &format!("/sales/orders/{id}")).await.shows("官网价（定价）"));
}

#[sqlx::test]
async fn an_uploaded_file_may_be_of_an_earlier_moment_and_never_of_a_later_one(db: PgPool) {
    let (house, _) = House::harbor(db).await;
    let rows = format!("{ORDERS}{}", row("CS-1", "2026-11-01"));
    let send = async |as_of: &str| {
        let fields = [("kind", "orders"), ("source", "crm"), ("as_of", as_of), ("content", rows.as_str())];
        house.post("viktor", "/operations/imports", "imports.import", &fields).await
    };
    for (as_of, words) in [("2026-11-23 10:01", "Nothing is known of later than now."), ("soon", "Write it as 2026-11-30 18:00.")] {
        let refused = send(as_of).await;
        assert!(refused.refuses("as-of") && refused.shows(words), "{as_of}: {}", refused.body);
    }
    let sent = send("2026-11-22 18:30").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert!(house.get("viktor", sent.location()).await.shows("data as of 22 Nov 2026 18:30"));
    assert_eq!(
        one::<DateTime<Utc>>(house.db(), "select as_of from import_run").await,
        "2026-11-22T10:30:00Z".parse::<DateTime<Utc>>().unwrap()
    );
}
