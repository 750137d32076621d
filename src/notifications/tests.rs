//! What people are told, in the demo's companies, through the whole router.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::{DateTime, Duration, Utc};
use http_body_util::BodyExt as _;
use sqlx::PgPool;
use tower::ServiceExt as _;
use uuid::Uuid;

use super::model::{Facts, Kind};
use super::{Notice, notify};
use crate::app::router::router;
use crate::auth::PersonId;
use crate::server::password::token_hash;
use crate::server::{AppState, Clock, Config, new_id};

struct House {
    app: Router,
    db: PgPool,
    now: DateTime<Utc>,
}

impl House {
    async fn open(db: PgPool) -> Self {
        let now = "2026-11-23T02:00:00Z".parse().unwrap();
        crate::demo::load(&db, now).await.unwrap();
        sqlx::query("delete from notification").execute(&db).await.unwrap();
        sqlx::query("update person set email = null").execute(&db).await.unwrap();
        let house = Self { app: router(AppState::new(db.clone(), Config::for_tests(), Clock::at(now))), db, now };
        for account in ["mei", "jun"] {
            sqlx::query!(
                "insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
                 select $1, $2, id, $3::timestamptz, $3, $4 from person where account_name = $5",
                new_id(),
                token_hash(account),
                now,
                now + Duration::hours(12),
                account
            )
            .execute(&house.db)
            .await
            .unwrap();
        }
        house
    }

    async fn id(&self, account: &str) -> PersonId {
        sqlx::query_scalar!(r#"select id as "id: PersonId" from person where account_name = $1"#, account)
            .fetch_one(&self.db)
            .await
            .unwrap()
    }

    async fn tell(&self, account: &str, kind: Kind, name: &str, ago: i64) -> Uuid {
        let facts =
            Facts { name: name.into(), who: "Grace Wu".into(), count: Some(3), day: Some(self.now.date_naive()), ..Facts::default() };
        let entity_id = new_id();
        let notice = Notice {
            person: self.id(account).await,
            kind,
            facts,
            link: "/sales/opportunities",
            entity: "claim",
            entity_id,
            at: self.now - Duration::minutes(ago),
        };
        let mut db = self.db.acquire().await.unwrap();
        notify(&mut db, &notice).await.unwrap();
        notify(&mut db, &notice).await.unwrap();
        sqlx::query_scalar!("select id from notification where entity_id = $1", entity_id).fetch_one(&self.db).await.unwrap()
    }

    async fn send(&self, who: &str, method: Method, address: &str, body: &str) -> (StatusCode, String, String) {
        let request = Request::builder()
            .method(method)
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, format!("session={who}"))
            .body(Body::from(body.to_owned()))
            .unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or("").to_owned();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, location, String::from_utf8_lossy(&body).into_owned())
    }

    async fn get(&self, who: &str, address: &str) -> String {
        self.send(who, Method::GET, address, "").await.2
    }

    async fn mails(&self) -> Vec<(String, String, String)> {
        let rows = sqlx::query!("select to_address, subject, text_body from mail order by id").fetch_all(&self.db).await.unwrap();
        rows.into_iter().map(|row| (row.to_address, row.subject, row.text_body)).collect()
    }
}

#[sqlx::test]
async fn a_person_reads_what_she_was_told_and_nobody_elses(db: PgPool) {
    let house = House::open(db).await;
    let id = house.tell("mei", Kind::AlertToHandle, "S***s", 0).await;
    assert_eq!(
        sqlx::query_scalar!(r#"select count(*) as "n!" from notification"#).fetch_one(&house.db).await.unwrap(),
        1,
        "told twice, read once"
    );
    let (mine, juns) = (house.get("mei", "/notifications").await, house.get("jun", "/notifications").await);
    assert!(mine.contains("An alert of S***s waits for you") && mine.contains("Notifications, 1 new"));
    assert!(!juns.contains("S***s") && !juns.contains("1 new") && juns.contains("Nothing yet"));

    let body = format!("form[id]={id}");
    for action in ["notifications.open", "notifications.mark_read"] {
        let (status, ..) = house.send("jun", Method::POST, &format!("/notifications?do={action}"), &body).await;
        assert_eq!(status, StatusCode::NOT_FOUND, "{action}");
    }
    house.send("jun", Method::POST, "/notifications?do=notifications.mark_read", "form[id]=").await;
    assert!(house.get("mei", "/").await.contains("Notifications, 1 new"), "still unread");
    let (status, location, _) = house.send("mei", Method::POST, "/notifications?do=notifications.open", &body).await;
    assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, "/sales/opportunities"));
    assert!(!house.get("mei", "/notifications").await.contains("1 new"));
}

