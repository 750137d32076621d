//! Renaming, sharing and deleting a view, and opening a list with one.

use serde_json::json;

use super::{CommandContext, audited, conflict_of_names};
use crate::auth::queries::lock_partner;
use crate::error::AppError;
use crate::lists::ListName;
use crate::lists::model::{DefaultViewForm, DeleteViewForm, RenameViewForm, ShareViewForm, ViewRefusal};
use crate::lists::queries::views;
use crate::lists::rules;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// See [`crate::lists::api::rename_view`].
///
/// # Errors
/// [`AppError::NotFound`] for a view that is not the viewer's, [`AppError::Conflict`] with both names when somebody changed it
/// in between.
pub async fn rename(form: RenameViewForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("lists.rename_view", &form.key, &content);

    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let (view, source) = context.lock(&mut tx, &form.id).await?;
            rules::may_change(&context.viewer, view.is_shared).map_err(|refusal| context.refused(refusal))?;
            if form.version.trim().parse() != Ok(view.version) {
                return Err(conflict_of_names(&view, context.text));
            }
            let name = rules::parse_name(&form.view_name).map_err(|refusal| context.refused(refusal))?;
            views::rename(&mut tx, &view, &name, context.now).await.map_err(|error| context.name_taken(error))?;
            let (before, after) = (json!({ "name": view.name }), json!({ "name": name }));
            context.record(&mut tx, "saved_view.renamed", view.id, Some(before), Some(after)).await?;
            let location = source.address_of(Some(&view.id.to_string()), "view_renamed");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`crate::lists::api::set_default_view`]. It is the viewer's own choice and changes no view, so it carries no version:
/// of two that are set at once the later one holds.
///
/// # Errors
/// [`AppError::NotFound`] for a view that is not the viewer's.
pub async fn set_default(form: DefaultViewForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let list = form.list.parse::<ListName>().map_err(|_| AppError::NotFound)?;
    context.enter(list)?;
    let is_default = match form.is_default.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(AppError::NotFound),
    };
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("lists.set_default_view", &form.key, &content);

    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let (view, source) = context.lock(&mut tx, &form.id).await?;
            if view.list != list {
                return Err(AppError::NotFound);
            }
            let (verb, done) = if is_default {
                views::set_default(&mut tx, &context.viewer, &view, context.now).await?;
                ("saved_view.made_default", "view_default")
            } else {
                views::drop_default(&mut tx, &context.viewer, &view, context.now).await?;
                ("saved_view.no_default", "view_no_default")
            };
            context.record(&mut tx, verb, view.id, None, None).await?;
            let location = source.address_of(Some(&view.id.to_string()), done);
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`crate::lists::api::share_view`]. What an administrator stops sharing goes back to whoever made it.
///
/// # Errors
/// [`AppError::NotAllowed`] for everybody but the system administrator, [`AppError::Conflict`] for a view with names of
/// customers, for the twenty-first, and when somebody changed it in between.
pub async fn share(form: ShareViewForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let is_shared = match form.shared.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(AppError::NotFound),
    };
    let partner = context.viewer.partner_id().ok_or(AppError::NotFound)?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("lists.share_view", &form.key, &content);

    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            // Two administrators at once are counted one after the other.
            lock_partner(&mut tx, partner).await?;
            let (view, source) = context.lock(&mut tx, &form.id).await?;
            rules::may_share(&context.viewer).map_err(|refusal| context.refused(refusal))?;
            context.check_version(&view, &form.version)?;
            if is_shared && !view.is_shared {
                rules::may_be_shared(view.conditions.filter.is_none()).map_err(|refusal| context.refused(refusal))?;
                let shared = views::count_shared(&mut *tx, &context.viewer, view.list).await?;
                rules::has_room(shared, ViewRefusal::TooManyShared(rules::MOST_SHARED)).map_err(|refusal| context.refused(refusal))?;
            }
            views::set_shared(&mut tx, &view, is_shared, context.now).await?;
            let (verb, done) = if is_shared { ("saved_view.shared", "view_shared") } else { ("saved_view.unshared", "view_unshared") };
            let (before, after) = (audited(&view.name, &view.conditions, view.is_shared), audited(&view.name, &view.conditions, is_shared));
            context.record(&mut tx, verb, view.id, Some(before), Some(after)).await?;
            let stays = is_shared || view.owner == context.viewer.person_id;
            let location = source.address_of(stays.then(|| view.id.to_string()).as_deref(), done);
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`crate::lists::api::delete_view`].
///
/// # Errors
/// [`AppError::NotFound`] for a view that is not the viewer's, [`AppError::Conflict`] when somebody changed it in between.
pub async fn delete(form: DeleteViewForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("lists.delete_view", &form.key, &content);

    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let (view, source) = context.lock_to_change(&mut tx, &form.id, &form.version).await?;
            views::delete(&mut tx, &view).await?;
            if let Some(filter) = view.conditions.filter {
                views::forget_filter(&mut tx, filter).await?;
            }
            let before = audited(&view.name, &view.conditions, view.is_shared);
            context.record(&mut tx, "saved_view.deleted", view.id, Some(before), None).await?;
            let location = source.address_of(None, "view_deleted");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}
