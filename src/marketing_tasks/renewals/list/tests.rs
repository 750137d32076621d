use serde_json::json;
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::lists::testing::{kept, read};
use crate::marketing_tasks::renewals::tests::{large, story};
use crate::opportunities::queries::fixtures::{now, viewer};
use crate::orders::model::OrderId;
use crate::values::date::beijing_date;

static TASKS: List = LIST;

async fn orders(db: &PgPool, account: &str, query: &str) -> Vec<String> {
    read(db, &TASKS, viewer(account), now(), query).await.shown("order")
}

#[sqlx::test]
async fn everybody_sees_the_tasks_of_the_own_scope_and_nobody_anothers_r40(db: PgPool) {
    story(&db).await;
    for (account, seen) in [
        ("mei", vec!["CS-mei"]),
        ("jun", vec![]),
        ("zhao", vec!["CS-mei"]),
        ("omar", vec!["CS-ana"]),
        ("lin", vec!["CS-ana", "CS-mei"]),
        ("grace", vec!["CS-ana", "CS-mei"]),
        ("dara", vec!["CS-kofi"]),
        ("kofi", vec!["CS-kofi"]),
        ("rita", vec!["CS-sam"]),
        ("petra", vec![]),
    ] {
        assert_eq!(orders(&db, account, "state=pending&sort=order").await, seen, "{account}");
    }
    assert_eq!(orders(&db, "dara", "tab=resellers").await, ["CS-sam"]);
    let loaded = read(&db, &TASKS, viewer("dara"), now(), "tab=resellers").await;
    let rows = format!("{:?}", loaded.page.rows);
    assert!(rows.contains("Customer of Delta Resale") && rows.contains("R***d") && !rows.contains("Resold"), "{rows}");
    assert!(rows.contains("tab=resellers&number=CS-sam") && rows.contains("Process RT"), "{rows}");
}

#[sqlx::test]
async fn the_list_opens_on_pending_tasks_and_is_narrowed_by_state_day_and_renewal(db: PgPool) {
    let [of_mei, ..] = story(&db).await;
    let order: OrderId = sqlx::query_scalar("select order_id from renewal_task where id = $1").bind(of_mei.0).fetch_one(&db).await.unwrap();
    for (name, days) in [("overdue", -3), ("done", 40), ("progress", 30)] {
        large(&db, order, name, days).await;
    }
    let job = async || crate::marketing_tasks::renewals::due::run(&db, beijing_date(now()), now()).await.unwrap();
    job().await;
    sqlx::query("update order_line set renewal = 'renewed' where line = 'done'").execute(&db).await.unwrap();
    job().await;
    let progress = "update renewal_task t set state = 'in_progress', intention = 'undecided', processed_at = now()
                    from order_line l where l.id = t.order_line_id and l.line = 'progress'";
    sqlx::query(progress).execute(&db).await.unwrap();
    let number: String = sqlx::query_scalar("select number from renewal_task where id = $1").bind(of_mei.0).fetch_one(&db).await.unwrap();
    let of = async |query: &str| read(&db, &TASKS, viewer("mei"), now(), query).await.shown("resource");
    for (query, seen) in [
        ("", vec!["web-overdue", "web-1"]),
        ("view=all", vec!["web-overdue", "web-1", "web-progress", "web-done"]),
        ("state=in_progress", vec!["web-progress"]),
        ("state=done", vec!["web-done"]),
        ("state=terminated", vec![]),
        ("overdue=yes", vec!["web-overdue"]),
        ("overdue=no", vec!["web-1", "web-progress", "web-done"]),
        ("overdue=perhaps", vec![]),
        ("renewed=renewed", vec!["web-done"]),
        ("renewed=not_renewed&state=pending", vec!["web-overdue", "web-1"]),
        ("expires_from=2026-12-13&expires_until=2026-12-23", vec!["web-1", "web-progress"]),
        ("order=cs-MEI&state=pending", vec!["web-overdue", "web-1"]),
        ("order=CS-ana", vec![]),
        ("sort=-expires&state=pending", vec!["web-1", "web-overdue"]),
    ] {
        assert_eq!(of(query).await, seen, "{query}");
    }
    assert_eq!(of(&format!("number={}", number.to_lowercase())).await, ["web-1"]);
    let sums = read(&db, &TASKS, viewer("mei"), now(), "").await.totals.sums.iter().map(|sum| sum.shown()).collect::<Vec<_>>();
    assert_eq!(sums[0], "40,000.24");
    assert_eq!(sums[1].split_once('.').map(|(_, decimals)| decimals.len()), Some(8), "points line up: {}", sums[1]);
}

#[sqlx::test]
async fn customers_are_found_by_conditions_that_stay_on_the_server_and_people_among_those_with_tasks(db: PgPool) {
    story(&db).await;
    for (conditions, found) in [
        (json!({"customer": "ＳＮＯＷ"}), vec!["CS-mei"]),
        (json!({"account": "harv"}), vec!["CS-ana"]),
        (json!({"customer": "granite"}), vec![]),
    ] {
        let query = kept(&db, &TASKS, &viewer("grace"), now(), conditions.clone()).await;
        assert_eq!(orders(&db, "grace", &query).await, found, "{conditions}");
        assert_ne!(orders(&db, "mei", &query).await, ["CS-ana"], "somebody else's are none");
    }
    let ana: Uuid = sqlx::query_scalar("select id from person where account_name = 'ana'").fetch_one(&db).await.unwrap();
    assert_eq!(orders(&db, "grace", &format!("owner={ana}")).await, ["CS-ana"]);
    assert!(orders(&db, "grace", "owner=nobody").await.is_empty());
}

#[sqlx::test]
async fn only_whoever_processes_a_task_has_its_button_and_its_tick(db: PgPool) {
    story(&db).await;
    for (account, processes) in [("mei", true), ("grace", true), ("zhao", false), ("rita", false), ("kofi", true)] {
        let loaded = read(&db, &TASKS, viewer(account), now(), "").await;
        let rows = &loaded.page.rows;
        assert!(!rows.is_empty(), "{account}");
        assert!(rows.iter().all(|row| row.actions.len() == usize::from(processes) && row.tick.is_some() == processes), "{account}");
    }
}

#[sqlx::test]
async fn whoever_sees_tasks_and_no_customers_finds_out_no_name_by_narrowing(db: PgPool) {
    story(&db).await;
    let tom = crate::auth::model::Viewer { permissions: [crate::auth::model::Permission::MarketingTasksView].into(), ..viewer("tom") };
    for conditions in [json!({ "customer": "snow" }), json!({ "account": "snow" })] {
        let filter = kept(&db, &TASKS, &tom, now(), conditions.clone()).await;
        let loaded = read(&db, &TASKS, tom.clone(), now(), &filter).await;
        let all = read(&db, &TASKS, tom.clone(), now(), "").await.totals.count;
        assert_eq!((loaded.filter_is_elsewhere, loaded.totals.count, all), (true, 2, 2), "it narrows nothing: {conditions}");
    }
}
