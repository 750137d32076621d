//! Files of order lines that end tasks.

use sqlx::PgPool;

use super::*;
use crate::house::importing::{Report, imported};

const LINES: &str = "number,line,product_type,amount,expires_at,renewal,renewed_at,state\n";

/// Mei's customer with three lines that expire on 13 December, each with a task.
async fn three(db: &PgPool) {
    people(db).await;
    let of = customer(db, "mei", "Snowpeak").await;
    order(db, of, "CS-1", 10).await;
    let rows = (1..=3).map(|line| format!("CS-1,{line},Server,20000.00,2026-12-13 23:59:59,,,\n")).collect::<String>();
    assert_eq!(file(db, &rows).await.numbers(), [3, 0, 0, 0]);
    assert_eq!(on(db, 0).await.made, 3);
}

async fn file(db: &PgPool, rows: &str) -> Report {
    imported(db, "order_lines", &format!("{LINES}{rows}"), now()).await
}

#[sqlx::test]
async fn a_renewal_that_a_file_brings_ends_its_task_says_so_and_tells_the_account_manager_once(db: PgPool) {
    three(&db).await;
    let renewed = |line: u8| format!("CS-1,{line},Server,20000.00,2027-12-13 23:59:59,renewed,2026-11-22 09:00:00,active\n");
    let report = file(&db, &(renewed(1) + &renewed(2))).await;
    assert_eq!(report.numbers(), [0, 2, 0, 0]);
    assert_eq!(stands(&db).await, ["1 done renewed", "2 done renewed", "3 pending"]);
    let by_import: i64 = sqlx::query_scalar("select count(*) from renewal_record where kind = 'ended' and import_run_id = $1")
        .bind(report.id.0)
        .fetch_one(&db)
        .await
        .unwrap();
    assert_eq!(by_import, 2);
    let told = "select count(*) from notification n join person p on p.id = n.person_id
                where n.kind = 'renewal_tasks_done' and p.account_name = 'mei' and n.facts ->> 'count' = '2'";
    assert_eq!(count(&db, told).await, 1);
    // The same file once more ends nothing and tells nobody.
    assert_eq!(file(&db, &(renewed(1) + &renewed(2))).await.numbers(), [0, 0, 2, 0]);
    assert_eq!(count(&db, "select count(*) from notification where kind = 'renewal_tasks_done'").await, 1);
    assert_eq!(count(&db, "select count(*) from renewal_record where kind = 'ended'").await, 2);
}

#[sqlx::test]
async fn a_line_that_a_file_gives_up_or_moves_terminates_its_task(db: PgPool) {
    three(&db).await;
    let rows = "CS-1,1,Server,20000.00,2026-12-13 23:59:59,,,unsubscribed\n\
                CS-1,2,Server,20000.00,2026-12-20 23:59:59,,,active\n\
                CS-1,3,Server,20000.00,2026-12-13 23:59:59,,,active\n";
    file(&db, rows).await;
    assert_eq!(stands(&db).await, ["1 terminated unsubscribed", "2 terminated expiry_moved", "3 pending"]);
    assert_eq!(count(&db, "select count(*) from notification where kind = 'renewal_tasks_done'").await, 0, "nothing was renewed");
    assert_eq!(on(&db, 1).await.made, 1, "a task for the new expiry only");
    assert_eq!(stands(&db).await, ["1 terminated unsubscribed", "2 terminated expiry_moved", "2 pending", "3 pending"]);
}

#[sqlx::test]
async fn a_renewal_that_came_before_makes_no_task(db: PgPool) {
    people(&db).await;
    let of = customer(&db, "mei", "Snowpeak").await;
    order(&db, of, "CS-1", 10).await;
    file(&db, "CS-1,1,Server,20000.00,2026-12-13 23:59:59,renewed,2026-11-22 09:00:00,active\n").await;
    assert_eq!(on(&db, 0).await, Run::default());
}
