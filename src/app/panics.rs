//! What panics is our fault: an apology, and the reference that stands in the log.

use std::panic::AssertUnwindSafe;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use futures_util::FutureExt as _;

use super::language::language;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::http::refused::refused;
use crate::server::request::RequestId;
use crate::ui::text::UiText;

/// Catches what panics. The reference is the id that every log line of the request carries and its answer's header says.
pub async fn caught(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let id = request.extensions().get::<RequestId>().map_or_else(crate::server::new_id, |id| id.0);
    let path = request.uri().path().to_owned();
    let locale = language(request.extensions(), request.headers());
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("?");
            let reference = id.simple().to_string();
            tracing::error!(%reference, panic = text, "panic");
            panicked(&path, reference, locale, &state.assets.css)
        }
    }
}

/// Written by hand: what failed may be what renders pages.
fn panicked(path: &str, reference: String, locale: Locale, css: &str) -> Response {
    if path.starts_with("/api/") {
        return refused(&AppError::Broken { reference });
    }
    let t = UiText(locale);
    let (language, title, text, home) = (locale.tag(), t.broken_title(), t.broken(&reference), t.to_home());
    let page = format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"stylesheet\" href=\"{css}\"></head>\
         <body><main><h1>{title}</h1><p>{text}</p><p><a href=\"/\">{home}</a></p></main></body></html>"
    );
    (StatusCode::INTERNAL_SERVER_ERROR, Html(page)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::House;
    use crate::server::http::source;
    use axum::Router;
    use axum::body::Body;
    use axum::http::header;
    use axum::middleware;
    use axum::routing::get;
    use http_body_util::BodyExt as _;
    use sqlx::PgPool;
    use tower::ServiceExt as _;

    #[sqlx::test]
    async fn a_panic_is_answered_with_the_reference_that_stands_in_the_log(db: PgPool) {
        let state = House::open(db).await.state;
        let app: Router = Router::new()
            .route("/sales", get(|| async { panic!("told to") as &str }))
            .route("/api/x", get(|| async { panic!("told to") as &str }))
            .layer(middleware::from_fn_with_state(state.clone(), caught))
            .layer(middleware::from_fn_with_state(state.clone(), source::note));
        for path in ["/sales", "/api/x"] {
            let request = Request::get(path).header(header::ACCEPT_LANGUAGE, "zh-CN").body(Body::empty()).unwrap();
            let answer = app.clone().oneshot(request).await.unwrap();
            assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            let reference = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            let body = String::from_utf8_lossy(&body);
            assert!(body.contains(&reference) && !body.contains("told to"), "{path}: {body}");
            assert_eq!(body.contains("系统故障"), path == "/sales", "{path}: {body}");
        }
    }
}
