//! The work behind custom roles.

use serde_json::{Value, json};

use super::model::{DeleteRoleForm, NewRole, RoleDraft, RoleForm, RoleRow};
use super::people::{CommandContext, in_words};
use super::text::PeopleText;
use super::{queries, rules};
use crate::auth::model::{Permission, RoleId};
use crate::error::{AppError, Conflict, Theirs};
use crate::server::audit;
use crate::server::db::{begin, violated};
use crate::server::submission::{self, Idempotency};

/// The step of the form that saves nothing.
const PREVIEW: &str = "preview";

/// See [`super::api::create_role`].
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field, [`AppError::Conflict`] for the eleventh role.
pub async fn create(form: RoleForm) -> Result<Option<RoleDraft>, AppError> {
    let context = CommandContext::open()?;
    let new = rules::parse_role(&form).map_err(|problems| in_words(problems, context.text))?;
    if form.step == PREVIEW {
        return Ok(Some(RoleDraft { permissions: new.permissions }));
    }
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("organisation.create_role", &form.key, &content);
    let location = "/organisation/roles?done=created";

    let mut tx = begin(&context.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        queries::lock_partner(&mut tx, context.partner).await?;
        rules::may_create_role(queries::count_custom_roles(&mut *tx, &context.scope).await?).map_err(|refusal| context.refused(refusal))?;
        let id = queries::create_role(&mut tx, context.partner, &new, context.now).await.map_err(|error| name_taken(error, &context))?;
        audit::record(&mut tx, &context.event("role.created", "role", id.0, None, Some(&audited(&new)))).await?;
        submission::finish(&mut tx, &submit, location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(location);
    Ok(None)
}

/// See [`super::api::change_role`].
///
/// # Errors
/// [`AppError::NotFound`] for a preset and for another partner's role, [`AppError::Conflict`] when somebody saved in
/// between.
pub async fn change(form: RoleForm) -> Result<Option<RoleDraft>, AppError> {
    let context = CommandContext::open()?;
    let id: RoleId = form.id.parse().map_err(|_| AppError::NotFound)?;
    if form.step == PREVIEW {
        queries::lookup_role(&context.db, &context.scope, id).await?.ok_or(AppError::NotFound)?;
        let new = rules::parse_role(&form).map_err(|problems| in_words(problems, context.text))?;
        return Ok(Some(RoleDraft { permissions: new.permissions }));
    }
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("organisation.change_role", &form.key, &content);
    let location = format!("/organisation/roles/{id}?done=changed");

    let mut tx = begin(&context.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        queries::lock_partner(&mut tx, context.partner).await?;
        let role = queries::lookup_role(&mut *tx, &context.scope, id).await?.ok_or(AppError::NotFound)?;
        if form.version.trim().parse() != Ok(role.version) {
            return Err(conflict(&context, &form, &role));
        }
        let new = rules::parse_role(&form).map_err(|problems| in_words(problems, context.text))?;
        queries::change_role(&mut tx, &context.scope, id, &new, role.version, context.now)
            .await
            .map_err(|error| name_taken(error, &context))?;
        let before = NewRole { name: role.role.name, description: role.description, permissions: role.role.permissions };
        audit::record(&mut tx, &context.event("role.changed", "role", id.0, Some(&audited(&before)), Some(&audited(&new)))).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(&location);
    Ok(None)
}

/// See [`super::api::delete_role`].
///
/// # Errors
/// [`AppError::NotFound`] for a preset and for another partner's role, [`AppError::Conflict`] while somebody holds it and when
/// somebody saved in between.
pub async fn delete(form: DeleteRoleForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: RoleId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("organisation.delete_role", &form.key, &content);
    let location = "/organisation/roles?done=deleted";

    let mut tx = begin(&context.db).await?;
    if submission::begin(&mut tx, &submit).await? == Idempotency::First {
        queries::lock_partner(&mut tx, context.partner).await?;
        let role = queries::lookup_role(&mut *tx, &context.scope, id).await?.ok_or(AppError::NotFound)?;
        rules::may_delete_role(role.people).map_err(|refusal| context.refused(refusal))?;
        // What is deleted is the role that the page showed.
        if form.version.trim().parse() != Ok(role.version) {
            let message = PeopleText(context.text.locale()).role_changed_before_deletion().into();
            return Err(AppError::Conflict(Conflict { version: Some(role.version), message, theirs: Vec::new() }));
        }
        queries::delete_role(&mut tx, &context.scope, id, role.version).await?;
        let before = NewRole { name: role.role.name, description: role.description, permissions: role.role.permissions };
        audit::record(&mut tx, &context.event("role.deleted", "role", id.0, Some(&audited(&before)), None)).await?;
        submission::finish(&mut tx, &submit, location).await?;
        tx.commit().await?;
    }
    leptos_axum::redirect(location);
    Ok(())
}

fn name_taken(error: sqlx::Error, context: &CommandContext) -> AppError {
    match violated(&error) {
        Some("role_name") => AppError::field("form[name]", context.text.role_name_taken()),
        _ => error.into(),
    }
}

fn audited(role: &NewRole) -> Value {
    json!({ "name": role.name, "description": role.description, "permissions": role.permissions })
}

/// Both values of every field that differs.
fn conflict(context: &CommandContext, form: &RoleForm, role: &RoleRow) -> AppError {
    let text = PeopleText(context.text.locale());
    let mut theirs = Vec::new();
    if form.name.trim() != role.role.name {
        theirs.push(Theirs { field: "form[name]".into(), value: role.role.name.clone(), shown: role.role.name.clone() });
    }
    if form.description.trim() != role.description {
        theirs.push(Theirs { field: "form[description]".into(), value: role.description.clone(), shown: role.description.clone() });
    }
    let typed: Vec<Permission> =
        Permission::ALL.into_iter().filter(|item| form.permissions.iter().any(|code| code == item.as_str())).collect();
    if typed != role.role.permissions {
        let codes: Vec<&str> = role.role.permissions.iter().map(|item| item.as_str()).collect();
        let words: Vec<String> = role.role.permissions.iter().map(|item| text.permission(*item)).collect();
        theirs.push(Theirs { field: "form[permissions][]".into(), value: codes.join(" "), shown: words.join("; ") });
    }
    AppError::Conflict(Conflict { version: Some(role.version), message: text.role_changed_meanwhile().into(), theirs })
}
