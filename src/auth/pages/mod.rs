//! Sign-in, the own account, the own password.

mod account;
mod contact;
mod forgotten;
mod password;
mod sign_in;
mod verification;

pub use account::AccountPage;
pub use forgotten::{ForgottenPasswordPage, ResetPasswordPage};
pub use password::PasswordPage;
pub use sign_in::SignInPage;
