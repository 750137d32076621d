//! During development the page reloads when `make dev` has built something. A release knows nothing of it.

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::server::AppState;

// Whole pages, for a style sheet too: cargo-leptos does not know the name of one that Tailwind made (it sends "").
const LISTEN: &str = r#"
const port = document.querySelector("script[data-reload]").dataset.reload;
const listen = () => {
  const line = new WebSocket(`ws://${location.hostname}:${port}/live_reload`);
  line.onmessage = (message) => { const { all, css } = JSON.parse(message.data); if (all || css !== null) location.reload(); };
  line.onclose = () => setTimeout(listen, 1000);
};
listen();
"#;

/// Prints the lines, where the server was started by `make dev`.
#[component]
pub fn Reload() -> impl IntoView {
    let port = use_context::<AppState>().and_then(|state| state.config.reload_port);
    port.map(|port| view! { <script type="module" nonce=use_nonce() data-reload=port.to_string() inner_html=LISTEN></script> })
}
