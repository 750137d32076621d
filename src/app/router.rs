//! The router: pages, posted forms, server functions, files; and what happens to every request around them.

use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{any, get, post};
use http_body_util::BodyExt as _;
use leptos::nonce::Nonce;
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

use super::admission::{Refusal, refuse};
use super::language::language;
use super::{App, LISTS, PUBLIC_CALLS, PUBLIC_PAGES, document};
use super::{hydration_markers, imports, panics, readiness, uploads};
use crate::auth::text::AuthText;
use crate::auth::{Viewer, session};
use crate::error::AppError;
use crate::invitations::files as invitations;
use crate::server::AppState;
use crate::server::form::{FormHandler, MAX_FORM, Submission, sign_in_address};
use crate::server::http::limits;
use crate::server::http::refused::refused;
use crate::server::http::security::{self, CspNonce};
use crate::server::http::{same_origin, source};
use crate::server::request::cookie;

/// Where the style sheets of labels are, without a session: they hold words of ours alone.
pub const LABELS: &str = "/labels/{name}";

/// The whole product as a service.
pub fn router(state: AppState) -> Router {
    let pages = generate_route_list(App);
    let mut app: Router<AppState> = Router::new();
    for page in &pages {
        app = app.route(page.path(), post(posted));
    }
    let context = state.clone();
    let app = app
        .leptos_routes_with_context(&state, pages, move || provide(&context), document)
        .route("/api/{*function}", any(called))
        .merge(invitations::routes())
        .merge(uploads::routes())
        .merge(crate::imports::files::routes(imports::KINDS))
        .merge(crate::exports::files::routes(LISTS))
        .merge(crate::accounting::contracts::files::routes())
        .merge(crate::accounting::bills::focus::file::routes())
        .layer(middleware::from_fn_with_state(state.clone(), gate))
        .fallback(not_a_page)
        .layer(middleware::from_fn(hydration_markers::without_markers))
        .layer(middleware::from_fn_with_state(state.clone(), session::load))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(middleware::from_fn_with_state(state.clone(), same_origin::require))
        .layer(middleware::from_fn_with_state(state.room.clone(), limits::shed));
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(readiness::ready))
        .nest_service("/pkg", files(state.config.site_root.join("pkg")))
        .route(LABELS, get(labels))
        .merge(app)
        .layer(middleware::from_fn(cache_files))
        .layer(middleware::from_fn_with_state(state.clone(), panics::caught))
        .layer(middleware::from_fn_with_state(state.clone(), source::note))
        .layer(middleware::from_fn_with_state(state.clone(), security::headers))
        .with_state(state)
}

/// The built files, already compressed.
fn files(folder: PathBuf) -> ServeDir {
    ServeDir::new(folder).precompressed_br().precompressed_gzip()
}

/// A style sheet that holds nothing but words.
async fn labels(Path(name): Path<String>) -> Response {
    match super::labels(&name) {
        Some(css) => ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], css).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Files whose name or query carries a hash of their content never change.
async fn cache_files(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let named = |name: &str| name.split('.').count() > 2;
    let versioned = uri.path() == "/app.js" || uri.path().starts_with("/labels/");
    let hashed = uri.path().strip_prefix("/pkg/").is_some_and(named) || (versioned && uri.query().is_some_and(|q| q.starts_with("v=")));
    let mut response = next.run(request).await;
    // `make dev` changes files under a running server.
    if hashed && !cfg!(debug_assertions) && response.status().is_success() {
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    }
    response
}

/// Nobody passes without a session but to public pages and calls, and nobody with a first password that is due.
async fn gate(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if path.starts_with("/api/") {
        // leptos registers a route for each function by itself; `call` must judge them all, whether a form or an island asks.
        return call(state, request).await;
    }
    match refuse(request.extensions().get::<Viewer>(), &path, PUBLIC_PAGES) {
        None => next.run(request).await,
        // A posted form goes through to its handler, which keeps what was typed.
        Some(Refusal::SignInFirst) if *request.method() == Method::POST => next.run(request).await,
        Some(Refusal::SignInFirst) => {
            let next = request.uri().path_and_query().map_or("/", |p| p.as_str());
            let had_session = cookie(request.headers(), state.config.session_cookie()).is_some();
            let mut address = if next == "/" { "/sign-in".to_owned() } else { sign_in_address(next) };
            if had_session && next != "/" {
                address.push_str("&over=1");
            }
            Redirect::to(&address).into_response()
        }
        Some(Refusal::PasswordFirst) => Redirect::to("/account/password").into_response(),
        Some(Refusal::NotWhileViewing) => Redirect::to("/").into_response(),
    }
}

