//! What a partner's administrator does about people and roles.

use leptos::prelude::*;

use super::model::{
    ChangePersonForm, DeleteRoleForm, Issued, PersonActionForm, PersonForm, RenameForm, RoleDraft, RoleForm, WithdrawRenameForm,
};
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

/// Has the administrator look with a person's eyes, read only, for thirty minutes.
#[server(endpoint = "organisation.view_as_person")]
pub async fn view_as_person(form: PersonActionForm) -> Result<(), AppError> {
    super::people::view_as(form).await
}

/// Creates a custom role, or says what it would open.
#[server(endpoint = "organisation.create_role")]
pub async fn create_role(form: RoleForm) -> Result<Option<RoleDraft>, AppError> {
    super::roles::create(form).await
}

/// Saves a custom role, or says what it would open.
#[server(endpoint = "organisation.change_role")]
pub async fn change_role(form: RoleForm) -> Result<Option<RoleDraft>, AppError> {
    super::roles::change(form).await
}

/// Deletes a custom role that nobody holds.
#[server(endpoint = "organisation.delete_role")]
pub async fn delete_role(form: DeleteRoleForm) -> Result<(), AppError> {
    super::roles::delete(form).await
}

/// Asks the vendor for another name of the company.
#[server(endpoint = "organisation.request_rename")]
pub async fn request_rename(form: RenameForm) -> Result<(), AppError> {
    super::company::request(form).await
}

/// Withdraws a request that waits.
#[server(endpoint = "organisation.withdraw_rename")]
pub async fn withdraw_rename(form: WithdrawRenameForm) -> Result<(), AppError> {
    super::company::withdraw(form).await
}

#[cfg(all(test, feature = "ssr"))]
mod tests;
