//! One form mechanism: a plain form posts to its own page and names a server function, `?do=opportunities.report`.
//! Success leads on with 303; a refusal renders the same page again with what was typed and what is wrong.
//!
//! A form with files is sent as `multipart/form-data`: the files are stored first, as temporary ones, and the function is called
//! with their ids in place of them. A refused form keeps its files; a refused file is the refusal of its field.

mod limits;
mod multipart;
mod uploads;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use http_body_util::BodyExt as _;

use super::AppState;
use super::files::FilesError;
use super::pending_form::{self, PendingForm};
use super::request::{RequestId, cookie};
use crate::error::AppError;
use multipart::{ReadError, Unreadable};
use uploads::{Received, Sender};

pub use crate::server::http::multipart::is_multipart;
pub use limits::MAX_FORM;
pub use uploads::{Upload, UploadRules};

/// What a page's answer takes over from the function's.
const CARRIED: [HeaderName; 3] = [header::SET_COOKIE, header::RETRY_AFTER, HeaderName::from_static("clear-site-data")];

/// A form that was posted to the page that is being rendered, and what came of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Submission {
    /// Which server function it named.
    pub action: String,
    /// What was typed, in the order of the form; file inputs come last, with ids.
    pub fields: Vec<(String, String)>,
    /// The files it carries.
    pub uploads: Vec<Upload>,
    /// Why it was not accepted; empty for a form that came back after signing in.
    pub error: Option<AppError>,
    /// What the function answered, where it leads nowhere: the page shows it.
    pub answer: Option<serde_json::Value>,
}

/// Two addresses of a posted form: the page, and the server function that it names.
pub struct Target {
    /// The page's address without `do`.
    pub page: String,
    /// The function, `opportunities.report`.
    pub action: String,
}

/// Splits `?tab=2&do=x.y` into page and function. `None` when no function is named.
pub fn target(uri: &Uri) -> Option<Target> {
    // Such a path is an address of another site where a redirect leads back to it.
    if uri.path().starts_with("//") || uri.path().contains('\\') {
        return None;
    }
    let query = uri.query().unwrap_or("");
    let action = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "do")?.1.into_owned();
    let well_formed = !action.is_empty() && action.len() <= 64 && action.chars().all(|c| c.is_ascii_lowercase() || c == '.' || c == '_');
    if !well_formed {
        return None;
    }
    let mut rest = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != "do") {
        rest.append_pair(&name, &value);
    }
    let rest = rest.finish();
    let page = if rest.is_empty() { uri.path().to_owned() } else { format!("{}?{rest}", uri.path()) };
    Some(Target { page, action })
}

/// What the router hands in: how to call a server function and how to render a page. Both know the whole product;
/// this module does not.
#[derive(Clone)]
pub struct FormHandler<Call, Render> {
    /// Calls `/api/<action>` in process.
    pub call: Call,
    /// Renders the page of a GET request with a submission in its context.
    pub render: Render,
    /// Which inputs take files, and from whom.
    pub uploads: UploadRules,
}

