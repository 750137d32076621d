//! A forgotten password, and the address to which its link goes.

use axum::http::{Method, StatusCode};
use chrono::Duration;
use serde_json::json;
use sqlx::PgPool;

use crate::auth::forgotten::mail_reset_link;
use crate::house::{Answer, House, NOBODY, PASSWORD};

const NEW: &str = "tide-table-osprey-41";

impl House {
    async fn address(&self, account: &str, email: &str) {
        sqlx::query("update person set email = $2 where account_name = $1")
            .bind(account)
            .bind(email)
            .execute(&self.state.db)
            .await
            .unwrap();
    }

    async fn shut_out(&self, account: &str) {
        sqlx::query("update person set state = 'disabled' where account_name = $1").bind(account).execute(self.db()).await.unwrap();
    }

    async fn ask(&self, account: &str) -> Answer {
        self.send(NOBODY, Method::POST, "/forgotten-password?do=auth.ask_for_reset", &format!("form[account]={account}")).await
    }

    /// What the worker does with what [`ask`](Self::ask) leaves; answers the secret of the latest link.
    async fn link(&self, account: &str) -> Option<String> {
        let known = self.mails().await.len();
        mail_reset_link(self.state.db.clone(), self.state.clock.now(), json!({ "account": account, "locale": "zh-CN" })).await.unwrap();
        let mails = self.mails().await;
        let text = mails.get(known)?;
        Some(text.split("/reset-password/").nth(1)?.split_whitespace().next()?.to_owned())
    }

    async fn mails(&self) -> Vec<String> {
        sqlx::query_scalar("select text_body from mail order by id").fetch_all(&self.state.db).await.unwrap()
    }

    async fn reset(&self, token: &str, new: &str, again: &str) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("form[token]", token)
            .append_pair("form[new_password]", new)
            .append_pair("form[again_password]", again)
            .finish();
        self.send(NOBODY, Method::POST, &format!("/reset-password/{token}?do=auth.reset_password"), &body).await
    }

    async fn page(&self, token: &str) -> Answer {
        self.send(NOBODY, Method::GET, &format!("/reset-password/{token}"), "").await
    }
}

#[sqlx::test]
async fn a_mailed_link_sets_a_new_password_once_and_ends_all_sessions(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("vera", false).await;
    house.address("vera", "vera@vendor.example").await;
    let session = house.sign_in("vera", PASSWORD).await.session().unwrap();
    let token = house.link("vera").await.unwrap();
    assert!(house.mails().await[0].contains("30 分钟内有效"), "in the language of who asked");
    let kept: Vec<u8> = sqlx::query_scalar("select token_hash from password_reset").fetch_one(&house.state.db).await.unwrap();
    assert_ne!(kept, token.as_bytes());

    assert_eq!(house.page(&token).await.status, StatusCode::OK);
    let weak = house.reset(&token, "veraveravera", "else").await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.body.contains("would be guessed soon") && weak.body.contains("Both entries must be the same"));
    let done = house.reset(&token, NEW, NEW).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/sign-in?done=reset"));
    assert_eq!(house.get(&session, "/account").await.status, StatusCode::SEE_OTHER, "the session is over");
    assert!(house.sign_in("vera", PASSWORD).await.session().is_none());
    assert!(house.sign_in("vera", NEW).await.session().is_some());

    let again = house.reset(&token, "another tide-table 42", "another tide-table 42").await;
    assert_eq!(again.status, StatusCode::GONE);
    let used = house.page(&token).await;
    assert!(used.status == StatusCode::GONE && used.body.contains("was used already") && used.body.contains("/forgotten-password"));
    assert!(house.sign_in("vera", NEW).await.session().is_some());
    let audited: i64 = sqlx::query_scalar("select count(*) from audit_event where verb = 'person.password_reset'")
        .fetch_one(&house.state.db)
        .await
        .unwrap();
    assert_eq!(audited, 1);
}

