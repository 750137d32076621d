//! Which requests carry files.

use axum::http::{HeaderMap, header};

/// Whether a request carries a form with files.
pub fn is_multipart(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.get(..20).is_some_and(|start| start.eq_ignore_ascii_case("multipart/form-data;")))
}
