//! What the form says, read from its fields for the last look before it is sent, and what is wrong with a step.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use crate::i18n::Locale;
use crate::opportunities::text::OpportunityText;
use crate::values::date::format_date;

/// A question and its answer.
pub type Answer = (String, String);

/// What is answered in a step. Lines for further products that are left empty are no questions.
pub fn answers(step: usize, locale: Locale) -> Vec<Answer> {
    let selector = format!("fieldset[data-step='{step}'] :is(input, select, textarea)[name^='form[']");
    let Ok(fields) = document().query_selector_all(&selector) else { return Vec::new() };
    let fields = (0..fields.length()).filter_map(|at| fields.item(at)?.dyn_into::<Element>().ok());
    fields.filter_map(|field| answer(&field, locale)).collect()
}

fn answer(field: &Element, locale: Locale) -> Option<Answer> {
    let name = field.get_attribute("name").unwrap_or_default();
    let (question, value) = if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        match input.type_().as_str() {
            "hidden" => return None,
            "radio" if !input.checked() => return None,
            "radio" => (field.closest("fieldset.field").ok()??.query_selector("legend").ok()??, said(&field.closest("label").ok()??)),
            "date" => (label(field)?, input.value().parse().map_or_else(|_| input.value(), |day| format_date(day, locale))),
            _ => (label(field)?, input.value()),
        }
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        // Only where something must be chosen does the empty choice say nothing.
        let is_unchosen = select.value().is_empty() && select.required();
        let chosen = if is_unchosen { String::new() } else { said(&field.query_selector("option:checked").ok()??) };
        (label(field)?, chosen)
    } else {
        (label(field)?, field.dyn_ref::<HtmlTextAreaElement>()?.value())
    };
    let value = value.trim().to_owned();
    match (value.is_empty(), name.starts_with("form[products]")) {
        (true, true) => None,
        (true, false) => Some((said(&question), OpportunityText(locale).not_said().to_owned())),
        (false, _) => Some((said(&question), value)),
    }
}

fn label(field: &Element) -> Option<Element> {
    document().query_selector(&format!("label[for='{}']", field.id())).ok()?
}

/// The first words of a label or option: without "optional", without what helps to choose.
fn said(element: &Element) -> String {
    let inner = element.query_selector(":scope > span:not(.optional)").ok().flatten();
    let words = inner.as_ref().unwrap_or(element).first_child().and_then(|first| first.text_content());
    words.unwrap_or_default().trim().to_owned()
}

/// The first field of a step that is not as it should be. What was said about it before counts no more.
pub fn wrong_field(step: usize) -> Option<Element> {
    let fields = document().query_selector_all(&format!("fieldset[data-step='{step}'] :is(input, select, textarea)")).ok()?;
    for at in 0..fields.length() {
        if let Some(field) = fields.get(at).and_then(|node| node.dyn_into::<Element>().ok()) {
            say(&field, "");
        }
    }
    document().query_selector(&format!("fieldset[data-step='{step}'] :is(input, select, textarea):invalid")).ok().flatten()
}

/// Says in the page's own language that a field is to be filled in: the browser's words would be in the browser's.
pub fn report(field: &Element, missing: &str) {
    say(field, missing);
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.report_validity();
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        select.report_validity();
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.report_validity();
    }
}

/// What the browser says about a field; nothing when it is empty.
fn say(field: &Element, words: &str) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_custom_validity(words);
    } else if let Some(select) = field.dyn_ref::<HtmlSelectElement>() {
        select.set_custom_validity(words);
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_custom_validity(words);
    }
}
