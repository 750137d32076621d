//! Saving a view, and putting the present conditions into one.

use sqlx::PgConnection;

use super::{CommandContext, audited};
use crate::error::AppError;
use crate::lists::ListName;
use crate::lists::model::{Cleaned, ReplaceViewForm, SaveViewForm, ViewRefusal};
use crate::lists::queries::views;
use crate::lists::rules;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};

/// See [`crate::lists::api::save_view`].
///
/// # Errors
/// [`AppError::Invalid`] for the name and for conditions that are none, [`AppError::Conflict`] for the twenty-first.
pub async fn save(form: SaveViewForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let list = form.list.parse::<ListName>().map_err(|_| AppError::NotFound)?;
    let source = context.enter(list)?;
    let maker = (context.viewer.person_id, context.viewer.partner_id());
    let name = rules::parse_name(&form.view_name).map_err(|refusal| context.refused(refusal))?;
    let conditions = source.clean(&context.viewer, &form.query);
    rules::may_hold(&conditions, false).map_err(|refusal| context.refused(refusal))?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("lists.save_view", &form.key, &content);

    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            views::lock_person(&mut tx, &context.viewer).await?;
            let own = views::count_own(&mut *tx, &context.viewer, list).await?;
            rules::has_room(own, ViewRefusal::TooMany(rules::MOST_VIEWS)).map_err(|refusal| context.refused(refusal))?;
            hold(&context, &mut tx, list, &conditions).await?;
            let id = views::insert(&mut tx, maker, list, &name, &conditions, context.now).await;
            let id = id.map_err(|error| context.name_taken(error))?;
            context.record(&mut tx, "saved_view.saved", id, None, Some(audited(&name, &conditions, false))).await?;
            if form.is_default == "yes" {
                let (view, _) = context.lock(&mut tx, &id.to_string()).await?;
                views::set_default(&mut tx, &context.viewer, &view, context.now).await?;
                context.record(&mut tx, "saved_view.made_default", id, None, None).await?;
            }
            let location = source.address_of(Some(&id.to_string()), "view_saved");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// See [`crate::lists::api::replace_view`].
///
/// # Errors
/// [`AppError::NotFound`] for a view that is not the viewer's, [`AppError::Conflict`] when somebody changed it in between and
/// for names of customers in a shared one.
pub async fn replace(form: ReplaceViewForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("lists.replace_view", &form.key, &content);

    let mut tx = begin(&context.state.db).await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(location) => location,
        Idempotency::First => {
            let (view, source) = context.lock_to_change(&mut tx, &form.id, &form.version).await?;
            let conditions = source.clean(&context.viewer, &form.query);
            rules::may_hold(&conditions, view.is_shared).map_err(|refusal| context.refused(refusal))?;
            hold(&context, &mut tx, view.list, &conditions).await?;
            views::replace(&mut tx, &view, &conditions, context.now).await?;
            if let Some(former) = view.conditions.filter.filter(|former| conditions.filter != Some(*former)) {
                views::forget_filter(&mut tx, former).await?;
            }
            let (before, after) = (audited(&view.name, &view.conditions, view.is_shared), audited(&view.name, &conditions, view.is_shared));
            context.record(&mut tx, "saved_view.replaced", view.id, Some(before), Some(after)).await?;
            let location = source.address_of(Some(&view.id.to_string()), "view_replaced");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// The private filter of the conditions, which must be the viewer's own: an id of somebody else's in a posted address is none.
async fn hold(context: &CommandContext, tx: &mut PgConnection, list: ListName, conditions: &Cleaned) -> Result<(), AppError> {
    match conditions.filter {
        Some(filter) if !views::hold_filter(tx, &context.viewer, list, filter, context.now).await? => {
            Err(context.refused(ViewRefusal::FilterGone))
        }
        _ => Ok(()),
    }
}
