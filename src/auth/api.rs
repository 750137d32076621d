//! Signing in and out, and what a person changes about the own account.

use leptos::prelude::*;

use super::model::{ContactForm, ForgottenForm, PasswordForm, PreferenceForm, ResetForm, SessionForm, SignInForm};
use super::verification::model::{SendForm, Sent, SwitchForm};
use crate::error::AppError;

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

/// Sets the own password and ends all other sessions.
#[server(endpoint = "auth.change_password")]
pub async fn change_password(form: PasswordForm) -> Result<(), AppError> {
    super::own_password::change(form).await
}

/// Has a link mailed with which a new password can be set. The same answer and the same work whether there is such an
/// account or not.
#[server(endpoint = "auth.ask_for_reset")]
pub async fn ask_for_reset(form: ForgottenForm) -> Result<(), AppError> {
    super::forgotten::ask(form).await
}

/// Sets a new password with a mailed link and ends all sessions.
#[server(endpoint = "auth.reset_password")]
pub async fn reset_password(form: ResetForm) -> Result<(), AppError> {
    super::forgotten::reset(form).await
}

/// Changes the own e-mail address and mobile number.
#[server(endpoint = "auth.change_contact")]
pub async fn change_contact(form: ContactForm) -> Result<(), AppError> {
    super::own_contact::change(form).await
}

/// Ends one of the own sessions, or all others.
#[server(endpoint = "auth.end_session")]
pub async fn end_session(form: SessionForm) -> Result<(), AppError> {
    super::sign_in::end_session(form).await
}

/// Chooses the language and the appearance: cookie for everybody, profile for who is signed in.
#[server(endpoint = "auth.set_preferences")]
pub async fn set_preferences(form: PreferenceForm) -> Result<(), AppError> {
    super::sign_in::set_preferences(form).await
}

/// Mails the viewer a code for a sensitive operation; answers where it went, masked.
#[server(endpoint = "auth.send_code")]
pub async fn send_code(form: SendForm) -> Result<Sent, AppError> {
    super::verification::send(form).await
}

/// Switches codes for sensitive operations on or off.
#[server(endpoint = "auth.set_verification")]
pub async fn set_verification(form: SwitchForm) -> Result<(), AppError> {
    super::verification::set_switch(form).await
}
