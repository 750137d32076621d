//! Addresses that open something by themselves: a link that was mailed or printed. They stand in no log, are told to no
//! other page, and are found by no search engine.

use std::borrow::Cow;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// What such addresses begin with; the part that follows is the secret.
const PREFIXES: [&str; 3] = ["/join/", "/consent/", "/reset-password/"];

/// Whether the address carries a secret.
pub fn carries_secret(path: &str) -> bool {
    PREFIXES.iter().any(|prefix| path.starts_with(prefix))
}

/// The address as a log may show it.
pub fn shown(path: &str) -> Cow<'_, str> {
    match PREFIXES.iter().find(|prefix| path.starts_with(**prefix)) {
        Some(prefix) => Cow::Owned([prefix, "…"].concat()),
        None => Cow::Borrowed(path),
    }
}

/// No other page hears of the address, and no search engine keeps it. Browsers then send `Origin: null` with a form of the
/// page; `Sec-Fetch-Site` still says that it comes from us.
pub fn protect(headers: &mut HeaderMap) {
    headers.insert(HeaderName::from_static("referrer-policy"), HeaderValue::from_static("no-referrer"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex, nofollow"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_shows_where_a_secret_was_but_not_the_secret() {
        assert_eq!(shown("/join/abc-def"), "/join/…");
        assert_eq!(shown("/join/abc/def"), "/join/…");
        assert_eq!(shown("/consent/abc"), "/consent/…");
        assert_eq!(shown("/sales/opportunities"), "/sales/opportunities");
        assert!(carries_secret("/reset-password/x") && !carries_secret("/joiners"));
    }
}
