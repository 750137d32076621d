//! Keeping the draft on the server while somebody types.

use std::cell::RefCell;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FormData, HtmlFormElement};

use super::DISCARD;
use super::unload::keep_at_once;
use crate::i18n::Locale;
use crate::opportunities::api;
use crate::opportunities::model::{MOST_PRODUCTS, ProductForm, ReportForm};
use crate::opportunities::text::OpportunityText;

/// Says when the draft was kept, and keeps it a second after the last change, or at once when the page is left.
#[island]
pub fn DraftKeeper(
    /// The language.
    locale: Locale,
    /// The id of the form.
    form: String,
    /// What there is to say at first; empty for nothing.
    said: String,
) -> impl IntoView {
    let t = OpportunityText(locale);
    let said = RwSignal::new(said);
    // Whether the form is sent or thrown away, and whether something of it is not on its way yet.
    let (sent, waits) = (StoredValue::new(false), StoredValue::new(false));
    Effect::new(move |_| {
        let keep = RefCell::new(debounce(Duration::from_secs(1), move |form: HtmlFormElement| {
            let Some((fields, find)) = read(&form).filter(|_| !sent.get_value()) else { return };
            waits.set_value(false);
            spawn_local(async move {
                let outcome = api::keep_draft(fields, find).await;
                if outcome.is_err() {
                    waits.set_value(true);
                }
                said.set(outcome.map_or_else(|_| t.draft_not_kept().to_owned(), |time| t.draft_kept(time)));
            });
        }));
        let own = form.clone();
        let _ = window_event_listener(ev::submit, move |event| {
            let posted = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let ends = |posted: &Element| posted.id() == own || posted.closest(&format!("#{DISCARD}")).is_ok_and(|dialog| dialog.is_some());
            if posted.is_some_and(|posted| ends(&posted)) {
                sent.set_value(true);
            }
        });
        // Hidden is the last that a page of a phone hears of itself.
        for leaving in ["pagehide", "visibilitychange"] {
            let own = form.clone();
            let _ = window_event_listener_untyped(leaving, move |_| {
                if waits.get_value() && !sent.get_value() {
                    waits.set_value(!keep_at_once(&own));
                }
            });
        }
        let form = form.clone();
        let _ = window_event_listener(ev::input, move |event| {
            let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let around = field.and_then(|field| field.closest("form").ok().flatten()).filter(|around| around.id() == form);
            if let Some(around) = around.and_then(|around| around.dyn_into::<HtmlFormElement>().ok()) {
                waits.set_value(true);
                keep.borrow_mut()(around);
            }
        });
    });
    view! { <p role="status">{move || said.get()}</p> }
}

/// What is typed, and what is searched for.
fn read(form: &HtmlFormElement) -> Option<(ReportForm, String)> {
    let data = FormData::new_with_form(form).ok()?;
    let raw = |name: &str| data.get(name).as_string().unwrap_or_default();
    let get = |name: &str| raw(&format!("form[{name}]"));
    let product =
        |index: usize| ProductForm { name: get(&format!("products][{index}][name")), revenue: get(&format!("products][{index}][revenue")) };
    let fields = ReportForm {
        key: get("key"),
        customer: get("customer"),
        owner: get("owner"),
        name: get("name"),
        industry: get("industry"),
        business_system: get("business_system"),
        kind: get("kind"),
        confidence: get("confidence"),
        stage: get("stage"),
        test_project: get("test_project"),
        tender: get("tender"),
        current_platform: get("current_platform"),
        current_monthly_spend: get("current_monthly_spend"),
        competitors: get("competitors"),
        decision_maker: get("decision_maker"),
        key_need: get("key_need"),
        expected_monthly_revenue: get("expected_monthly_revenue"),
        expected_date: get("expected_date"),
        service_period: get("service_period"),
        products: (0..MOST_PRODUCTS).map(product).collect(),
        ..ReportForm::default()
    };
    Some((fields, raw("find")))
}
