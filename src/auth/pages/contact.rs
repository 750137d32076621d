//! The own e-mail address and mobile number, on the account page.

use leptos::prelude::*;

use crate::auth::queries::Contact;
use crate::auth::text::AuthText;
use crate::ui::fields::{PasswordField, TextField};
use crate::ui::form::Form;

/// What colleagues and the product reach the person by.
#[component]
pub fn ContactCard(contact: Contact, t: AuthText) -> impl IntoView {
    view! {
        <section class="card">
            <header><h2 class="grow">{t.contact()}</h2><a href="/account/notifications">{t.what_comes_by_mail()}</a></header>
            <Form action="auth.change_contact" key=false class="body fields" version=Some(contact.version)>
                <TextField
                    name="form[email]" label=t.email() hint=t.email_hint() value=contact.email.unwrap_or_default() kind="email"
                    autocomplete="email" maxlength=254
                />
                <TextField
                    name="form[mobile]" label=t.mobile() hint=t.mobile_hint() value=contact.mobile.unwrap_or_default() kind="tel"
                    autocomplete="tel" maxlength=32
                />
                <PasswordField
                    name="form[current_password]" label=t.current_password() hint=t.contact_password_hint() autocomplete="current-password"
                    class="wide short"
                />
                <div class="wide"><button class="button">{t.save_contact()}</button></div>
            </Form>
        </section>
    }
}
