//! A forgotten password: a mailed link that works once, for 30 minutes.
//!
//! Whether there is such an account, whether it is disabled or without an address, nobody learns from the answer or from the
//! time it takes: the request only leaves a task, and the background worker looks.

pub mod unscoped;

use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use sqlx::PgPool;

use super::model::{ForgottenForm, ResetForm};
use super::own_password::is_common;
use super::rules::{PasswordProblem, RESET_MINUTES, check_length};
use super::session::source;
use super::sign_in::{count, throttle_key};
use super::text::AuthText;
use crate::error::{AppError, FieldErrors};
use crate::i18n::Locale;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::http::source::network;
use crate::server::mail::{self, Mail, ORIGIN, Part};
use crate::server::password::{new_token, token_hash};
use crate::server::request::{locale, request_id, state};
use crate::server::worker;
use crate::values::typed::account_name;
use unscoped::ResetLink;

/// The task that [`ask`] leaves; registered in `app::background`.
pub const MAIL_RESET_LINK: &str = "auth.mail_reset_link";

/// See [`super::api::ask_for_reset`].
///
/// # Errors
/// [`AppError::Invalid`] without a name, [`AppError::Busy`] after too many requests.
pub async fn ask(form: ForgottenForm) -> Result<(), AppError> {
    let (state, locale) = (state(), locale());
    let account: String = account_name(&form.account).chars().take(64).collect();
    if account.is_empty() {
        return Err(AppError::field("form[account]", AuthText(locale).enter_account()));
    }
    // Of their own kind: asking for a link must not keep anybody from signing in.
    let keys = [throttle_key("reset-account", &account), throttle_key("reset-source", &network(&source().address))];
    count(&state, &keys).await?;
    let payload = json!({ "account": account, "locale": locale.tag() });
    worker::leave(&state.db, MAIL_RESET_LINK, &payload, &new_token()).await?;
    leptos_axum::redirect("/forgotten-password?done=sent");
    Ok(())
}

/// Mails the link, if there is somebody to mail it to.
///
/// # Errors
/// Those of the database.
pub async fn mail_reset_link(db: PgPool, now: DateTime<Utc>, payload: Value) -> sqlx::Result<()> {
    let word = |name: &str| payload.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut tx = begin(&db).await?;
    let Some(person) = unscoped::reset_recipient(&mut tx, &account_name(word("account")), now).await? else { return Ok(()) };
    let token = new_token();
    unscoped::add_reset(&mut tx, person.id, &token_hash(&token), now, now + Duration::minutes(RESET_MINUTES)).await?;
    let language = person.locale.as_deref().or(Some(word("locale"))).and_then(Locale::from_tag).unwrap_or_default();
    let t = AuthText(language);
    let (text, html) = mail::bodies(&[
        Part::Text(t.reset_mail_text(&person.display_name, &person.account_name)),
        Part::Link { label: t.reset_mail_link().into(), address: format!("{ORIGIN}/reset-password/{token}") },
        Part::Text(t.reset_mail_note(RESET_MINUTES)),
    ]);
    let mail = Mail {
        kind: "password_reset",
        to: &person.email,
        subject: t.reset_mail_subject(),
        text: &text,
        html: &html,
        entity: "person",
        entity_id: person.id.0,
        at: now,
    };
    mail::queue(&mut tx, &mail).await?;
    tx.commit().await
}

/// See [`super::api::reset_password`].
///
/// # Errors
/// [`AppError::NotFound`] for a link that does not work, [`AppError::Invalid`] with every problem beside its field.
pub async fn reset(form: ResetForm) -> Result<(), AppError> {
    let (state, t) = (state(), AuthText(locale()));
    let now = state.clock.now();
    let hash = token_hash(&form.token);
    let Some(ResetLink { person, own_words, partner, .. }) = unscoped::reset_link(&state.db, &hash).await?.filter(|link| link.works(now))
    else {
        return Err(AppError::NotFound);
    };
    let mut problems = FieldErrors::new();
    let own_words: Vec<&str> = own_words.iter().map(String::as_str).chain(["partner center"]).collect();
    let problem =
        check_length(&form.new_password).err().or_else(|| is_common(&form.new_password, &own_words).then_some(PasswordProblem::Common));
    if let Some(problem) = problem {
        problems.add("form[new_password]", t.password_problem(problem));
    }
    if form.new_password != form.again_password {
        problems.add("form[again_password]", t.password_problem(PasswordProblem::NotRepeated));
    }
    problems.check()?;

    let password = state.passwords.hash(&form.new_password).await?;
    let mut tx = begin(&state.db).await?;
    if !unscoped::use_reset(&mut tx, &hash, now).await? {
        return Err(AppError::NotFound);
    }
    unscoped::set_password(&mut tx, person, &password, now).await?;
    super::queries::end_sessions(&mut tx, person, None, now).await?;
    let event = AuditEvent {
        at: now,
        actor: Some(person.0),
        partner,
        verb: "person.password_reset",
        entity: "person",
        entity_id: person.0,
        before: None,
        after: None,
        request_id: request_id(),
    };
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    leptos_axum::redirect("/sign-in?done=reset");
    Ok(())
}
