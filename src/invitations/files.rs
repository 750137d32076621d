//! Two answers that are no pages: the preview of a mail, for a frame of its own, and a QR code to download.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::{Extension, Router};
use serde::Deserialize;

use super::mail_content;
use super::model::{AssociationType, LinkId};
use super::qr::qr;
use super::queries::{links, prospects};
use super::rules;
use crate::auth::{Scope, Viewer};
use crate::i18n::Locale;
use crate::server::http::security::MAIL_PREVIEW;
use crate::server::{AppState, terms};

/// Where both are, in the order in which [`routes`] answers them.
pub const PATHS: [&str; 2] = ["/sales/customer-development/invite/preview", "/sales/customer-development/links/{id}/qr.svg"];

/// The router's gate stands before them as before every page.
pub fn routes() -> Router<AppState> {
    let answers = [axum::routing::get(preview), axum::routing::get(download)];
    PATHS.into_iter().zip(answers).fold(Router::new(), |router, (path, answer)| router.route(path, answer))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PreviewQuery {
    claim: String,
    kind: String,
    language: String,
}

/// The mail as the customer would read it. Whatever it holds, the frame's own policy lets nothing run and nothing load.
async fn preview(State(state): State<AppState>, viewer: Option<Extension<Viewer>>, Query(asked): Query<PreviewQuery>) -> Response {
    match mail(&state, viewer, &asked).await {
        Ok(Some(html)) => (Extension(MAIL_PREVIEW), Html(html)).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

async fn mail(state: &AppState, viewer: Option<Extension<Viewer>>, asked: &PreviewQuery) -> sqlx::Result<Option<String>> {
    let Some(Extension(viewer)) = viewer else { return Ok(None) };
    let (Some(partner), Ok(reach)) = (viewer.partner_id(), rules::may_invite(&viewer)) else { return Ok(None) };
    let (Ok(scope), Ok(claim)) = (Scope::of(&viewer, reach), asked.claim.parse()) else { return Ok(None) };
    let (Ok(kind), Some(locale)) = (asked.kind.parse::<AssociationType>(), Locale::from_tag(&asked.language)) else { return Ok(None) };
    let found = prospects::chosen(&state.db, &scope, partner, &[claim], state.clock.now()).await?;
    let Some(claim) = found.first() else { return Ok(None) };
    let terms = terms::load(&state.db).await?;
    let address = format!("{}/join/…", state.config.base_url.origin());
    let until = rules::link_expires_at(state.clock.now(), terms.invitation_days);
    let message = mail_content::for_claim(&viewer, claim, kind, locale, &address, until);
    Ok(Some(message.html))
}

/// The QR code of a link within the viewer's scope, to keep or to print.
async fn download(State(state): State<AppState>, viewer: Option<Extension<Viewer>>, Path(id): Path<String>) -> Response {
    match code(&state, viewer, &id).await {
        Ok(Some((name, svg))) => {
            let mut response = svg.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"));
            if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
                headers.insert(header::CONTENT_DISPOSITION, value);
            }
            response
        }
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => broken(&error),
    }
}

async fn code(state: &AppState, viewer: Option<Extension<Viewer>>, id: &str) -> sqlx::Result<Option<(String, String)>> {
    let Some(Extension(viewer)) = viewer else { return Ok(None) };
    let (Ok(reach), Ok(id)) = (rules::reach(&viewer), id.parse::<LinkId>()) else { return Ok(None) };
    let Ok(scope) = Scope::of(&viewer, reach) else { return Ok(None) };
    let Some(link) = links::lookup(&state.db, &scope, id).await? else { return Ok(None) };
    let address = format!("{}/join/{}", state.config.base_url.origin(), link.token);
    let name = format!("{}-{}.svg", link.kind, plain(&link.tag));
    Ok(qr(&address).map(|code| (name, code.file())))
}

/// What of a tag may stand in a file's name.
fn plain(tag: &str) -> String {
    let name: String = tag.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).take(40).collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "link".to_owned() } else { name.to_owned() }
}

fn broken(error: &sqlx::Error) -> Response {
    tracing::error!(%error, "invitation file");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_file_is_named_by_what_a_header_can_carry() {
        assert_eq!(plain("Autumn fair 2026"), "autumn-fair-2026");
        assert_eq!(plain("秋季\r\n\"展会"), "link");
    }
}
