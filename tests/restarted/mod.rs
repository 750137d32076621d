//! A PostgreSQL that restarts under a server: background work goes on in the same process, and pages come back.

use std::path::Path;

use sqlx::PgPool;

use crate::cluster::Cluster;
use crate::server::{Server, count, site, until, until_count};
use crate::smtp::Receiver;
use crate::{JOBS, TO_RUN};

/// So many mails: more than the worker sends at the same time, so that some wait.
const MAILS: usize = 6;
/// Jobs that are stopped in the middle of a statement, by the lock of [`hold_mail`].
const STOPPED: &str = "select count(*) from pg_stat_activity where application_name = 'partner-center worker' and wait_event_type = 'Lock'";
const LISTENS: &str = "select count(*) from pg_stat_activity where application_name = 'partner-center worker' and query like 'LISTEN %'";
const DUE_RUNS: &str = "select count(*) from worker_heartbeat where due_completed_at > now() - interval '3 seconds'";
const ALIVE: &str = "select count(*) from worker_heartbeat where alive_until > now()";

async fn people(db: &PgPool) {
    sqlx::query(
        "insert into person (id, account_name, display_name, email, password_hash, must_change_password, created_at, updated_at)
         select gen_random_uuid(), 'vera' || n, 'Vera', 'vera' || n || '@vendor.example', 'x', false, now(), now() from generate_series(1, $1) n",
    )
    .bind(i32::try_from(MAILS).unwrap())
    .execute(db)
    .await
    .unwrap();
}

/// Asks for a link that sets a new password: a job that makes a mail, and a job that sends it.
fn ask_for_a_mail(server: &Server, number: usize) {
    let answer = server.ask("POST /forgotten-password?do=auth.ask_for_reset", &format!("form[account]=vera{number}")).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
}

fn is_ready(server: &Server) -> bool {
    server.ask("GET /readyz", "").is_some_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

async fn open() -> (Cluster, PgPool, Receiver, Server) {
    let cluster = Cluster::start();
    let db = cluster.pool().await;
    partner_center::server::db::MIGRATIONS.run(&db).await.unwrap();
    people(&db).await;
    let (receiver, site) = (Receiver::open(), site());
    let server = Server::start(&db, &receiver, Path::new(&site), true);
    (cluster, db, receiver, server)
}

#[tokio::test]
async fn jobs_that_run_and_jobs_that_wait_while_the_database_restarts_are_done_by_the_same_server() {
    let (cluster, db, receiver, server) = open().await;
    ask_for_a_mail(&server, 1);
    until("the first mail, before the restart", || receiver.inbox().len() == 1);

    let mut held = db.begin().await.unwrap();
    sqlx::query("lock table mail in access exclusive mode").execute(&mut *held).await.unwrap();
    for number in 2..=MAILS {
        ask_for_a_mail(&server, number);
    }
    until_count_over(&db, "jobs run, and are stopped", STOPPED, 1).await;
    assert!(count(&db, JOBS).await >= 4, "others wait");
    cluster.restart();
    drop(held);

    until("every mail has come", || {
        let inbox = receiver.inbox();
        (1..=MAILS).all(|number| inbox.iter().any(|mail| mail.contains(&format!("vera{number}@vendor.example"))))
    });
    let db = cluster.pool().await;
    until_count(&db, "no job is left", TO_RUN, 0).await;
    until_count(&db, "what is due is looked at again", DUE_RUNS, 1).await;
    until_count(&db, "the worker is alive", ALIVE, 1).await;
    until_count(&db, "somebody listens for jobs", LISTENS, 1).await;
    until("the server is ready", || is_ready(&server));
    assert!(server.stop(), "in order, worker and all");
    assert_eq!(count(&db, ALIVE).await, 0, "it has said so");
}

#[tokio::test]
async fn a_server_without_its_database_is_not_ready_and_works_when_it_is_back() {
    let (cluster, _db, receiver, server) = open().await;
    cluster.stop();
    let asked = server.ask("GET /readyz", "").unwrap();
    // Where stopping the database took long, its worker counts as dead by then as well.
    assert!(asked.starts_with("HTTP/1.1 503") && asked.contains("\r\n\r\ndatabase"), "{asked}");
    // With no answer for six heartbeats, it does.
    until("the worker counts as dead", || server.ask("GET /readyz", "").is_some_and(|answer| answer.contains("\r\n\r\ndatabase worker\n")));
    cluster.restart();
    until("the server is ready", || is_ready(&server));
    ask_for_a_mail(&server, 1);
    until("a mail of afterwards", || receiver.inbox().len() == 1);
    assert!(server.stop());
}

async fn until_count_over(db: &PgPool, what: &str, sql: &'static str, least: i64) {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while count(db, sql).await < least {
        assert!(std::time::Instant::now() < end, "not in time: {what}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}
