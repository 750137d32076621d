//! Signing in and sessions, through the whole router.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use chrono::Duration;
use http_body_util::BodyExt as _;
use sqlx::PgPool;
use tower::ServiceExt as _;

use super::rules::{ATTEMPTS_PER_ACCOUNT, THROTTLE_MINUTES};
use crate::app::router::router;
use crate::organisation::model::Identity;
use crate::organisation::queries::create_staff;
use crate::server::password::token_hash;
use crate::server::{AppState, Clock, Config};

const PASSWORD: &str = "harbour lights at noon";

struct House {
    app: Router,
    state: AppState,
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn session(&self) -> Option<String> {
        let cookie = self.headers.get(header::SET_COOKIE)?.to_str().ok()?;
        cookie.strip_prefix("session=")?.split(';').next().filter(|token| !token.is_empty()).map(str::to_owned)
    }

    fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or("")
    }
}

impl House {
    async fn open(db: PgPool) -> Self {
        let clock = Clock::at("2026-11-23T02:00:00Z".parse().unwrap());
        let state = AppState::new(db, Config::for_tests(), clock);
        Self { app: router(state.clone()), state }
    }

    async fn hire(&self, account: &str, must_change: bool) {
        let hash = self.state.passwords.hash(PASSWORD).await.unwrap();
        let identity = Identity { account_name: account.into(), display_name: account.into(), email: None, mobile: None };
        let mut db = self.state.db.acquire().await.unwrap();
        create_staff(&mut db, &identity, &hash, must_change, self.state.clock.now()).await.unwrap();
    }

    async fn send(&self, method: Method, address: &str, session: Option<&str>, body: &str) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(session) = session {
            request = request.header(header::COOKIE, format!("session={session}"));
        }
        let response = self.app.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    async fn sign_in(&self, account: &str, password: &str) -> Answer {
        let body = format!("form[account]={account}&form[password]={}", password.replace(' ', "+"));
        self.send(Method::POST, "/api/auth.sign_in", None, &body).await
    }

    async fn get(&self, address: &str, session: &str) -> Answer {
        self.send(Method::GET, address, Some(session), "").await
    }

    async fn disable(&self, account: &str) {
        sqlx::query("update person set state = 'disabled' where account_name = $1").bind(account).execute(&self.state.db).await.unwrap();
    }
}

