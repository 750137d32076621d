//! The search for a customer, live.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlSelectElement;

use crate::i18n::Locale;
use crate::opportunities::api::{self, CustomerOption};
use crate::opportunities::text::{OpportunityText, WritingText};

/// One of the viewer's customers. Without script the search is a button that comes back to this page; everything about a
/// customer is masked before it reaches the browser.
#[island]
pub fn CustomerChoice(
    /// The language.
    locale: Locale,
    /// At most twenty, and the chosen one.
    options: Vec<CustomerOption>,
    /// Whether there are more than are shown.
    more: bool,
    /// What is chosen.
    chosen: String,
    /// What was searched for.
    find: String,
    /// What is wrong; empty for nothing.
    error: String,
) -> impl IntoView {
    let (t, words) = (OpportunityText(locale), WritingText(locale));
    let (rows, chosen, live) = (RwSignal::new(options), RwSignal::new(chosen), RwSignal::new(false));
    let more = RwSignal::new(more);
    let asked = StoredValue::new(String::new());
    let filled = StoredValue::new(String::new());
    Effect::new(move |_| live.set(true));
    let mut search = debounce(Duration::from_millis(250), move |text: String| {
        asked.set_value(text.clone());
        spawn_local(async move {
            let Ok(mut found) = api::choices(text.clone()).await else { return };
            if asked.get_value() != text {
                return;
            }
            more.set(found.len() >= 20);
            // What is chosen stays in sight.
            let kept = rows.get_untracked().into_iter().find(|row| row.value == chosen.get_untracked());
            if let Some(kept) = kept.filter(|kept| !found.contains(kept)) {
                found.insert(0, kept);
            }
            rows.set(found);
        });
    });
    let choose = move |row: &CustomerOption| {
        chosen.set(row.value.clone());
        let select = document().get_element_by_id("form-industry").and_then(|select| select.dyn_into::<HtmlSelectElement>().ok());
        // What somebody chose is not overwritten.
        if let Some(select) = select.filter(|select| select.value().is_empty() || select.value() == filled.get_value()) {
            select.set_value(&row.industry);
            filled.set_value(row.industry.clone());
        }
    };
    let is_wrong = !error.is_empty();
    let invalid = is_wrong.then_some("true");
    let list = move || {
        let row = |(at, row): (usize, CustomerOption)| {
            let id = if at == 0 { "form-customer".to_owned() } else { format!("form-customer-{at}") };
            let value = row.value.clone();
            let checked = move || chosen.get() == value;
            let first = checked.clone();
            view! {
                <label class="tick" for=id.clone()>
                    <input
                        type="radio" id=id.clone() name="form[customer]" required=true value=row.value.clone() aria-invalid=invalid
                        checked=first prop:checked=checked
                        on:change={let row = row.clone(); move |_| choose(&row)}
                    />
                    <span>{row.name.clone()}<span class="hint">{row.note.clone()}</span></span>
                </label>
            }
        };
        rows.get().into_iter().enumerate().map(row).collect_view()
    };
    let said = move || match (rows.with(Vec::len), more.get()) {
        (0, _) => words.none_found().to_owned(),
        (_, true) => words.first_shown(20),
        _ => String::new(),
    };
    view! {
        <div class="stack far">
            <div class="field">
                <label for="find">{words.find_customer()}</label>
                <p class="hint" id="find-hint">{words.find_customer_hint()}</p>
                <div class="row">
                    <input
                        type="search" id="find" name="find" class="grow" value=find autocomplete="off" aria-describedby="find-hint"
                        on:input=move |event| search(event_target_value(&event))
                    />
                    <button type="submit" class="button" formaction="?do=opportunities.find_customers" hidden=move || live.get()>{words.find()}</button>
                </div>
            </div>
            <fieldset class=if is_wrong { "field wrong" } else { "field" } aria-describedby=is_wrong.then_some("form-customer-error")>
                <legend>{t.choose_customer()}</legend>
                {is_wrong.then(|| view! { <p class="error" id="form-customer-error"><span>{error}</span></p> })}
                <div class="choices many"><div class="choices">{list}</div></div>
                <p class="hint" role="status">{said}</p>
            </fieldset>
        </div>
    }
}
