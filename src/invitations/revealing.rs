//! The work behind the history's filter and its eyes.

use super::model::{FilterForm, InvitationKind, InvitationState};
use super::queries::history::{Address, Typed};
use super::queries::reveal::{self, Asked};
use super::rules;
use super::text::InvitationText;
use crate::auth::{Scope, Viewer, viewer};
use crate::customers::api::{RevealForm, Revealed};
use crate::error::AppError;
use crate::lists::queries::keep_filter;
use crate::lists::{ListName, place};
use crate::server::audit::{self, Look};
use crate::server::request;
use crate::values::typed::{half_width, line};

fn scope_of(viewer: &Viewer) -> Result<Scope, AppError> {
    let t = InvitationText(request::locale());
    let reach = rules::reach(viewer).map_err(|denial| AppError::NotAllowed { rule: t.denial(denial, viewer) })?;
    Scope::of(viewer, reach)
}

/// See [`super::api::filter`].
///
/// # Errors
/// [`AppError::NotAllowed`].
pub async fn filter(form: FilterForm) -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, request::state());
    scope_of(&viewer)?;
    let short = |typed: &str| half_width(&line(typed)).chars().take(128).collect::<String>();
    let typed = Typed { name: line(&form.name).chars().take(128).collect(), mobile: short(&form.mobile), email: short(&form.email) };
    let pairs: Vec<(String, String)> = form_urlencoded::parse(form.query.as_bytes()).into_owned().collect();
    let earlier = Address::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let mut address = Address { size: earlier.size, tag: line(&form.tag).chars().take(64).collect(), ..Address::default() };
    address.states = form.state.iter().filter_map(|word| word.parse::<InvitationState>().ok()).collect();
    address.kinds = form.kind.iter().filter_map(|word| word.parse::<InvitationKind>().ok()).collect();
    if !typed.is_empty() {
        let conditions = serde_json::to_value(&typed)?;
        address.typed = Some(keep_filter(&state.db, &viewer, ListName::Invitations, &conditions, state.clock.now()).await?);
    }
    let pairs = address.to_pairs();
    leptos_axum::redirect(&place::address_of(ListName::Invitations, pairs.iter().map(|(name, value)| (*name, value.as_str()))));
    Ok(())
}

/// See [`super::api::reveal`].
///
/// # Errors
/// [`AppError::NotFound`] for a question that cannot be read.
pub async fn reveal(form: RevealForm) -> Result<Revealed, AppError> {
    let (viewer, state) = (viewer()?, request::state());
    let scope = scope_of(&viewer)?;
    let asked = Asked::parse(&form.field, &form.refs).ok_or(AppError::NotFound)?;
    let mut tx = state.db.begin().await?;
    let values = reveal::values(&mut tx, &scope, &asked).await?;
    let look = Look {
        at: state.clock.now(),
        actor: viewer.person_id.0,
        partner: viewer.partner_id().map(|id| id.0),
        entity: "invitation",
        column: asked.column.as_str(),
        request_id: request::request_id(),
    };
    audit::record_look(&mut tx, &look, &values.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    tx.commit().await?;
    let values = values.into_iter().map(|(id, value)| (format!("invitation:{id}"), value)).collect();
    Ok(Revealed { field: asked.column.to_string(), values })
}