#[sqlx::test]
async fn the_answer_does_not_say_whether_there_is_such_an_account_and_only_one_of_them_gets_mail(db: PgPool) {
    let house = House::open(db).await;
    for account in ["vera", "dora", "nils"] {
        house.staff_with_password(account, false).await;
    }
    house.address("vera", "vera@vendor.example").await;
    house.address("dora", "dora@vendor.example").await;
    house.shut_out("dora").await;
    let hashed = house.state.passwords.count();
    for account in ["vera", "dora", "nils", "nobody", "VERA"] {
        let answer = house.ask(account).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/forgotten-password?done=sent"), "{account}");
        assert_eq!(answer.body, "");
    }
    assert_eq!(house.state.passwords.count(), hashed, "nothing is hashed for anybody");
    assert_eq!(house.mails().await.len(), 0, "the request itself looks nobody up");
    for account in ["dora", "nils", "nobody"] {
        assert_eq!(house.link(account).await, None, "{account}");
    }
    assert!(house.link("vera").await.is_some());
    assert!(house.link("　ＶＥＲＡ").await.is_some(), "as an input method writes it");
}

#[sqlx::test]
async fn links_expire_after_thirty_minutes_and_with_any_new_password_and_with_the_account(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("vera", false).await;
    house.address("vera", "vera@vendor.example").await;
    let late = house.link("vera").await.unwrap();
    house.state.clock.advance(Duration::minutes(30));
    assert_eq!(house.reset(&late, NEW, NEW).await.status, StatusCode::GONE);
    assert!(house.page(&late).await.body.contains("has expired"));

    let (one, other) = (house.link("vera").await.unwrap(), house.link("vera").await.unwrap());
    assert_eq!(house.reset(&other, NEW, NEW).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.page(&one).await.status, StatusCode::GONE, "the password of the other link ends this one");
    let third = house.link("vera").await.unwrap();
    assert_eq!(house.link("vera").await, None, "three within a quarter of an hour");
    house.shut_out("vera").await;
    assert_eq!(house.reset(&third, NEW, NEW).await.status, StatusCode::GONE);
    let unknown = house.page("never-was").await;
    assert!(unknown.status == StatusCode::GONE && unknown.body.contains("is not one of ours"));
}

#[sqlx::test]
async fn of_two_that_use_a_link_at_once_one_sets_the_password(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("vera", false).await;
    house.address("vera", "vera@vendor.example").await;
    let token = house.link("vera").await.unwrap();
    let (one, other) = tokio::join!(house.reset(&token, NEW, NEW), house.reset(&token, "lamp-oil-hedgehog-7", "lamp-oil-hedgehog-7"));
    let mut answers = [one.status, other.status];
    answers.sort_unstable();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::GONE]);
}

#[sqlx::test]
async fn asking_too_often_waits_and_keeps_nobody_from_signing_in(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("vera", false).await;
    for _ in 0..20 {
        assert_eq!(house.ask("vera").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(house.ask("vera").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(house.sign_in("vera", PASSWORD).await.session().is_some());
}

#[sqlx::test]
async fn the_own_address_changes_with_the_password_only_and_the_old_one_is_told(db: PgPool) {
    let house = House::open(db).await;
    house.staff_with_password("vera", false).await;
    house.address("vera", "old@vendor.example").await;
    let session = house.sign_in("vera", PASSWORD).await.session().unwrap();
    let change = async |version: &str, email: &str, mobile: &str, password: &str| {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("form[version]", version)
            .append_pair("form[email]", email)
            .append_pair("form[mobile]", mobile)
            .append_pair("form[current_password]", password)
            .finish();
        house.send(&session, Method::POST, "/account?do=auth.change_contact", &body).await
    };
    let wrong = change("1", "nobody", "12", "wrong").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["This is not your current password", "Enter an e-mail address", "Enter a mobile number"] {
        assert!(wrong.body.contains(words), "{words}");
    }
    let done = change("1", " New@Vendor.example", "138 0013 8000", PASSWORD).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, "/account?done=contact"));
    let late = change("1", "third@vendor.example", "", PASSWORD).await;
    assert!(late.status == StatusCode::CONFLICT && late.body.contains("new@vendor.example"));
    let told: Vec<(String, String)> = sqlx::query_as("select to_address, kind from mail").fetch_all(&house.state.db).await.unwrap();
    assert_eq!(told, [("old@vendor.example".to_owned(), "contact_changed".to_owned())]);
    let audited: String = sqlx::query_scalar("select before::text || after::text from audit_event where verb = 'person.contact_changed'")
        .fetch_one(&house.state.db)
        .await
        .unwrap();
    assert!(!audited.contains("old@") && !audited.contains("new@") && !audited.contains("13800138000"), "{audited}");
}