#[sqlx::test]
async fn unknown_wrong_and_disabled_get_the_same_answer_for_the_same_work(db: PgPool) {
    let house = House::open(db).await;
    house.hire("viktor", false).await;
    house.hire("vera", false).await;
    house.disable("vera").await;
    let mut answers = Vec::new();
    for (account, password) in [("nobody", PASSWORD), ("viktor", "some other password"), ("vera", PASSWORD)] {
        let before = house.state.passwords.count();
        let answer = house.sign_in(account, password).await;
        assert_eq!(house.state.passwords.count() - before, 1, "{account}");
        assert!(answer.session().is_none());
        answers.push((answer.status, answer.body));
    }
    assert_eq!(answers[0].0, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[sqlx::test]
async fn of_a_hundred_attempts_at_once_no_more_than_the_limit_are_checked(db: PgPool) {
    let house = House::open(db).await;
    house.hire("viktor", false).await;
    let before = house.state.passwords.count();
    let attempts = (0..100).map(|n| {
        let (app, n) = (House { app: house.app.clone(), state: house.state.clone() }, n);
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
    house.hire("viktor", false).await;
    for _ in 0..=ATTEMPTS_PER_ACCOUNT {
        assert!(house.sign_in("viktor", PASSWORD).await.session().is_some());
    }
}

#[sqlx::test]
async fn a_new_session_never_keeps_the_old_token(db: PgPool) {
    let house = House::open(db).await;
    house.hire("viktor", false).await;
    let first = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    let body = format!("form[account]=viktor&form[password]={}", PASSWORD.replace(' ', "+"));
    let second = house.send(Method::POST, "/api/auth.sign_in", Some(&first), &body).await.session().unwrap();
    assert_ne!(first, second);
    assert_eq!(house.get("/account", &first).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get("/account", &second).await.status, StatusCode::OK);
    let stored: Vec<Vec<u8>> = sqlx::query_scalar("select token_hash from session").fetch_all(&house.state.db).await.unwrap();
    assert!(stored.iter().all(|hash| hash != second.as_bytes()) && stored.contains(&token_hash(&second)), "only the hash is kept");
}

#[sqlx::test]
async fn an_unused_session_ends_and_any_session_ends(db: PgPool) {
    let house = House::open(db).await;
    house.hire("viktor", false).await;
    let idle = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    house.state.clock.advance(Duration::minutes(house.state.config.session_idle_minutes + 1));
    assert_eq!(house.get("/account", &idle).await.status, StatusCode::SEE_OTHER);

    let busy = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    for _ in 0..house.state.config.session_hours * 2 - 1 {
        house.state.clock.advance(Duration::minutes(30));
        assert_eq!(house.get("/account", &busy).await.status, StatusCode::OK);
    }
    house.state.clock.advance(Duration::minutes(31));
    assert_eq!(house.get("/account", &busy).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn disabling_a_person_ends_the_session_at_the_next_request(db: PgPool) {
    let house = House::open(db).await;
    house.hire("viktor", false).await;
    let session = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    assert_eq!(house.get("/operations", &session).await.status, StatusCode::OK);
    house.disable("viktor").await;
    assert_eq!(house.get("/operations", &session).await.status, StatusCode::SEE_OTHER);
    let call = house.send(Method::POST, "/api/auth.end_session", Some(&session), "").await;
    assert_eq!(call.status, StatusCode::UNAUTHORIZED);
}

#[sqlx::test]
async fn the_first_sign_in_of_a_created_person_forces_a_new_password(db: PgPool) {
    let house = House::open(db).await;
    house.hire("vera", true).await;
    let answer = house.sign_in("vera", PASSWORD).await;
    assert_eq!(answer.location(), "/account/password");
    let session = answer.session().unwrap();
    assert_eq!(house.get("/operations", &session).await.location(), "/account/password");
    let call = house.send(Method::POST, "/api/auth.end_session", Some(&session), "").await;
    assert_eq!(call.status, StatusCode::FORBIDDEN);

    let new = "tide-table-osprey-41";
    let body = format!("form[current_password]={}&form[new_password]={new}&form[again_password]={new}", PASSWORD.replace(' ', "+"));
    let changed = house.send(Method::POST, "/api/auth.change_password", Some(&session), &body).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    // The token is replaced at the next page.
    let page = house.get("/operations", &session).await;
    assert_eq!(page.status, StatusCode::OK);
    let next = page.session().unwrap();
    assert_eq!(house.get("/operations", &session).await.status, StatusCode::OK, "another tab may be under way");
    house.state.clock.advance(Duration::seconds(super::unscoped::ROTATION_GRACE + 1));
    assert_eq!(house.get("/operations", &session).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get("/operations", &next).await.status, StatusCode::OK);
    assert!(house.sign_in("vera", PASSWORD).await.session().is_none());
    assert!(house.sign_in("vera", new).await.session().is_some());
}

#[sqlx::test]
async fn a_hash_of_older_parameters_is_replaced_at_sign_in(db: PgPool) {
    use argon2::password_hash::{PasswordHasher as _, SaltString};
    let house = House::open(db).await;
    house.hire("viktor", false).await;
    let params = argon2::Params::new(8192, 1, 1, None).unwrap();
    let weak = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, params);
    let hash = weak.hash_password(PASSWORD.as_bytes(), &SaltString::encode_b64(&[3; 16]).unwrap()).unwrap().to_string();
    sqlx::query("update person set password_hash = $1").bind(hash).execute(&house.state.db).await.unwrap();
    assert!(house.sign_in("viktor", PASSWORD).await.session().is_some());
    let stored: String = sqlx::query_scalar("select password_hash from person").fetch_one(&house.state.db).await.unwrap();
    assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
}

#[sqlx::test]
async fn two_people_and_cancelled_requests_on_one_pool_never_see_each_other(db: PgPool) {
    let house = House::open(db).await;
    house.hire("quentin-oak", false).await;
    house.hire("zelda-elm", false).await;
    let sessions =
        [house.sign_in("quentin-oak", PASSWORD).await.session().unwrap(), house.sign_in("zelda-elm", PASSWORD).await.session().unwrap()];
    let asks = (0..120u64).map(|n| {
        let who = usize::try_from(n % 2).unwrap();
        let (house, session) = (House { app: house.app.clone(), state: house.state.clone() }, sessions[who].clone());
        tokio::spawn(async move {
            let ask = house.get("/account", &session);
            // Every third request is given up after a moment of its own.
            let patience = if n % 3 == 0 { std::time::Duration::from_micros(n * 37) } else { std::time::Duration::from_secs(60) };
            (who, tokio::time::timeout(patience, ask).await.ok())
        })
    });
    let mut answered = 0;
    for ask in asks.collect::<Vec<_>>() {
        let (who, answer) = ask.await.unwrap();
        if let Some(answer) = answer {
            assert_eq!(answer.status, StatusCode::OK);
            let (own, other) = (["quentin-oak", "zelda-elm"][who], ["zelda-elm", "quentin-oak"][who]);
            assert!(answer.body.contains(own) && !answer.body.contains(other));
            answered += 1;
        }
    }
    assert!(answered >= 80, "{answered}");
}

#[sqlx::test]
async fn a_form_that_arrives_after_the_session_is_over_comes_back_filled_in(db: PgPool) {
    let house = House::open(db).await;
    house.hire("viktor", false).await;
    let session = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    house.state.clock.advance(Duration::hours(2));
    let body = "form[company_name]=Tideline+Energy&form[secret_password]=s3cret-words";
    let posted = house.send(Method::POST, "/operations/customers/new?do=operations.record_customer", Some(&session), body).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
    assert!(posted.location().starts_with("/sign-in?next=%2Foperations%2Fcustomers%2Fnew%3Fparked%3D"), "{}", posted.location());
    assert!(!posted.location().contains("Tideline"), "nothing that was typed stands in an address");

    let back = posted.location().split("next=").nth(1).unwrap().replace("%2F", "/").replace("%3F", "?").replace("%3D", "=");
    let again = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    let page = house.get(&back, &again).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Tideline Energy") && !page.body.contains("s3cret"), "the form is filled in");

    house.hire("vera", false).await;
    let other = house.sign_in("vera", PASSWORD).await.session().unwrap();
    assert!(!house.get(&back, &other).await.body.contains("Tideline"), "but for nobody else");
}
