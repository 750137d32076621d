//! Which forms take files, and the one address under which uploaded files are downloaded.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use uuid::Uuid;

use super::PUBLIC_CALLS;
use super::admission::refuse;
use super::language::language;
use crate::accounting::contracts::{access::visible_scope, queries::is_own_attachment, recording as contracts};
use crate::auth::Viewer;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::files::purpose::MayRead;
use crate::server::files::{FileType, FilesError, Purpose, StoredFile, download, lookup};
use crate::server::form::UploadRules;

/// Where a file is downloaded.
pub const PATH: &str = "/files/{id}";

/// Every input that takes a file.
pub const PURPOSES: &[Purpose] = &[
    Purpose {
        name: "import",
        action: "imports.import",
        field: "form[file]",
        accepts: &[FileType::Xlsx, FileType::Text],
        may_upload: is_vendor,
        may_read: owner_or_vendor,
    },
    Purpose {
        name: contracts::PURPOSE,
        action: "contracts.record_paper",
        field: "form[file]",
        accepts: &[FileType::Pdf, FileType::Docx, FileType::Png, FileType::Jpeg],
        may_upload: is_vendor,
        may_read: vendor_or_its_partner,
    },
];

/// For the form handler.
pub const RULES: UploadRules = UploadRules { purposes: PURPOSES, person: uploader, locale: asked_language };

/// The person whose file it becomes. Who may not call the action uploads nothing for it.
fn uploader(extensions: &Extensions, action: &str) -> Option<Uuid> {
    let viewer = extensions.get::<Viewer>()?;
    refuse(Some(viewer), &format!("/api/{action}"), PUBLIC_CALLS).is_none().then_some(viewer.person_id.0)
}

fn asked_language(extensions: &Extensions, headers: &HeaderMap) -> crate::i18n::Locale {
    language(extensions, headers)
}

fn is_vendor(extensions: &Extensions) -> bool {
    extensions.get::<Viewer>().is_some_and(Viewer::is_vendor)
}

fn owner_or_vendor<'a>(_: &'a AppState, extensions: &'a Extensions, file: &'a StoredFile) -> MayRead<'a> {
    let may = extensions.get::<Viewer>().is_some_and(|viewer| viewer.is_vendor() || viewer.person_id.0 == file.person_id);
    Box::pin(async move { Ok(may) })
}

/// The vendor's staff, and whoever sees the contracts of the partner that it was signed with.
fn vendor_or_its_partner<'a>(state: &'a AppState, extensions: &'a Extensions, file: &'a StoredFile) -> MayRead<'a> {
    let viewer = extensions.get::<Viewer>();
    let is_vendor = viewer.is_some_and(Viewer::is_vendor);
    // Whoever looks with another person's eyes takes no file along.
    let scope = viewer.filter(|viewer| viewer.viewed_by.is_none()).and_then(|viewer| visible_scope(viewer, Locale::default()).ok());
    Box::pin(async move {
        match scope {
            Some(scope) => is_own_attachment(&state.db, &scope, file.id).await,
            None => Ok(is_vendor),
        }
    })
}

/// The router's gate stands before it as before every page.
pub fn routes() -> Router<AppState> {
    Router::new().route(PATH, get(download))
}

/// A file that the viewer may read. Missing and not theirs answer alike.
async fn download(State(state): State<AppState>, Path(id): Path<String>, request: Request) -> Response {
    match found(&state, &id, request.extensions()).await {
        Ok(Some(response)) => response,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "download");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn found(state: &AppState, id: &str, extensions: &Extensions) -> Result<Option<Response>, FilesError> {
    let Ok(id) = id.parse::<Uuid>() else { return Ok(None) };
    let Some(file) = lookup(&state.db, id).await? else { return Ok(None) };
    let Some(purpose) = Purpose::named(PURPOSES, &file.purpose) else { return Ok(None) };
    if !(purpose.may_read)(state, extensions, &file).await? {
        return Ok(None);
    }
    download::attachment(&state.files, &file).await.map(Some)
}

#[cfg(test)]
mod tests;
