//! The lines that wake islands. Pages without one load no WASM at all; the stock component would load it everywhere
//! and put the nonce into two more attributes (design/verified.md §4).

use leptos::nonce::use_nonce;
use leptos::prelude::*;

use crate::server::AppState;

const WAKE: &str = r#"
const here = document.querySelector("script[data-wasm]").dataset;
if (document.querySelector("leptos-island")) {
  const app = await import(here.js); await app.default({ module_or_path: here.wasm }); app.hydrate();
  const slots = [];
  const walk = async (node) => {
    if (node.localName === "leptos-children") slots.push(node.$$on_hydrate);
    if (node.localName === "leptos-island") { slots.at(-1)?.(); await app[node.dataset.component]?.(node); }
    for (const child of node.children) await walk(child);
    if (node.localName === "leptos-children") slots.pop();
  };
  await walk(document.body);
}
document.documentElement.setAttribute("data-hydrated", "");
"#;

/// Prints the lines.
#[component]
pub fn Hydration() -> impl IntoView {
    use_context::<AppState>().map(|state| {
        view! {
            <script type="module" nonce=use_nonce() data-js=state.assets.js.clone() data-wasm=state.assets.wasm.clone() inner_html=WAKE></script>
        }
    })
}
