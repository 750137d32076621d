//! Signing in: a plain page without script.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::auth::maybe_viewer;
use crate::auth::text::AuthText;
use crate::i18n::Words;
use crate::server::form::own_address;
use crate::server::request::locale;
use crate::ui::badge::Tone;
use crate::ui::escape::escaped;
use crate::ui::fields::{HiddenField, PasswordField, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::mark::Mark;
use crate::ui::notice::Notice;
use crate::ui::text::UiText;

/// `/sign-in`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let locale = locale();
    let (t, words) = (AuthText(locale), Words(locale));
    let query = use_query_map().get_untracked();
    let next = query.get("next").unwrap_or_default();
    if maybe_viewer().is_some() {
        leptos_axum::redirect(own_address(&next));
    }
    let over = query.get("over").map(|over| match over.as_str() {
        _ if next.contains("parked=") => t.session_over(),
        "0" => t.session_over_lost(),
        _ => t.session_over_plain(),
    });
    let other = locale.other();
    let title = format!("{} – {}", t.sign_in(), words.product());
    let refused = use_context::<Submission>().is_some_and(|submission| submission.error.is_some());
    let title = if refused { UiText(locale).error_title(title) } else { title };
    view! {
        <Title text=escaped(&title)/>
        <p class="brand"><Mark/>{words.product()}</p>
        <Form action="auth.sign_in" key=false class="card stack">
            <h1>{t.sign_in()}</h1>
            {over.map(|text| view! { <Notice tone=Tone::Note>{text}</Notice> })}
            <TextField name="form[account]" label=t.account_name() autocomplete="username" unmarked=true required=true autofocus=!refused/>
            <PasswordField name="form[password]" label=t.password() autocomplete="current-password"/>
            <HiddenField name="form[next]" value=next/>
            <button class="button main">{t.sign_in()}</button>
            <p class="small quiet">{t.forgotten()}</p>
        </Form>
        <Form action="auth.set_preferences" key=false class="row small">
            <input type="hidden" name="form[locale]" value=other.tag()/>
            <button class="button plain slim" lang=other.tag()>{other.own_name()}</button>
        </Form>
    }
    .into_any()
}
