//! Outside of the browser nothing is pressed.

use leptos::ev::SubmitEvent;

/// Never called.
pub fn toggle(_: SubmitEvent) {}
