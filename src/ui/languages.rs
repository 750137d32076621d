//! The other language, on pages that show no menu: for whoever came by a link.

use leptos::prelude::*;

use super::form::Form;
use crate::i18n::Locale;

/// One button, which leads back to the same page.
#[component]
pub fn Languages(locale: Locale) -> impl IntoView {
    let other = locale.other();
    view! {
        <Form action="auth.set_preferences" key=false class="row small">
            <input type="hidden" name="form[locale]" value=other.tag()/>
            <button class="button plain slim" lang=other.tag()>{other.own_name()}</button>
        </Form>
    }
}
