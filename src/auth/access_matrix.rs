//! The access matrix: every page and every server function against the cast, on Mei's records. A page or function that is
//! missing from the table fails the test, and so does one that no longer exists.
//!
//! Calls carry a form that is empty but for the id of Mei's record: where somebody may, the answer is 422 (or what an empty
//! form does), and nothing changes.

mod table;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use sqlx::PgPool;
use tower::ServiceExt as _;
use uuid::Uuid;

use self::table::{CALLS, CAST, PAGES};
use crate::app;
use crate::server::password::token_hash;
use crate::server::{AppState, Clock, Config, new_id};

struct Matrix {
    app: Router,
    tokens: Vec<Option<String>>,
    opportunity: Uuid,
    customer: Uuid,
    person: Uuid,
    role: Uuid,
    partner: Uuid,
    invitation: Uuid,
    link: Uuid,
    token: String,
}

impl Matrix {
    async fn set_up(db: PgPool) -> Self {
        let clock = Clock::at("2026-11-23T02:00:00Z".parse().unwrap());
        crate::demo::load(&db, clock.now()).await.unwrap();
        let mut tokens = Vec::new();
        for account in CAST {
            tokens.push(if account == "-" { None } else { Some(session(&db, account, &clock).await) });
        }
        let ids = sqlx::query!(
            r#"select (select o.id from opportunity o join person p on p.id = o.owner_id where p.account_name = 'mei' and o.closed_at is null
                       and o.customer_id is not null order by o.id limit 1) as "opportunity!",
                      (select a.customer_id from association a join person p on p.id = a.owner_id where p.account_name = 'mei' order by a.id limit 1) as "customer!",
                      (select id from person where account_name = 'mei') as "person!",
                      (select r.id from role r join partner p on p.id = r.partner_id where p.name like 'Harbor%' order by r.id limit 1) as "role!",
                      (select i.id from invitation i join person p on p.id = i.owner_id where p.account_name = 'mei' and i.state = 'accepted' limit 1) as "invitation!",
                      (select k.id from invitation_link k join person p on p.id = k.owner_id where p.account_name = 'mei' and k.withdrawn_at is not null limit 1) as "link!",
                      (select k.token from invitation_link k where k.kind = 'general' and k.withdrawn_at is null limit 1) as "token!",
                      (select id from partner where name like 'Harbor%') as "partner!""#
        )
        .fetch_one(&db)
        .await
        .unwrap();
        let app = app::router::router(AppState::new(db, Config::for_tests(), clock));
        Self {
            app,
            tokens,
            opportunity: ids.opportunity,
            customer: ids.customer,
            person: ids.person,
            role: ids.role,
            partner: ids.partner,
            invitation: ids.invitation,
            link: ids.link,
            token: ids.token,
        }
    }

    /// Mei's record behind an address or a function.
    fn id_for(&self, name: &str) -> Uuid {
        match name {
            "invitations.withdraw_link" => self.link,
            name if name.starts_with("invitations.") => self.invitation,
            name if name.contains("opportunit") => self.opportunity,
            name if name.contains("people") || name.contains("person") || name.contains("password") => self.person,
            name if name.contains("role") => self.role,
            name if name.contains("partner") || name.contains("real_name") => self.partner,
            _ => self.customer,
        }
    }

    async fn ask(&self, who: usize, method: Method, address: &str, body: String) -> (StatusCode, String) {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "text/html");
        if let Some(token) = &self.tokens[who] {
            request = request.header(header::COOKIE, format!("session={token}"));
        }
        let response = self.app.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

async fn session(db: &PgPool, account: &str, clock: &Clock) -> String {
    let token = format!("token-of-{account}");
    sqlx::query!(
        "insert into session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
         select $1, $2, id, $3, $3, $3::timestamptz + interval '12 hours' from person where account_name = $4",
        new_id(),
        token_hash(&token),
        clock.now(),
        account
    )
    .execute(db)
    .await
    .unwrap();
    token
}

fn compare(wrong: &mut Vec<String>, name: &str, who: &str, expected: u16, got: StatusCode) {
    if got.as_u16() != expected {
        wrong.push(format!("{name} as {who}: {} instead of {expected}", got.as_u16()));
    }
}

