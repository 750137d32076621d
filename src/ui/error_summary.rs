//! What was refused, at the top of the form, each line leading to its field.

use super::fields::field_id;
use super::text::words;
use leptos::prelude::*;

/// All problems of a refused form; nothing when there are none. `app.js` gives it the focus.
#[component]
pub fn ErrorSummary(
    /// Full name of the input (empty for the whole form) and message, in the order of the form.
    errors: Vec<(String, String)>,
) -> impl IntoView {
    if errors.is_empty() {
        return ().into_any();
    }
    let lines = errors.into_iter().map(|(field, message)| {
        if field.is_empty() {
            view! { <li>{message}</li> }.into_any()
        } else {
            view! { <li><a href=format!("#{}", field_id(&field))>{message}</a></li> }.into_any()
        }
    });
    view! {
        <div class="summary" role="alert" tabindex="-1">
            <h2>{words().problem()}</h2>
            <ul>{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_leads_to_its_field() {
        Owner::new().with(|| {
            let errors = vec![("form[name]".into(), "Enter a name".into()), (String::new(), "Try again".into())];
            let html = view! { <ErrorSummary errors=errors /> }.to_html();
            assert!(html.contains(r##"href="#form-name""##));
            assert_eq!(html.matches("<li>").count(), 2);
            assert!(!view! { <ErrorSummary errors=vec![] /> }.to_html().contains("summary"));
        });
    }
}
