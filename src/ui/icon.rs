//! Icons: 16 by 16, drawn with the colour of the text, silent to screen readers.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident => $paths:literal;)*) => {
        /// The drawings that exist.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum IconName { $($name,)* }
        impl IconName {
            const fn paths(self) -> &'static str {
                match self { $(Self::$name => $paths,)* }
            }
        }
    };
}

icons! {
    Bell => r#"<path d="M4 11V7.5a4 4 0 0 1 8 0V11l1 1.5H3L4 11Z"/><path d="M6.8 14.3h2.4"/>"#;
    Box => r#"<path d="M2.5 5 8 2.2 13.5 5v6L8 13.8 2.5 11V5Z"/><path d="M2.5 5 8 7.8 13.5 5M8 7.8v6"/>"#;
    Building => r#"<path d="M3 14V3.5A1 1 0 0 1 4 2.5h5a1 1 0 0 1 1 1V14M10 6.5h2.5a.8.8 0 0 1 .8.8V14M1.8 14h12.4"/><path d="M5.5 5.5h2m-2 3h2m-2 3h2"/>"#;
    Check => r#"<path d="m3.5 8.5 3 3 6-7"/>"#;
    Clock => r#"<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.3 1.5"/>"#;
    Columns => r#"<rect x="2" y="3" width="12" height="10" rx="1.5"/><path d="M6 3v10m4-10v10"/>"#;
    Cross => r#"<path d="m4.5 4.5 7 7m0-7-7 7"/>"#;
    Down => r#"<path d="m4 6 4 4 4-4"/>"#;
    Download => r#"<path d="M8 3v7m-3-3 3 3 3-3M3 13h10"/>"#;
    Eye => r#"<path d="M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8Z"/><circle cx="8" cy="8" r="1.8"/>"#;
    EyeOff => r#"<path d="M3.8 4.9C2.3 6.2 1.5 8 1.5 8S4 12.2 8 12.2c1.1 0 2.1-.3 2.9-.8M6.5 4a5 5 0 0 1 1.5-.2c4 0 6.5 4.2 6.5 4.2s-.6 1-1.6 2.1"/><path d="m2.5 2.5 11 11"/>"#;
    Filter => r#"<path d="M2 4h12M4.5 8h7M6.5 12h3"/>"#;
    Globe => r#"<circle cx="8" cy="8" r="6"/><path d="M2 8h12M8 2c2 1.8 2.7 3.8 2.7 6S10 12.2 8 14c-2-1.8-2.7-3.8-2.7-6S6 3.8 8 2Z"/>"#;
    Help => r#"<circle cx="8" cy="8" r="6"/><path d="M6.3 6.3a1.8 1.8 0 1 1 2.6 1.6c-.6.3-.9.7-.9 1.4"/><path d="M8 11.4v.1"/>"#;
    Home => r#"<path d="M2.5 7.5 8 2.8l5.5 4.7"/><path d="M4 6.5v7h8v-7"/>"#;
    Info => r#"<circle cx="8" cy="8" r="6"/><path d="M8 7.3v3.5m0-5.8v.1"/>"#;
    Key => r#"<circle cx="5.3" cy="10.7" r="2.8"/><path d="m7.3 8.7 5.7-5.7m-2 2 2 2m-4 0 1.3 1.3"/>"#;
    Left => r#"<path d="M10 3.5 5.5 8l4.5 4.5"/>"#;
    Lock => r#"<rect x="3" y="7" width="10" height="7" rx="1.5"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>"#;
    Menu => r#"<path d="M2 4h12M2 8h12M2 12h12"/>"#;
    Moon => r#"<path d="M13 9.7A5.5 5.5 0 0 1 6.3 3 5.5 5.5 0 1 0 13 9.7Z"/>"#;
    Pencil => r#"<path d="m3 13 .6-2.8 7-7a1.3 1.3 0 0 1 1.9 0l.3.3a1.3 1.3 0 0 1 0 1.9l-7 7L3 13Z"/>"#;
    People => r#"<circle cx="6" cy="5.5" r="2.5"/><path d="M1.5 13.5a4.5 4.5 0 0 1 9 0M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.6a4.5 4.5 0 0 1 2.5 3.9"/>"#;
    Plus => r#"<path d="M8 3v10M3 8h10"/>"#;
    Refresh => r#"<path d="M13 8a5 5 0 1 1-1.5-3.5L13 6"/><path d="M13 2.8V6H9.8"/>"#;
    Right => r#"<path d="m6 3.5 4.5 4.5L6 12.5"/>"#;
    Screen => r#"<rect x="2" y="3" width="12" height="8" rx="1.5"/><path d="M6 13.5h4"/>"#;
    Search => r#"<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3 3"/>"#;
    SignOut => r#"<path d="M6.5 2.5H4A1.5 1.5 0 0 0 2.5 4v8A1.5 1.5 0 0 0 4 13.5h2.5M10.5 11l3-3-3-3M13.5 8h-7"/>"#;
    SortDown => r#"<path d="M8 3v10m-3.5-3.5L8 13l3.5-3.5"/>"#;
    SortUp => r#"<path d="M8 13V3M4.5 6.5 8 3l3.5 3.5"/>"#;
    Sun => r#"<circle cx="8" cy="8" r="2.8"/><path d="M8 1.5v1.3m0 10.4v1.3M1.5 8h1.3m10.4 0h1.3M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9"/>"#;
    Up => r#"<path d="m4 10 4-4 4 4"/>"#;
    User => r#"<circle cx="8" cy="5.5" r="2.8"/><path d="M2.8 14a5.2 5.2 0 0 1 10.4 0"/>"#;
    Warning => r#"<path d="M8 2.5 14.5 13.5h-13L8 2.5Z"/><path d="M8 6.5v3.2m0 2v.1"/>"#;
}

/// A drawing beside words, or inside a control that has a name of its own.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! { <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" inner_html=name.paths()></svg> }
}
