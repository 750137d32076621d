//! The document around every page.

use leptos::prelude::*;
use leptos_meta::MetaTags;

use super::App;
use super::reload::Reload;
use crate::auth::session::Theme;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::request::extension;

/// `<html>` with language and appearance, the built files, and the app.
pub fn document() -> impl IntoView {
    let locale = use_context::<Locale>().unwrap_or_default();
    let theme = extension::<Theme>().map_or_else(|| "system".to_owned(), |theme| theme.0);
    let assets = use_context::<AppState>().map(|state| state.assets.clone());
    let [css, app_js, js, wasm] =
        assets.map_or_else(Default::default, |assets| [&assets.css, &assets.app_js, &assets.js, &assets.wasm].map(String::clone));
    view! {
        <!DOCTYPE html>
        <html lang=locale.tag() data-theme=theme>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <link rel="icon" type="image/svg+xml" href="/favicon.svg"/>
                <link rel="stylesheet" href=css/>
                // Wakes islands, where there are any (design/verified.md §4: the stock component loads WASM everywhere).
                <script src=app_js defer=true data-js=js data-wasm=wasm></script>
                <MetaTags/>
            </head>
            <body>
                <App/>
                <Reload/>
            </body>
        </html>
    }
}