impl<Call, CallFuture, Render, RenderFuture> FormHandler<Call, Render>
where
    Call: Fn(AppState, Request<Body>) -> CallFuture,
    CallFuture: Future<Output = Response>,
    Render: Fn(AppState, Request<Body>, Submission, StatusCode) -> RenderFuture,
    RenderFuture: Future<Output = Response>,
{
    /// Answers a posted form.
    pub async fn handle(self, state: AppState, request: Request<Body>) -> Response {
        let (parts, body) = request.into_parts();
        let Some(target) = target(&parts.uri) else {
            return (StatusCode::BAD_REQUEST, "this form names no action").into_response();
        };
        let form = match self.receive(&state, &parts, &target.action, body).await {
            Ok(form) => form,
            Err(Refused::Status(status)) => return status.into_response(),
            Err(Refused::Page(received, error)) => {
                let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                let Received { fields, uploads, .. } = *received;
                let submission = Submission { action: target.action, fields, uploads, error: Some(error), answer: None };
                return self.page(state, parts, &target.page, submission, status).await;
            }
        };
        let Form { body, fields, uploads } = form;

        let answer = (self.call)(state.clone(), call_request(&parts, &target, body)).await;
        let status = answer.status();
        let location = answer.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let carried: Vec<(HeaderName, HeaderValue)> =
            CARRIED.iter().flat_map(|name| answer.headers().get_all(name).iter().map(move |value| (name.clone(), value.clone()))).collect();
        let json = answer.into_body().collect().await.map(|body| body.to_bytes()).unwrap_or_default();

        let mut response = if status.is_success() {
            let answer = serde_json::from_slice(&json).ok().filter(|value: &serde_json::Value| !value.is_null());
            match (location, answer) {
                (None, Some(answer)) => {
                    let submission = Submission { action: target.action, fields, uploads, error: None, answer: Some(answer) };
                    self.page(state, parts, &target.page, submission, StatusCode::OK).await
                }
                (location, _) => Redirect::to(location.as_deref().unwrap_or(&target.page)).into_response(),
            }
        } else {
            match serde_json::from_slice::<AppError>(&json) {
                Ok(AppError::SignInFirst) => sign_in_first(&state, &parts, &target, fields, uploads).await,
                Ok(error) => {
                    let submission = Submission { action: target.action, fields, uploads, error: Some(error), answer: None };
                    self.page(state, parts, &target.page, submission, status).await
                }
                Err(_) => (StatusCode::BAD_REQUEST, "no such action").into_response(),
            }
        };
        for (name, value) in carried {
            response.headers_mut().append(name, value);
        }
        response
    }

    /// Reads a form and stores its files.
    async fn receive(&self, state: &AppState, parts: &Parts, action: &str, body: Body) -> Result<Form, Refused> {
        if !is_multipart(&parts.headers) {
            let body = read(body).await.map_err(|()| Refused::Status(StatusCode::PAYLOAD_TOO_LARGE))?;
            let fields = form_urlencoded::parse(&body).into_owned().collect();
            return Ok(Form { body, fields, uploads: Vec::new() });
        }
        let rules = &self.uploads;
        let (person, locale) = ((rules.person)(&parts.extensions, action), (rules.locale)(&parts.extensions, &parts.headers));
        let sender = Sender { action, purposes: rules.purposes, person, locale };
        let asked = |field: &str| sender.purpose(field).filter(|purpose| person.is_some() && (purpose.may_upload)(&parts.extensions));
        let read = multipart::read(&parts.headers, body, &state.files, asked).await.map_err(|error| match error {
            ReadError::Client(Unreadable::Malformed) => Refused::Status(StatusCode::BAD_REQUEST),
            ReadError::Client(Unreadable::TooLarge) => Refused::Status(StatusCode::PAYLOAD_TOO_LARGE),
            ReadError::Client(Unreadable::TooSlow) => Refused::Status(StatusCode::REQUEST_TIMEOUT),
            ReadError::Disk(error) => Refused::Page(Box::default(), broken(parts, &error)),
        })?;
        let typed = read.fields.clone();
        let mut received = match uploads::resolve(state, &sender, read).await {
            Ok(received) => received,
            Err(error) => {
                let received = Received { fields: typed, ..Received::default() };
                let error = match error {
                    FilesError::Database(error) => error.into(),
                    error => broken(parts, &error),
                };
                return Err(Refused::Page(Box::new(received), error));
            }
        };
        if !received.problems.is_empty() {
            let problems = std::mem::take(&mut received.problems);
            return Err(Refused::Page(Box::new(received), AppError::Invalid(problems)));
        }
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(&received.fields);
        let body = Bytes::from(body.finish());
        if body.len() > MAX_FORM {
            return Err(Refused::Status(StatusCode::PAYLOAD_TOO_LARGE));
        }
        Ok(Form { body, fields: received.fields, uploads: received.uploads })
    }

    async fn page(&self, state: AppState, parts: Parts, page: &str, submission: Submission, status: StatusCode) -> Response {
        let mut get = Request::from_parts(parts, Body::empty());
        *get.method_mut() = Method::GET;
        if let Ok(uri) = page.parse() {
            *get.uri_mut() = uri;
        }
        get.headers_mut().remove(header::CONTENT_LENGTH);
        get.headers_mut().remove(header::CONTENT_TYPE);
        (self.render)(state, get, submission, status).await
    }
}

/// A form as the function receives it, and as the page shows it again.
struct Form {
    body: Bytes,
    fields: Vec<(String, String)>,
    uploads: Vec<Upload>,
}

/// Why no function is called.
enum Refused {
    /// The request is no form, or one that is too large.
    Status(StatusCode),
    /// Its files were not accepted; the page shows the rest.
    Page(Box<Received>, AppError),
}

/// A fault of ours, logged with the request's id.
fn broken(parts: &Parts, error: &dyn std::fmt::Display) -> AppError {
    let reference = parts.extensions.get::<RequestId>().map_or_else(super::new_id, |id| id.0).simple().to_string();
    tracing::error!(%reference, %error, "broken");
    AppError::Broken { reference }
}

async fn read(body: Body) -> Result<Bytes, ()> {
    let limited = http_body_util::Limited::new(body, MAX_FORM);
    limited.collect().await.map(|body| body.to_bytes()).map_err(|_| ())
}

fn call_request(parts: &Parts, target: &Target, body: Bytes) -> Request<Body> {
    let length = HeaderValue::from(body.len());
    let mut call = Request::from_parts(parts.clone(), Body::from(body));
    if let Ok(uri) = format!("/api/{}", target.action).parse() {
        *call.uri_mut() = uri;
    }
    let headers = call.headers_mut();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    if is_multipart(headers) {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    }
    headers.remove(header::TRANSFER_ENCODING);
    headers.insert(header::CONTENT_LENGTH, length);
    call
}

/// Leads to sign-in, and from there back to the page with what was typed.
async fn sign_in_first(state: &AppState, parts: &Parts, target: &Target, fields: Vec<(String, String)>, uploads: Vec<Upload>) -> Response {
    let pending = PendingForm { action: target.action.clone(), fields, uploads };
    let kept = match cookie(&parts.headers, state.config.session_cookie()) {
        Some(token) => {
            let hash = super::password::token_hash(&token);
            pending_form::keep(&state.db, &hash, &pending, state.clock.now()).await.ok().flatten()
        }
        None => None,
    };
    let mut back = target.page.clone();
    if let Some(id) = kept {
        back.push(if back.contains('?') { '&' } else { '?' });
        back.push_str(&format!("parked={id}"));
    }
    // The sign-in page then says that the session is over, and whether what was typed is kept.
    let over = if kept.is_some() { "&over=1" } else { "&over=0" };
    Redirect::to(&(sign_in_address(&back) + over)).into_response()
}

/// The sign-in page that leads back to `next`.
pub fn sign_in_address(next: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("next", next);
    format!("/sign-in?{}", query.finish())
}

/// Where to go after sign-in: an address of our own and nothing else, or home.
pub fn own_address(next: &str) -> &str {
    let own = next.bytes().all(|byte| byte.is_ascii_graphic())
        && next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(['\\', '\r', '\n', '\t'])
        && !next.starts_with("/sign-in");
    if own { next } else { "/" }
}

#[cfg(test)]
mod tests;
