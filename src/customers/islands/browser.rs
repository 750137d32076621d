//! The eye's work in the browser. Values are set as text, never as HTML.

use std::time::Duration;

use leptos::ev::SubmitEvent;
use leptos::prelude::{set_timeout, window_event_listener_untyped};
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlFormElement};

use crate::customers::api::{RevealForm, Revealed};
use crate::customers::model::keys;
use crate::error::AppError;

/// How long clear values stay.
const SHOWN_FOR: Duration = Duration::from_secs(60);

/// Opens or closes the eye of the form that was to be posted; `ask` is the server function behind it.
pub fn toggle<Answer>(event: SubmitEvent, ask: impl Fn(RevealForm) -> Answer + 'static)
where
    Answer: Future<Output = Result<Revealed, AppError>> + 'static,
{
    let form = event.target().and_then(|target| target.dyn_into::<HtmlFormElement>().ok());
    let Some(eye) = form.and_then(Eye::of) else { return };
    event.prevent_default();
    if eye.is_open() {
        eye.close();
    } else if !eye.button.has_attribute("aria-busy") {
        spawn_local(eye.open(ask));
    }
}

/// One form and the cells that it opens.
#[derive(Clone)]
struct Eye {
    form: HtmlFormElement,
    button: Element,
    field: String,
    refs: String,
}

impl Eye {
    fn of(form: HtmlFormElement) -> Option<Self> {
        let find = |selector: &str| form.query_selector(selector).ok().flatten();
        let field = find("input[name='form[field]']")?.get_attribute("value")?;
        let refs = find("input[name='form[refs]']")?.get_attribute("value")?;
        let button = find("button")?;
        Some(Self { form, button, field, refs })
    }

    fn is_open(&self) -> bool {
        self.button.get_attribute("aria-pressed").as_deref() == Some("true")
    }

    async fn open<Answer>(self, ask: impl Fn(RevealForm) -> Answer)
    where
        Answer: Future<Output = Result<Revealed, AppError>>,
    {
        set(&self.button, "aria-busy", "true");
        let answer = ask(RevealForm { field: self.field.clone(), refs: self.refs.clone() }).await;
        let _ = self.button.remove_attribute("aria-busy");
        match answer {
            Ok(revealed) => self.show(&revealed),
            // Posting it renders the page with the reason, or leads to sign-in.
            Err(_) => {
                let _ = self.form.submit();
            }
        }
    }

    fn show(self, revealed: &Revealed) {
        for (key, value) in &revealed.values {
            for cell in self.cells(key) {
                set(&cell, "data-mask", &cell.text_content().unwrap_or_default());
                cell.set_text_content(Some(value));
            }
        }
        set(&self.button, "aria-pressed", "true");
        // Opened again meanwhile, the earlier opening's minute must not close the later one.
        let turn = self.turn() + 1;
        set(&self.button, "data-turn", &turn.to_string());
        let later = self.clone();
        set_timeout(
            move || {
                if later.turn() == turn {
                    later.close();
                }
            },
            SHOWN_FOR,
        );
        // A page that the browser keeps for "back" must not keep the values.
        let _ = window_event_listener_untyped("pagehide", move |_| self.close());
    }

    fn turn(&self) -> u32 {
        self.button.get_attribute("data-turn").and_then(|turn| turn.parse().ok()).unwrap_or(0)
    }

    /// The cells that mask a value: they name it whole, or by its place among what the eye asks for.
    fn cells(&self, key: &str) -> Vec<Element> {
        let place = keys::keys(&self.refs).position(|one| one == key).map(|at| at.to_string()).unwrap_or_default();
        all(&["[data-reveal='", key, ":", &self.field, "'], [data-reveal='", &place, "']"].concat())
    }

    fn close(&self) {
        for key in keys::keys(&self.refs) {
            for cell in self.cells(&key) {
                if let Some(mask) = cell.get_attribute("data-mask") {
                    cell.set_text_content(Some(&mask));
                    let _ = cell.remove_attribute("data-mask");
                }
            }
        }
        set(&self.button, "aria-pressed", "false");
    }
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// All elements that a selector finds on the page.
fn all(selector: &str) -> Vec<Element> {
    let page = web_sys::window().and_then(|window| window.document());
    let Some(found) = page.and_then(|page| page.query_selector_all(selector).ok()) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)).filter_map(|node| node.dyn_into().ok()).collect()
}
