//! Plain forms that post to their own page (`server::form`), and what fields ask about a refused post.

use axum::http::request::Parts;
use leptos::context::Provider;
use leptos::prelude::*;

use super::badge::Tone;
use super::error_summary::ErrorSummary;
use super::notice::Notice;
use super::text::UiText;
use crate::error::{AppError, FieldError};
use crate::i18n::Locale;
pub use crate::server::form::{Submission, Upload};

/// The form around a field.
#[derive(Clone, PartialEq, Eq)]
struct CurrentForm {
    action: String,
    /// Where several forms of one action stand on a page: the input and value that tell this one.
    only: Option<(String, String)>,
}

/// A plain form. With `key` it carries an idempotency key, with `version` the version that was read.
///
/// `only` tells forms of the same action on one page apart: the name and value of a hidden input, which the form then
/// carries by itself.
#[component]
pub fn Form(
    /// The server function, `opportunities.report`.
    #[prop(into)]
    action: String,
    /// The version of the record that the page shows.
    #[prop(optional_no_strip)]
    version: Option<i32>,
    /// Whether the form carries an idempotency key.
    #[prop(default = true)]
    key: bool,
    /// The hidden input that tells this form from others of its action.
    #[prop(optional_no_strip)]
    only: Option<(String, String)>,
    /// Extra classes.
    #[prop(optional, into)]
    class: String,
    /// The element's id.
    #[prop(optional, into)]
    id: String,
    /// Whether leaving with unsaved input asks first.
    #[prop(optional)]
    guard: bool,
    /// Whether it has a file field: it is then sent as `multipart/form-data`.
    #[prop(optional)]
    files: bool,
    children: Children,
) -> impl IntoView {
    let current = CurrentForm { action: action.clone(), only: only.clone() };
    let address = address_of(&action);
    view! {
        <Provider value=current>
            <form
                method="post"
                action=address
                enctype=files.then_some("multipart/form-data")
                novalidate=true
                class=class
                id=(!id.is_empty()).then_some(id)
                data-confirm-leave=guard.then_some("")
            >
                <Outcome/>
                {only.map(|(name, value)| view! { <input type="hidden" name=name value=value/> })}
                {key.then(|| view! { <input type="hidden" name="form[key]" value=key_of_this_form()/> })}
                {version.map(|version| view! { <input type="hidden" name="form[version]" value=version_of_this_form(version)/> })}
                {children()}
            </form>
        </Provider>
    }
    .into_any()
}

/// What came of the post, above the fields.
#[component]
fn Outcome() -> impl IntoView {
    let t = UiText(use_context::<Locale>().unwrap_or_default());
    let posted = submission();
    let brought_back =
        posted.is_some() && use_context::<Parts>().is_some_and(|parts| resumes_pending_form(parts.uri.query().unwrap_or("")));
    match posted.and_then(|submission| submission.error) {
        None if brought_back => view! { <Notice tone=Tone::Note>{t.brought_back()}</Notice> }.into_any(),
        None => ().into_any(),
        Some(AppError::Invalid(errors)) => {
            let words = |e: FieldError| (e.field, if e.message == "400" { t.unreadable_form().into() } else { e.message });
            let errors: Vec<_> = errors.0.into_iter().map(words).collect();
            view! { <ErrorSummary errors=errors/> }.into_any()
        }
        Some(AppError::Conflict(conflict)) => {
            // The page without what was typed holds theirs.
            let theirs = (!conflict.theirs.is_empty()).then(|| view! { " "<a href=address_without_post()>{t.take_theirs()}</a> });
            view! { <Notice tone=Tone::Warn>{conflict.message}{theirs}</Notice> }.into_any()
        }
        Some(AppError::NotAllowed { rule }) => view! { <Notice tone=Tone::Bad>{rule}</Notice> }.into_any(),
        Some(AppError::NotFound) => view! { <Notice tone=Tone::Bad>{t.gone()}</Notice> }.into_any(),
        Some(AppError::Busy { retry_after }) => view! { <Notice tone=Tone::Bad>{t.busy(retry_after)}</Notice> }.into_any(),
        Some(AppError::Overloaded { retry_after }) => view! { <Notice tone=Tone::Bad>{t.overloaded(retry_after)}</Notice> }.into_any(),
        Some(AppError::Broken { reference }) => view! { <Notice tone=Tone::Bad>{t.broken(reference)}</Notice> }.into_any(),
        Some(AppError::SignInFirst) => ().into_any(),
    }
}

/// The address of this page as it was before the post.
fn address_without_post() -> String {
    let uri = use_context::<Parts>().map(|parts| parts.uri).unwrap_or_default();
    let path = uri.path().to_owned();
    let query = address_with(uri.query().unwrap_or(""), &[("do", None), ("parked", None), ("done", None)]);
    format!("{path}{}", query.trim_end_matches('?'))
}

