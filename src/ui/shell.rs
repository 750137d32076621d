//! A page: title, heading, what it is about, its actions; and the pages that say why there is nothing to see.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use super::escape::escaped;
use super::form::Submission;
use super::text::UiText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};

/// A part of a page that may be missing: any view, an option of one, nothing.
#[derive(Default)]
pub struct Part(Option<AnyView>);

impl<V: IntoView + 'static> From<V> for Part {
    fn from(view: V) -> Self {
        Self(Some(view.into_view().into_any()))
    }
}

/// The frame of every page's content. `section` stands in the title between page and product.
#[component]
pub fn Page(
    /// The `h1`, as the menu names the page.
    #[prop(into)]
    title: String,
    /// The section for the browser's title bar.
    #[prop(optional, into)]
    section: String,
    /// Where the page lies: label and address, the page itself last and without one.
    #[prop(optional)]
    crumbs: Vec<(String, String)>,
    /// Whose data it shows and why, or what it is for.
    #[prop(optional, into)]
    lead: Part,
    /// The page's actions, at the right.
    #[prop(optional, into)]
    actions: Part,
    children: Children,
) -> impl IntoView {
    let locale = use_context::<Locale>().unwrap_or_default();
    let t = UiText(locale);
    let wrong = use_context::<Submission>().is_some_and(|submission| submission.error.is_some());
    let mut parts = vec![title.clone()];
    parts.extend((!section.is_empty() && section != title).then_some(section));
    parts.push(Words(locale).product().into());
    let text = parts.join(" – ");
    let text = if wrong { t.error_title(text) } else { text };
    let last = title.clone();
    view! {
        <Title text=escaped(&text)/>
        {(!crumbs.is_empty()).then(|| view! {
            <nav class="crumbs" aria-label=t.crumbs()>
                <ol>
                    {crumbs.into_iter().map(|(label, href)| view! { <li><a href=href>{label}</a></li> }).collect_view()}
                    <li aria-current="page">{last}</li>
                </ol>
            </nav>
        })}
        <div class="head">
            <div class="grow"><h1 tabindex="-1">{title}</h1>{lead.0}</div>
            {actions.0}
        </div>
        {children()}
    }
    .into_any()
}

/// Renders what a page loads, or the page that says why not. The future must not use the context after its first
/// `await`: read request, viewer and language before.
pub fn page(load: impl Future<Output = Result<AnyView, AppError>> + Send + 'static) -> AnyView {
    view! { {Suspend::new(async move { load.await.unwrap_or_else(|error| refusal(&error)) })} }.into_any()
}

/// The page of an error, with its status.
pub fn refusal(error: &AppError) -> AnyView {
    let t = UiText(use_context::<Locale>().unwrap_or_default());
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(status) = axum::http::StatusCode::from_u16(error.status())
    {
        response.set_status(status);
        if let Some(seconds) = error.retry_after() {
            response.insert_header(axum::http::header::RETRY_AFTER, axum::http::HeaderValue::from(seconds));
        }
    }
    let (title, text) = match error {
        AppError::NotAllowed { rule } => (t.not_allowed_title(), rule.clone()),
        AppError::NotFound => (t.not_found_title(), t.not_found_text().to_owned()),
        AppError::SignInFirst => (t.sign_in_title(), t.sign_in_text().to_owned()),
        AppError::Busy { retry_after } => (t.busy_title(), t.busy(*retry_after)),
        AppError::Overloaded { retry_after } => (t.busy_title(), t.overloaded(*retry_after)),
        AppError::Invalid(_) | AppError::Conflict(_) => (t.bad_address_title(), t.bad_address_text().to_owned()),
        AppError::Broken { reference } => (t.broken_title(), t.broken(reference)),
    };
    view! {
        <Page title=title>
            <div class="card refusal"><div class="body stack">
                <p>{text}</p>
                <p><a href="/">{t.to_home()}</a></p>
            </div></div>
        </Page>
    }
    .into_any()
}
