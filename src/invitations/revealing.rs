//! The work behind the history's eyes.

use super::queries::reveal::{self, RevealRequest};
use super::rules;
use super::text::InvitationText;
use crate::auth::{Scope, Viewer, viewer};
use crate::customers::api::{RevealForm, Revealed};
use crate::error::AppError;
use crate::server::audit::{self, Look};
use crate::server::db::begin;
use crate::server::request;

fn scope_of(viewer: &Viewer) -> Result<Scope, AppError> {
    let t = InvitationText(request::locale());
    let reach = rules::reach(viewer).map_err(|denial| AppError::NotAllowed { rule: t.denial(denial, viewer) })?;
    Scope::of(viewer, reach)
}

/// See [`super::api::reveal`].
///
/// # Errors
/// [`AppError::NotFound`] for a question that cannot be read.
pub async fn reveal(form: RevealForm) -> Result<Revealed, AppError> {
    let (viewer, state) = (viewer()?, request::state());
    let scope = scope_of(&viewer)?;
    let asked = RevealRequest::parse(&form.field, &form.refs).ok_or(AppError::NotFound)?;
    let mut tx = begin(&state.db).await?;
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
