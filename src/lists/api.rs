//! What a person sets about the own lists.

use leptos::prelude::*;

use super::model::{
    ColumnsForm, DefaultViewForm, DeleteViewForm, DropForm, FilterForm, PageSizeForm, RenameViewForm, ReplaceViewForm, SaveViewForm,
    ShareViewForm,
};
use crate::error::AppError;

/// Leads to the address of the narrowed list. What was typed on masked columns stays on the server, under an id.
#[server(endpoint = "lists.filter")]
pub async fn filter(form: FilterForm) -> Result<(), AppError> {
    super::filtering::filter(form).await
}

/// Keeps which columns the viewer wants on a list, and in which order.
#[server(endpoint = "lists.set_columns")]
pub async fn set_columns(form: ColumnsForm) -> Result<(), AppError> {
    use super::{ListName, model, queries};
    let viewer = crate::auth::viewer()?;
    let state = crate::server::request::state();
    let list: ListName = form.list.parse().map_err(|_| AppError::NotFound)?;
    let columns = form.restore.is_empty().then(|| model::chosen_columns(&form));
    queries::set_columns(&state.db, &viewer, list, columns.as_deref(), state.clock.now()).await?;
    Ok(())
}

/// Keeps how many rows a page has, and goes to the first page with that many.
#[server(endpoint = "lists.set_page_size")]
pub async fn set_page_size(form: PageSizeForm) -> Result<(), AppError> {
    use super::{ListName, addresses, model::PAGE_SIZES, queries};
    let viewer = crate::auth::viewer()?;
    let state = crate::server::request::state();
    let list: ListName = form.list.parse().map_err(|_| AppError::NotFound)?;
    let rows = form.rows.parse().ok().filter(|rows| PAGE_SIZES.contains(rows)).ok_or(AppError::NotFound)?;
    queries::set_page_size(&state.db, &viewer, list, rows, state.clock.now()).await?;
    leptos_axum::redirect(&addresses::address(list, &addresses::first_page_of(&form.query, rows)));
    Ok(())
}

/// Takes one condition on a masked column away and leads to the list with the others. The filter of before stays as it is:
/// its address may be kept somewhere.
#[server(endpoint = "lists.drop_condition")]
pub async fn drop_condition(form: DropForm) -> Result<(), AppError> {
    use super::{ListName, addresses, queries};
    let viewer = crate::auth::viewer()?;
    let state = crate::server::request::state();
    let list: ListName = form.list.parse().map_err(|_| AppError::NotFound)?;
    let id = addresses::filter_of(&form.query).ok_or(AppError::NotFound)?;
    let mut conditions = queries::filter(&state.db, &viewer, list, id).await?.ok_or(AppError::NotFound)?;
    let condition = conditions.get_mut(&form.condition).filter(|condition| condition.is_string()).ok_or(AppError::NotFound)?;
    *condition = "".into();
    let is_empty = conditions.as_object().is_some_and(|all| all.values().all(|one| one == ""));
    let kept = if is_empty { None } else { Some(queries::keep_filter(&state.db, &viewer, list, &conditions, state.clock.now()).await?) };
    leptos_axum::redirect(&addresses::address(list, &addresses::with_filter(&form.query, kept)));
    Ok(())
}

/// Saves the conditions and the order of a list under a name.
#[server(endpoint = "lists.save_view")]
pub async fn save_view(form: SaveViewForm) -> Result<(), AppError> {
    super::saved_views::save(form).await
}

/// Puts the present conditions and order into a view in place of its own.
#[server(endpoint = "lists.replace_view")]
pub async fn replace_view(form: ReplaceViewForm) -> Result<(), AppError> {
    super::saved_views::replace(form).await
}

/// Gives a view another name.
#[server(endpoint = "lists.rename_view")]
pub async fn rename_view(form: RenameViewForm) -> Result<(), AppError> {
    super::saved_views::rename(form).await
}

/// Opens the viewer's list with a view from now on, or without it.
#[server(endpoint = "lists.set_default_view")]
pub async fn set_default_view(form: DefaultViewForm) -> Result<(), AppError> {
    super::saved_views::set_default(form).await
}

/// Shares a view with the partner, or ends that.
#[server(endpoint = "lists.share_view")]
pub async fn share_view(form: ShareViewForm) -> Result<(), AppError> {
    super::saved_views::share(form).await
}

/// Deletes a view.
#[server(endpoint = "lists.delete_view")]
pub async fn delete_view(form: DeleteViewForm) -> Result<(), AppError> {
    super::saved_views::delete(form).await
}
