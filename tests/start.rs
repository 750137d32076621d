//! The program as an operator meets it: a start that cannot go well ends at once, in one line that says why.
#![cfg(feature = "ssr")]

use std::net::TcpListener;
use std::process::{Command, Output};

use sqlx::{Connection, Executor, PgConnection};

const PRODUCT: &str = "https://partners.example.com";

fn run(arguments: &[&str], settings: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_partner-center"));
    // No .env, no colours, nothing of the machine that runs the tests.
    for name in ["DATABASE_URL", "ADDRESS", "BASE_URL", "ALLOW_DEMO", "SITE_ROOT", "RUST_LOG", "TRUSTED_PROXIES"] {
        command.env_remove(name);
    }
    command.args(arguments).envs(settings.iter().copied()).output().unwrap()
}

#[track_caller]
fn refuses(arguments: &[&str], settings: &[(&str, &str)], because: &str) {
    let output = run(arguments, settings);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments:?} {said}");
    assert_eq!(said.lines().count(), 1, "{arguments:?} {said}");
    assert!(said.starts_with("partner-center: ") && said.contains(because), "{arguments:?} expected {because:?}: {said}");
}

/// From the environment or from `.env`, as for the tests of queries.
fn development_database() -> String {
    std::env::var("DATABASE_URL").unwrap_or_else(|_| {
        let file = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/.env")).expect("scripts/database.sh start writes it");
        file.lines().find_map(|line| line.strip_prefix("DATABASE_URL=")).expect("an address in .env").to_owned()
    })
}

/// The address of another database, or of the same one for somebody else.
fn with(url: &str, database: Option<&str>, password: Option<&str>) -> String {
    let (front, name) = url.rsplit_once('/').unwrap();
    let (account, host) = front.rsplit_once('@').unwrap();
    let (user, own) = account.rsplit_once(':').unwrap();
    let name = database.unwrap_or(name);
    [user, ":", password.unwrap_or(own), "@", host, "/", name].concat()
}

#[test]
fn without_an_address_of_a_database_every_command_says_so() {
    for arguments in [&["serve"] as &[&str], &[], &["migrate"], &["demo"], &["create-admin", "sam"]] {
        refuses(arguments, &[], "DATABASE_URL is not set");
        refuses(arguments, &[("DATABASE_URL", "mysql://mei:secret@localhost/pc")], "DATABASE_URL is not a PostgreSQL address");
    }
}

#[test]
fn a_closed_port_is_named() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("postgres://mei:secret@127.0.0.1:{port}/pc");
    refuses(&["serve"], &[("DATABASE_URL", &url)], &format!("127.0.0.1:{port} cannot be reached: Connection refused"));
}

#[tokio::test]
async fn an_unsuitable_database_or_an_incomplete_production_is_refused() {
    let own = development_database();
    let mut server = PgConnection::connect(&with(&own, Some("postgres"), None)).await.unwrap();
    // Another checkout may test on the same server.
    server.execute("select pg_advisory_lock(7310)").await.unwrap();
    for statement in [
        "drop database if exists partner_center_start with (force)",
        "drop database if exists partner_center_start_latin1 with (force)",
        "create database partner_center_start encoding 'UTF8' template template0",
        "create database partner_center_start_latin1 encoding 'LATIN1' locale 'C' template template0",
    ] {
        server.execute(statement).await.unwrap();
    }

    let strange = with(&own, Some("partner_center_start_latin1"), None);
    for arguments in [&["serve"] as &[&str], &["migrate"], &["demo"], &["create-admin", "sam"]] {
        refuses(arguments, &[("DATABASE_URL", &strange)], "encoded in LATIN1");
    }
    refuses(&["serve"], &[("DATABASE_URL", &with(&own, Some("partner_center_nowhere"), None))], "does not exist");
    refuses(&["serve"], &[("DATABASE_URL", &with(&own, None, Some("wrong")))], "refuses: password authentication failed");

    let url = with(&own, Some("partner_center_start"), None);
    let production: &[(&str, &str)] = &[("DATABASE_URL", &url), ("BASE_URL", PRODUCT), ("ADDRESS", "127.0.0.1:0")];
    for arguments in [&["serve"] as &[&str], &["demo"], &["create-admin", "sam"]] {
        refuses(arguments, production, "run `partner-center migrate` first");
    }
    assert!(run(&["migrate"], production).status.success());
    refuses(&["serve"], &[("DATABASE_URL", &url)], "BASE_URL is not set");
    refuses(&["serve"], &[("DATABASE_URL", &url), ("BASE_URL", "http://partners.example.com")], "must be https");
    refuses(&["serve", "--site-root", "/nowhere"], production, "the built files are not in /nowhere");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refuses(&["serve", "--address", &address], production, &format!("cannot listen on {address}: Address already in use"));

    assert!(run(&["demo"], production).status.success());
    refuses(&["serve"], production, "this database holds the demo");
    refuses(&["create-admin", "mei"], production, "the account name mei is taken");

    for statement in ["drop database partner_center_start with (force)", "drop database partner_center_start_latin1 with (force)"] {
        server.execute(statement).await.unwrap();
    }
}
