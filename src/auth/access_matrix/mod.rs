//! The access matrix: every page, every answer that is no page, and every server function against the cast, on Mei's records.
//! What is missing from the table fails the test, and so does what no longer exists.

mod calls;
mod pages;
mod records;
mod secrets;
mod table;
mod vanishing;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use sqlx::PgPool;
use uuid::Uuid;

use self::calls::CALLS;
use self::pages::PAGES;
use self::records::RECORDS;
use self::table::CAST;
use crate::app;
use crate::app::router::LABELS;
use crate::app::uploads;
use crate::house::{House, NOBODY};
use crate::invitations::files;
use crate::server::files::{FileType, NewFile};
use crate::server::new_id;

const ELSEWHERE: &str = "mei in another browser";

struct Matrix {
    house: House,
    /// What stands for what in the tables.
    records: Vec<(&'static str, Uuid)>,
    /// Of a printed link that works.
    token: String,
}

impl Matrix {
    async fn set_up(db: PgPool) -> Self {
        let house = House::with_demo(db).await;
        house.enter_with("mei", ELSEWHERE).await;
        let mut records = Vec::new();
        for (name, sql) in RECORDS {
            records.push((*name, sqlx::query_scalar(*sql).fetch_one(house.db()).await.unwrap()));
        }
        house.call("mei", "lists.filter", &[("list", "opportunities"), ("texts[customer]", "a"), ("texts[account]", "b")]).await;
        records.push(("{filter}", sqlx::query_scalar("select id from private_filter").fetch_one(house.db()).await.unwrap()));
        records.push(("{file}", import_file(&house).await));
        let token = "select token from invitation_link where kind = 'general' and withdrawn_at is null limit 1";
        let token = sqlx::query_scalar(token).fetch_one(house.db()).await.unwrap();
        Self { house, records, token }
    }

