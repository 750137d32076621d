//! The language of a request.

use axum::http::{Extensions, HeaderMap, header};

use crate::auth::Viewer;
use crate::i18n::{Locale, choose};
use crate::server::request::cookie;

/// The language of whoever asks: the person's own choice, the browser's otherwise.
pub(super) fn language(extensions: &Extensions, headers: &HeaderMap) -> Locale {
    let profile = extensions.get::<Viewer>().and_then(|viewer| viewer.locale);
    let wishes = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    choose(profile, cookie(headers, "locale").as_deref(), wishes)
}
