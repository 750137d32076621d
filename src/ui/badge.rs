//! States as a shape and a word, and the round initial of a person.

use leptos::prelude::*;

/// The five tones of every state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to feel about it.
    #[default]
    Neutral,
    /// As it should be.
    Good,
    /// Somebody should look.
    Warn,
    /// Lost, late or refused.
    Bad,
    /// New, or merely worth knowing.
    Note,
}

impl Tone {
    /// The class that colours it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Note => "note",
        }
    }
}

/// A state. The word says it; tone and shape repeat it.
#[component]
pub fn Badge(
    /// How it feels.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! { <span class=format!("badge {}", tone.class())>{children()}</span> }
}

/// The initial of a person, beside the name that says it.
#[component]
pub fn Face(
    /// The person's name.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let initial = name.trim().chars().next().map(|first| first.to_uppercase().to_string());
    view! { <span class="face" aria-hidden="true">{initial}</span> }
}
