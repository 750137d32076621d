//! Files of imports through the whole router.

use axum::body::Body;
use axum::http::{Extensions, Request, StatusCode, header};
use sqlx::PgPool;
use uuid::Uuid;

use crate::auth::{Preset, Viewer};
use crate::house::{Answer, House, NOBODY};
use crate::organisation::rules::fixtures;

const PAGE: &str = "/operations/imports?do=imports.import";

/// The form of the import page with a file, as a browser sends it.
fn form(who: &str, content: &[u8]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, value) in [("kind", "calendar"), ("source", ""), ("step", "check")] {
        body.extend_from_slice(format!("--X\r\nContent-Disposition: form-data; name=\"form[{name}]\"\r\n\r\n{value}\r\n").as_bytes());
    }
    body.extend_from_slice("--X\r\nContent-Disposition: form-data; name=\"form[file]\"; filename=\"工作日.csv\"\r\n\r\n".as_bytes());
    body.extend_from_slice(content);
    body.extend_from_slice(b"\r\n--X--\r\n");
    let request = Request::post(PAGE)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X")
        .header(header::CONTENT_LENGTH, body.len());
    let request = if who == NOBODY { request } else { request.header(header::COOKIE, format!("session={who}")) };
    request.body(Body::from(body)).unwrap()
}

async fn house(db: PgPool) -> House {
    let house = House::open(db).await;
    for account in ["viktor", "vera"] {
        house.staff(account).await;
    }
    let harbor = house.found("Harbor", "grace").await;
    house.hire(harbor, "mei", Preset::AccountManager).await;
    house
}

async fn files(house: &House) -> Vec<Uuid> {
    sqlx::query_scalar("select id from stored_file where state = 'temporary' order by id").fetch_all(house.db()).await.unwrap()
}

fn value<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).map_or("", |value| value.to_str().unwrap())
}

#[sqlx::test]
async fn a_file_comes_with_a_form_is_stored_and_downloaded_by_those_who_may(db: PgPool) {
    let house = house(db).await;
    let refused = house.answer(form("viktor", b"day\r\n2026-12-01\r\n")).await;
    // The function read the other fields: the source is missing.
    assert!(refused.refuses("source"), "{} {}", refused.status, refused.body);
    let [id] = files(&house).await[..] else { panic!("one file") };
    let address = format!("/files/{id}");
    for who in ["viktor", "vera"] {
        let file = house.get(who, &address).await;
        assert_eq!((file.status, file.body.as_str()), (StatusCode::OK, "day\r\n2026-12-01\r\n"), "{who}");
        let disposition = "attachment; filename=\"___.csv\"; filename*=UTF-8''%E5%B7%A5%E4%BD%9C%E6%97%A5.csv";
        assert_eq!(value(&file, "content-disposition"), disposition);
        assert_eq!((value(&file, "content-type"), value(&file, "x-content-type-options")), ("text/plain", "nosniff"));
        assert_eq!(value(&file, "cache-control"), "private, no-store");
    }
    for who in ["mei", "grace"] {
        assert_eq!(house.get(who, &address).await.status, StatusCode::NOT_FOUND, "{who}");
    }
    assert_eq!(house.get(NOBODY, &address).await.location(), format!("/sign-in?next=%2Ffiles%2F{id}"));
    for missing in [crate::server::new_id().to_string(), "x".into(), "..%2f".into()] {
        assert_eq!(house.get("viktor", &format!("/files/{missing}")).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    // The owner sees it too, should she no longer be of the vendor.
    sqlx::query("update stored_file set person_id = $1").bind(house.id("mei").await).execute(house.db()).await.unwrap();
    assert_eq!(house.get("mei", &address).await.status, StatusCode::OK);
    sqlx::query("update stored_file set state = 'deleting'").execute(house.db()).await.unwrap();
    assert_eq!(house.get("viktor", &address).await.status, StatusCode::NOT_FOUND, "on its way out");
}

#[sqlx::test]
async fn nothing_is_stored_for_partners_other_sites_and_ended_sessions(db: PgPool) {
    let house = house(db).await;
    assert_eq!(house.answer(form("mei", b"day\r\n")).await.status, StatusCode::FORBIDDEN);
    assert!(house.answer(form(NOBODY, b"day\r\n")).await.location().starts_with("/sign-in"));
    let mut foreign = form("viktor", b"day\r\n");
    foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
    assert_eq!(house.answer(foreign).await.status, StatusCode::FORBIDDEN);
    house.state.clock.advance(chrono::Duration::hours(13));
    let over = house.answer(form("viktor", b"day\r\n")).await;
    assert!(over.location().contains("parked") && over.location().ends_with("&over=1"), "{}", over.location());
    assert_eq!(files(&house).await, Vec::<Uuid>::new());
    let names: String = sqlx::query_scalar("select uploads::text from parked_form").fetch_one(house.db()).await.unwrap();
    assert!(names.contains("工作日.csv"), "{names}");
}

#[sqlx::test]
async fn a_call_without_a_page_takes_no_files(db: PgPool) {
    let house = house(db).await;
    let mut direct = form("viktor", b"day\r\n");
    *direct.uri_mut() = "/api/imports.import".parse().unwrap();
    assert_eq!(house.answer(direct).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(files(&house).await, Vec::<Uuid>::new());
}

#[test]
fn nobody_uploads_as_another_or_with_a_first_password_that_is_due() {
    let uploader = |viewer: Option<Viewer>| {
        let mut extensions = Extensions::new();
        viewer.map(|viewer| extensions.insert(viewer));
        super::uploader(&extensions, "imports.import")
    };
    let viktor = fixtures::viewer("viktor");
    assert_eq!(uploader(Some(viktor.clone())), Some(viktor.person_id.0));
    assert_eq!(uploader(Some(Viewer { viewed_by: Some((viktor.person_id, "Vera".into())), ..viktor.clone() })), None);
    assert_eq!(uploader(Some(Viewer { must_change_password: true, ..viktor })), None);
    assert_eq!(uploader(None), None);
}
