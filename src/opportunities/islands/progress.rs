//! The reason of a loss, shown as soon as it is needed.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlSelectElement;

/// Shows its children while the stage is "lost". Without script they always stand.
#[island]
pub fn LostReason(children: Children) -> impl IntoView {
    let hidden = RwSignal::new(false);
    let look = move || {
        let stage = document().get_element_by_id("form-stage").and_then(|stage| stage.dyn_into::<HtmlSelectElement>().ok());
        hidden.set(stage.is_some_and(|stage| stage.value() != "lost"));
    };
    Effect::new(move |_| {
        look();
        let _ = window_event_listener(ev::change, move |_| look());
    });
    view! { <div aria-live="polite"><div hidden=move || hidden.get()>{children()}</div></div> }
}
