//! Signing in and out, and what a person changes about the own account.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::AppError;

/// What the sign-in page sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// The account name as typed.
    pub account: String,
    /// The password as typed; never trimmed.
    pub password: String,
    /// Where to go afterwards.
    pub next: String,
}

/// Signs in: the same answer and the same work for an unknown name, a wrong password and a disabled person.
#[server(endpoint = "auth.sign_in")]
pub async fn sign_in(form: SignInForm) -> Result<(), AppError> {
    super::sign_in::sign_in(form).await
}

/// Ends this session.
#[server(endpoint = "auth.sign_out")]
pub async fn sign_out() -> Result<(), AppError> {
    super::sign_in::sign_out().await
}

/// What the password page sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    /// The password of today.
    pub current_password: String,
    /// The next one.
    pub new_password: String,
    /// The next one, repeated.
    pub again_password: String,
}

/// Sets the own password and ends all other sessions.
#[server(endpoint = "auth.change_password")]
pub async fn change_password(form: PasswordForm) -> Result<(), AppError> {
    super::own_password::change(form).await
}

/// Which session to end; empty for all but this one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    /// The session's id.
    pub id: String,
}

/// Ends one of the own sessions, or all others.
#[server(endpoint = "auth.end_session")]
pub async fn end_session(form: SessionForm) -> Result<(), AppError> {
    super::sign_in::end_session(form).await
}

/// A language or an appearance.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PreferenceForm {
    /// `en` or `zh-CN`; empty leaves it.
    pub locale: String,
    /// `system`, `light` or `dark`; empty leaves it.
    pub theme: String,
    /// `account` from the account page, which then says that it is saved; empty from the switches of the shell.
    pub from: String,
}

/// Chooses the language and the appearance: cookie for everybody, profile for who is signed in.
#[server(endpoint = "auth.set_preferences")]
pub async fn set_preferences(form: PreferenceForm) -> Result<(), AppError> {
    super::sign_in::set_preferences(form).await
}
