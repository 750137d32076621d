//! Asking once more before what cannot be undone. No script: the browser opens, traps, closes and gives the focus back.

use super::form::{Form, Submission};
use super::text::words;
use leptos::prelude::*;

/// The button that opens a [`ConfirmDialog`].
#[component]
pub fn ConfirmButton(
    /// The id of the dialog.
    #[prop(into)]
    opens: String,
    /// Beside `button`: `slim`, `plain`.
    #[prop(optional, into)]
    class: String,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" class=format!("button {class}") commandfor=opens command="show-modal" aria-haspopup="dialog">
            {children()}
        </button>
    }
}

/// Names the object and the consequence; the safe choice has the focus.
#[component]
pub fn ConfirmDialog(
    /// Its id, which the opening button names.
    #[prop(into)]
    id: String,
    /// The question, with the name of the object.
    #[prop(into)]
    title: String,
    /// What follows from it.
    #[prop(into)]
    text: String,
    /// The verb of the button: never "OK".
    #[prop(into)]
    confirm: String,
    /// The server function that does it.
    action: &'static str,
    /// The hidden input that tells this form from others of its action; the form carries it.
    #[prop(optional_no_strip)]
    only: Option<(String, String)>,
    /// The version of the record that the page shows.
    #[prop(optional_no_strip)]
    version: Option<i32>,
    /// It destroys something.
    #[prop(optional)]
    danger: bool,
    /// Hidden fields, or a reason to type.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title_id = format!("{id}-title");
    let text_id = format!("{id}-text");
    let open = came_back(action, only.as_ref());
    let class = if danger { "button danger" } else { "button main" };
    let (closes, labelled, described) = (id.clone(), title_id.clone(), text_id.clone());
    view! {
        <dialog id=id open=open aria-labelledby=labelled aria-describedby=described>
            <Form action=action version=version only=only>
                <div class="body stack">
                    <h2 id=title_id>{title}</h2>
                    <p id=text_id>{text}</p>
                    {children.map(|children| children())}
                </div>
                <div class="acts">
                    <button type="button" class="button" commandfor=closes command="close" autofocus=true>
                        {words().cancel()}
                    </button>
                    <button type="submit" class=class>{confirm}</button>
                </div>
            </Form>
        </dialog>
    }
}

/// A refused dialog stands open, or nobody would see why.
fn came_back(action: &str, only: Option<&(String, String)>) -> bool {
    use_context::<Submission>().is_some_and(|posted| {
        posted.error.is_some()
            && posted.action == action
            && only.is_none_or(|(name, value)| posted.fields.iter().any(|(n, v)| n == name && v == value))
    })
}