#[sqlx::test]
async fn the_list_goes_on_page_by_page_and_all_are_read_at_once(db: PgPool) {
    let house = House::open(db).await;
    for number in 0..45 {
        house.tell("mei", Kind::ClaimLapsed, &format!("N***{number}."), number).await;
    }
    let mut seen = Vec::new();
    let mut address = "/notifications".to_owned();
    for page in 1..=3 {
        let body = house.get("mei", &address).await;
        let shown: Vec<i64> = (0..45).filter(|number| body.contains(&format!("on N***{number}. has lapsed"))).collect();
        assert_eq!(shown.len(), if page < 3 { 20 } else { 5 });
        seen.extend(shown);
        let next = body.split("href=\"?after=").nth(1).and_then(|rest| rest.split('"').next());
        assert_eq!(next.is_some(), page < 3);
        address = format!("/notifications?after={}", next.unwrap_or(""));
    }
    seen.sort_unstable();
    assert_eq!(seen, (0..45).collect::<Vec<_>>());
    assert!(house.get("mei", "/").await.contains("45 new"));
    house.send("mei", Method::POST, "/notifications?do=notifications.mark_read", "form[id]=").await;
    assert!(!house.get("mei", "/").await.contains("45 new"));
}

#[sqlx::test]
async fn mail_goes_to_who_wants_it_in_her_language_and_has_an_address(db: PgPool) {
    let house = House::open(db).await;
    house.tell("mei", Kind::LeadDispatched, "", 0).await;
    assert_eq!(house.mails().await, [], "no address, no mail");
    sqlx::query!("update person set email = account_name || '@harbor.example', locale = case account_name when 'jun' then 'zh-CN' end")
        .execute(&house.db)
        .await
        .unwrap();
    house.tell("mei", Kind::LeadDispatched, "", 1).await;
    house.tell("mei", Kind::ClaimLapsed, "S***s", 1).await;
    house.tell("jun", Kind::AlertToHandle, "S***s", 1).await;
    house.tell("ben", Kind::AlertToHandle, "S***s", 1).await;
    let mails = house.mails().await;
    assert_eq!(mails.iter().map(|mail| mail.0.as_str()).collect::<Vec<_>>(), ["mei@harbor.example", "jun@harbor.example"]);
    assert_eq!(mails[0].1, "Grace Wu dispatched leads to you: 3");
    assert!(mails[0].2.contains("https://origin.invalid/sales/opportunities"));
    assert!(mails[1].1.contains("S***s 有待您处理的预警") && mails[1].2.contains("您好"));

    let (status, location, _) =
        house.send("mei", Method::POST, "/account/notifications?do=notifications.set_preferences", "form[kinds][]=claim_lapsed").await;
    assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, "/account/notifications?done=saved"));
    house.tell("mei", Kind::LeadDispatched, "", 2).await;
    house.tell("mei", Kind::ClaimLapsed, "S***s", 2).await;
    let mails = house.mails().await;
    assert_eq!((mails.len(), mails[2].1.as_str()), (3, "Your claim on S***s has lapsed; anyone may claim it now"));
    let page = house.get("mei", "/account/notifications").await;
    assert!(page.contains("It is sent to mei@harbor.example") && page.matches("checked").count() == 1);
}
