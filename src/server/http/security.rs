//! Security headers on every answer, errors and files included; a content security policy with a fresh nonce.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::secret;
use crate::server::AppState;

/// The nonce of this answer, for the few inline scripts that leptos writes.
#[derive(Clone, Debug)]
pub struct CspNonce(pub Arc<str>);

/// A handler's own policy for what it answers, instead of the pages': for content that is shown inside a frame of ours.
#[derive(Clone, Copy, Debug)]
pub struct OwnPolicy(pub &'static str);

/// A mail as it will be sent: shown in a frame of ours, with its own style and nothing else, in an origin of its own.
pub const MAIL_PREVIEW: OwnPolicy =
    OwnPolicy("sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'");

/// The policy: nothing from elsewhere, no inline style, no framing but of pages that allow it to us.
fn policy(nonce: &str, reload_port: Option<u16>) -> String {
    let reload = reload_port.map_or_else(String::new, |port| format!(" ws://localhost:{port} ws://127.0.0.1:{port}"));
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'{reload}; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; object-src 'none'"
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
    let carries_secret = secret::carries_secret(request.uri().path());
    let mut response = next.run(request).await;
    let own = response.extensions().get::<OwnPolicy>().copied();
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if let Some(OwnPolicy(policy)) = own {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
        headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    } else if let Ok(value) = HeaderValue::from_str(&policy(&nonce, state.config.reload_port)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    if carries_secret {
        secret::protect(headers);
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
