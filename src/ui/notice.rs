//! What the page has to say: a result, a warning, a secret that is shown once.

pub use super::badge::Tone as NoticeTone;

use super::badge::Tone;
use super::icon::{Icon, IconName};
use super::text::words;
use leptos::prelude::*;

/// One sentence about what was done or what to mind.
#[component]
pub fn Notice(
    /// How it feels.
    tone: Tone,
    /// What there is to say.
    children: Children,
) -> impl IntoView {
    let icon = match tone {
        Tone::Good => IconName::Check,
        Tone::Warn | Tone::Bad => IconName::Warning,
        Tone::Note | Tone::Neutral => IconName::Info,
    };
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class=format!("notice {}", tone.class()) role=role>
            <Icon name=icon />
            <div>{children()}</div>
        </div>
    }
}

/// A value that the server cannot show again, such as a temporary password.
#[component]
pub fn Secret(
    /// What it is.
    #[prop(into)]
    label: String,
    /// The value itself.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! {
        <dl class="secret">
            <dt class="strong">{label}</dt>
            <dd translate="no">{value}</dd>
            <dd class="small">{words().shown_once()}</dd>
        </dl>
    }
}
