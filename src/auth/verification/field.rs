//! The field of a code in the form of a sensitive operation, and what its page shows after a code was sent.

use leptos::prelude::*;

use super::model::{Purpose, Sent};
use super::rules::DIGITS;
use super::text::CodeText;
use crate::i18n::Locale;
use crate::ui::fields::{HiddenField, TextField};
use crate::ui::form::{EnterPresses, Submission, address_of, answer_of, filled_as};
use crate::ui::notice::{Notice, NoticeTone};

/// The server function behind the button.
pub const SEND: &str = "auth.send_code";

/// The posted form of a page, as one of `action`, whichever button of it was pressed: the one that sends a code keeps what was typed.
pub fn as_form_of(action: &'static str) -> Submission {
    let posted = use_context::<Submission>().filter(|posted| posted.action == action || posted.action == SEND);
    filled_as(action, posted)
}

/// Asks for the code, where the viewer switched it on; nothing otherwise.
#[component]
pub fn CodeField(
    /// Whether she did.
    is_on: bool,
    /// For which operation.
    purpose: Purpose,
    /// The function of the form, which Enter carries out: the button here stands before the form's own.
    action: &'static str,
) -> impl IntoView {
    if !is_on {
        return ().into_any();
    }
    let t = CodeText(use_context::<Locale>().unwrap_or_default());
    let sent: Option<Sent> = use_context::<Submission>().as_ref().and_then(answer_of);
    let sent = sent.map(|sent| view! { <div class="wide"><Notice tone=NoticeTone::Good>{t.sent(sent.to)}</Notice></div> });
    view! {
        {sent}
        <EnterPresses action=action/>
        <HiddenField name="form[purpose]" value=purpose.as_str()/>
        <TextField
            name="form[code]" label=t.code() hint=t.code_hint() required=true inputmode="numeric" autocomplete="one-time-code" class="short"
            maxlength=u32::try_from(DIGITS).unwrap_or(6) * 2
        />
        <div class="wide"><button class="button" formaction=address_of(SEND)>{t.send()}</button></div>
    }
    .into_any()
}
