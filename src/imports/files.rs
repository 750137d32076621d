//! Two answers that are no pages: the template of a kind, and the rows of a run that were left out.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Router};

use super::kind::{self, Kind, Kinds};
use super::left_out;
use super::model::{Format, RunId};
use super::rules::staff;
use super::templates;
use crate::auth::Viewer;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::files::download::attached;

/// Where both are, in the order in which [`routes`] answers them.
pub const PATHS: [&str; 2] = ["/operations/imports/templates/{name}", "/operations/imports/{id}/left-out.csv"];

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Where the template of a kind is.
pub(super) fn template_address(kind: &Kind, format: Format, locale: Locale) -> String {
    format!("/operations/imports/templates/{}.{}.{format}", kind.key, locale.tag())
}

/// Where the rows that were left out are.
pub(super) fn left_out_address(id: RunId) -> String {
    format!("/operations/imports/{id}/left-out.csv")
}

/// The router's gate stands before them as before every page.
pub fn routes(kinds: Kinds) -> Router<AppState> {
    let [template, left_out] = PATHS;
    Router::new()
        .route(template, axum::routing::get(move |viewer, name| self::template(kinds, viewer, name)))
        .route(left_out, axum::routing::get(move |state, viewer, id| self::left_out(kinds, state, viewer, id)))
}

/// `customers.en.csv`, `customers.zh-CN.xlsx`.
async fn template(kinds: Kinds, viewer: Option<Extension<Viewer>>, Path(name): Path<String>) -> Response {
    if viewer.is_none_or(|viewer| staff(&viewer).is_err()) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let mut parts = name.split('.');
    let kind = parts.next().and_then(|key| kind::find(kinds, key));
    let (locale, format) = (parts.next().and_then(Locale::from_tag), parts.next().and_then(|format| format.parse().ok()));
    let (Some(kind), Some(locale), Some(format), None) = (kind, locale, format, parts.next()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match format {
        Format::Csv => attached(templates::csv(kind, locale), CSV, &name),
        Format::Xlsx => match templates::workbook(kind, locale) {
            Ok(bytes) => attached(bytes, XLSX, &name),
            Err(error) => {
                tracing::error!(%error, "a template");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        },
    }
}

/// Rows that were left out, as they stood in the file, with the reason in the last column.
async fn left_out(kinds: Kinds, State(state): State<AppState>, viewer: Option<Extension<Viewer>>, Path(id): Path<String>) -> Response {
    let found = async {
        let viewer = viewer?;
        let staff = staff(&viewer).ok()?;
        let locale = viewer.locale.unwrap_or_default();
        left_out::stream(&state.db, kinds, staff, id.parse().ok()?, locale).await
    };
    match found.await {
        Some(rows) => attached(Body::from_stream(rows), CSV, "left-out.csv"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
