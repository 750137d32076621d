//! A form with a file, the function that it names and its page. The function keeps the file when a name was typed as well.

use axum::body::Body;
use axum::http::{Extensions, HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use http_body_util::BodyExt as _;
use leptos::prelude::*;
use sqlx::PgPool;
use uuid::Uuid;

use crate::error::{AppError, FieldErrors};
use crate::i18n::Locale;
use crate::server::files::purpose::MayRead;
use crate::server::files::{FileSettings, FileType, Purpose, StoredFile, keep};
use crate::server::form::{FormHandler, Submission, Upload, UploadRules};
use crate::server::http::refused::refused;
use crate::server::{AppState, Clock, Config, new_id};
use crate::ui::fields::{FileField, TextField};
use crate::ui::form::Form;

/// Who sends, in the request's extensions.
#[derive(Clone, Copy)]
pub(super) struct Who(pub(super) Uuid);

/// Whoever may not send this form.
#[derive(Clone, Copy)]
pub(super) struct Outsider;

pub(super) fn may_upload(extensions: &Extensions) -> bool {
    extensions.get::<Outsider>().is_none()
}

fn may_read<'a>(_: &'a AppState, _: &'a Extensions, _: &'a StoredFile) -> MayRead<'a> {
    Box::pin(async { Ok(false) })
}

const ONE: Purpose =
    Purpose { name: "test", action: "tests.send", field: "form[file]", accepts: &[FileType::Xlsx, FileType::Text], may_upload, may_read };
const SEVERAL: Purpose = Purpose { name: "tests", field: "form[files][]", ..ONE };

const RULES: UploadRules = UploadRules {
    purposes: &[ONE, SEVERAL],
    person: |extensions, _| extensions.get::<Who>().map(|who| who.0),
    locale: |_: &Extensions, _: &HeaderMap| Locale::En,
};

/// Answers as a server function does: refusals in the order in which a person would meet them.
async fn call(state: AppState, request: Request<Body>) -> Response {
    let who = request.extensions().get::<Who>().copied();
    assert_eq!(request.headers()[header::CONTENT_TYPE], "application/x-www-form-urlencoded");
    let is_outsider = request.extensions().get::<Outsider>().is_some();
    let body = request.into_body().collect().await.unwrap().to_bytes();
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    let value = |name: &str| fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.as_str());
    let Some(Who(person)) = who else { return refused(&AppError::SignInFirst) };
    if is_outsider {
        return refused(&AppError::NotAllowed { rule: "Not yours".into() });
    }
    let mut errors = FieldErrors::new();
    if value("form[name]").is_empty() {
        errors.add("form[name]", "Enter a name");
    }
    let id = value("form[file]").parse().ok();
    if id.is_none() && value("form[files][]").is_empty() {
        errors.add("form[file]", "Choose a file");
    }
    if let Err(error) = errors.check() {
        return refused(&error);
    }
    if let Some(id) = id {
        let mut tx = state.db.begin().await.unwrap();
        keep(&mut tx, person, "test", id, state.clock.now()).await.unwrap().unwrap();
        tx.commit().await.unwrap();
    }
    Json(serde_json::Value::Null).into_response()
}

pub(super) async fn render(_: AppState, _: Request<Body>, submission: Submission, status: StatusCode) -> Response {
    let uploads = submission.uploads.clone();
    let page = Owner::new().with(|| {
        provide_context(submission);
        view! {
            <Form action="tests.send" files=true>
                <TextField name="form[name]" label="Name"/>
                <FileField name="form[file]" label="File" required=true/>
                <FileField name="form[files][]" label="Files"/>
            </Form>
        }
        .to_html()
    });
    (status, Extension(uploads), page).into_response()
}

pub(super) struct Sent {
    pub(super) status: StatusCode,
    pub(super) uploads: Vec<Upload>,
    pub(super) page: String,
    pub(super) location: String,
}

impl Sent {
    pub(super) fn shows(&self, text: &str) -> bool {
        self.page.contains(text)
    }

    /// The value with which the page stands for the file that it carries.
    pub(super) fn kept(&self) -> String {
        let (_, rest) = self.page.split_once(r#"type="checkbox" name="form[file]" value=""#).expect("a ticked box for the file");
        rest.split('"').next().unwrap().to_owned()
    }
}

pub(super) struct Bench {
    pub(super) state: AppState,
    pub(super) mei: Uuid,
    pub(super) jun: Uuid,
    _folder: tempfile::TempDir,
}

pub(super) enum Part<'a> {
    Plain(&'a str, &'a str),
    File(&'a str, &'a str, &'a [u8]),
}
pub(super) use Part::{File, Plain};

impl Bench {
    pub(super) async fn set_up(db: PgPool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = FileSettings { folder: folder.path().into(), max_bytes: 100_000, bucket: None };
        let state = AppState::new(db, Config { files, ..Config::for_tests() }, Clock::at("2026-11-30T02:00:00Z".parse().unwrap()));
        let mut people = Vec::new();
        for account in ["mei", "jun"] {
            let id = new_id();
            sqlx::query(
                "insert into person (id, account_name, display_name, password_hash, must_change_password, created_at, updated_at)
                 values ($1, $2, $2, 'x', false, $3, $3)",
            )
            .bind(id)
            .bind(account)
            .bind(state.clock.now())
            .execute(&state.db)
            .await
            .unwrap();
            people.push(id);
        }
        Self { state, mei: people[0], jun: people[1], _folder: folder }
    }

    pub(super) async fn send(&self, parts: &[Part<'_>]) -> Sent {
        self.send_as(|extensions| _ = extensions.insert(Who(self.mei)), "", parts).await
    }

    pub(super) async fn send_as(&self, who: impl FnOnce(&mut Extensions), cookie: &str, parts: &[Part<'_>]) -> Sent {
        let mut body = Vec::new();
        for part in parts {
            match part {
                Plain(name, value) => {
                    body.extend_from_slice(format!("--X\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes())
                }
                File(name, file, content) => {
                    let head = format!(
                        "--X\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\ncontent-type: text/html\r\n\r\n"
                    );
                    body.extend_from_slice(head.as_bytes());
                    body.extend_from_slice(content);
                    body.extend_from_slice(b"\r\n");
                }
            }
        }
        body.extend_from_slice(b"--X--\r\n");
        let mut request = Request::post("/tests?tab=2&do=tests.send")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=X")
            .header(header::CONTENT_LENGTH, body.len())
            .header(header::COOKIE, cookie)
            .body(Body::from(body))
            .unwrap();
        who(request.extensions_mut());
        let response = FormHandler { call, render, uploads: RULES }.handle(self.state.clone(), request).await;
        let (head, body) = response.into_parts();
        let page = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        let location = head.headers.get(header::LOCATION).map_or(String::new(), |value| value.to_str().unwrap().to_owned());
        let uploads = head.extensions.get::<Vec<Upload>>().cloned().unwrap_or_default();
        Sent { status: head.status, uploads, page, location }
    }

    /// Files by state: temporary and kept.
    pub(super) async fn states(&self) -> (i64, i64) {
        sqlx::query_as("select count(*) filter (where state = 'temporary'), count(*) filter (where state = 'kept') from stored_file")
            .fetch_one(&self.state.db)
            .await
            .unwrap()
    }
}

pub(super) const NO_FILE: Part<'static> = File("form[file]", "", b"");
