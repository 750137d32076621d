//! Failed sign-ins are counted by account name and by source.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, StatusCode, header};
use chrono::Duration;
use sqlx::PgPool;

use crate::app::router::router;
use crate::auth::rules::{ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_SOURCE, THROTTLE_MINUTES};
use crate::auth::sign_in::throttle_key;
use crate::house::{Answer, House, PASSWORD};
use crate::server::http::source::network;
use crate::server::{AppState, Clock, Config};

impl House {
    /// Tries to sign in from an address, perhaps with a header that names another one.
    async fn try_from(&self, peer: &str, forwarded: Option<&str>, account: &str, password: &str) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("form[account]", account)
            .append_pair("form[password]", password)
            .finish();
        let mut request = Request::post("/api/auth.sign_in")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(forwarded) = forwarded {
            request = request.header("x-forwarded-for", forwarded);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 50_000)));
        self.answer(request).await
    }

    /// As if so many attempts had failed from an address just now: hashing a hundred passwords takes too long.
    async fn failed_before(&self, address: &str, failures: i32) {
        sqlx::query("insert into sign_in_throttle (key, failures, since) values ($1, $2, $3)")
            .bind(throttle_key("source", &network(address)))
            .bind(failures)
            .bind(self.now())
            .execute(self.db())
            .await
            .unwrap();
    }
}

#[sqlx::test]
async fn whoever_tries_many_accounts_from_one_source_waits_and_nobody_else_does(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    house.failed_before("198.51.100.7", ATTEMPTS_PER_SOURCE - 2).await;
    for account in ["amy", "bob"] {
        let refused = house.try_from("198.51.100.7", None, account, "wrong password").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{account}");
    }
    let hashed = house.state.passwords.count();
    for (account, password) in [("cem", "wrong password"), ("viktor", PASSWORD)] {
        let waits = house.try_from("198.51.100.7", None, account, password).await;
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "{account}");
        let seconds: i64 = waits.headers[header::RETRY_AFTER].to_str().unwrap().parse().unwrap();
        assert!((1..=THROTTLE_MINUTES * 60).contains(&seconds), "{seconds}");
    }
    assert_eq!(house.state.passwords.count(), hashed, "nothing is checked any more");
    let forged = house.try_from("198.51.100.7", Some("203.0.113.5"), "dora", "wrong password").await;
    assert_eq!(forged.status, StatusCode::TOO_MANY_REQUESTS, "what a header says counts from trusted proxies alone");

    assert!(house.try_from("198.51.100.8", None, "viktor", PASSWORD).await.session().is_some(), "another source is free");
    house.state.clock.advance(Duration::minutes(THROTTLE_MINUTES));
    assert!(house.try_from("198.51.100.7", None, "viktor", PASSWORD).await.session().is_some(), "and after a while the first is");
}

#[sqlx::test]
async fn the_addresses_of_one_ipv6_network_are_throttled_as_one_source(db: PgPool) {
    let house = House::open(db).await;
    house.failed_before("2001:db8:1:2::1", ATTEMPTS_PER_SOURCE).await;
    let same = house.try_from("2001:db8:1:2:9:8:7:6", None, "amy", "wrong password").await;
    assert_eq!(same.status, StatusCode::TOO_MANY_REQUESTS);
    let other = house.try_from("2001:db8:1:3::1", None, "amy", "wrong password").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test]
async fn behind_a_trusted_proxy_one_browser_does_not_throttle_the_others(db: PgPool) {
    let clock = Clock::at("2026-11-23T02:00:00Z".parse().unwrap());
    let config = Config { trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()], ..Config::for_tests() };
    let state = AppState::new(db, config, clock);
    let house = House { app: router(state.clone()), state };
    house.failed_before("203.0.113.5", ATTEMPTS_PER_SOURCE).await;
    let same = house.try_from("10.0.0.2", Some("192.0.2.1, 203.0.113.5"), "amy", "wrong password").await;
    assert_eq!(same.status, StatusCode::TOO_MANY_REQUESTS);
    let other = house.try_from("10.0.0.2", Some("203.0.113.6"), "amy", "wrong password").await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test]
async fn of_a_hundred_attempts_at_once_no_more_than_the_limit_are_checked(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    let before = house.state.passwords.count();
    let attempts = (0..100).map(|n| {
        let (app, n) = (house.clone(), n);
        tokio::spawn(async move { app.sign_in("viktor", &format!("wrong password {n}")).await.status })
    });
    let mut refused = 0;
    for attempt in attempts.collect::<Vec<_>>() {
        refused += i32::from(attempt.await.unwrap() == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!(refused, 100 - ATTEMPTS_PER_ACCOUNT);
    assert_eq!(house.state.passwords.count() - before, u64::try_from(ATTEMPTS_PER_ACCOUNT).unwrap());

    let answer = house.sign_in("viktor", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "even the right password waits");
    assert!(answer.headers.contains_key(header::RETRY_AFTER));
    house.state.clock.advance(Duration::minutes(THROTTLE_MINUTES));
    assert!(house.sign_in("viktor", PASSWORD).await.session().is_some());
}

#[sqlx::test]
async fn a_right_password_is_not_counted_as_a_failure(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    for _ in 0..=ATTEMPTS_PER_ACCOUNT {
        assert!(house.sign_in("viktor", PASSWORD).await.session().is_some());
    }
}

#[sqlx::test]
async fn wrong_current_passwords_are_throttled_like_failed_sign_ins(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    let session = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    let body = "form[current_password]=wrong&form[new_password]=x&form[again_password]=x";
    for _ in 0..ATTEMPTS_PER_ACCOUNT {
        let answer = house.send(&session, Method::POST, "/api/auth.change_password", body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = house.send(&session, Method::POST, "/account/password?do=auth.change_password", body).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.headers.contains_key(header::RETRY_AFTER));
}
