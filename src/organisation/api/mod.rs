//! What a partner's administrator does about people and roles.

use leptos::prelude::*;

use super::model::{ChangePersonForm, Issued, PersonActionForm, PersonForm, RoleForm};
use crate::error::AppError;

/// Creates a person; the answer carries the temporary password, once.
#[server(endpoint = "organisation.create_person")]
pub async fn create_person(form: PersonForm) -> Result<Option<Issued>, AppError> {
    super::people::create(form).await
}

/// Saves name, roles and supervisor.
#[server(endpoint = "organisation.change_person")]
pub async fn change_person(form: ChangePersonForm) -> Result<(), AppError> {
    super::people::change(form).await
}

/// Disables a person and ends all sessions.
#[server(endpoint = "organisation.disable_person")]
pub async fn disable_person(form: PersonActionForm) -> Result<(), AppError> {
    super::people::disable(form).await
}

/// Enables a disabled person.
#[server(endpoint = "organisation.enable_person")]
pub async fn enable_person(form: PersonActionForm) -> Result<(), AppError> {
    super::people::enable(form).await
}

/// Sets a temporary password and ends all sessions; the answer carries it, once.
#[server(endpoint = "organisation.reset_password")]
pub async fn reset_password(form: PersonActionForm) -> Result<Option<Issued>, AppError> {
    super::people::reset_password(form).await
}

/// Creates a custom role.
#[server(endpoint = "organisation.create_role")]
pub async fn create_role(form: RoleForm) -> Result<(), AppError> {
    super::roles::create(form).await
}

/// Saves a custom role.
#[server(endpoint = "organisation.change_role")]
pub async fn change_role(form: RoleForm) -> Result<(), AppError> {
    super::roles::change(form).await
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
