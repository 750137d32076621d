//! Fields that are typed into.

use super::Frame;
use crate::ui::escape::escaped;
use crate::ui::form::typed;
use leptos::prelude::*;

/// One line of text.
#[component]
pub fn TextField(
    /// Full name of the input.
    #[prop(into)]
    name: String,
    /// Its visible label.
    #[prop(into)]
    label: String,
    /// What stands in it before anything was typed.
    #[prop(optional, into)]
    value: String,
    /// One sentence of help; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// Never marked as optional: filters, sign-in.
    #[prop(optional)]
    unmarked: bool,
    /// `wide`, `short` or both.
    #[prop(optional, into)]
    class: String,
    /// Instead of the id that follows from the name, where a page has the same form twice.
    #[prop(optional, into)]
    id: String,
    /// `text`, `email`, `tel`, `search`.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
    /// Longest text, in characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    inputmode: Option<&'static str>,
    /// Takes the focus when the page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let value = typed(&name).unwrap_or(value);
    let frame = Frame::new(&name, id, label, hint, class, !required && !unmarked);
    let control = view! {
        <input
            type=kind id=frame.id.clone() name=name value=value required=required autofocus=autofocus
            autocomplete=autocomplete maxlength=maxlength inputmode=inputmode
            aria-describedby=frame.described_by() aria-invalid=frame.invalid()
        />
    };
    frame.around(control)
}

/// A password. What was typed is not sent back.
#[component]
pub fn PasswordField(
    /// Full name of the input.
    #[prop(into)]
    name: String,
    /// Its visible label.
    #[prop(into)]
    label: String,
    /// One sentence of help; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// `wide`, `short` or both.
    #[prop(optional, into)]
    class: String,
    /// Instead of the id that follows from the name.
    #[prop(optional, into)]
    id: String,
) -> impl IntoView {
    let frame = Frame::new(&name, id, label, hint, class, false);
    let control = view! {
        <input
            type="password" id=frame.id.clone() name=name required=true autocomplete=autocomplete
            spellcheck="false" autocapitalize="none"
            aria-describedby=frame.described_by() aria-invalid=frame.invalid()
        />
    };
    frame.around(control)
}

/// Several lines of text.
#[component]
pub fn TextArea(
    /// Full name of the input.
    #[prop(into)]
    name: String,
    /// Its visible label.
    #[prop(into)]
    label: String,
    /// What stands in it before anything was typed.
    #[prop(optional, into)]
    value: String,
    /// One sentence of help; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
    /// Never marked as optional: needed in one case only, and the hint says in which.
    #[prop(optional)]
    unmarked: bool,
    /// `wide`, `short` or both.
    #[prop(optional, into)]
    class: String,
    /// Instead of the id that follows from the name.
    #[prop(optional, into)]
    id: String,
    /// Longest text, in characters.
    #[prop(optional)]
    maxlength: Option<u32>,
    /// Lines shown.
    #[prop(default = 4)]
    rows: u32,
) -> impl IntoView {
    let value = typed(&name).unwrap_or(value);
    // The parser drops one line break after the start tag: without a second one a leading empty line would be lost.
    let value = if value.starts_with('\n') { format!("\n{value}") } else { value };
    let value = escaped(&value);
    let frame = Frame::new(&name, id, label, hint, class, !required && !unmarked);
    let control = view! {
        <textarea
            id=frame.id.clone() name=name rows=rows required=required maxlength=maxlength
            aria-describedby=frame.described_by() aria-invalid=frame.invalid()
        >{value}</textarea>
    };
    frame.around(control)
}

/// An amount of money, kept as it was typed; the server reads separators and full-width digits.
#[component]
pub fn MoneyField(
    /// Full name of the input.
    #[prop(into)]
    name: String,
    /// Its visible label.
    #[prop(into)]
    label: String,
    /// What stands in it before anything was typed.
    #[prop(optional, into)]
    value: String,
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
    #[prop(default = "short".to_owned(), into)]
    class: String,
    /// Instead of the id that follows from the name.
    #[prop(optional, into)]
    id: String,
    /// The currency.
    #[prop(default = "¥")]
    unit: &'static str,
) -> impl IntoView {
    let value = typed(&name).unwrap_or(value);
    let frame = Frame::new(&name, id, label, hint, class, !required && !unmarked);
    let control = view! {
        <div class="affix">
            <span aria-hidden="true">{unit}</span>
            <input
                type="text" inputmode="decimal" autocomplete="off" id=frame.id.clone() name=name value=value
                required=required aria-describedby=frame.described_by() aria-invalid=frame.invalid()
            />
        </div>
    };
    frame.around(control)
}

/// A day. The browser's own date input takes typing, and sends `2026-11-23`.
#[component]
pub fn DateField(
    /// Full name of the input.
    #[prop(into)]
    name: String,
    /// Its visible label.
    #[prop(into)]
    label: String,
    /// What stands in it before anything was typed, `2026-11-23`.
    #[prop(optional, into)]
    value: String,
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
    #[prop(default = "short".to_owned(), into)]
    class: String,
    /// Instead of the id that follows from the name.
    #[prop(optional, into)]
    id: String,
    /// What is wrong with a value that an address brought, where no posted form says so; empty for nothing.
    #[prop(optional, into)]
    problem: String,
) -> impl IntoView {
    let value = typed(&name).unwrap_or(value);
    let frame = Frame::new(&name, id, label, hint, class, !required && !unmarked).with_problem(problem);
    let control = view! {
        <input
            type="date" id=frame.id.clone() name=name value=value required=required
            aria-describedby=frame.described_by() aria-invalid=frame.invalid()
        />
    };
    frame.around(control)
}

/// A value that travels with the form.
#[component]
pub fn HiddenField(
    /// Full name of the input.
    #[prop(into)]
    name: String,
    /// The value.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    view! { <input type="hidden" name=name value=value /> }
}
