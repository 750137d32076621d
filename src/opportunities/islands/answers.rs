//! What the form says, read from its fields for the last look before it is sent, and what is wrong with a step.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

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

/// Marks the message of [`check_step`] and what it has marked wrong.
const MARK: &str = "data-checked";

/// Whether all of a step is filled in. Each field that is not has its message beside it, in the page's own language, as the server
/// writes them: `fill_in` where something is typed, `choose` where something is chosen. The first one takes the focus. What was said
/// here before counts no more.
pub fn check_step(step: usize, fill_in: &str, choose: &str) -> bool {
    let within = |selector: &str| all(&format!("fieldset[data-step='{step}'] {selector}"));
    for marked in within(&format!("[{MARK}]")) {
        unmark(&marked);
    }
    let wrong = within(":is(input, select, textarea):invalid");
    // Of several radio buttons of a question the first one stands for it.
    let mut fields: Vec<Element> = Vec::new();
    for control in &wrong {
        let Some(field) = control.closest(".field").ok().flatten() else { continue };
        if !fields.contains(&field) {
            mark(&field, control, fill_in, choose);
            fields.push(field);
        }
    }
    if let Some(first) = wrong.into_iter().next() {
        let _ = first.unchecked_into::<HtmlElement>().focus();
        return false;
    }
    true
}

fn all(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<Element>().ok()).collect()
}

/// Writes the message below label and hint, unless the server's stands there, and ties the control to it.
fn mark(field: &Element, control: &Element, fill_in: &str, choose: &str) {
    if field.query_selector(":scope > .error").ok().flatten().is_some() {
        return;
    }
    let is_chosen = control.dyn_ref::<HtmlSelectElement>().is_some()
        || control.dyn_ref::<HtmlInputElement>().is_some_and(|input| matches!(input.type_().as_str(), "radio" | "checkbox"));
    let (Some(label), Ok(message), Ok(words)) = (
        field.query_selector(":scope > :is(label, legend)").ok().flatten(),
        document().create_element("p"),
        document().create_element("span"),
    ) else {
        return;
    };
    let id = format!("{}-error", control.id());
    words.set_text_content(Some(if is_chosen { choose } else { fill_in }));
    message.set_class_name("error");
    message.set_id(&id);
    let _ = message.set_attribute(MARK, "message");
    let _ = message.append_child(&words);
    let hint = label.next_element_sibling().filter(|next| next.class_name() == "hint");
    let _ = hint.unwrap_or(label).insert_adjacent_element("afterend", &message);
    let described = control.get_attribute("aria-describedby").unwrap_or_default();
    let _ = control.set_attribute(MARK, &described);
    let _ = control.set_attribute("aria-describedby", format!("{described} {id}").trim());
    let _ = control.set_attribute("aria-invalid", "true");
    field.set_class_name(&format!("{} wrong", field.class_name()));
}

fn unmark(marked: &Element) {
    if marked.class_name() == "error" {
        marked.remove();
        return;
    }
    match marked.get_attribute(MARK).filter(|described| !described.is_empty()) {
        Some(described) => drop(marked.set_attribute("aria-describedby", &described)),
        None => drop(marked.remove_attribute("aria-describedby")),
    }
    let _ = marked.remove_attribute("aria-invalid");
    let _ = marked.remove_attribute(MARK);
    if let Some(field) = marked.closest(".field").ok().flatten() {
        field.set_class_name(field.class_name().trim_end_matches(" wrong"));
    }
}
