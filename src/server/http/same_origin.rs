//! Cross-site requests change nothing: leptos has no such defence, by its own decision (leptos #3786).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::secret::shown;
use crate::server::AppState;
use crate::server::config::{BaseUrl, is_loopback};

/// Refuses every request that is not a plain GET of a page, unless it comes from a page of our own.
pub async fn require(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let calls = request.uri().path().starts_with("/api/");
    if (reads && !calls) || comes_from_us(request.headers(), &state.config.base_url) {
        return next.run(request).await;
    }
    tracing::warn!(path = %shown(request.uri().path()), "cross-site request refused");
    (StatusCode::FORBIDDEN, "cross-site request refused").into_response()
}

/// `Sec-Fetch-Site` where the browser sends it, else `Origin`, else `Referer`; without any of them: no.
fn comes_from_us(headers: &HeaderMap, base: &BaseUrl) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return site == "same-origin";
    }
    let Some(source) = text(header::ORIGIN).or_else(|| text(header::REFERER)) else { return false };
    let Some((scheme, rest)) = source.split_once("://") else { return false };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("").to_ascii_lowercase();
    if scheme == (if base.secure { "https" } else { "http" }) && authority == base.authority {
        return true;
    }
    // On the developer's own machine localhost and 127.0.0.1 are the same product.
    !base.secure && scheme == "http" && is_loopback(&authority) && text(header::HOST).is_some_and(|host| host == authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        comes_from_us(&headers, &BaseUrl { secure: true, authority: "portal.example.com".into() })
    }

    #[test]
    fn only_our_own_pages_may_post() {
        assert!(sent(&[("sec-fetch-site", "same-origin")]));
        assert!(sent(&[("origin", "https://portal.example.com")]));
        assert!(sent(&[("referer", "https://portal.example.com/sales/opportunities?x=1")]));
    }

    #[test]
    fn other_sites_look_alikes_and_requests_without_a_source_are_refused() {
        assert!(!sent(&[]));
        for site in ["cross-site", "same-site", "none"] {
            assert!(!sent(&[("sec-fetch-site", site), ("origin", "https://portal.example.com")]), "{site}");
        }
        for origin in [
            "null",
            "https://portal.example.com.evil.com",
            "http://portal.example.com",
            "https://evil.com",
            "https://evil.com/portal.example.com",
        ] {
            assert!(!sent(&[("origin", origin)]), "{origin}");
        }
    }
}
