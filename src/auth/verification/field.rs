//! The field of a code in the form of a sensitive operation, and what its page shows after a code was sent.

use leptos::prelude::*;

use super::model::{Purpose, Sent};
use super::rules::DIGITS;
use super::text::CodeText;
use crate::i18n::Locale;
use crate::ui::fields::{HiddenField, TextField};
use crate::ui::form::{Submission, address_of};
use crate::ui::notice::{Notice, NoticeTone};

/// The server function behind the button.
pub const SEND: &str = "auth.send_code";

/// The posted form of a page, as one of `action`, whichever button of it was pressed: the one that sends a code keeps what was typed.
pub fn as_form_of(action: &'static str) -> Submission {
    let posted = use_context::<Submission>().filter(|posted| posted.action == action || posted.action == SEND);
    posted.map(|posted| Submission { action: action.into(), ..posted }).unwrap_or_default()
}

/// Asks for the code, where the viewer switched it on; nothing otherwise.
#[component]
pub fn CodeField(
    /// Whether she did.
    is_on: bool,
    /// For which operation.
    purpose: Purpose,
) -> impl IntoView {
    if !is_on {
        return ().into_any();
    }
    let t = CodeText(use_context::<Locale>().unwrap_or_default());
    let answer = use_context::<Submission>().filter(|posted| posted.error.is_none()).and_then(|posted| posted.answer);
    let sent: Option<Sent> = answer.and_then(|answer| serde_json::from_value(answer).ok());
    let sent = sent.map(|sent| view! { <div class="wide"><Notice tone=NoticeTone::Good>{t.sent(sent.to)}</Notice></div> });
    view! {
        {sent}
        <HiddenField name="form[purpose]" value=purpose.as_str()/>
        <TextField
            name="form[code]" label=t.code() hint=t.code_hint() required=true inputmode="numeric" autocomplete="one-time-code" class="short"
            maxlength=u32::try_from(DIGITS).unwrap_or(6) * 2
        />
        <div class="wide"><button class="button" formaction=address_of(SEND)>{t.send()}</button></div>
    }
    .into_any()
}
