//! On the server there is no form to read answers from.

use leptos::web_sys::Element;

use crate::i18n::Locale;

/// See `answers`.
pub type Answer = (String, String);

/// See `answers`.
pub fn answers(_step: usize, _locale: Locale) -> Vec<Answer> {
    Vec::new()
}

/// See the browser's.
pub fn wrong_field(_step: usize) -> Option<Element> {
    None
}

/// See the browser's.
pub fn report(_field: &Element, _missing: &str) {}
