//! What is killed loses nothing: a server that is killed loses no mail, and the next one sends none twice; a database that
//! restarts stops no background work (`restarted`). The program itself is run, against a database of its own and a mail server
//! that speaks SMTP.

// The server under test is another process.
#![allow(clippy::disallowed_methods)]

mod cluster;
mod exports;
mod importing;
mod restarted;
mod server;
mod smtp;
mod uploads;

use std::path::Path;

use server::{Server, count, site, until, until_count};
use smtp::Receiver;
use sqlx::PgPool;

/// Vera, who has an address.
async fn somebody_with_an_address(db: &PgPool) {
    let now = chrono::Utc::now();
    sqlx::query(
        "insert into person (id, account_name, display_name, email, password_hash, must_change_password, created_at, updated_at)
         values ($1, 'vera', 'Vera', 'vera@vendor.example', 'x', false, $2, $2)",
    )
    .bind(uuid::Uuid::now_v7())
    .bind(now)
    .execute(db)
    .await
    .unwrap();
}

const JOBS: &str = "select count(*) from jobs.jobs where task_identifier <> 'run_due'";
/// Jobs that run or will run. One that was still locked when a second job for its mail was queued is given up by the queue.
const TO_RUN: &str =
    "select count(*) from jobs.jobs where task_identifier <> 'run_due' and (locked_at is not null or attempts < max_attempts)";

/// What stands behind this in a mail. Lines that are too long were broken by a mark at their end.
fn token(mail: &str, before: &str) -> String {
    let text = mail.replace("=\r\n", "");
    text.split(before).nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
}

/// Where an answer leads; nowhere, where it is a page.
fn location(answer: &str) -> &str {
    answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or("")
}

/// The next server sends the mail once, and its link works.
async fn sent_once(db: &PgPool, receiver: &Receiver, site: &Path) {
    let next = Server::start(db, receiver, site, true);
    until("the mail arrives", || !receiver.inbox().is_empty());
    until_count(db, "all jobs of the killed server are done", TO_RUN, 0).await;
    assert_eq!(count(db, "select count(*) from mail where state <> 'sent'").await, 0);
    assert_eq!(receiver.inbox().len(), 1);
    let link = token(&receiver.inbox()[0], "/reset-password/");
    assert!(next.ask(&format!("GET /reset-password/{link}"), "").unwrap().starts_with("HTTP/1.1 200"));
    assert!(next.stop(), "the server stops in order, worker and all");
}

#[sqlx::test]
async fn a_mail_that_was_under_way_when_the_server_was_killed_is_sent_once_by_the_next(db: PgPool) {
    somebody_with_an_address(&db).await;
    let (receiver, site) = (Receiver::open(), site());
    receiver.be_silent(true);
    let server = Server::start(&db, &receiver, &site, true);
    let answer = server.ask("POST /forgotten-password?do=auth.ask_for_reset", "form[account]=vera").unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    until("the worker is speaking to the mail server", || receiver.callers() > 0);
    server.kill();
    receiver.be_silent(false);
    sent_once(&db, &receiver, &site).await;
}

#[sqlx::test]
async fn a_mail_that_nobody_had_begun_to_send_when_the_server_was_killed_is_sent_once_by_the_next(db: PgPool) {
    somebody_with_an_address(&db).await;
    let (receiver, site) = (Receiver::open(), site());
    let server = Server::start(&db, &receiver, &site, false);
    server.ask("POST /forgotten-password?do=auth.ask_for_reset", "form[account]=vera").unwrap();
    assert_eq!((count(&db, JOBS).await, receiver.callers()), (1, 0));
    server.kill();
    sent_once(&db, &receiver, &site).await;
}

const PROSPECT: &str = "post@ridgeway.example";

