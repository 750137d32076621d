//! Mail, from the outbox over the wire to a server that speaks SMTP.

#[path = "../../../../tests/smtp/mod.rs"]
mod smtp;

use std::time::Duration as Wait;

use chrono::{DateTime, Duration, Utc};
use mail_parser::MessageParser;
use smtp::Receiver;
use sqlx::PgPool;
use tokio::sync::watch;
use uuid::Uuid;

use super::*;
use crate::server::Clock;
use crate::server::worker::{Background, Due, WorkerStatus};

const HERE: &str = "https://partners.example";

fn now() -> DateTime<Utc> {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

fn post(receiver: &Receiver) -> Post {
    Post::from_settings(Some(&receiver.url()), Some("Partners <partners@vendor.example>"), None).unwrap()
}

async fn queued(db: &PgPool) -> Uuid {
    let mail = Mail {
        kind: "invitation",
        to: "wu.lan@snowpeak.example",
        subject: "雪峰度假：关联邀请",
        text: &format!("Dear Wu Lan,\n.\nfollow {ORIGIN}/join/secret\n"),
        html: &format!("<p>吴岚，<a href=\"{ORIGIN}/join/secret\">请打开链接</a></p>"),
        entity: "invitation",
        entity_id: crate::server::new_id(),
        at: now(),
    };
    queue(&mut db.acquire().await.unwrap(), &mail).await.unwrap()
}

struct State {
    state: String,
    attempts: i16,
    last_error: Option<String>,
    bodies: i32,
    next_attempt_at: Option<DateTime<Utc>>,
}

async fn state(db: &PgPool, id: Uuid) -> State {
    sqlx::query_as!(
        State,
        r#"select state, attempts, last_error, length(text_body || html_body) as "bodies!", next_attempt_at from mail where id = $1"#,
        id
    )
    .fetch_one(db)
    .await
    .unwrap()
}

#[sqlx::test]
async fn a_mail_arrives_as_it_was_written_with_links_to_this_server_and_what_it_said_is_not_kept(db: PgPool) {
    let receiver = Receiver::open();
    let id = queued(&db).await;
    assert!(send(&db, &post(&receiver), HERE, id, now(), Duration::minutes(1)).await.unwrap());
    let inbox = receiver.inbox();
    assert_eq!(inbox.len(), 1);
    let mail = MessageParser::default().parse(inbox[0].as_bytes()).unwrap();
    assert_eq!(mail.subject(), Some("雪峰度假：关联邀请"));
    assert_eq!(mail.to().unwrap().first().unwrap().address(), Some("wu.lan@snowpeak.example"));
    assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("partners@vendor.example"));
    assert_eq!(mail.message_id(), Some(format!("{id}@vendor.example").as_str()));
    assert_eq!(mail.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), format!("Dear Wu Lan,\n.\nfollow {HERE}/join/secret"));
    assert!(mail.body_html(0).unwrap().contains(&format!("吴岚，<a href=\"{HERE}/join/secret\">")));

    let kept = state(&db, id).await;
    assert_eq!((kept.state.as_str(), kept.attempts, kept.bodies, kept.last_error), ("sent", 1, 0, None));
    assert!(!send(&db, &post(&receiver), HERE, id, now() + Duration::days(1), Duration::minutes(1)).await.unwrap(), "a job may run twice");
    assert_eq!(receiver.inbox().len(), 1);
}

#[sqlx::test]
async fn a_refused_mail_waits_longer_each_time_and_is_sent_once_the_server_takes_it(db: PgPool) {
    let receiver = Receiver::open();
    receiver.refuse(&[(451, "try later"), (550, "no such user wu.lan@snowpeak.example")]);
    let (post, id, wait) = (post(&receiver), queued(&db).await, Duration::minutes(1));
    let mut at = now();
    for (attempts, words, minutes) in [(1, "451", 1), (2, "550", 2)] {
        assert!(send(&db, &post, HERE, id, at, wait).await.unwrap());
        let kept = state(&db, id).await;
        assert!(kept.last_error.unwrap().contains(words));
        assert_eq!((kept.state.as_str(), kept.attempts, kept.next_attempt_at), ("queued", attempts, Some(at + wait * minutes)));
        assert!(!send(&db, &post, HERE, id, at + wait * minutes - Duration::seconds(1), wait).await.unwrap(), "not before its time");
        at += wait * minutes;
    }
    assert!(send(&db, &post, HERE, id, at, wait).await.unwrap());
    assert_eq!((state(&db, id).await.state.as_str(), receiver.inbox().len()), ("sent", 1));
}

