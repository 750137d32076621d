//! Signing in and sessions, through the whole router.

mod ending;
mod forgotten;
mod throttling;

use axum::http::{Method, StatusCode, header};
use chrono::Duration;
use sqlx::PgPool;

use crate::auth::unscoped::ROTATION_GRACE;
use crate::house::{House, NOBODY, PASSWORD};
use crate::server::password::token_hash;

async fn disable(house: &House, account: &str) {
    sqlx::query("update person set state = 'disabled' where account_name = $1").bind(account).execute(house.db()).await.unwrap();
}

#[sqlx::test]
async fn unknown_wrong_and_disabled_get_the_same_answer_for_the_same_work(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    house.staff_with_password("vera", false).await;
    disable(&house, "vera").await;
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
async fn a_new_session_never_keeps_the_old_token(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    let first = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    let body = format!("form[account]=viktor&form[password]={}", PASSWORD.replace(' ', "+"));
    let second = house.send(&first, Method::POST, "/api/auth.sign_in", &body).await.session().unwrap();
    assert_ne!(first, second);
    assert_eq!(house.get(&first, "/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get(&second, "/account").await.status, StatusCode::OK);
    let stored: Vec<Vec<u8>> = sqlx::query_scalar("select token_hash from session").fetch_all(&house.state.db).await.unwrap();
    assert!(stored.iter().all(|hash| hash != second.as_bytes()) && stored.contains(&token_hash(&second)), "only the hash is kept");
}

#[sqlx::test]
async fn an_unused_session_ends_and_any_session_ends(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    let idle = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    house.state.clock.advance(Duration::minutes(house.state.config.session_idle_minutes + 1));
    assert_eq!(house.get(&idle, "/account").await.status, StatusCode::SEE_OTHER);

    let busy = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    for _ in 0..house.state.config.session_hours * 2 - 1 {
        house.state.clock.advance(Duration::minutes(30));
        assert_eq!(house.get(&busy, "/account").await.status, StatusCode::OK);
    }
    house.state.clock.advance(Duration::minutes(31));
    assert_eq!(house.get(&busy, "/account").await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test]
async fn a_database_that_does_not_answer_is_no_end_of_a_session(db: PgPool) {
    let house = House::open(db).await;
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", crate::auth::Preset::AccountManager).await;
    sqlx::query("alter table session rename to elsewhere").execute(house.db()).await.unwrap();
    let typed = [("list", "customers"), ("condition", "name"), ("query", "")];
    for answer in [
        house.get("mei", "/sales/opportunities").await,
        house.post("mei", "/sales/customers", "lists.drop_condition", &typed).await,
        house.call("mei", "lists.drop_condition", &typed).await,
    ] {
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.headers.contains_key(header::RETRY_AFTER) && !answer.headers.contains_key(header::SET_COOKIE));
    }
    assert_eq!(house.get(crate::house::NOBODY, "/sign-in").await.status, StatusCode::OK);
    sqlx::query("alter table elsewhere rename to session").execute(house.db()).await.unwrap();
    assert_eq!(house.get("mei", "/sales/opportunities").await.status, StatusCode::OK);
}

#[sqlx::test]
async fn disabling_a_person_ends_the_session_at_the_next_request(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    let session = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    assert_eq!(house.get(&session, "/operations").await.status, StatusCode::OK);
    disable(&house, "viktor").await;
    assert_eq!(house.get(&session, "/operations").await.status, StatusCode::SEE_OTHER);
    let call = house.send(&session, Method::POST, "/api/auth.end_session", "").await;
    assert_eq!(call.status, StatusCode::UNAUTHORIZED);
}

#[sqlx::test]
async fn the_first_sign_in_of_a_created_person_forces_a_new_password(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("vera", true).await;
    let answer = house.sign_in("vera", PASSWORD).await;
    assert_eq!(answer.location(), "/account/password");
    let session = answer.session().unwrap();
    assert_eq!(house.get(&session, "/operations").await.location(), "/account/password");
    let call = house.send(&session, Method::POST, "/api/auth.end_session", "").await;
    assert_eq!(call.status, StatusCode::FORBIDDEN);

    let new = "tide-table-osprey-41";
    let body = format!("form[current_password]={}&form[new_password]={new}&form[again_password]={new}", PASSWORD.replace(' ', "+"));
    let changed = house.send(&session, Method::POST, "/api/auth.change_password", &body).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    // The token is replaced at the next page.
    let page = house.get(&session, "/operations").await;
    assert_eq!(page.status, StatusCode::OK);
    let next = page.session().unwrap();
    assert_eq!(house.get(&session, "/operations").await.status, StatusCode::OK, "another tab may be under way");
    house.state.clock.advance(Duration::seconds(ROTATION_GRACE + 1));
    assert_eq!(house.get(&session, "/operations").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.get(&next, "/operations").await.status, StatusCode::OK);
    assert!(house.sign_in("vera", PASSWORD).await.session().is_none());
    assert!(house.sign_in("vera", new).await.session().is_some());
}

#[sqlx::test]
async fn a_hash_of_older_parameters_is_replaced_at_sign_in(db: PgPool) {
    use argon2::password_hash::{PasswordHasher as _, SaltString};
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
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
    house.staff_with_password("quentin-oak", false).await;
    house.staff_with_password("zelda-elm", false).await;
    let sessions =
        [house.sign_in("quentin-oak", PASSWORD).await.session().unwrap(), house.sign_in("zelda-elm", PASSWORD).await.session().unwrap()];
    let asks = (0..120u64).map(|n| {
        let who = usize::try_from(n % 2).unwrap();
        let (house, session) = (house.clone(), sessions[who].clone());
        tokio::spawn(async move {
            let ask = house.get(&session, "/account");
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
    house.staff_with_password("viktor", false).await;
    let session = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    house.state.clock.advance(Duration::hours(2));
    let body = "form[company_name]=Tideline+Energy&form[secret_password]=s3cret-words";
    let posted = house.send(&session, Method::POST, "/operations/customers/new?do=operations.record_customer", body).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
    assert!(posted.location().starts_with("/sign-in?next=%2Foperations%2Fcustomers%2Fnew%3Fparked%3D"), "{}", posted.location());
    assert!(!posted.location().contains("Tideline"), "nothing that was typed stands in an address");

    let back = posted.location().split("next=").nth(1).unwrap().replace("%2F", "/").replace("%3F", "?").replace("%3D", "=");
    let again = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    let page = house.get(&again, &back).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Tideline Energy") && !page.body.contains("s3cret"), "the form is filled in");
    assert!(page.body.contains("What you typed before your session ended is filled in below."), "and the page says so");

    let lost = house.send(NOBODY, Method::POST, "/operations/customers/new?do=operations.record_customer", body).await;
    assert!(lost.location().ends_with("&over=0"), "nobody knows whose it is: {}", lost.location());
    let told = house.get(NOBODY, lost.location()).await.body;
    assert!(told.contains("could not be kept") && !told.contains("what you typed is kept"));

    house.staff_with_password("vera", false).await;
    let other = house.sign_in("vera", PASSWORD).await.session().unwrap();
    assert!(!house.get(&other, &back).await.body.contains("Tideline"), "but for nobody else");
}

#[sqlx::test]
async fn a_posted_form_shows_no_page_before_the_first_password_is_changed(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("vera", true).await;
    let session = house.sign_in("vera", PASSWORD).await.session().unwrap();
    let posted = house.send(&session, Method::POST, "/operations/partners?do=auth.set_preferences", "form[locale]=xx").await;
    assert_eq!((posted.status, posted.location()), (StatusCode::SEE_OTHER, "/account/password"));
}

#[sqlx::test]
async fn a_call_before_the_first_password_is_changed_is_refused_with_a_sentence_in_the_persons_language(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("vera", true).await;
    let session = house.sign_in("vera", PASSWORD).await.session().unwrap();
    let refused = house.call(&session, "operations.create_partner", &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.shows("Your password was set by somebody else."), "{}", refused.body);
    assert_eq!(house.call(&session, "auth.set_preferences", &[("locale", "zh-CN")]).await.status, StatusCode::OK);
    let refused = house.call(&session, "operations.create_partner", &[]).await;
    assert!(refused.status == StatusCode::FORBIDDEN && refused.shows("当前密码由他人设置"), "{}", refused.body);
}

#[sqlx::test]
async fn signing_out_by_the_form_clears_what_the_browser_kept(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    let session = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    let answer = house.send(&session, Method::POST, "/?do=auth.sign_out", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.headers.contains_key("clear-site-data"));
}

#[sqlx::test]
async fn odd_characters_at_sign_in_are_no_fault_of_ours(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    let nul = house.send(NOBODY, Method::POST, "/api/auth.sign_in", "form[account]=viktor%00&form[password]=x").await;
    assert_eq!(nul.status, StatusCode::UNPROCESSABLE_ENTITY);
    let body = format!("form[account]=viktor&form[next]=/%01&form[password]={}", PASSWORD.replace(' ', "+"));
    let next = house.send(NOBODY, Method::POST, "/sign-in?do=auth.sign_in", &body).await;
    assert_eq!((next.status, next.location()), (StatusCode::SEE_OTHER, "/"));
}

#[sqlx::test]
async fn an_account_name_signs_in_in_whatever_width_and_case_it_is_typed(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    for typed in ["viktor", "Viktor ", "ｖｉｋｔｏｒ", "　ＶＩＫＴＯＲ"] {
        assert!(house.sign_in(typed, PASSWORD).await.session().is_some(), "{typed}");
    }
}

#[sqlx::test]
async fn a_call_larger_than_a_form_is_refused(db: PgPool) {
    let house = House::open(db).await;
    let body = format!("form[account]={}&form[password]=x", "a".repeat(crate::server::form::MAX_FORM));
    let answer = house.send(NOBODY, Method::POST, "/api/auth.sign_in", &body).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
}

#[sqlx::test]
async fn an_ended_token_parks_only_so_many_forms_a_day(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("viktor", false).await;
    let session = house.sign_in("viktor", PASSWORD).await.session().unwrap();
    house.state.clock.advance(Duration::hours(2));
    for _ in 0..25 {
        house.send(&session, Method::POST, "/operations/customers/new?do=operations.record_customer", "form[company_name]=x").await;
    }
    let kept: i64 = sqlx::query_scalar("select count(*) from parked_form").fetch_one(&house.state.db).await.unwrap();
    assert_eq!(kept, 20);
}
