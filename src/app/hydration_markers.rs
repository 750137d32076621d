//! Pages without the markers that hydration would look for. Only islands are hydrated; everywhere else the comments between
//! texts and elements are bytes that nobody reads.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::BodyExt as _;

/// Middleware: takes the hydration markers out of every page.
pub async fn without_markers(request: Request, next: Next) -> Response {
    let has_no_body = *request.method() == Method::HEAD;
    let response = next.run(request).await;
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page || has_no_body {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    // Pages are rendered whole before they are sent, so nothing is held back here.
    let Ok(whole) = body.collect().await else { return Response::from_parts(parts, Body::empty()) };
    let bytes = whole.to_bytes();
    let page = std::str::from_utf8(&bytes).map(cleaned).unwrap_or_default();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(page.len()));
    Response::from_parts(parts, Body::from(page))
}

const MARKERS: [&str; 2] = ["<!>", "<!--<() />-->"];
const ISLAND: &str = "<leptos-island";
const END: &str = "</leptos-island>";

/// The page without markers, but for those inside islands. A text cannot look like one: its `<` is written `&lt;`.
fn cleaned(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = next(rest) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let kept = match MARKERS.iter().find(|marker| rest.starts_with(**marker)) {
            Some(marker) => {
                rest = &rest[marker.len()..];
                continue;
            }
            None if rest.starts_with(ISLAND) => island(rest),
            None => "<!".len(),
        };
        out.push_str(&rest[..kept]);
        rest = &rest[kept..];
    }
    out.push_str(rest);
    out
}

/// Where the next mark or island may begin.
fn next(text: &str) -> Option<usize> {
    text.match_indices('<').map(|(at, _)| at).find(|at| text[*at..].starts_with("<!") || text[*at..].starts_with(ISLAND))
}

/// The length of the island that a text begins with, with those inside of it.
fn island(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(end) = text[at..].find(END) {
        depth += text[at..at + end].matches(ISLAND).count();
        at += end + END.len();
        depth = depth.saturating_sub(1);
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn marks_go_but_for_those_of_islands() {
        let island = "<leptos-island a><!>x<leptos-island b><!></leptos-island><!></leptos-island>";
        assert_eq!(
            cleaned(&format!("<!DOCTYPE html><p>a<!>b<!--<() />--></p><!>{island}<!>c")),
            format!("<!DOCTYPE html><p>ab</p>{island}c")
        );
    }

    #[test]
    fn what_is_no_mark_stays() {
        for text in ["", "plain", "<!-- said -->", "&lt;!>", "<!", "<leptos-island><!>"] {
            assert_eq!(cleaned(text), text);
        }
    }
}
