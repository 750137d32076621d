//! A forgotten password: asking for the link, and setting a new password with it. Plain pages without script.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::auth::forgotten::unscoped::reset_link;
use crate::auth::text::AuthText;
use crate::i18n::Words;
use crate::server::password::token_hash;
use crate::server::request::{locale, state};
use crate::ui::badge::Tone;
use crate::ui::escape::escaped;
use crate::ui::fields::{HiddenField, PasswordField, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::Notice;
use crate::ui::shell::page;
use crate::ui::text::UiText;

/// `/forgotten-password`.
#[component]
pub fn ForgottenPasswordPage() -> impl IntoView {
    let locale = locale();
    let t = AuthText(locale);
    let sent = use_query_map().get_untracked().get("done").as_deref() == Some("sent");
    let content = if sent {
        view! {
            <Notice tone=Tone::Good>{t.reset_sent()}</Notice>
            <p>{t.reset_sent_note()}</p>
            <p><a href="/forgotten-password">{t.ask_again()}</a></p>
        }
        .into_any()
    } else {
        view! {
            <Form action="auth.ask_for_reset" key=false class="stack">
                <p>{t.forgotten_lead()}</p>
                <TextField name="form[account]" label=t.account_name() autocomplete="username" unmarked=true required=true/>
                <button class="button main">{t.send_link()}</button>
            </Form>
        }
        .into_any()
    };
    entrance(t.forgotten_title(), content, t)
}

/// `/reset-password/{token}`.
#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    let (locale, state) = (locale(), state());
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    let response = use_context::<leptos_axum::ResponseOptions>();
    page(async move {
        let t = AuthText(locale);
        let now = state.clock.now();
        let link = reset_link(&state.db, &token_hash(&token)).await?;
        let why_not = match &link {
            None => Some(t.link_unknown()),
            Some(link) if link.works(now) => None,
            Some(link) if link.used => Some(t.link_used()),
            Some(link) if now >= link.expires_at => Some(t.link_expired()),
            Some(_) => Some(t.link_unknown()),
        };
        if let Some(why) = why_not {
            if let Some(response) = response {
                response.set_status(axum::http::StatusCode::GONE);
            }
            let content = view! {
                <Notice tone=Tone::Warn>{why}</Notice>
                <p>{t.link_gone_note()}</p>
                <a class="button main" href="/forgotten-password">{t.ask_again()}</a>
            };
            return Ok(entrance(t.link_gone_title(), content.into_any(), t));
        }
        let content = view! {
            <Form action="auth.reset_password" key=false class="stack">
                <HiddenField name="form[token]" value=token/>
                <PasswordField name="form[new_password]" label=t.new_password() hint=t.password_hint() autocomplete="new-password"/>
                <PasswordField name="form[again_password]" label=t.new_password_again() autocomplete="new-password"/>
                <button class="button main">{t.set_password()}</button>
            </Form>
        };
        Ok(entrance(t.reset_title(), content.into_any(), t))
    })
}

/// A page at the door, signed in or not.
fn entrance(title: &'static str, content: AnyView, t: AuthText) -> AnyView {
    let words = Words(t.locale());
    let refused = use_context::<Submission>().is_some_and(|submission| submission.error.is_some());
    let full = format!("{title} – {}", words.product());
    let full = if refused { UiText(t.locale()).error_title(full) } else { full };
    view! {
        <Title text=escaped(&full)/>
        <p class="brand"><crate::ui::mark::Mark/>{words.product()}</p>
        <div class="card stack">
            <h1>{title}</h1>
            {content}
            <p class="small"><a href="/sign-in">{t.to_sign_in()}</a></p>
        </div>
    }
    .into_any()
}
