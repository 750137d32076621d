//! Clients that vanish while a write begins, over a slow database: every server function, as somebody who may call it.

use std::time::{Duration, Instant};

use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;

use super::table::{CALLS, CAST};
use super::{Matrix, token};
use crate::house::{LatencyProxy, Statements};

/// The name under which PostgreSQL knows the connections of this test.
const APPLICATION: &str = "vanishing clients";

/// Forms that get further than those of the matrix, which are refused before a transaction begins.
const COMPLETE: &[(&str, &str)] = &[];

/// Who of the cast gets furthest with a call.
fn caller(call: &str) -> &'static str {
    let rows = CALLS.iter().filter(|(_, name, _)| *name == call);
    let answers = rows.flat_map(|(answers, ..)| CAST.into_iter().zip(answers));
    let ranked = answers.min_by_key(|(_, status)| [200, 409, 422, 404].iter().position(|best| best == *status).unwrap_or(9));
    ranked.map_or("-", |(who, _)| who)
}

/// How many connections of this test are inside a transaction although nobody works.
async fn in_a_transaction(db: &PgPool) -> i64 {
    let sql = "select count(*) from pg_stat_activity where application_name = $1 and state like 'idle in transaction%'
               and datname = current_database()";
    sqlx::query_scalar(sql).bind(APPLICATION).fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn clients_that_vanish_while_a_write_begins_leave_no_connection_inside_a_transaction(db: PgPool) {
    let mut matrix = Matrix::set_up(db.clone()).await;
    let notices = Statements::notices();
    let proxy = LatencyProxy::open(&db.connect_options()).await;
    // Two connections, so that what one request leaves is what the next ones get; and not guarded as the product's are, for
    // nothing may be left that a guard would have to find.
    let options = proxy.options(&db.connect_options()).application_name(APPLICATION);
    let slow = PgPoolOptions::new().max_connections(2).connect_with(options).await.unwrap();
    matrix.house = matrix.house.over(slow);

    let mut not_begun = Vec::new();
    for (_, call, form) in CALLS {
        let form = COMPLETE.iter().find(|(name, _)| name == call).map_or(*form, |(_, form)| form);
        let form = matrix.filled(form);
        let fields: Vec<(&str, &str)> = form.split_whitespace().filter_map(|field| field.split_once('=')).collect();
        let who = caller(call);
        tokio::select! {
            biased;
            () = proxy.begin_seen() => {}
            answer = matrix.house.call(token(who), call, &fields) => not_begun.push(format!("{call} as {who}: {} {}", answer.status, answer.body)),
        }
        matrix.house.get("grace", "/account").await;
    }
    matrix.house.state.room.finished().await;

    let end = Instant::now() + Duration::from_secs(10);
    while in_a_transaction(&db).await > 0 && Instant::now() < end {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let said = notices.heard();
    assert_eq!(in_a_transaction(&db).await, 0);
    assert!(!said.iter().any(|text| text.contains("transaction in progress")), "{said:?}");
    assert!(not_begun.is_empty(), "{} {}", not_begun.len(), not_begun.join("\n"));
}