/// Whether the page was opened to go on with a form whose session had ended.
fn resumes_pending_form(query: &str) -> bool {
    query.split('&').any(|pair| pair.starts_with("parked="))
}

/// The submission of the form around the caller, if it was this form that was posted.
pub fn submission() -> Option<Submission> {
    let current = use_context::<CurrentForm>()?;
    let posted = use_context::<Submission>().filter(|posted| posted.action == current.action)?;
    let is_this = |(name, value): &(String, String)| posted.fields.iter().any(|(n, v)| n == name && v == value);
    current.only.as_ref().is_none_or(is_this).then_some(posted)
}

/// What was typed into an input of the form around the caller.
pub fn typed(name: &str) -> Option<String> {
    submission()?.fields.into_iter().find(|(n, _)| n == name).map(|(_, value)| value)
}

/// The files that the form around the caller carries in this input.
pub fn uploads(name: &str) -> Vec<Upload> {
    let all = submission().map(|submission| submission.uploads).unwrap_or_default();
    all.into_iter().filter(|upload| upload.field == name).collect()
}

/// Whether the form around the caller came back from a post: an absent check box then means "not ticked".
pub fn was_posted() -> bool {
    submission().is_some()
}

/// What the server function of a post answered, for a form that stays on its page: a preview, a count. Nothing after a refusal.
pub fn answer_of<T: serde::de::DeserializeOwned>(posted: &Submission) -> Option<T> {
    if posted.error.is_some() { None } else { serde_json::from_value(posted.answer.clone()?).ok() }
}

/// The first button of a form, which nobody sees: Enter in a field presses it and not the one that is seen first.
#[component]
pub fn EnterPresses(
    /// The server function, `contracts.preview`.
    action: &'static str,
) -> impl IntoView {
    view! { <button type="submit" hidden=true tabindex="-1" aria-hidden="true" formaction=address_of(action)></button> }
}

/// All values that were sent under one name.
pub fn typed_all(name: &str) -> Vec<String> {
    let fields = submission().map(|submission| submission.fields).unwrap_or_default();
    fields.into_iter().filter(|(n, _)| n == name).map(|(_, value)| value).collect()
}

/// What is wrong with an input.
pub fn wrong(name: &str) -> Option<String> {
    match submission()?.error? {
        AppError::Invalid(errors) => errors.0.into_iter().find(|error| error.field == name).map(|error| error.message),
        _ => None,
    }
}

/// What somebody else saved into an input meanwhile, as people read it.
pub fn theirs(name: &str) -> Option<String> {
    match submission()?.error? {
        AppError::Conflict(conflict) => conflict.theirs.into_iter().find(|theirs| theirs.field == name).map(|theirs| theirs.shown),
        _ => None,
    }
}

/// What was posted, as a form of this function's: whichever of its buttons was pressed, its fields are filled.
pub fn filled_as(action: &str, posted: Option<Submission>) -> Submission {
    posted.map(|posted| Submission { action: action.into(), ..posted }).unwrap_or_default()
}

/// The address of this page with the function's name: a form posts to its own page.
pub fn address_of(action: &str) -> String {
    let changes = [("do", Some(action)), ("parked", None), ("done", None), ("panel", None)];
    with_context::<Parts, _>(|parts| address_with(parts.uri.query().unwrap_or(""), &changes)).unwrap_or_else(|| address_with("", &changes))
}

/// A query string with some parameters set or taken out, for links on the page itself.
pub fn address_with(query: &str, changes: &[(&str, Option<&str>)]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| !changes.iter().any(|(n, _)| n == name)) {
        out.append_pair(&name, &value);
    }
    for (name, value) in changes {
        if let Some(value) = value {
            out.append_pair(name, value);
        }
    }
    format!("?{}", out.finish())
}

/// The key that was sent stays while the form is mended; a new one is made where the old was used up.
fn key_of_this_form() -> String {
    let used_up = submission().is_some_and(|s| matches!(s.error, Some(AppError::Conflict(_))));
    typed("form[key]").filter(|key| !used_up && !key.is_empty()).unwrap_or_else(|| crate::server::new_id().to_string())
}

/// After a conflict the form carries the version that stands now: saving again overwrites knowingly.
fn version_of_this_form(read: i32) -> String {
    match submission().and_then(|submission| submission.error) {
        Some(AppError::Conflict(conflict)) => conflict.version.unwrap_or(read).to_string(),
        _ => typed("form[version]").unwrap_or_else(|| read.to_string()),
    }
}
