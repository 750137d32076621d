//! The work behind the eyes.

use super::command::CommandContext;
use super::queries::reveal::{self, RevealRequest};
use crate::customers::api::{RevealForm, Revealed};
use crate::error::AppError;
use crate::server::audit::{self, Look};
use crate::server::db::begin;
use crate::server::request;

/// See [`super::api::reveal`].
///
/// # Errors
/// [`AppError::NotFound`] for a question that cannot be read, and where there is nothing to be shown to the viewer.
pub async fn reveal(form: RevealForm) -> Result<Revealed, AppError> {
    let context = CommandContext::open()?;
    let visibility = context.visibility()?;
    let asked = RevealRequest::parse(&form.field, &form.refs).ok_or(AppError::NotFound)?;
    let mut tx = begin(&context.state.db).await?;
    let values = reveal::values(&mut tx, &visibility, &asked).await?;
    if values.is_empty() {
        return Err(AppError::NotFound);
    }
    let look = Look {
        at: context.now,
        actor: context.viewer.person_id.0,
        partner: Some(visibility.partner.0),
        entity: "lead",
        column: asked.column.as_str(),
        request_id: request::request_id(),
    };
    audit::record_look(&mut tx, &look, &values.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    tx.commit().await?;
    let values = values.into_iter().map(|(id, value)| (format!("lead:{id}"), value)).collect();
    Ok(Revealed { field: asked.column.to_string(), values })
}
