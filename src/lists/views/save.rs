//! Saving the present conditions under a name.

use leptos::prelude::*;

use super::Views;
use super::actions::{SAVE, here};
use crate::i18n::{Locale, Words};
use crate::lists::rules::LONGEST_NAME;
use crate::lists::text::ViewText;
use crate::ui::fields::{CheckBox, HiddenField, TextField};
use crate::ui::form::Form;

/// The form. A copy of somebody else's view may keep its name: names are one person's.
pub fn save(views: &Views, locale: Locale) -> AnyView {
    let t = ViewText(locale);
    let copied = views.origin().filter(|entry| entry.view.owner.is_some() && views.is_on_the_page(entry));
    let name = copied.map(|entry| entry.view.name.clone()).unwrap_or_default();
    let (list, query) = (views.list.to_string(), views.query());
    let longest = u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX);
    view! {
        <Form action=SAVE class="card view-panel">
            <header><h2>{t.save_title()}</h2></header>
            <div class="body stack">
                <p class="quiet">{t.save_lead()}</p>
                <input type="hidden" name="form[list]" value=list/>
                <HiddenField name="form[query]" value=query/>
                <TextField name="form[view_name]" label=t.name() hint=t.name_hint(longest) value=name required=true maxlength=longest class="short" autofocus=true/>
                <CheckBox name="form[is_default]" label=t.open_with_it() value="yes" checked=false/>
                <div class="row">
                    <button type="submit" class="button main">{t.save()}</button>
                    <a class="button plain" href=here(None)>{Words(locale).cancel()}</a>
                </div>
            </div>
        </Form>
    }
    .into_any()
}
