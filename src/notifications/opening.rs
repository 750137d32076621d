//! The sentence of a notification that leads on.

use leptos::prelude::*;

use crate::ui::form::Form;

/// The sentence leads on, and is read then: a form, because a link must change nothing.
#[component]
pub fn Open(
    /// The notification.
    id: String,
    /// What it says.
    sentence: String,
) -> impl IntoView {
    view! {
        <Form action="notifications.open" key=false class="inline" only=Some(("form[id]".to_owned(), id))>
            <button class="link">{sentence}</button>
        </Form>
    }
}