#[sqlx::test]
async fn after_eight_tries_a_mail_has_failed_and_what_it_said_is_not_kept(db: PgPool) {
    // Nobody listens there any more.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let post = Post::from_settings(Some(&format!("smtp://127.0.0.1:{port}")), Some("a@vendor.example"), None).unwrap();
    let id = queued(&db).await;
    for attempt in 1..=MOST_ATTEMPTS {
        assert_eq!(state(&db, id).await.state, "queued");
        assert!(send(&db, &post, HERE, id, now() + Duration::days(i64::from(attempt)), Duration::minutes(1)).await.unwrap());
    }
    let kept = state(&db, id).await;
    assert_eq!((kept.state.as_str(), kept.attempts, kept.bodies), ("failed", MOST_ATTEMPTS, 0));
    assert!(kept.last_error.is_some());
    assert!(!send(&db, &post, HERE, id, now() + Duration::days(99), Duration::minutes(1)).await.unwrap());
}

#[sqlx::test]
async fn two_that_have_the_same_job_send_once(db: PgPool) {
    let receiver = Receiver::open();
    let (post, id) = (post(&receiver), queued(&db).await);
    let one = || send(&db, &post, HERE, id, now(), Duration::minutes(1));
    let tried = tokio::try_join!(one(), one(), one(), one()).unwrap();
    assert_eq!([tried.0, tried.1, tried.2, tried.3].iter().filter(|tried| **tried).count(), 1);
    assert_eq!(receiver.inbox().len(), 1);
}

#[sqlx::test]
async fn without_settings_mail_stays_queued_and_untried(db: PgPool) {
    let id = queued(&db).await;
    let nowhere = Post::from_settings(None, None, None).unwrap();
    assert!(!send(&db, &nowhere, HERE, id, now(), Duration::minutes(1)).await.unwrap());
    let kept = state(&db, id).await;
    assert_eq!((kept.state.as_str(), kept.attempts), ("queued", 0));
}

#[sqlx::test]
async fn in_development_a_mail_is_one_file_however_often_it_is_sent(db: PgPool) {
    let folder = std::env::temp_dir().join(format!("mail-{}", crate::server::new_id()));
    let post = Post::from_settings(None, None, Some(&folder)).unwrap();
    let id = queued(&db).await;
    assert!(send(&db, &post, HERE, id, now(), Duration::minutes(1)).await.unwrap());
    let files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(files, [format!("{id}.eml")]);
    std::fs::remove_dir_all(folder).unwrap();
}

const DUE: &[Due] = &[Due { name: "mail that waits", run: |db, now| Box::pin(async move { requeue_due(&db, now).await }) }];

fn background(db: &PgPool, receiver: &Receiver) -> Background {
    Background {
        db: db.clone(),
        clock: Clock::System,
        post: post(receiver),
        origin: HERE.into(),
        due: DUE,
        tasks: &[],
        every: Wait::from_millis(200),
        mail_wait: Wait::from_millis(1),
        heartbeat: Wait::from_secs(1),
        status: WorkerStatus::default(),
    }
}

async fn until(what: &str, mut reached: impl AsyncFnMut() -> bool) {
    let end = std::time::Instant::now() + Wait::from_secs(30);
    while !reached().await {
        assert!(std::time::Instant::now() < end, "{what}");
        tokio::time::sleep(Wait::from_millis(20)).await;
    }
}

#[sqlx::test]
async fn the_worker_sends_what_was_queued_before_it_had_tables_and_what_is_queued_beside_it_and_nothing_that_was_rolled_back(db: PgPool) {
    let receiver = Receiver::open();
    receiver.refuse(&[(451, "not now")]);
    let before = queued(&db).await;
    let (stop, stopping) = watch::channel(false);
    let worker = background(&db, &receiver).start(true, stopping).await.unwrap().unwrap();
    until("the mail without a job", async || state(&db, before).await.state == "sent").await;
    assert_eq!(state(&db, before).await.attempts, 2);

    let beside = queued(&db).await;
    let mut undone = db.begin().await.unwrap();
    let mail = Mail { kind: "x", to: "x@y.example", subject: "", text: "", html: "", entity: "x", entity_id: before, at: now() };
    queue(&mut undone, &mail).await.unwrap();
    undone.rollback().await.unwrap();
    until("the mail beside", async || state(&db, beside).await.state == "sent").await;
    assert_eq!(receiver.inbox().len(), 2);
    stop.send(true).unwrap();
    tokio::time::timeout(Wait::from_secs(20), worker).await.expect("the worker stops").unwrap();
}
