//! The switch of codes for sensitive operations, on the account page.

use leptos::prelude::*;

use crate::auth::verification::text::CodeText;
use crate::ui::fields::{CheckBox, PasswordField};
use crate::ui::form::Form;

/// Whether sensitive operations ask for a code.
#[component]
pub fn VerificationCard(
    /// Whether they do.
    is_on: bool,
    t: CodeText,
) -> impl IntoView {
    let stands = if is_on { t.switch_is_on() } else { t.switch_is_off() };
    view! {
        <section class="card">
            <header><h2>{t.switch_title()}</h2></header>
            <Form action="auth.set_verification" key=false class="body fields">
                <p class="wide">{t.switch_text()}" "<b>{stands}</b></p>
                <CheckBox name="form[on]" label=t.switch() checked=is_on class="wide"/>
                <PasswordField name="form[password]" label=t.password() autocomplete="current-password" class="wide short"/>
                <div class="wide"><button class="button">{t.save()}</button></div>
            </Form>
        </section>
    }
}
