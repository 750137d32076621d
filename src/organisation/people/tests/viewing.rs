//! "View as", through the whole router.

use axum::http::StatusCode;
use chrono::Duration;
use sqlx::PgPool;

use super::{act, change, harbor};
use crate::auth::{PersonId, Preset};
use crate::house::{Answer, House, PASSWORD};

impl House {
    async fn view_as(&self, who: &str, account: &str) -> Answer {
        act(self, who, account, "organisation.view_as_person", "1", "").await
    }

    async fn viewing_audit(&self) -> Vec<(String, Option<PersonId>, Option<PersonId>)> {
        let sql = "select verb, actor_id, acting_for_id from audit_event where verb like 'person.view%' order by id";
        sqlx::query_as(sql).fetch_all(&self.state.db).await.unwrap()
    }
}

#[sqlx::test]
async fn the_administrator_sees_what_the_other_sees_and_changes_nothing_until_it_is_stopped(db: PgPool) {
    let house = harbor(db).await;
    assert_eq!(house.view_as("grace", "mei").await.status, StatusCode::SEE_OTHER);
    let home = house.get("grace", "/").await;
    assert!(home.body.contains("GRACE, you see what MEI sees") && home.body.contains("auth.stop_viewing"));
    assert_eq!(house.get("grace", "/organisation/people").await.status, StatusCode::FORBIDDEN, "as mei");
    assert_eq!(house.get("grace", "/sales/customers").await.status, StatusCode::OK);

    let reveal = house.post("grace", "/sales/customers", "customers.reveal", &[]).await;
    let role = house.post("grace", "/organisation/roles/new", "organisation.create_role", &[("name", "X")]).await;
    let language = house.post("grace", "/", "auth.set_preferences", &[("locale", "zh-CN")]).await;
    let code = house.post("grace", "/sales/customers", "auth.send_code", &[("purpose", "issue_coupons")]).await;
    let switch = house.post("grace", "/sales/customers", "auth.set_verification", &[("on", "true"), ("password", PASSWORD)]).await;
    for refused in [&reveal, &role, &language, &code, &switch] {
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    for page in ["/account", "/account/password"] {
        assert_eq!(house.get("grace", page).await.location(), "/", "{page}");
    }
    assert_eq!(house.get("mei", "/account").await.status, StatusCode::OK, "mei herself is not concerned");

    let stopped = house.post("grace", "/", "auth.stop_viewing", &[]).await;
    assert_eq!(stopped.location(), format!("/organisation/people/{}", house.id("mei").await));
    assert!(!house.get("grace", "/organisation/people").await.body.contains("you see what"));
    let (grace, mei) = (Some(house.id("grace").await), Some(house.id("mei").await));
    assert_eq!(house.viewing_audit().await, [("person.view_started".into(), grace, mei), ("person.view_stopped".into(), grace, mei)]);
}

#[sqlx::test]
async fn nobody_views_as_another_administrator_or_another_partners_person_and_nobody_else_views(db: PgPool) {
    let house = harbor(db).await;
    assert_eq!(change(&house, "grace", "omar", "1", "Omar", &[Preset::SystemAdministrator], None).await.status, StatusCode::SEE_OTHER);
    let omar = house.id("omar").await.to_string();
    let administrator = house.call("grace", "organisation.view_as_person", &[("id", omar.as_str()), ("version", "2")]).await;
    assert!(administrator.status == StatusCode::FORBIDDEN && administrator.body.contains("Nobody views as another administrator"));
    assert_eq!(house.view_as("grace", "grace").await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.view_as("petra", "mei").await.status, StatusCode::NOT_FOUND);
    for who in ["mei", "zhao"] {
        assert_eq!(house.view_as(who, "mei").await.status, StatusCode::FORBIDDEN, "{who}");
    }
    assert!(house.viewing_audit().await.is_empty());
}

#[sqlx::test]
async fn it_ends_by_itself_after_thirty_minutes_and_when_the_other_is_disabled_or_made_administrator(db: PgPool) {
    let house = harbor(db).await;
    let sees_as_mei = async || house.get("grace", "/").await.body.contains("you see what MEI sees");
    let begun = house.state.clock.now();
    for (minutes, expected) in [(29, true), (30, false)] {
        let sql = "update session set viewing_as_id = $1, viewing_since = $2 where person_id = $3";
        let query = sqlx::query(sql).bind(house.id("mei").await.0).bind(begun - Duration::minutes(minutes));
        query.bind(house.id("grace").await.0).execute(&house.state.db).await.unwrap();
        assert_eq!(sees_as_mei().await, expected, "{minutes}");
    }
    assert_eq!(house.view_as("grace", "mei").await.status, StatusCode::SEE_OTHER);
    assert!(sees_as_mei().await);
    let sql = "update person set state = 'disabled' where account_name = 'mei'";
    sqlx::query(sql).execute(&house.state.db).await.unwrap();
    assert!(!sees_as_mei().await);
    assert_eq!(house.get("grace", "/organisation/people").await.status, StatusCode::OK, "with the own eyes again");
    let sql = "update person set state = 'active' where account_name = 'mei'";
    sqlx::query(sql).execute(&house.state.db).await.unwrap();
    let sql = "update person_role set role_id = (select id from role where preset = 'system_administrator') where person_id = $1";
    sqlx::query(sql).bind(house.id("mei").await.0).execute(&house.state.db).await.unwrap();
    assert!(!sees_as_mei().await);
}

#[sqlx::test]
async fn signing_out_while_viewing_ends_the_administrators_session_and_no_other(db: PgPool) {
    let house = harbor(db).await;
    assert_eq!(house.view_as("grace", "mei").await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.post("grace", "/", "auth.sign_out", &[]).await.location(), "/sign-in");
    assert!(house.get("grace", "/account").await.location().starts_with("/sign-in"));
    assert_eq!(house.get("mei", "/account").await.status, StatusCode::OK);
}
