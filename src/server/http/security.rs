//! Security headers on every answer, errors and files included; a content security policy with a fresh nonce.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::server::AppState;

/// The nonce of this answer, for the few inline scripts that leptos writes.
#[derive(Clone, Debug)]
pub struct CspNonce(pub Arc<str>);

/// The policy: nothing from elsewhere, no inline style, no framing.
fn policy(nonce: &str, reload_port: Option<u16>) -> String {
    let reload = reload_port.map_or_else(String::new, |port| format!(" ws://localhost:{port} ws://127.0.0.1:{port}"));
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'{reload}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; object-src 'none'"
    )
}

const FIXED: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()",
    ),
];

/// The outermost layer.
pub async fn headers(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let nonce: Arc<str> = leptos::nonce::Nonce::new().as_inner().clone();
    request.extensions_mut().insert(CspNonce(nonce.clone()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&policy(&nonce, state.config.reload_port)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if state.config.base_url.secure {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    // Pages hold private data: nobody keeps a copy unless a handler said otherwise.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.remove(header::SERVER);
    response
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn pages_connect_to_nothing_but_the_server_unless_make_dev_listens() {
        assert!(policy("n", None).contains("connect-src 'self'; "));
        assert!(policy("n", Some(3101)).contains("connect-src 'self' ws://localhost:3101 ws://127.0.0.1:3101; "));
    }
}
