//! Saving a view, and putting the present conditions into one.

use sqlx::PgConnection;

use super::{Desk, audited};
use crate::error::AppError;
use crate::lists::ListName;
use crate::lists::model::{Cleaned, ReplaceViewForm, SaveViewForm, ViewRefusal};
use crate::lists::queries::views;
use crate::lists::rules;
use crate::server::submission::{self, Turn};

/// See [`crate::lists::api::save_view`].
///
/// # Errors
/// [`AppError::Invalid`] for the name and for conditions that are none, [`AppError::Conflict`] for the twenty-first.
pub async fn save(form: SaveViewForm) -> Result<(), AppError> {
    let desk = Desk::open()?;
    let list = form.list.parse::<ListName>().map_err(|_| AppError::NotFound)?;
    let viewed = desk.enter(list)?;
    let maker = (desk.viewer.person_id, desk.viewer.partner_id());
    let name = rules::parse_name(&form.view_name).map_err(|refusal| desk.refused(refusal))?;
    let conditions = viewed.clean(&desk.viewer, &form.query);
    rules::may_hold(&conditions, false).map_err(|refusal| desk.refused(refusal))?;
    let content = serde_json::to_vec(&form)?;
    let submit = desk.submit("lists.save_view", &form.key, &content);

    let mut tx = desk.state.db.begin().await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Turn::Again(location) => location,
        Turn::First => {
            views::lock_person(&mut tx, &desk.viewer).await?;
            let own = views::count_own(&mut *tx, &desk.viewer, list).await?;
            rules::has_room(own, ViewRefusal::TooMany(rules::MOST_VIEWS)).map_err(|refusal| desk.refused(refusal))?;
            hold(&desk, &mut tx, list, &conditions).await?;
            let id = views::insert(&mut tx, maker, list, &name, &conditions, desk.now).await;
            let id = id.map_err(|error| desk.name_taken(error))?;
            desk.record(&mut tx, "saved_view.saved", id, None, Some(audited(&name, &conditions, false))).await?;
            if form.is_default == "yes" {
                let (view, _) = desk.lock(&mut tx, &id.to_string()).await?;
                views::set_default(&mut tx, &desk.viewer, &view, desk.now).await?;
                desk.record(&mut tx, "saved_view.made_default", id, None, None).await?;
            }
            let location = viewed.address_of(Some(&id.to_string()), "view_saved");
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
    let desk = Desk::open()?;
    let content = serde_json::to_vec(&form)?;
    let submit = desk.submit("lists.replace_view", &form.key, &content);

    let mut tx = desk.state.db.begin().await?;
    let location = match submission::begin(&mut tx, &submit).await? {
        Turn::Again(location) => location,
        Turn::First => {
            let (view, viewed) = desk.lock_to_change(&mut tx, &form.id, &form.version).await?;
            let conditions = viewed.clean(&desk.viewer, &form.query);
            rules::may_hold(&conditions, view.is_shared).map_err(|refusal| desk.refused(refusal))?;
            hold(&desk, &mut tx, view.list, &conditions).await?;
            views::replace(&mut tx, &view, &conditions, desk.now).await?;
            if let Some(former) = view.conditions.filter.filter(|former| conditions.filter != Some(*former)) {
                views::forget_filter(&mut tx, former).await?;
            }
            let (before, after) = (audited(&view.name, &view.conditions, view.is_shared), audited(&view.name, &conditions, view.is_shared));
            desk.record(&mut tx, "saved_view.replaced", view.id, Some(before), Some(after)).await?;
            let location = viewed.address_of(Some(&view.id.to_string()), "view_replaced");
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
            location
        }
    };
    leptos_axum::redirect(&location);
    Ok(())
}

/// The private filter of the conditions, which must be the viewer's own: an id of somebody else's in a posted address is none.
async fn hold(desk: &Desk, tx: &mut PgConnection, list: ListName, conditions: &Cleaned) -> Result<(), AppError> {
    match conditions.filter {
        Some(filter) if !views::hold_filter(tx, &desk.viewer, list, filter, desk.now).await? => Err(desk.refused(ViewRefusal::FilterGone)),
        _ => Ok(()),
    }
}