/// Mei of the demo signs in, claims a prospect and invites it, as a browser without script does it.
fn invite(server: &Server) {
    let session = &server.sign_in("mei");
    let prospect = format!(
        "form[company_name]=Ridgeway Hospital&form[industry]=health&form[contact_name]=Wang Lei&form[mobile]=13800131234\
         &form[email]={PROSPECT}&form[invite]=yes&form[association_type]=resale"
    );
    let claimed = server.ask_as(session, "POST /sales/customer-development/new?do=claims.claim", &prospect).unwrap();
    let claim = location(&claimed).split_once("invite?claims=").expect("on to the invitation").1.split('&').next().unwrap();
    let line = format!("POST /sales/customer-development/invite?claims={claim}&do=invitations.send");
    let form = format!("form[claims]={claim}&form[association_type]=resale&form[locale]=en");
    let sent = server.ask_as(session, &line, &form).unwrap();
    assert_eq!(location(&sent), "/sales/customer-development/history?done=sent");
}

/// The next server sends the invitation once, and its link makes one association, however often it is used.
async fn joins_once(db: &PgPool, receiver: &Receiver, site: &Path) {
    const INVITATIONS: &str = "select count(*) from mail where kind = 'invitation'";
    const UNSENT: &str = "select count(*) from mail where kind = 'invitation' and state <> 'sent'";
    const JOINED: &str =
        "select count(*) from association a join customer c on c.id = a.customer_id where c.email = 'post@ridgeway.example'";
    assert_eq!((count(db, INVITATIONS).await, count(db, UNSENT).await, receiver.inbox().len()), (1, 1, 0), "decided, and not sent");
    let next = Server::start(db, receiver, site, true);
    let invited = || receiver.inbox().into_iter().filter(|mail| mail.contains(PROSPECT)).collect::<Vec<_>>();
    until("the invitation arrives", || !invited().is_empty());
    until_count(db, "all jobs of the killed server are done", TO_RUN, 0).await;
    assert_eq!((count(db, INVITATIONS).await, count(db, UNSENT).await, invited().len()), (1, 0, 1), "sent, and once");

    let link = format!("/join/{}", token(&invited()[0], "/join/"));
    let opened = next.ask(&format!("GET {link}"), "").unwrap();
    assert!(opened.starts_with("HTTP/1.1 200") && opened.contains("Harbor Cloud Partners"), "{opened}");
    let join = |account: &str| {
        let form = format!(
            "form[token]={}&form[joining]=register&form[company_name]=Ridgeway Hospital&form[account_name]={account}\
             &form[contact_name]=Wang Lei&form[mobile]=13800131234&form[agreed]=true",
            link.trim_start_matches("/join/")
        );
        let answer = next.ask(&format!("POST {link}?do=invitations.join"), &form).unwrap();
        location(&answer).ends_with("?done=joined")
    };
    let one = std::thread::scope(|threads| {
        let join = &join;
        let both = ["ridgeway_it", "ridgeway_desk"].map(|account| threads.spawn(move || join(account)));
        both.map(|answer| usize::from(answer.join().unwrap())).iter().sum::<usize>()
    });
    assert_eq!(one, 1, "one of two who use it at once");
    assert!(!join("ridgeway_late"), "and nobody afterwards");
    assert_eq!(count(db, JOINED).await, 1);
    assert_eq!(invited().len(), 1);
    assert!(next.stop());
}

#[sqlx::test]
async fn an_invitation_that_was_being_mailed_when_the_server_was_killed_is_sent_once_and_its_link_joins_once(db: PgPool) {
    partner_center::demo::load(&db, chrono::Utc::now()).await.unwrap();
    let (receiver, site) = (Receiver::open(), site());
    receiver.be_silent(true);
    let server = Server::start(&db, &receiver, &site, true);
    invite(&server);
    until("the worker is speaking to the mail server", || receiver.callers() > 0);
    server.kill();
    receiver.be_silent(false);
    joins_once(&db, &receiver, &site).await;
}

#[sqlx::test]
async fn an_invitation_whose_server_was_killed_between_the_invitation_and_its_mail_is_sent_once_and_its_link_joins_once(db: PgPool) {
    partner_center::demo::load(&db, chrono::Utc::now()).await.unwrap();
    let (receiver, site) = (Receiver::open(), site());
    let server = Server::start(&db, &receiver, &site, false);
    invite(&server);
    assert_eq!(receiver.callers(), 0);
    server.kill();
    joins_once(&db, &receiver, &site).await;
}
