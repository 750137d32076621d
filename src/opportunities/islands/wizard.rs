//! The steps of a report and the look at all of it before it is sent. The fields come in as server-rendered children.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, HtmlInputElement};

use super::answers::{Answer, answers, check_step};
use crate::i18n::Locale;
use crate::opportunities::text::{OpportunityText, WritingText};

/// The id of the dialog that asks before the draft is thrown away.
pub const DISCARD: &str = "discard-draft";

/// Shows one `fieldset[data-step]` of its children at a time; the last has no fields: there all answers stand, each step with
/// the way back to it. Without script all steps stand on one page, with one button.
#[island]
pub fn Wizard(
    /// The language.
    locale: Locale,
    /// The id of the form in the children.
    form: String,
    /// The names of the steps, the look at all of it last.
    steps: Vec<String>,
    /// Steps that hold a problem.
    wrong: Vec<bool>,
    /// The step to open with.
    start: usize,
    children: Children,
) -> impl IntoView {
    let (t, words) = (OpportunityText(locale), WritingText(locale));
    let last = steps.len().saturating_sub(1);
    let (at, live) = (RwSignal::new(start.min(last)), RwSignal::new(false));
    // Whoever has seen the end comes back to it from a step that was changed, and past those only that hold a problem.
    let (seen, given) = (StoredValue::new(wrong.contains(&true)), RwSignal::new(Vec::<Vec<Answer>>::new()));
    let problems = StoredValue::new(wrong.clone());
    let look = move || {
        seen.set_value(true);
        given.set((0..last).map(|step| answers(step, locale)).collect());
    };
    let go = move |step: usize| {
        show(step, last);
        at.set(step);
        if step == last {
            look();
        }
        if let Some(legend) = element(&format!("fieldset[data-step='{step}'] > legend")) {
            let _ = legend.unchecked_into::<HtmlElement>().focus();
        }
    };
    let next = move || {
        let now = at.get_untracked();
        if check_step(now, words.fill_in(), words.choose_one()) {
            let wrong = problems.with_value(|wrong| (now + 1..last).find(|step| wrong.get(*step) == Some(&true)));
            go(if seen.get_value() { wrong.unwrap_or(last) } else { (now + 1).min(last) });
        }
    };
    Effect::new(move |_| {
        live.set(true);
        show(at.get_untracked(), last);
        if at.get_untracked() == last {
            look();
        }
        // A line of the error summary leads to its field, whose step may be hidden.
        let _ = window_event_listener(ev::click, move |event| {
            let link = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|target| target.closest("a[href^='#']").ok().flatten());
            let step = link.and_then(|link| step_of(&link.get_attribute("href")?));
            if let Some(step) = step {
                show(step, last);
                at.set(step);
            }
        });
    });
    let enter = move |event: ev::KeyboardEvent| {
        let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(field) = field.filter(|_| event.key() == "Enter" && !event.is_composing() && at.get_untracked() < last) else { return };
        event.prevent_default();
        if field.id() != "find" {
            next();
        }
    };
    let names = StoredValue::new(steps.clone());
    let overview = move || {
        let parts = given.get().into_iter().enumerate().map(|(step, answers)| {
            let name = names.with_value(|names| names[step].clone());
            let lines = answers.into_iter().map(|(question, answer)| view! { <dt>{question}</dt><dd>{answer}</dd> }).collect_view();
            view! {
                <section class="stack">
                    <div class="row">
                        <h2 class="grow">{name.clone()}</h2>
                        <button type="button" class="button plain" aria-label=words.change_step(name) on:click=move |_| go(step)>{words.change()}</button>
                    </div>
                    <dl class="facts wide">{lines}</dl>
                </section>
            }
        });
        (live.get() && at.get() == last).then(|| view! { <div class="stack far">{parts.collect_view()}</div> })
    };
    let list = steps.into_iter().zip(wrong).enumerate().map(|(step, (name, is_wrong))| {
        let state = move || match (live.get(), at.get()) {
            (true, now) if now == step => "now",
            _ if is_wrong => "wrong",
            (true, now) if step < now => "done",
            _ => "",
        };
        let inside = move || {
            let (number, name) = (step + 1, name.clone());
            if live.get() && step < at.get() {
                view! { <button type="button" on:click=move |_| go(step)><i>{number}</i>{name}</button> }.into_any()
            } else {
                view! { <i>{number}</i>{name} }.into_any()
            }
        };
        view! { <li class=state aria-current=move || (state() == "now").then_some("step")>{inside}</li> }
    });
    let (report_form, keep_form) = (form.clone(), form);
    view! {
        <div class="form" on:keydown=enter>
            <ol class="steps" aria-label=words.steps()>{list.collect_view()}</ol>
            <div>
                {children()}
                {overview}
                <div class="foot">
                    <button type="button" class="button main" hidden=move || !live.get() || at.get() == last on:click=move |_| next()>{t.next()}</button>
                    <button type="submit" class="button main" form=report_form hidden=move || live.get() && at.get() < last>{t.submit_report()}</button>
                    <button type="button" class="button" hidden=move || !live.get() || at.get() == 0 on:click=move |_| go(at.get_untracked().saturating_sub(1))>{t.back()}</button>
                    <button type="submit" class="button" form=keep_form formaction="?do=opportunities.keep_draft" hidden=move || live.get()>{words.keep_draft()}</button>
                    <span class="grow"></span>
                    <button type="button" class="button plain" commandfor=DISCARD command="show-modal" aria-haspopup="dialog">{t.discard_draft()}</button>
                </div>
            </div>
        </div>
    }
}

fn element(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

fn show(step: usize, last: usize) {
    for other in 0..=last {
        if let Some(fields) = element(&format!("fieldset[data-step='{other}']")) {
            fields.unchecked_into::<HtmlElement>().set_hidden(other != step);
        }
    }
}

/// The step in which the target of a link stands.
fn step_of(href: &str) -> Option<usize> {
    let target = document().get_element_by_id(href.strip_prefix('#')?)?;
    target.closest("fieldset[data-step]").ok()??.get_attribute("data-step")?.parse().ok()
}
