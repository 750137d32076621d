//! What a page or a server function can ask about the request that it answers.

use axum::http::request::Parts;
use leptos::prelude::{expect_context, use_context, with_context};
use uuid::Uuid;

use super::AppState;
use crate::i18n::Locale;

/// The id of a request: in every log line, in audit rows, and shown as the reference of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestId(pub Uuid);

/// The address and agent of whoever asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The client's address; the proxy's word counts only for trusted proxies.
    pub address: String,
    /// The browser's name for itself, cut to 256 characters.
    pub user_agent: String,
}

/// The server's state. Provided to every page and server function by the router.
pub fn state() -> AppState {
    expect_context::<AppState>()
}

/// The language of this answer.
pub fn locale() -> Locale {
    use_context::<Locale>().unwrap_or_default()
}

/// The path of this request.
pub fn path() -> String {
    with_context::<Parts, _>(|parts| parts.uri.path().to_owned()).unwrap_or_default()
}

/// The query of this request; empty where it has none.
pub fn query() -> String {
    with_context::<Parts, _>(|parts| parts.uri.query().map(str::to_owned)).flatten().unwrap_or_default()
}

/// The request without its body: a copy of everything that the layers left for it. [`path`], [`query`] and [`extension`] copy less.
pub fn parts() -> Option<Parts> {
    use_context::<Parts>()
}

/// Something that a layer left for this request.
pub fn extension<T: Clone + Send + Sync + 'static>() -> Option<T> {
    with_context::<Parts, _>(|parts| parts.extensions.get::<T>().cloned()).flatten()
}

/// The id of this request.
pub fn request_id() -> Option<Uuid> {
    extension::<RequestId>().map(|id| id.0)
}

/// The value of a cookie.
pub fn cookie(headers: &axum::http::HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(axum::http::header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}
