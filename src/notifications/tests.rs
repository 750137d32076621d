//! What people are told, in the demo's companies, through the whole router.

use axum::http::{Method, StatusCode};
use chrono::Duration;
use sqlx::PgPool;
use uuid::Uuid;

use super::model::{Facts, Kind};
use super::{Notice, notify};
use crate::house::House;
use crate::server::new_id;

/// The demo's companies, in which nobody was told anything and nobody has an address.
async fn silent(db: PgPool) -> House {
    let house = House::with_demo(db).await;
    sqlx::query("delete from notification").execute(house.db()).await.unwrap();
    sqlx::query("update person set email = null").execute(house.db()).await.unwrap();
    house
}

async fn tell(house: &House, account: &str, kind: Kind, name: &str, ago: i64) -> Uuid {
    let day = house.now().date_naive();
    let facts = Facts { name: name.into(), who: "Grace Wu".into(), count: Some(3), day: Some(day), ..Facts::default() };
    let entity_id = new_id();
    let notice = Notice {
        person: house.id(account).await,
        kind,
        facts,
        link: "/sales/opportunities",
        entity: "claim",
        entity_id,
        at: house.now() - Duration::minutes(ago),
    };
    let mut db = house.db().acquire().await.unwrap();
    notify(&mut db, &notice).await.unwrap();
    notify(&mut db, &notice).await.unwrap();
    sqlx::query_scalar!("select id from notification where entity_id = $1", entity_id).fetch_one(house.db()).await.unwrap()
}

async fn mails_sent(house: &House) -> Vec<(String, String, String)> {
    let rows = sqlx::query!("select to_address, subject, text_body from mail order by id").fetch_all(house.db()).await.unwrap();
    rows.into_iter().map(|row| (row.to_address, row.subject, row.text_body)).collect()
}

#[sqlx::test]
async fn a_person_reads_what_she_was_told_and_nobody_elses(db: PgPool) {
    let house = silent(db).await;
    let id = tell(&house, "mei", Kind::AlertToHandle, "S***s", 0).await;
    assert_eq!(
        sqlx::query_scalar!(r#"select count(*) as "n!" from notification"#).fetch_one(house.db()).await.unwrap(),
        1,
        "told twice, read once"
    );
    let (mine, juns) = (house.get("mei", "/notifications").await.body, house.get("jun", "/notifications").await.body);
    assert!(mine.contains("An alert of S***s waits for you") && mine.contains("Notifications, 1 new"));
    assert!(!juns.contains("S***s") && !juns.contains("1 new") && juns.contains("Nothing yet"));

    let body = format!("form[id]={id}");
    for action in ["notifications.open", "notifications.mark_read"] {
        let answer = house.send("jun", Method::POST, &format!("/notifications?do={action}"), &body).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{action}");
    }
    house.send("jun", Method::POST, "/notifications?do=notifications.mark_read", "form[id]=").await;
    assert!(house.get("mei", "/").await.body.contains("Notifications, 1 new"), "still unread");
    let opened = house.send("mei", Method::POST, "/notifications?do=notifications.open", &body).await;
    assert_eq!((opened.status, opened.location()), (StatusCode::SEE_OTHER, "/sales/opportunities"));
    assert!(!house.get("mei", "/notifications").await.body.contains("1 new"));
}

#[sqlx::test]
async fn the_list_goes_on_page_by_page_and_all_are_read_at_once(db: PgPool) {
    let house = silent(db).await;
    for number in 0..45 {
        tell(&house, "mei", Kind::ClaimLapsed, &format!("N***{number}."), number).await;
    }
    let mut seen = Vec::new();
    let mut address = "/notifications".to_owned();
    for page in 1..=3 {
        let body = house.get("mei", &address).await.body;
        let shown: Vec<i64> = (0..45).filter(|number| body.contains(&format!("on N***{number}. has lapsed"))).collect();
        assert_eq!(shown.len(), if page < 3 { 20 } else { 5 });
        seen.extend(shown);
        let next = body.split("href=\"?after=").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(next.is_some(), page < 3);
        address = format!("/notifications?after={}", next.unwrap_or(""));
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..45).collect::<Vec<_>>());
    assert!(house.get("mei", "/").await.body.contains("45 new"));
    house.send("mei", Method::POST, "/notifications?do=notifications.mark_read", "form[id]=").await;
    assert!(!house.get("mei", "/").await.body.contains("45 new"));
}

#[sqlx::test]
async fn mail_goes_to_who_wants_it_in_her_language_and_has_an_address(db: PgPool) {
    let house = silent(db).await;
    tell(&house, "mei", Kind::LeadDispatched, "", 0).await;
    assert_eq!(mails_sent(&house).await, [], "no address, no mail");
    sqlx::query!("update person set email = account_name || '@harbor.example', locale = case account_name when 'jun' then 'zh-CN' end")
        .execute(house.db())
        .await
        .unwrap();
    tell(&house, "mei", Kind::LeadDispatched, "", 1).await;
    tell(&house, "mei", Kind::ClaimLapsed, "S***s", 1).await;
    tell(&house, "jun", Kind::AlertToHandle, "S***s", 1).await;
    tell(&house, "ben", Kind::AlertToHandle, "S***s", 1).await;
    let mails = mails_sent(&house).await;
    assert_eq!(mails.iter().map(|mail| mail.0.as_str()).collect::<Vec<_>>(), ["mei@harbor.example", "jun@harbor.example"]);
    assert_eq!(mails[0].1, "Grace Wu dispatched leads to you: 3");
    assert!(mails[0].2.contains("https://origin.invalid/sales/opportunities"));
    assert!(mails[1].1.contains("S***s 有待您处理的预警") && mails[1].2.contains("您好"));

    let saved =
        house.send("mei", Method::POST, "/account/notifications?do=notifications.set_preferences", "form[kinds][]=claim_lapsed").await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/account/notifications?done=saved"));
    tell(&house, "mei", Kind::LeadDispatched, "", 2).await;
    tell(&house, "mei", Kind::ClaimLapsed, "S***s", 2).await;
    let mails = mails_sent(&house).await;
    assert_eq!((mails.len(), mails[2].1.as_str()), (3, "Your claim on S***s has lapsed; anyone may claim it now"));
    let page = house.get("mei", "/account/notifications").await.body;
    assert!(page.contains("It is sent to mei@harbor.example") && page.matches("checked").count() == 1);
}
