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

/// Looks with the own eyes again, after "view as".
#[server(endpoint = "auth.stop_viewing")]
pub async fn stop_viewing() -> Result<(), AppError> {
    super::viewing::stop().await
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

/// What the page for a forgotten password sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ForgottenForm {
    /// The account name as typed.
    pub account: String,
}

/// Has a link mailed with which a new password can be set. The same answer and the same work whether there is such an
/// account or not.
#[server(endpoint = "auth.ask_for_reset")]
pub async fn ask_for_reset(form: ForgottenForm) -> Result<(), AppError> {
    super::forgotten::ask(form).await
}

/// What the page behind that link sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ResetForm {
    /// The link's secret.
    pub token: String,
    /// The next password.
    pub new_password: String,
    /// The next one, repeated.
    pub again_password: String,
}

/// Sets a new password with a mailed link and ends all sessions.
#[server(endpoint = "auth.reset_password")]
pub async fn reset_password(form: ResetForm) -> Result<(), AppError> {
    super::forgotten::reset(form).await
}

/// The own e-mail address and mobile number, as typed.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    /// The version that the page showed.
    pub version: String,
    /// E-mail address; may be empty.
    pub email: String,
    /// Mobile number; may be empty.
    pub mobile: String,
    /// The password of today.
    pub current_password: String,
}

/// Changes the own e-mail address and mobile number.
#[server(endpoint = "auth.change_contact")]
pub async fn change_contact(form: ContactForm) -> Result<(), AppError> {
    super::own_contact::change(form).await
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
