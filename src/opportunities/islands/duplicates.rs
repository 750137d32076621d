//! The hint that something like it exists, live.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use crate::i18n::Locale;
use crate::opportunities::api::{self, LikelyDuplicate};
use crate::opportunities::text::{OpportunityText, WritingText};

/// Open opportunities that look like the one being typed. What is shown counts as acknowledged: the hint never blocks.
#[island]
pub fn Duplicates(
    /// The language.
    locale: Locale,
    /// What the server found in what was typed so far.
    found: Vec<LikelyDuplicate>,
) -> impl IntoView {
    let (t, words) = (OpportunityText(locale), WritingText(locale));
    let rows = RwSignal::new(found);
    let asked = StoredValue::new((String::new(), String::new()));
    Effect::new(move |_| {
        let _ = window_event_listener(ev::change, move |event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if !input.is_some_and(|input| ["form[customer]", "form[name]"].contains(&input.name().as_str())) {
                return;
            }
            let question = (value("input[name='form[customer]']:checked"), value("input[name='form[name]']"));
            asked.set_value(question.clone());
            spawn_local(async move {
                let answer = api::similar(question.0.clone(), question.1.clone()).await.unwrap_or_default();
                if asked.get_value() == question {
                    rows.set(answer);
                }
            });
        });
    });
    let lines = move || {
        let line = |row: LikelyDuplicate| view! { <p>{row.sentence}" "<a href=row.address target="_blank">{t.duplicate_open()}</a></p> };
        rows.get().into_iter().map(line).collect_view()
    };
    let none = move || rows.with(Vec::is_empty);
    view! {
        <div role="status">
            <div class="hintbox warn" id="form-acknowledged" tabindex="-1" hidden=none>
                <b>{t.duplicate_title()}</b>
                {lines}
                <p>{words.report_as_well()}</p>
            </div>
        </div>
        <input type="hidden" name="form[acknowledged]" value=move || if none() { "" } else { "yes" }/>
    }
}

fn value(selector: &str) -> String {
    let input = document().query_selector(selector).ok().flatten().and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}
