//! Fields that choose.

use super::{Frame, field_id};
use crate::ui::form::{submission, typed, typed_all};
use leptos::prelude::*;

/// One thing that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is posted.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A second line; empty for none.
    pub note: String,
}

impl Choice {
    /// A choice of one line.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: String::new() }
    }

    /// With a second line.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}

/// One of many, folded.
#[component]
pub fn Select(
    /// Full name of the input.
    #[prop(into)]
    name: String,
    /// Its visible label.
    #[prop(into)]
    label: String,
    /// Value and words, in order.
    options: Vec<(String, String)>,
    /// What is chosen before anything was posted.
    #[prop(optional, into)]
    value: String,
    /// The words of a first, empty choice; empty for none.
    #[prop(optional, into)]
    blank: String,
    /// One sentence of help; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// Never marked as optional.
    #[prop(optional)]
    unmarked: bool,
    /// `wide`, `short` or both.
    #[prop(optional, into)]
    class: String,
    /// Instead of the id that follows from the name.
    #[prop(optional, into)]
    id: String,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
) -> impl IntoView {
    let value = typed(&name).unwrap_or(value);
    let frame = Frame::new(&name, id, label, hint, class, !required && !unmarked);
    let blank = (!blank.is_empty()).then(|| view! { <option value="">{blank}</option> });
    let options = options.into_iter().map(|(this, words)| {
        let selected = this == value;
        view! { <option value=this selected=selected>{words}</option> }
    });
    let control = view! {
        <select
            id=frame.id.clone() name=name required=required autocomplete=autocomplete
            aria-describedby=frame.described_by() aria-invalid=frame.invalid()
        >
            {blank}
            {options.collect_view()}
        </select>
    };
    frame.around(control)
}

/// Yes or no, or one item of several that share a name.
#[component]
pub fn CheckBox(
    /// Full name of the input.
    #[prop(into)]
    name: String,
    /// Its visible label.
    #[prop(into)]
    label: String,
    /// What is posted when it is ticked.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// Ticked before anything was posted.
    #[prop(optional)]
    checked: bool,
    /// A second line; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// `wide`.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let id = if value == "true" { field_id(&name) } else { field_id(&format!("{name}-{value}")) };
    // An unticked box posts nothing: after a refused post its absence is what was typed.
    let checked = if submission().is_some() { typed_all(&name).contains(&value) } else { checked };
    let frame = Frame::new(&name, id, label, hint, class, false);
    view! {
        <div class=frame.class()>
            <label class="tick" for=frame.id.clone()>
                <input
                    type="checkbox" id=frame.id.clone() name=name value=value checked=checked
                    aria-describedby=frame.described_by() aria-invalid=frame.invalid()
                />
                <span>{frame.name()}</span>
            </label>
            {frame.before()}
            {frame.after()}
        </div>
    }
}

/// Any number of a few, under one question. The name ends in `[]`.
#[component]
pub fn CheckGroup(
    /// Full name of the inputs.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What can be ticked.
    options: Vec<Choice>,
    /// What is ticked before anything was posted.
    #[prop(optional)]
    values: Vec<String>,
    /// One sentence of help; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// Carries "(optional)".
    #[prop(optional)]
    optional: bool,
    /// `wide`.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let values = if submission().is_some() { typed_all(&name) } else { values };
    let frame = Frame::new(&name, String::new(), label, hint, class, optional);
    let boxes = ticks("checkbox", &name, &frame, options, &values, false);
    frame.group(view! { <div>{boxes}</div> })
}

/// Any number of many, under one question and in branches, each with a heading. The name ends in `[]`.
#[component]
pub fn CheckTree(
    /// Full name of the inputs.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// Headings, and what can be ticked under each.
    branches: Vec<(String, Vec<Choice>)>,
    /// What is ticked before anything was posted.
    #[prop(optional)]
    values: Vec<String>,
    /// One sentence of help; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// `wide`.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let values = if submission().is_some() { typed_all(&name) } else { values };
    let mut frame = Frame::new(&name, String::new(), label, hint, class, false);
    let first = frame.id.clone();
    let branches: Vec<_> = branches
        .into_iter()
        .enumerate()
        .map(|(at, (heading, options))| {
            frame.id = if at == 0 { first.clone() } else { format!("{first}-{at}") };
            let boxes = ticks("checkbox", &name, &frame, options, &values, false);
            view! { <fieldset class="field"><legend>{heading}</legend><div class="tree">{boxes}</div></fieldset> }
        })
        .collect();
    frame.id = first;
    frame.group(view! { <div class="tree">{branches.collect_view()}</div> })
}

/// One of a few, all in sight. With `cards`, each stands in a box of its own, for choices with a second line.
#[component]
pub fn RadioGroup(
    /// Full name of the inputs.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    label: String,
    /// What can be chosen.
    options: Vec<Choice>,
    /// What is chosen before anything was posted.
    #[prop(optional, into)]
    value: String,
    /// One sentence of help; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// Each choice in a box of its own.
    #[prop(optional)]
    cards: bool,
    /// `wide`.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let value = typed(&name).unwrap_or(value);
    let class_of_list = match (cards, options.len()) {
        (false, _) => "",
        (true, 0..=8) => "choices",
        (true, _) => "choices many",
    };
    let frame = Frame::new(&name, String::new(), label, hint, class, !required);
    let radios = ticks("radio", &name, &frame, options, &[value], required);
    frame.group(view! { <div class=class_of_list>{radios}</div> })
}

/// The first input has the field's own id, so that the error summary leads there.
fn ticks(kind: &'static str, name: &str, frame: &Frame, options: Vec<Choice>, chosen: &[String], required: bool) -> impl IntoView + use<> {
    let ticks: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let id = (at == 0).then(|| frame.id.clone());
            let note = (!choice.note.is_empty()).then(|| view! { <span class="hint">{choice.note}</span> });
            let checked = chosen.contains(&choice.value);
            view! {
                <label class="tick">
                    <input
                        type=kind id=id name=name.to_owned() value=choice.value checked=checked
                        required=required aria-invalid=frame.invalid()
                    />
                    <span>{choice.label}{note}</span>
                </label>
            }
        })
        .collect();
    ticks.collect_view()
}
