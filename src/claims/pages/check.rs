//! The instant check above the list. Posted: no address says whom somebody asks about.

use leptos::prelude::*;

use crate::claims::model::{Answer, Bar};
use crate::claims::text::ClaimText;
use crate::ui::fields::TextField;
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone};

const ACTION: &str = "claims.check";

/// One field, one button, and the answer.
pub fn form(t: ClaimText) -> AnyView {
    view! {
        <section class="in-line" aria-labelledby="check-title">
            <h2 id="check-title">{t.check_title()}</h2>
            <Form action=ACTION key=false class="filters">
                <TextField
                    name="form[prospect]" label=t.check_label() hint=t.check_recorded() unmarked=true required=true autocomplete="off"
                    maxlength=254
                />
                <div class="row"><button type="submit" class="button">{t.check()}</button></div>
            </Form>
            {answered().map(|answer| {
                let tone = tone(&answer);
                view! { <Notice tone=tone>{t.answer(&answer)}</Notice> }
            })}
        </section>
    }
    .into_any()
}

fn answered() -> Option<Answer> {
    let posted = use_context::<Submission>().filter(|posted| posted.action == ACTION)?;
    serde_json::from_value(posted.answer?).ok()
}

const fn tone(answer: &Answer) -> NoticeTone {
    match answer {
        Answer::Free => NoticeTone::Good,
        Answer::Review(_) | Answer::Barred(Bar::Yours(_) | Bar::YoursInReview(_) | Bar::YourCustomer) => NoticeTone::Note,
        Answer::Barred(_) => NoticeTone::Warn,
    }
}
