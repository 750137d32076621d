//! The work behind the filter and the eyes.

use super::doing::Doing;
use super::model::{Address, FilterForm, LeadState};
use super::queries::list::Typed;
use super::queries::reveal::{self, Asked};
use crate::customers::api::{RevealForm, Revealed};
use crate::error::AppError;
use crate::lists::queries::keep_filter;
use crate::lists::{ListName, place};
use crate::server::audit::{self, Look};
use crate::server::request;
use crate::values::typed::line;

/// See [`super::api::filter`].
///
/// # Errors
/// [`AppError::NotAllowed`].
pub async fn filter(form: FilterForm) -> Result<(), AppError> {
    let doing = Doing::open()?;
    doing.sight()?;
    let short = |typed: &str| line(typed).chars().take(128).collect::<String>();
    let typed = Typed { company: short(&form.company), contact: short(&form.contact) };
    let pairs: Vec<(String, String)> = form_urlencoded::parse(form.query.as_bytes()).into_owned().collect();
    let earlier = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let mut address = Address { view: earlier.view, sort: earlier.sort, size: earlier.size, ..Address::default() };
    if !typed.is_empty() {
        let conditions = serde_json::to_value(&typed)?;
        address.typed = Some(keep_filter(&doing.state.db, &doing.viewer, ListName::Leads, &conditions, doing.now).await?);
    }
    address.states = form.state.iter().filter_map(|word| word.parse::<LeadState>().ok()).collect();
    address.follower = form.follower.parse().ok();
    address.campaign = form.campaign.parse().ok();
    let pairs = address.to_pairs();
    leptos_axum::redirect(&place::address_of(ListName::Leads, pairs.iter().map(|(name, value)| (*name, value.as_str()))));
    Ok(())
}

/// See [`super::api::reveal`].
///
/// # Errors
/// [`AppError::NotFound`] for a question that cannot be read, and where there is nothing to be shown to the viewer.
pub async fn reveal(form: RevealForm) -> Result<Revealed, AppError> {
    let doing = Doing::open()?;
    let sight = doing.sight()?;
    let asked = Asked::parse(&form.field, &form.refs).ok_or(AppError::NotFound)?;
    let mut tx = doing.state.db.begin().await?;
    let values = reveal::values(&mut tx, &sight, &asked).await?;
    if values.is_empty() {
        return Err(AppError::NotFound);
    }
    let look = Look {
        at: doing.now,
        actor: doing.viewer.person_id.0,
        partner: Some(sight.partner.0),
        entity: "lead",
        column: asked.column.as_str(),
        request_id: request::request_id(),
    };
    audit::record_look(&mut tx, &look, &values.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    tx.commit().await?;
    let values = values.into_iter().map(|(id, value)| (format!("lead:{id}"), value)).collect();
    Ok(Revealed { field: asked.column.to_string(), values })
}
