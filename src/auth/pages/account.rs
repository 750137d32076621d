//! The own account: profile, language, appearance, password, sessions.

use chrono::{DateTime, Duration, Utc};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::contact::ContactCard;
use super::verification::VerificationCard;
use crate::auth::queries::{EcosystemManager, OwnSession, ecosystem_manager, legal_company, own_contact, own_sessions};
use crate::auth::session::Theme;
use crate::auth::text::AuthText;
use crate::auth::verification;
use crate::auth::verification::text::CodeText;
use crate::auth::{Viewer, viewer};
use crate::i18n::{Locale, Words};
use crate::server::request::{extension, locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::fields::Select;
use crate::ui::form::Form;
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};
use crate::ui::text::UiText;
use crate::values::date::format_moment;

/// `/account`.
#[component]
pub fn AccountPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let theme = extension::<Theme>().map_or_else(|| "system".to_owned(), |theme| theme.0);
    let done = use_query_map().get_untracked().get("done");
    page(async move {
        let viewer = viewer?;
        let now = state.clock.now();
        let idle_since = now - Duration::minutes(state.config.session_idle_minutes);
        let sessions = own_sessions(&state.db, &viewer, now, idle_since).await?;
        let manager = ecosystem_manager(&state.db, &viewer).await?;
        let contact = own_contact(&state.db, &viewer).await?;
        let legal = legal_company(&state.db, &viewer).await?;
        let verifies = verification::queries::is_on(&state.db, &viewer).await?;
        let (t, code) = (AuthText(locale), CodeText(locale));
        let notice = match done.as_deref() {
            Some("password") => Some(view! { {t.password_changed()}" "<a href="/">{t.go_on()}</a> }.into_any()),
            Some("contact") => Some(view! { {t.contact_saved()} }.into_any()),
            Some("verification") => Some(view! { {code.switch_saved()} }.into_any()),
            Some("saved") => Some(view! { {t.saved()} }.into_any()),
            Some("session-ended") => Some(view! { {t.session_ended()} }.into_any()),
            _ => None,
        };
        Ok(view! {
            <Page title=t.account() section=Words(locale).account()>
                {notice.map(|text| view! { <Notice tone=Tone::Good>{text}</Notice> })}
                <div class="stack">
                    <Profile viewer=viewer.clone() manager=manager legal=legal t=t/>
                    <ContactCard contact=contact t=t/>
                    <VerificationCard is_on=verifies t=code/>
                    <Preferences locale=locale theme=theme/>
                    <Sessions sessions=sessions current=viewer.session_id.0 now=now locale=locale/>
                </div>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Profile(viewer: Viewer, manager: Option<EcosystemManager>, legal: Option<String>, t: AuthText) -> impl IntoView {
    let mut roles: Vec<String> = viewer.presets.iter().map(|preset| t.preset(*preset).to_owned()).collect();
    if viewer.custom_roles > 0 {
        roles.push(t.custom_roles(viewer.custom_roles));
    }
    let company = viewer.partner().map_or_else(|| t.vendor_staff().to_owned(), |partner| partner.name.clone());
    view! {
        <section class="card">
            <header><h2 class="grow">{t.profile()}</h2><a href="/account/password">{t.change_password()}</a></header>
            <div class="body">
                <dl class="facts">
                    <dt>{t.display_name()}</dt><dd>{viewer.display_name}</dd>
                    <dt>{t.account_name()}</dt><dd>{viewer.account_name}</dd>
                    <dt>{t.company()}</dt><dd>{company}</dd>
                    {legal.map(|name| view! { <dt>{t.legal_company()}</dt><dd>{name}</dd> })}
                    {(!roles.is_empty()).then(|| view! { <dt>{t.roles()}</dt><dd>{UiText(t.locale()).joined(&roles)}</dd> })}
                    {viewer.supervisor.map(|(_, name)| view! { <dt>{t.supervisor()}</dt><dd>{name}</dd> })}
                    {manager.map(|manager| {
                        let reach = [manager.name, manager.mobile, manager.email].into_iter().filter(|part| !part.is_empty());
                        view! { <dt>{t.ecosystem_manager()}</dt><dd>{reach.collect::<Vec<_>>().join(" · ")}</dd> }
                    })}
                </dl>
            </div>
        </section>
    }
}

#[component]
fn Preferences(locale: Locale, theme: String) -> impl IntoView {
    let t = AuthText(locale);
    let languages = [Locale::En, Locale::ZhCn].map(|l| (l.tag().to_owned(), l.own_name().to_owned())).to_vec();
    let themes = [("system", t.theme_system()), ("light", t.theme_light()), ("dark", t.theme_dark())];
    let themes = themes.map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec();
    view! {
        <section class="card">
            <header><h2>{t.preferences()}</h2></header>
            <Form action="auth.set_preferences" key=false class="body fields" only=Some(("form[from]".to_owned(), "account".to_owned()))>
                <Select name="form[locale]" label=t.language() options=languages value=locale.tag() required=true/>
                <Select name="form[theme]" label=t.theme() options=themes value=theme required=true/>
                <div class="wide"><button class="button">{Words(locale).save()}</button></div>
            </Form>
        </section>
    }
}

#[component]
fn Sessions(sessions: Vec<OwnSession>, current: uuid::Uuid, now: DateTime<Utc>, locale: Locale) -> impl IntoView {
    let t = AuthText(locale);
    let several = sessions.len() > 1;
    view! {
        <section class="card">
            <header>
                <h2 class="grow">{t.sessions()}</h2>
                {several.then(|| view! {
                    <Form action="auth.end_session" key=false only=Some(("form[id]".to_owned(), String::new()))>
                        <button class="button slim">{t.end_others()}</button>
                    </Form>
                })}
            </header>
            <div class="scroll">
                <table class="records" aria-label=t.sessions()>
                    <thead><tr>
                        <th scope="col">{t.browser()}</th><th scope="col">{t.from_address()}</th>
                        <th scope="col">{t.signed_in_at()}</th><th scope="col">{t.last_used()}</th><th scope="col">{t.action()}</th>
                    </tr></thead>
                    <tbody>{sessions.into_iter().map(|session| row(session, current, now, locale)).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(session: OwnSession, current: uuid::Uuid, now: DateTime<Utc>, locale: Locale) -> impl IntoView {
    let t = AuthText(locale);
    let id = session.id.to_string();
    let action = if session.id.0 == current {
        view! { <Badge tone=Tone::Good>{t.this_session()}</Badge> }.into_any()
    } else {
        let label = format!("{} – {}", t.end_session(), browser(&session.user_agent, t));
        view! {
            <Form action="auth.end_session" key=false only=Some(("form[id]".to_owned(), id))>
                <button class="button slim" aria-label=label>{t.end_session()}</button>
            </Form>
        }
        .into_any()
    };
    view! {
        <tr>
            <td>{browser(&session.user_agent, t)}</td>
            <td data-label=t.from_address()>{session.address}</td>
            <td data-label=t.signed_in_at()>{format_moment(session.created_at, now, locale)}</td>
            <td data-label=t.last_used()>{format_moment(session.last_seen_at, now, locale)}</td>
            <td class="acts">{action}</td>
        </tr>
    }
}

/// A browser's name for itself, shortened to what people know.
fn browser(agent: &str, t: AuthText) -> String {
    let name = ["Edg", "Firefox", "HeadlessChrome", "Chrome", "Safari"].into_iter().find(|name| agent.contains(name));
    let system = ["Windows", "Android", "iPhone", "Mac OS", "Linux"].into_iter().find(|name| agent.contains(name));
    match (name, system) {
        (Some(name), Some(system)) => format!("{}, {system}", if name == "Edg" { "Edge" } else { name }),
        (Some(name), None) => name.to_owned(),
        _ => t.unknown_browser().to_owned(),
    }
}
