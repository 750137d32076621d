//! `/consent/{token}`: what a partner asks of a customer, for whoever has the link of the mail. Works without a session and
//! without script, and loads no WASM.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::customers::model::{AssociationType, RequestKind, RequestState};
use crate::customers::rules;
use crate::customers::text::{AssociationText, CustomerText};
use crate::customers::unscoped::{self, ConsentRequest};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::password::token_hash;
use crate::server::request;
use crate::ui::fields::CheckBox;
use crate::ui::form::Form;
use crate::ui::languages::Languages;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::format_stamp;

/// The customer's page.
#[component]
pub fn ConsentPage() -> impl IntoView {
    let (locale, state) = (request::locale(), request::state());
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    let content = page(async move {
        let asked = unscoped::consent_request(&state.db, &token_hash(&token)).await?.ok_or(AppError::NotFound)?;
        Ok(whole(&asked, &token, locale, state.clock.now()))
    });
    view! { {content}<Languages locale=locale/> }.into_any()
}

fn whole(asked: &ConsentRequest, token: &str, locale: Locale, now: DateTime<Utc>) -> AnyView {
    let t = AssociationText(locale);
    let state = rules::request_state(asked.state, asked.expires_at, now);
    let body = match state {
        RequestState::Pending if asked.is_active => question(asked, token, locale),
        RequestState::Pending => outcome(NoticeTone::Note, t.consent_ended()),
        RequestState::Accepted => outcome(NoticeTone::Good, t.consent_accepted()),
        RequestState::Refused => outcome(NoticeTone::Good, t.consent_refused()),
        RequestState::Withdrawn => outcome(NoticeTone::Note, t.consent_withdrawn()),
        RequestState::Expired => outcome(NoticeTone::Warn, t.consent_expired()),
        RequestState::Failed => outcome(NoticeTone::Warn, t.consent_failed()),
    };
    view! { <Page title=t.consent_title()><section class="card"><div class="body stack">{body}</div></section></Page> }.into_any()
}

fn outcome(tone: NoticeTone, words: &'static str) -> AnyView {
    view! { <Notice tone=tone>{words}</Notice> }.into_any()
}

fn question(asked: &ConsentRequest, token: &str, locale: Locale) -> AnyView {
    let t = AssociationText(locale);
    let (asks, means) = match (asked.kind, asked.target) {
        (RequestKind::SwitchType, Some(target)) => {
            let means = if target == AssociationType::Resale { t.consent_resale_means() } else { t.consent_referral_means() };
            (t.consent_switch(&asked.partner, &asked.name, CustomerText(locale).association_type(target)), means)
        }
        _ => (t.consent_end(&asked.partner, &asked.name), t.consent_end_means()),
    };
    let note = (!asked.note.is_empty()).then(|| (t.consent_writes(&asked.partner), asked.note.clone()));
    let note = note.map(|(head, note)| view! { <div class="stack"><p class="strong">{head}</p><p class="lines">{note}</p></div> });
    let until = t.consent_until(format_stamp(asked.expires_at, locale));
    let token = token.to_owned();
    view! {
        <p class="strong">{asks}</p>
        <p>{means}</p>
        {note}
        <p class="quiet">{until}</p>
        <Form action="customers.decide" key=false class="stack">
            <input type="hidden" name="form[token]" value=token/>
            <CheckBox name="form[read]" label=t.consent_read() class="wide"/>
            <div class="row">
                <button class="button main" name="form[answer]" value="accept">{t.consent_accept()}</button>
                <button class="button" name="form[answer]" value="refuse">{t.consent_refuse()}</button>
            </div>
        </Form>
    }
    .into_any()
}
