//! One more product.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::i18n::Locale;
use crate::opportunities::text::OpportunityText;

/// Shows the empty lines of its children one by one. Without script the first of them stand.
#[island]
pub fn MoreProducts(
    /// The language.
    locale: Locale,
    /// How many lines there are, `div[data-product]` counted from 1.
    lines: usize,
    children: Children,
) -> impl IntoView {
    let t = OpportunityText(locale);
    let live = RwSignal::new(false);
    let full = RwSignal::new(false);
    Effect::new(move |_| {
        for at in 1..=lines {
            if let Some(line) = line(at).filter(|_| is_empty(at)) {
                line.unchecked_into::<HtmlElement>().set_hidden(true);
            }
        }
        live.set(true);
    });
    let add = move |_| {
        let hidden = (1..=lines).filter(|at| line(*at).is_some_and(|line| line.has_attribute("hidden"))).collect::<Vec<_>>();
        if let Some(line) = hidden.first().and_then(|at| line(*at)) {
            let first = line.query_selector("input").ok().flatten();
            line.unchecked_into::<HtmlElement>().set_hidden(false);
            if let Some(first) = first {
                let _ = first.unchecked_into::<HtmlElement>().focus();
            }
        }
        full.set(hidden.len() <= 1);
    };
    view! {
        <div class="stack">
            {children()}
            <button type="button" class="button slim" hidden=move || !live.get() || full.get() on:click=add>{t.add_product()}</button>
        </div>
    }
}

fn line(at: usize) -> Option<Element> {
    document().query_selector(&format!("[data-product='{at}']")).ok().flatten()
}

fn is_empty(at: usize) -> bool {
    ["name", "revenue"].iter().all(|part| {
        let input =
            document().get_element_by_id(&format!("form-products-{at}-{part}")).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        input.is_none_or(|input| input.value().is_empty())
    })
}