/// Answers a server function, wherever the call comes from.
async fn called(State(state): State<AppState>, request: Request) -> Response {
    call(state, request).await
}

/// Default refusal, then the function; the status of a refusal is set here and nowhere else.
async fn call(state: AppState, mut request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let known = server_fn::axum::server_fn_paths().any(|(p, method)| p == path && method == *request.method());
    if !known {
        return StatusCode::NOT_FOUND.into_response();
    }
    match refuse(request.extensions().get::<Viewer>(), &path, PUBLIC_CALLS) {
        Some(Refusal::SignInFirst) => return refused(&AppError::SignInFirst),
        Some(Refusal::PasswordFirst) => {
            let t = AuthText(language(request.extensions(), request.headers()));
            return refused(&AppError::NotAllowed { rule: t.first_password_due().into() });
        }
        Some(Refusal::NotWhileViewing) => return refused(&not_while_viewing(&request)),
        None => {}
    }
    let request_body = std::mem::take(request.body_mut());
    *request.body_mut() = Body::new(http_body_util::Limited::new(request_body, MAX_FORM));
    // A form that is answered here directly, without its page, still gets JSON: redirects are for pages.
    request.headers_mut().insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let context = state.clone();
    let response = leptos_axum::handle_server_fns_with_context(move || provide(&context), request).await.into_response();
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    match serde_json::from_slice::<AppError>(&bytes) {
        Ok(error) => refused(&error),
        Err(_) => Response::from_parts(parts, Body::from(bytes)),
    }
}

/// Says why, in the language of the one who looks.
fn not_while_viewing(request: &Request) -> AppError {
    let viewer = request.extensions().get::<Viewer>();
    let locale = language(request.extensions(), request.headers());
    let name = viewer.map(|viewer| viewer.display_name.clone()).unwrap_or_default();
    AppError::NotAllowed { rule: AuthText(locale).viewing_only(name) }
}

/// Answers a form that was posted to its page.
async fn posted(State(state): State<AppState>, request: Request) -> Response {
    FormHandler { call, render, uploads: uploads::RULES }.handle(state, request).await
}

/// Renders the page of a form that came back.
async fn render(state: AppState, request: Request<Body>, submission: Submission, status: StatusCode) -> Response {
    let context = state.clone();
    let context = move || {
        provide(&context);
        provide_context(submission.clone());
        expect_context::<leptos_axum::ResponseOptions>().set_status(status);
    };
    leptos_axum::render_app_async_with_context(context, document)(request).await.into_response()
}

/// A file of the site folder, or the not-found page.
async fn not_a_page(State(state): State<AppState>, request: Request) -> Response {
    if *request.method() == Method::GET && is_file_name(request.uri().path()) {
        let answer = tower::ServiceExt::oneshot(files(state.config.site_root.clone()), request).await;
        return answer.map_or_else(|_| StatusCode::NOT_FOUND.into_response(), IntoResponse::into_response);
    }
    if *request.method() == Method::POST {
        return posted(State(state), request).await;
    }
    render(state, request, Submission::default(), StatusCode::NOT_FOUND).await
}

/// Our files lie flat or under `icons/` and have an ending; pages have none.
fn is_file_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or("");
    name.contains('.') && !path.contains("..")
}

/// What every page and server function finds in its context.
fn provide(state: &AppState) {
    provide_context(state.clone());
    provide_context(LISTS);
    provide_context(imports::KINDS);
    provide_context(crate::marketing_tasks::expansion::origin::ORIGIN);
    let Some(parts) = use_context::<axum::http::request::Parts>() else { return };
    if let Some(nonce) = parts.extensions.get::<CspNonce>() {
        provide_context(Nonce::from_value(nonce.0.clone()));
    }
    if let Some(submission) = parts.extensions.get::<Submission>() {
        provide_context(submission.clone());
    }
    provide_context(language(&parts.extensions, &parts.headers));
}
