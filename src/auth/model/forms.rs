//! What the pages of sign-in and of the own account send, as typed.

use serde::{Deserialize, Serialize};

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

/// What the page for a forgotten password sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ForgottenForm {
    /// The account name as typed.
    pub account: String,
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

/// Which session to end; empty for all but this one.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SessionForm {
    /// The session's id.
    pub id: String,
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
