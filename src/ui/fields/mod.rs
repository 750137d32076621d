//! Form fields: label, hint, message and value belong together, and what was typed survives a refused post.
//!
//! Names are those of the server function's argument, `form[name]`; ids follow from them. Optional fields are marked,
//! not required ones, because most are required.

mod choice;
mod file;
mod id;
mod line;

pub use choice::{CheckBox, CheckGroup, CheckTree, Choice, RadioGroup, Select};
pub use file::FileField;
pub use line::{DateField, HiddenField, MoneyField, PasswordField, TextArea, TextField};

pub use id::field_id;

use super::form::{theirs, wrong};
use super::icon::{Icon, IconName};
use super::text::words;
use leptos::prelude::*;

/// What surrounds an input, apart from the input itself.
struct Frame {
    id: String,
    label: String,
    hint: String,
    class: String,
    /// Whether the label carries "(optional)".
    mark: bool,
    error: Option<String>,
    theirs: Option<String>,
}

impl Frame {
    fn new(name: &str, id: String, label: String, hint: String, class: String, mark: bool) -> Self {
        let id = if id.is_empty() { field_id(name) } else { id };
        Self { id, label, hint, class, mark, error: wrong(name), theirs: theirs(name) }
    }

    /// With what is wrong, unless a posted form says so already; empty for nothing.
    fn with_problem(self, problem: String) -> Self {
        let error = self.error.or_else(|| (!problem.is_empty()).then_some(problem));
        Self { error, ..self }
    }

    /// The ids of what describes the input, in reading order.
    fn described_by(&self) -> Option<String> {
        let parts = [(!self.hint.is_empty(), "hint"), (self.error.is_some(), "error"), (self.theirs.is_some(), "theirs")];
        let ids: Vec<String> = parts.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{}-{part}", self.id)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn invalid(&self) -> Option<&'static str> {
        self.error.is_some().then_some("true")
    }

    fn class(&self) -> String {
        let wrong = if self.error.is_some() { " wrong" } else { "" };
        format!("field{wrong} {}", self.class).trim_end().to_owned()
    }

    fn name(&self) -> impl IntoView + use<> {
        let mark = self.mark.then(|| view! { " "<span class="optional">{words().optional()}</span> });
        view! { {self.label.clone()}{mark} }
    }

    fn before(&self) -> impl IntoView + use<> {
        let id = &self.id;
        let hint = (!self.hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-hint")>{self.hint.clone()}</p> });
        let error = self.error.clone().map(|error| {
            view! { <p class="error" id=format!("{id}-error")><Icon name=IconName::Warning /><span>{error}</span></p> }
        });
        view! { {hint}{error} }
    }

    fn after(&self) -> impl IntoView + use<> {
        let id = &self.id;
        self.theirs.clone().map(|value| {
            view! {
                <p class="theirs" id=format!("{id}-theirs")>
                    <Icon name=IconName::People />
                    <span>{words().they_saved()}" "<b>{value}</b></span>
                </p>
            }
        })
    }

    /// The whole field around one labelled control.
    fn around(self, control: impl IntoView + 'static) -> AnyView {
        view! {
            <div class=self.class()>
                <label for=self.id.clone()>{self.name()}</label>
                {self.before()}
                {control}
                {self.after()}
            </div>
        }
        .into_any()
    }

    /// The whole field around several controls that share a question.
    fn group(self, controls: impl IntoView + 'static) -> AnyView {
        view! {
            <fieldset class=self.class() aria-describedby=self.described_by()>
                <legend>{self.name()}</legend>
                {self.before()}
                {controls}
                {self.after()}
            </fieldset>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests;