    /// With ids in place of names.
    fn filled(&self, text: &str) -> String {
        let text = text.replace("{token}", &self.token).replace("{labels}", "opportunities.en.css").replace("{template}", "leads.en.csv");
        self.records.iter().fold(text, |text, (name, id)| text.replace(name, &id.to_string()))
    }
}

/// A file that Viktor uploaded to import it.
async fn import_file(house: &House) -> Uuid {
    let new = NewFile {
        person: house.id("viktor").await.0,
        upload_key: new_id(),
        field: "form[file]",
        purpose: "import",
        name: "leads.csv",
        file_type: FileType::Text,
        at: house.now(),
    };
    let content = futures_util::stream::iter([Ok(bytes::Bytes::from("id,name"))]);
    house.state.files.put_stream(house.db(), &new, content).await.unwrap().id
}

const fn token(who: &'static str) -> &'static str {
    if matches!(who.as_bytes(), b"-") { NOBODY } else { who }
}

fn compare(wrong: &mut Vec<String>, name: &str, who: &str, expected: u16, got: StatusCode) {
    if got.as_u16() != expected {
        wrong.push(format!("{name} as {who}: {} instead of {expected}", got.as_u16()));
    }
}

#[sqlx::test]
async fn every_page_answers_each_person_as_the_table_says(db: PgPool) {
    // Which record an address is about is said in the table.
    let route_of = |page: &str| {
        let path = page.split('?').next().unwrap_or("");
        path.split('/').map(|part| if part.starts_with('{') { "{id}" } else { part }).collect::<Vec<_>>().join("/")
    };
    let pages = leptos_axum::generate_route_list(app::App);
    let files = files::PATHS
        .into_iter()
        .chain(crate::imports::files::PATHS)
        .chain(crate::exports::files::PATHS)
        .chain([crate::accounting::contracts::files::PATH, crate::accounting::bills::focus::file::PATH]);
    let files = files.chain([LABELS, uploads::PATH]);
    let routes: Vec<String> = pages.iter().map(|page| page.path()).chain(files).map(route_of).collect();
    let matrix = Matrix::set_up(db).await;
    let mut wrong: Vec<String> = Vec::new();
    wrong.extend(
        routes
            .iter()
            .filter(|route| !PAGES.iter().any(|(_, page)| route_of(page) == **route))
            .map(|route| format!("{route} is not in the table")),
    );
    for (expected, page) in PAGES {
        if !routes.iter().any(|route| *route == route_of(page)) {
            wrong.push(format!("{page} is in the table but does not exist"));
        }
        let address = matrix.filled(page);
        for (who, expected) in CAST.into_iter().zip(expected) {
            let answer = matrix.house.get(token(who), &address).await;
            compare(&mut wrong, page, who, *expected, answer.status);
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
        if !CALLS.iter().any(|(_, call, _)| format!("/api/{call}") == *path) {
            wrong.push(format!("{path} is not in the table"));
        }
    }
    for (expected, call, form) in CALLS {
        let address = format!("/api/{call}");
        if !paths.iter().any(|(path, _)| *path == address) {
            wrong.push(format!("{call} is in the table but does not exist"));
        }
        let form = matrix.filled(form);
        let fields: Vec<(&str, &str)> = form.split_whitespace().filter_map(|field| field.split_once('=')).collect();
        // Mei last: what she may do would else be done when the others try.
        for (who, expected) in CAST.into_iter().zip(expected).rev() {
            let answer = matrix.house.call(token(who), call, &fields).await;
            compare(&mut wrong, call, who, *expected, answer.status);
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Chan administers a distributor that recruits resellers and develops no customers of its own (R39).
#[sqlx::test]
async fn nothing_of_customer_development_answers_a_channel_only_distributor(db: PgPool) {
    let matrix = Matrix::set_up(db).await;
    let mut wrong: Vec<String> = Vec::new();
    let pages = PAGES.iter().filter(|(_, page)| page.starts_with("/sales/customer-development"));
    for (_, page) in pages.clone() {
        // What is no page says no sentence: it is not there.
        let is_file = page.contains("/preview?") || page.ends_with("/qr.svg");
        let expected = if is_file { 404 } else { 403 };
        compare(&mut wrong, page, "chan", expected, matrix.house.get("chan", &matrix.filled(page)).await.status);
    }
    let is_public = |call: &str| app::PUBLIC_CALLS.iter().any(|public| public.strip_prefix("/api/") == Some(call));
    let develops = |call: &str, form: &str| {
        let filters = call == "lists.filter" && (form.contains("list=claims") || form.contains("list=invitations"));
        filters || call.starts_with("claims.") || call.starts_with("invitations.")
    };
    let calls = CALLS.iter().filter(|(_, call, form)| develops(call, form) && !is_public(call));
    for (_, call, form) in calls.clone() {
        let form = matrix.filled(form);
        let fields: Vec<(&str, &str)> = form.split_whitespace().filter_map(|field| field.split_once('=')).collect();
        compare(&mut wrong, call, "chan", 403, matrix.house.call("chan", call, &fields).await.status);
    }
    assert!(pages.count() >= 9 && calls.count() >= 13, "the tables hold them");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    for (address, expected) in [("/sales/opportunities", StatusCode::OK), ("/organisation/people", StatusCode::OK)] {
        assert_eq!(matrix.house.get("chan", address).await.status, expected, "{address}");
    }
}

#[sqlx::test]
async fn what_is_not_visible_answers_like_what_does_not_exist(db: PgPool) {
    let matrix = Matrix::set_up(db).await;
    let without_ids = |body: String, id: Uuid| {
        let body = body.replace(&id.to_string(), "ID");
        // The nonce differs in each answer.
        body.split("nonce=\"").map(|part| part.split_once('"').map_or(part, |(_, rest)| rest).to_owned()).collect::<String>()
    };
    for page in [
        "/sales/opportunities/{opportunity}",
        "/sales/customers/{customer}",
        "/sales/customer-development/claims/{claim}",
        "/sales/leads/{lead}",
        "/sales/orders/{order}",
        "/sales/consumption/details/{consumption}",
        "/sales/marketing-tasks/renewals/{renewal}",
        "/sales/marketing-tasks/expansion/{task}",
        "/sales/exports/{export}",
        "/sales/coupons/quotas/{quota}",
        "/sales/coupons/issued/{coupon}",
    ] {
        let (folder, name) = page.rsplit_once('/').unwrap();
        let hidden = matrix.records.iter().find(|(record, _)| *record == name).unwrap().1;
        let missing = new_id();
        let one = matrix.house.get("petra", &format!("{folder}/{hidden}")).await;
        let other = matrix.house.get("petra", &format!("{folder}/{missing}")).await;
        assert_eq!((one.status, other.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{page}");
        assert_eq!(without_ids(one.body, hidden), without_ids(other.body, missing), "{page}");
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
                .header(header::COOKIE, "session=mei")
                .header(header::CONTENT_TYPE, "text/plain")
                .header(name, value)
                .body(Body::from("form[id]=x"))
                .unwrap();
            let response = matrix.house.answer(request).await;
            assert_eq!(response.status, StatusCode::FORBIDDEN, "{path} with {name}: {value}");
        }
    }
}

#[sqlx::test]
async fn every_answer_carries_the_security_headers(db: PgPool) {
    let matrix = Matrix::set_up(db).await;
    for address in ["/", "/sign-in", "/sales/opportunities", "/nowhere", "/healthz", "/pkg/none.js", "/api/none", "/app.js"] {
        let request = Request::builder().uri(address).body(Body::empty()).unwrap();
        let response = matrix.house.answer(request).await;
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "permissions-policy",
            "cache-control",
        ] {
            assert!(response.headers.contains_key(name), "{address} ({}) has no {name}", response.status);
        }
        let policy = response.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe-inline"), "{policy}");
    }
}
