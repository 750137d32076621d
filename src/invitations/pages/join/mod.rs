//! The page behind a link, for whoever holds it: who invites, to what, and the answer. Plain forms; no script is needed.

mod forms;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::auth::session::source;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::invitations::answering::count_unknown;
use crate::invitations::model::FailReason;
use crate::invitations::rules;
use crate::invitations::text::{ClosedWords, InvitationText, JoinText};
use crate::invitations::unscoped::{self, LinkLookup};
use crate::server::request;
use crate::ui::escape::escaped;
use crate::ui::form::Submission;
use crate::ui::languages::Languages;
use crate::ui::shell::refusal;
use crate::ui::text::UiText;
use crate::values::date::{format_date, format_stamp};
use crate::values::masking::mask_email;

/// `/join/{token}`.
#[component]
pub fn JoinPage() -> impl IntoView {
    let (locale, state, address) = (request::locale(), request::state(), source().address);
    let token = use_params_map().get_untracked().get("token").unwrap_or_default();
    let query = use_query_map().get_untracked();
    let (done, confirm) = (query.get("done").unwrap_or_default(), query.get("confirm").unwrap_or_default());
    let load = async move {
        let Some(lookup) = unscoped::look_up_link(&state.db, &token).await? else {
            count_unknown(&state.db, &address, state.clock.now()).await?;
            return Ok(unknown(locale));
        };
        let closed = rules::judge_link(&lookup.facts(state.clock.now())).err();
        Ok::<AnyView, AppError>(shown(&lookup, closed, &done, &confirm, &token, locale))
    };
    view! {
        {Suspend::new(async move { load.await.unwrap_or_else(|error| refusal(&error)) })}
        <Languages locale=locale/>
    }
    .into_any()
}

/// Heading in the window's title, product above; `status` where it is not 200.
fn frame(heading: &str, status: Option<u16>, locale: Locale, content: AnyView) -> AnyView {
    if let (Some(response), Some(Ok(status))) =
        (use_context::<leptos_axum::ResponseOptions>(), status.map(axum::http::StatusCode::from_u16))
    {
        response.set_status(status);
    }
    let words = Words(locale);
    let title = format!("{heading} – {}", words.product());
    let wrong = use_context::<Submission>().is_some_and(|submission| submission.error.is_some());
    let title = if wrong { UiText(locale).error_title(title) } else { title };
    view! {
        <Title text=escaped(&title)/>
        <p class="brand"><crate::ui::mark::Mark/>{words.product()}</p>
        {content}
    }
    .into_any()
}

fn message(heading: &str, text: String, status: Option<u16>, locale: Locale) -> AnyView {
    let h1 = heading.to_owned();
    let content = view! { <section class="card stack"><h1 tabindex="-1">{h1}</h1><p>{text}</p></section> }.into_any();
    frame(heading, status, locale, content)
}

fn unknown(locale: Locale) -> AnyView {
    let words = ClosedWords(locale);
    message(words.unknown(), words.unknown_text().to_owned(), Some(404), locale)
}

fn shown(lookup: &LinkLookup, closed: Option<FailReason>, done: &str, confirm: &str, token: &str, locale: Locale) -> AnyView {
    let t = JoinText(locale);
    let partner = &lookup.partner_name;
    let is_mailed = matches!(lookup.source, unscoped::LinkSource::Mail(_));
    match (done, closed) {
        // What one has just done, or what the link says of itself: never somebody else's word.
        ("joined", reason) if !is_mailed || reason == Some(FailReason::AlreadyUsed) => {
            message(&t.done_heading(partner), t.done_text(partner), None, locale)
        }
        ("declined", Some(FailReason::Declined)) => message(t.declined_heading(), t.declined_done(partner), None, locale),
        (_, Some(reason)) => {
            let (heading, text) = InvitationText(locale).closed(reason, partner);
            message(heading, text, Some(410), locale)
        }
        (_, None) if !is_mailed && !confirm.is_empty() => frame(t.code_heading(), None, locale, forms::code(token, confirm, t)),
        (_, None) => frame(&t.heading(partner), None, locale, open(lookup, token, t)),
    }
}

/// Who, what, until when, and the ways to answer.
fn open(lookup: &LinkLookup, token: &str, t: JoinText) -> AnyView {
    let partner = lookup.partner_name.clone();
    let who = lookup.owner.as_ref().map_or_else(|| t.who_company(&partner), |(_, person)| t.who(person, &partner));
    let campaign = lookup.campaign.as_ref().map(|(name, _)| view! { <p>{t.campaign(name)}</p> });
    let (kind, meaning) = t.meaning(lookup.association_type, &partner);
    let until = match (lookup.expires_at, &lookup.campaign) {
        (Some(at), _) => Some(t.until(format_stamp(at, t.locale()))),
        (None, Some((_, last))) => Some(t.until_day(format_date(*last, t.locale()))),
        (None, None) => None,
    };
    let proof = lookup.email.as_ref().map_or_else(|| t.asks_for_code().to_owned(), |email| t.proves(mask_email(email)));
    view! {
        <section class="card stack join">
            <h1 tabindex="-1">{t.heading(&partner)}</h1>
            <p>{who}</p>
            {campaign}
            <h2>{t.what_it_means()}{Words(t.locale()).colon()}{kind}</h2>
            <p>{meaning}</p>
            <p>{t.one_partner()}</p>
            {until.map(|words| view! { <p>{words}</p> })}
            <p>{proof}</p>
        </section>
        {forms::register(lookup, token, t)}
        {forms::identify(lookup, token, t)}
        {lookup.email.is_some().then(|| forms::decline(lookup, token, t))}
    }
    .into_any()
}
