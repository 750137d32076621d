//! What was typed before: in the form that has just come back, or in the draft. Both fill the page in the same way.

use leptos::prelude::use_context;
use serde_json::Value;

use crate::ui::form::Submission;

/// The server function of the form.
pub(super) const ACTION: &str = "opportunities.report";

/// The form that has just been posted to this page, by whichever of its buttons.
pub fn posted() -> Option<Submission> {
    let own = ["opportunities.report", "opportunities.keep_draft", "opportunities.find_customers"];
    let posted = use_context::<Submission>().filter(|posted| own.contains(&posted.action.as_str()))?;
    Some(Submission { action: ACTION.into(), ..posted })
}

/// A value of it.
pub fn value(typed: &Option<Submission>, name: &str) -> String {
    let field = typed.as_ref().and_then(|typed| typed.fields.iter().find(|(this, _)| this == name));
    field.map(|(_, value)| value.clone()).unwrap_or_default()
}

/// Puts a value in the place of what was typed.
pub fn set(typed: &mut Option<Submission>, name: &str, value: String) {
    let typed = typed.get_or_insert_with(|| Submission { action: ACTION.into(), ..Submission::default() });
    typed.fields.retain(|(this, _)| this != name);
    typed.fields.push((name.to_owned(), value));
}

/// Forgets an input.
pub fn drop_field(typed: &mut Option<Submission>, name: &str) {
    if let Some(typed) = typed {
        typed.fields.retain(|(this, _)| this != name);
    }
}

/// Fills in an input that was left empty.
pub fn fill_in(typed: &mut Option<Submission>, name: &str, value: &str) {
    if let Some(typed) = typed {
        typed.fields.retain(|(this, old)| this != name || !old.is_empty());
        if !typed.fields.iter().any(|(this, _)| this == name) {
            typed.fields.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// The draft's JSON as the names and values of the form.
pub fn fields_of(draft: &Value) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, value) in draft.as_object().into_iter().flatten() {
        match (name.as_str(), value) {
            // The key belongs to one page, and a hint that was shown then is to be shown again.
            ("key" | "acknowledged", _) => {}
            ("find", Value::String(text)) => fields.push(("find".to_owned(), text.clone())),
            _ => flatten(format!("form[{name}]"), value, &mut fields),
        }
    }
    fields
}

fn flatten(name: String, value: &Value, fields: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => fields.push((name, text.clone())),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, item)| flatten(format!("{name}[{at}]"), item, fields)),
        Value::Object(map) => map.iter().for_each(|(key, item)| flatten(format!("{name}[{key}]"), item, fields)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_fills_in_the_same_inputs_as_a_form_that_came_back() {
        let draft = serde_json::json!({ "key": "k", "name": "Winter", "find": "snow", "products": [{ "name": "CDN", "revenue": "1" }] });
        let mut fields = fields_of(&draft);
        fields.sort();
        let expected =
            [("find", "snow"), ("form[name]", "Winter"), ("form[products][0][name]", "CDN"), ("form[products][0][revenue]", "1")];
        assert_eq!(fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
