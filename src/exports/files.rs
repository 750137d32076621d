//! Two answers that are no pages: the file of an export, and the record that proves it. Each time it is asked whether the person
//! still sees every row of it; what leaves is noted.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::{Extension, Router};
use serde_json::json;

use super::changing::record;
use super::model::{Export, ExportId};
use super::queries::{self, Finished};
use super::rules::{Refusal, may_download};
use crate::auth::Viewer;
use crate::error::AppError;
use crate::lists::exporting::Asked;
use crate::lists::queries::export::still_visible;
use crate::lists::registry::Lists;
use crate::lists::rules::{may_export, may_export_list};
use crate::server::AppState;
use crate::server::db::begin;
use crate::server::files::{download, lookup};

/// Where both are, in the order in which [`routes`] answers them.
pub const PATHS: [&str; 2] = ["/sales/exports/{id}/file", "/sales/exports/{id}/proof"];

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    File,
    Proof,
}

/// The router's gate stands before them as before every page.
pub fn routes(lists: Lists) -> Router<AppState> {
    let [file, proof] = PATHS;
    let get = |wanted| {
        axum::routing::get(move |state: State<AppState>, viewer: Option<Extension<Viewer>>, id: Path<String>| {
            answer(lists, wanted, state, viewer, id)
        })
    };
    Router::new().route(file, get(Wanted::File)).route(proof, get(Wanted::Proof))
}

async fn answer(
    lists: Lists,
    wanted: Wanted,
    State(state): State<AppState>,
    viewer: Option<Extension<Viewer>>,
    Path(id): Path<String>,
) -> Response {
    // Whoever looks with another person's eyes takes no file along.
    let viewer = viewer.map(|Extension(viewer)| viewer).filter(|viewer| may_export(viewer).is_ok() && viewer.viewed_by.is_none());
    let (Some(viewer), Ok(id)) = (viewer, id.parse::<ExportId>()) else { return StatusCode::NOT_FOUND.into_response() };
    match found(lists, wanted, &state, &viewer, id).await {
        Ok(Ok(response)) => response,
        Ok(Err(refusal)) => Redirect::to(&format!("/sales/exports/{id}?refused={}", word(refusal))).into_response(),
        Err(AppError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}

/// How a refusal stands in the address of the export's page.
const fn word(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::ScopeChanged => "scope",
        Refusal::Expired => "expired",
        _ => "not-done",
    }
}

/// The refusal of such an address.
pub fn refusal_of(word: &str) -> Option<Refusal> {
    [Refusal::ScopeChanged, Refusal::Expired, Refusal::NotDone].into_iter().find(|refusal| self::word(*refusal) == word)
}

async fn found(
    lists: Lists,
    wanted: Wanted,
    state: &AppState,
    viewer: &Viewer,
    id: ExportId,
) -> Result<Result<Response, Refusal>, AppError> {
    let now = state.clock.now();
    let export = queries::lookup(&state.db, viewer, id).await?.ok_or(AppError::NotFound)?;
    if let Err(refusal) = may_download(export.state, export.expires_at, now) {
        return Ok(Err(refusal));
    }
    let Some(finished) = queries::finished(&state.db, viewer, id).await? else { return Ok(Err(Refusal::Expired)) };
    if !sees_all_rows(lists, state, viewer, &export, &finished).await? {
        return Ok(Err(Refusal::ScopeChanged));
    }
    let Some(file) = lookup(&state.db, finished.file_id).await? else { return Ok(Err(Refusal::Expired)) };
    let response = match wanted {
        Wanted::File => download::attachment(&state.files, &file).await.map_err(|error| crate::server::db::broken(&error))?,
        Wanted::Proof => {
            let name = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
            download::attached(finished.manifest, "application/json", &format!("{name}.json"))
        }
    };
    let mut tx = begin(&state.db).await?;
    let after = json!({ "what": if wanted == Wanted::File { "file" } else { "proof" }, "rows": finished.rows });
    record(&mut tx, viewer, "export.downloaded", id, (Some(&after), now)).await?;
    tx.commit().await?;
    Ok(Ok(response))
}

/// Whether the person may export the list still, and sees every row that the file holds.
async fn sees_all_rows(lists: Lists, state: &AppState, viewer: &Viewer, export: &Export, finished: &Finished) -> Result<bool, AppError> {
    let Some(list) = lists.named(&export.list) else { return Ok(false) };
    let Some(before) = queries::asked_before(&state.db, viewer, export.id).await? else { return Ok(false) };
    let said = (before.query.as_str(), &before.private, before.columns.as_deref());
    let asked = match Asked::again(list, viewer.clone(), before.locale, (&state.db, state.clock.now()), said).await {
        Ok(asked) => asked,
        Err(AppError::NotAllowed { .. } | AppError::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    if may_export_list(viewer, list.name).is_err() {
        return Ok(false);
    }
    for number in 0.. {
        let Some(ids) = queries::row_ids(&state.db, viewer, export.id, finished.fence, number).await? else { break };
        let rows = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        if still_visible(&state.db, list, &asked.context, ids).await? < rows {
            return Ok(false);
        }
    }
    Ok(true)
}
