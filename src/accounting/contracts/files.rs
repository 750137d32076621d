//! The document of a payment agreement, as it was issued. Each download asks again whether it may leave, and is noted.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, Router};

use super::access::visible_scope;
use super::model::AgreementId;
use super::text::ContractText;
use super::{queries, rules};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::files::download::attached;
use crate::values::date::beijing_date;

/// Where it is.
pub const PATH: &str = "/sales/accounting/contracts/online/{id}/file";

/// The router's gate stands before it as before every page.
pub fn routes() -> Router<AppState> {
    Router::new().route(PATH, axum::routing::get(answer))
}

async fn answer(State(state): State<AppState>, viewer: Option<Extension<Viewer>>, Path(id): Path<String>) -> Response {
    // Whoever looks with another person's eyes takes no file along.
    let Some(viewer) = viewer.map(|Extension(viewer)| viewer).filter(|viewer| viewer.viewed_by.is_none()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(id) = id.parse::<AgreementId>() else { return StatusCode::NOT_FOUND.into_response() };
    match found(&state, &viewer, id).await {
        Ok(Some(response)) => response,
        Ok(None) => Redirect::to(&format!("/sales/accounting/contracts/online/{id}")).into_response(),
        Err(AppError::NotFound | AppError::NotAllowed { .. }) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}

/// None where the partner is not verified (any more): the page says why.
async fn found(state: &AppState, viewer: &Viewer, id: AgreementId) -> Result<Option<Response>, AppError> {
    let scope = visible_scope(viewer, Locale::default())?;
    let now = state.clock.now();
    let agreement = queries::lookup_agreement(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let mut tx = begin(&state.db).await?;
    let parties = queries::parties(&mut tx, &scope, beijing_date(now)).await?.ok_or(AppError::NotFound)?;
    if rules::check_verified(parties.real_name).is_err() {
        return Ok(None);
    }
    let document = queries::document(&mut *tx, &scope, id).await?.ok_or(AppError::NotFound)?;
    let event = viewer.audit_event(now, "payment_agreement.downloaded", ("payment_agreement", id.0), None, None);
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    let name = format!("{} {}.pdf", ContractText(agreement.content.language).agreement(), agreement.code);
    Ok(Some(attached(document, "application/pdf", &name)))
}
