//! What stands where rows would be. The three cases differ, so that nobody takes a failure for an empty list.

use super::icon::{Icon, IconName};
use leptos::prelude::*;

/// Why there is nothing to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyKind {
    /// Nothing exists yet: the text says what to do.
    Nothing,
    /// The filter matches nothing: the action resets it.
    NoMatch,
    /// The query failed: the action tries again, the text carries the reference.
    Failed,
}

/// The place of an absent list.
#[component]
pub fn EmptyState(
    /// Why.
    kind: EmptyKind,
    /// In a few words.
    #[prop(into)]
    title: String,
    /// What to do about it.
    #[prop(into)]
    text: String,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (icon, class, role) = match kind {
        EmptyKind::Nothing => (IconName::Box, "empty", None),
        EmptyKind::NoMatch => (IconName::Search, "empty", Some("status")),
        EmptyKind::Failed => (IconName::Warning, "empty failed", Some("alert")),
    };
    view! {
        <div class=class role=role>
            <Icon name=icon />
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> })}
        </div>
    }
}
