//! A new password of one's own.

use leptos::prelude::*;

use crate::auth::text::AuthText;
use crate::auth::viewer;
use crate::i18n::Words;
use crate::server::request::locale;
use crate::ui::badge::Tone;
use crate::ui::fields::PasswordField;
use crate::ui::form::Form;
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};

/// `/account/password`.
#[component]
pub fn PasswordPage() -> impl IntoView {
    let (viewer, locale) = (viewer(), locale());
    page(async move {
        let first = viewer?.must_change_password;
        let t = AuthText(locale);
        Ok(view! {
            <Page title=t.change_password() section=Words(locale).account() crumbs=vec![(t.account().into(), "/account".into())]>
                {first.then(|| view! { <Notice tone=Tone::Note>{t.first_password()}</Notice> })}
                <Form action="auth.change_password" key=false class="card">
                    <div class="body fields">
                        <PasswordField name="form[current_password]" label=t.current_password() hint=if first { t.current_is_temporary() } else { "" } autocomplete="current-password" class="wide short"/>
                        <PasswordField
                            name="form[new_password]" label=t.new_password() hint=t.password_hint() autocomplete="new-password" class="wide short"
                        />
                        <PasswordField name="form[again_password]" label=t.new_password_again() autocomplete="new-password" class="wide short"/>
                        <div class="wide"><button class="button main">{t.change_password()}</button></div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}