#[sqlx::test]
async fn every_page_answers_each_person_as_the_table_says(db: PgPool) {
    let routes: Vec<String> = leptos_axum::generate_route_list(app::App).iter().map(|route| route.path().to_owned()).collect();
    let matrix = Matrix::set_up(db).await;
    let mut wrong: Vec<String> = Vec::new();
    wrong.extend(
        routes.iter().filter(|route| !PAGES.iter().any(|(page, _)| page == route)).map(|route| format!("{route} is not in the table")),
    );
    for (page, expected) in PAGES {
        if !routes.iter().any(|route| route == page) {
            wrong.push(format!("{page} is in the table but does not exist"));
        }
        let address = page.replace("{id}", &matrix.id_for(page).to_string()).replace("{token}", &matrix.token);
        for (who, expected) in expected.iter().enumerate() {
            let (status, _) = matrix.ask(who, Method::GET, &address, String::new()).await;
            compare(&mut wrong, page, CAST[who], *expected, status);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[sqlx::test]
async fn every_server_function_answers_each_person_as_the_table_says(db: PgPool) {
    let paths: Vec<(String, Method)> = server_fn::axum::server_fn_paths().map(|(path, method)| (path.to_owned(), method)).collect();
    let matrix = Matrix::set_up(db).await;
    let mut wrong: Vec<String> = Vec::new();
    for (path, method) in &paths {
        if *method != Method::POST {
            wrong.push(format!("{path} answers to {method}"));
        }
        if !CALLS.iter().any(|(call, _)| format!("/api/{call}") == *path) {
            wrong.push(format!("{path} is not in the table"));
        }
    }
    for (call, expected) in CALLS {
        let address = format!("/api/{call}");
        if !paths.iter().any(|(path, _)| *path == address) {
            wrong.push(format!("{call} is in the table but does not exist"));
        }
        for (who, expected) in expected.iter().enumerate() {
            let body = format!("form[id]={}&form[version]=999", matrix.id_for(call));
            let (status, _) = matrix.ask(who, Method::POST, &address, body).await;
            compare(&mut wrong, call, CAST[who], *expected, status);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[sqlx::test]
async fn what_is_not_visible_answers_like_what_does_not_exist(db: PgPool) {
    let matrix = Matrix::set_up(db).await;
    let without_ids = |body: String, id: Uuid| {
        let body = body.replace(&id.to_string(), "ID");
        // The nonce differs in each answer.
        body.split("nonce=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest).to_owned()).collect::<String>()
    };
    for address in ["/sales/opportunities/ID", "/sales/customers/ID"] {
        let petra = CAST.iter().position(|name| *name == "petra").unwrap();
        let (hidden, missing) = (matrix.id_for(address), new_id());
        let one = matrix.ask(petra, Method::GET, &address.replace("ID", &hidden.to_string()), String::new()).await;
        let other = matrix.ask(petra, Method::GET, &address.replace("ID", &missing.to_string()), String::new()).await;
        assert_eq!((one.0, other.0), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{address}");
        assert_eq!(without_ids(one.1, hidden), without_ids(other.1, missing), "{address}");
    }
}

#[sqlx::test]
async fn no_server_function_answers_another_site(db: PgPool) {
    let matrix = Matrix::set_up(db).await;
    for (path, method) in server_fn::axum::server_fn_paths() {
        for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("accept", "*/*")] {
            let request = Request::builder()
                .method(method.clone())
                .uri(path)
                .header(header::COOKIE, "session=token-of-mei")
                .header(header::CONTENT_TYPE, "text/plain")
                .header(name, value)
                .body(Body::from("form[id]=x"))
                .unwrap();
            let response = matrix.app.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), StatusCode::FORBIDDEN, "{path} with {name}: {value}");
        }
    }
}

#[sqlx::test]
async fn every_answer_carries_the_security_headers(db: PgPool) {
    let matrix = Matrix::set_up(db).await;
    for address in ["/", "/sign-in", "/sales/opportunities", "/nowhere", "/healthz", "/pkg/none.js", "/api/none", "/app.js"] {
        let request = Request::builder().uri(address).body(Body::empty()).unwrap();
        let response = matrix.app.clone().oneshot(request).await.unwrap();
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "permissions-policy",
            "cache-control",
        ] {
            assert!(response.headers().contains_key(name), "{address} ({}) has no {name}", response.status());
        }
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{policy}");
    }
}
