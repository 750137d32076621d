//! The work behind signing in and out.

use axum::http::{HeaderValue, header};
use chrono::Duration;
use leptos::prelude::expect_context;
use leptos_axum::ResponseOptions;
use sha2::{Digest, Sha256};

use super::model::{PreferenceForm, SessionForm, SignInForm};
use super::queries;
use super::rules::{THROTTLE_MINUTES, is_throttled};
use super::session::{clear_cookie, maybe_viewer, set_cookie, source, viewer};
use super::text::AuthText;
use super::unscoped::{self, NewSession};
use crate::error::{AppError, FieldErrors};
use crate::i18n::Locale;
use crate::server::db::begin;
use crate::server::form::own_address;
use crate::server::http::source::network;
use crate::server::password::{Verdict, new_token, token_hash};
use crate::server::request::{self, cookie, locale, state};
use crate::server::{AppState, audit};
use crate::values::typed::account_name;

/// See [`super::api::sign_in`].
///
/// # Errors
/// [`AppError::Invalid`] for anything that does not fit, [`AppError::Busy`] after too many failures.
pub async fn sign_in(form: SignInForm) -> Result<(), AppError> {
    let (state, t, source) = (state(), AuthText(locale()), source());
    let account = account_name(&form.account);
    let mut problems = FieldErrors::new();
    if account.is_empty() {
        problems.add("form[account]", t.enter_account());
    }
    if form.password.is_empty() {
        problems.add("form[password]", t.enter_password());
    }
    problems.check()?;

    let keys = [throttle_key("account", &account), throttle_key("source", &network(&source.address))];
    count(&state, &keys).await?;
    let found = unscoped::credentials(&state.db, &account).await?;
    let verdict = state.passwords.verify(&form.password, found.as_ref().map(|c| c.password_hash.as_str())).await?;
    // Whose account, by its id: what was typed as a name may be a password.
    let (of, is_active) = (found.as_ref().map(|known| known.person_id.0), found.as_ref().is_some_and(|known| known.active));
    let Some(person) = found.filter(|person| person.active && verdict != Verdict::Wrong) else {
        tracing::info!(person = ?of, is_active, "sign-in refused");
        return Err(AppError::field("", t.wrong_credentials()));
    };
    for key in &keys {
        unscoped::forgive_attempt(&state.db, key).await?;
    }
    if verdict == Verdict::RightButOld {
        let new = state.passwords.hash(&form.password).await?;
        unscoped::replace_hash(&state.db, person.person_id, &person.password_hash, &new).await?;
    }

    let (token, now) = (new_token(), state.clock.now());
    let session = NewSession {
        person: person.person_id,
        token_hash: &token_hash(&token),
        user_agent: &source.user_agent,
        address: &source.address,
        now,
        expires_at: now + Duration::hours(state.config.session_hours),
    };
    unscoped::begin_session(&state.db, &session, own_token_hash(&state).as_deref()).await?;
    tracing::info!(person = ?of, "signed in");
    respond_with_cookie(set_cookie(&state, &token, state.config.session_hours * 3600));
    leptos_axum::redirect(if person.must_change_password { "/account/password" } else { own_address(&form.next) });
    Ok(())
}

/// Counts the attempt before it is checked, and refuses when there were too many.
pub(super) async fn count(state: &AppState, keys: &[Vec<u8>; 2]) -> Result<(), AppError> {
    let (now, window) = (state.clock.now(), Duration::minutes(THROTTLE_MINUTES));
    let (of_account, since_account) = unscoped::count_attempt(&state.db, &keys[0], now, window).await?;
    let (of_source, since_source) = unscoped::count_attempt(&state.db, &keys[1], now, window).await?;
    if is_throttled(of_account, of_source) {
        let over = since_account.max(since_source) + window - now;
        return Err(AppError::Busy { retry_after: u32::try_from(over.num_seconds()).unwrap_or(0).max(1) });
    }
    Ok(())
}

pub(super) fn throttle_key(kind: &str, value: &str) -> Vec<u8> {
    Sha256::digest(format!("{kind}:{value}")).to_vec()
}

fn own_token_hash(state: &AppState) -> Option<Vec<u8>> {
    let parts = request::parts()?;
    cookie(&parts.headers, state.config.session_cookie()).map(|token| token_hash(&token))
}

fn respond_with_cookie(value: Option<HeaderValue>) {
    if let Some(value) = value {
        expect_context::<ResponseOptions>().append_header(header::SET_COOKIE, value);
    }
}

/// See [`super::api::sign_out`].
///
/// # Errors
/// [`AppError::SignInFirst`] when nobody is signed in.
pub async fn sign_out() -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, state());
    let mut db = state.db.acquire().await?;
    queries::end_own_session(&mut db, &viewer, viewer.session_id, state.clock.now()).await?;
    tracing::info!(person = %viewer.person_id.0, "signed out");
    respond_with_cookie(clear_cookie(&state));
    expect_context::<ResponseOptions>()
        .insert_header(header::HeaderName::from_static("clear-site-data"), HeaderValue::from_static("\"cache\", \"storage\""));
    leptos_axum::redirect("/sign-in");
    Ok(())
}

/// See [`super::api::end_session`].
///
/// # Errors
/// [`AppError::NotFound`] for a session that is not the viewer's.
pub async fn end_session(form: SessionForm) -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, state());
    let now = state.clock.now();
    let mut tx = begin(&state.db).await?;
    let ended = if form.id.is_empty() {
        queries::end_sessions(&mut tx, viewer.person_id, Some(viewer.session_id.0), now).await?;
        viewer.session_id
    } else {
        let id = form.id.parse().map_err(|_| AppError::NotFound)?;
        if !queries::end_own_session(&mut tx, &viewer, id, now).await? {
            return Err(AppError::NotFound);
        }
        id
    };
    let event = viewer.audit_event(
        now,
        if form.id.is_empty() { "session.others_ended" } else { "session.ended" },
        ("session", ended.0),
        None,
        None,
    );
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    leptos_axum::redirect("/account?done=session-ended");
    Ok(())
}

/// See [`super::api::set_preferences`].
///
/// # Errors
/// [`AppError::Invalid`] for a value that is not offered.
pub async fn set_preferences(form: PreferenceForm) -> Result<(), AppError> {
    let (state, t) = (state(), AuthText(locale()));
    let chosen = match form.locale.as_str() {
        "" => None,
        tag => Some(Locale::from_tag(tag).ok_or_else(|| AppError::field("form[locale]", t.unknown_choice()))?),
    };
    let theme = match form.theme.as_str() {
        "" => None,
        theme @ ("system" | "light" | "dark") => Some(theme),
        _ => return Err(AppError::field("form[theme]", t.unknown_choice())),
    };
    if let Some(locale) = chosen {
        let secure = if state.config.base_url.secure { "; Secure" } else { "" };
        let value = format!("locale={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000{secure}", locale.tag());
        respond_with_cookie(HeaderValue::from_str(&value).ok());
    }
    if let Some(viewer) = maybe_viewer() {
        queries::set_own_preferences(&state.db, &viewer, chosen.map(Locale::tag), theme).await?;
        if form.from == "account" {
            leptos_axum::redirect("/account?done=saved");
        }
    }
    Ok(())
}
