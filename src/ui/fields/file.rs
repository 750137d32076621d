//! Fields that take files.

use super::Frame;
use crate::server::files::text::size;
use crate::ui::badge::Tone;
use crate::ui::form::{Upload, uploads};
use crate::ui::notice::Notice;
use crate::ui::text::words;
use leptos::prelude::*;

/// A file, or several where the name ends in `[]`. The form around it needs `files=true`.
///
/// A file that arrived with a form that was refused for another reason stays: a ticked box with its name stands for it, and its
/// value is the id that the server function receives.
#[component]
pub fn FileField(
    /// Full name of the input, as the purpose of its files names it.
    #[prop(into)]
    name: String,
    /// Its visible label.
    #[prop(into)]
    label: String,
    /// One sentence of help: what is accepted, how large; empty for none.
    #[prop(optional, into)]
    hint: String,
    /// What the browser offers to choose, `.xlsx,.csv`. The server looks at the content.
    #[prop(optional, into)]
    accept: String,
    /// Must be chosen.
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
) -> impl IntoView {
    let (kept, lost): (Vec<Upload>, Vec<Upload>) = uploads(&name).into_iter().partition(|upload| upload.id.is_some());
    let several = name.ends_with("[]");
    let frame = Frame::new(&name, id, label, hint, class, !required && !unmarked);
    let kept_id = format!("{}-kept", frame.id);
    let kept_hint = (!kept.is_empty()).then(|| {
        let hint = if several { words().keep_or_add() } else { words().keep_or_replace() };
        view! { <p class="hint" id=kept_id.clone()>{hint}</p> }
    });
    let required = required && kept.is_empty();
    let boxes = kept
        .into_iter()
        .map(|upload| {
            let value = upload.id.map(|id| id.to_string()).unwrap_or_default();
            let shown = if upload.name.is_empty() { words().uploaded_file().to_owned() } else { upload.name };
            view! {
                <label class="tick">
                    <input type="checkbox" name=name.clone() value=value checked=true aria-describedby=kept_id.clone()/>
                    <span translate="no">{shown}" ("{size(upload.size)}")"</span>
                </label>
            }
        })
        .collect_view();
    let lost = lost.into_iter().map(|upload| view! { <Notice tone=Tone::Warn>{words().choose_again(upload.name)}</Notice> }).collect_view();
    let control = view! {
        {lost}
        {boxes}
        {kept_hint}
        <input
            type="file" id=frame.id.clone() name=name required=required multiple=several accept=(!accept.is_empty()).then_some(accept)
            aria-describedby=frame.described_by() aria-invalid=frame.invalid()
        />
    };
    frame.around(control)
}
