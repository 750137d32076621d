//! From a cookie to a viewer: once a request, before anything else is decided.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use uuid::Uuid;

use super::{Viewer, unscoped};
use crate::server::form::Submission;
use crate::server::http::limits;
use crate::server::password::{new_token, token_hash};
use crate::server::request::{Source, cookie};
use crate::server::{AppState, pending_form};

/// The appearance that the person chose: `system`, `light` or `dark`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme(pub String);

/// How many notifications the person has not read, for the top bar; counted up to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread(pub i64);

/// Loads the viewer of the session cookie, if there is one, and the form that is pending for it.
pub async fn load(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let mut renewed = None;
    if let Some(token) = cookie(request.headers(), state.config.session_cookie()) {
        let now = state.clock.now();
        match unscoped::viewer_of(&state.db, &token_hash(&token), now, &state.config).await {
            Ok(Some(found)) => {
                if found.rotate && *request.method() == Method::GET {
                    renewed = rotate(&state, &token).await;
                }
                if let Some(id) = pending_form_id(&request)
                    && let Ok(Some(form)) = pending_form::take(&state.db, found.viewer.signed_in_id().0, id).await
                {
                    request.extensions_mut().insert(Submission {
                        action: form.action,
                        fields: form.fields,
                        uploads: form.uploads,
                        ..Default::default()
                    });
                }
                request.extensions_mut().insert(Theme(found.theme));
                request.extensions_mut().insert(Unread(found.unread));
                request.extensions_mut().insert(found.viewer);
            }
            Ok(None) => {}
            // Nobody can say who asks. Going on as if nobody were signed in would call it a session that is over, and throw
            // away what was typed.
            Err(error) => {
                tracing::error!(%error, "session");
                return limits::busy(request.uri().path());
            }
        }
    }
    let mut response = next.run(request).await;
    if let Some(token) = renewed
        && let Some(value) = set_cookie(&state, &token, state.config.session_hours * 3600)
    {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// A new token for the same session, after a change of roles.
async fn rotate(state: &AppState, old: &str) -> Option<String> {
    let token = new_token();
    unscoped::rotate_token(&state.db, &token_hash(old), &token_hash(&token), state.clock.now())
        .await
        .ok()
        .filter(|done| *done)
        .map(|_| token)
}

fn pending_form_id(request: &Request) -> Option<Uuid> {
    let query = request.uri().query()?;
    form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "parked")?.1.parse().ok()
}

/// The session cookie: not for scripts, not for other sites, and gone when the session is.
pub fn set_cookie(state: &AppState, token: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if state.config.base_url.secure { "; Secure" } else { "" };
    let name = state.config.session_cookie();
    HeaderValue::from_str(&format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}")).ok()
}

/// What is left by a browser that signs out.
pub fn clear_cookie(state: &AppState) -> Option<HeaderValue> {
    set_cookie(state, "", 0)
}

/// The viewer of the request that is being answered.
///
/// # Errors
/// [`crate::error::AppError::SignInFirst`].
pub fn viewer() -> Result<Viewer, crate::error::AppError> {
    maybe_viewer().ok_or(crate::error::AppError::SignInFirst)
}

/// The viewer, if somebody is signed in.
pub fn maybe_viewer() -> Option<Viewer> {
    crate::server::request::extension::<Viewer>()
}

/// Where the request comes from.
pub fn source() -> Source {
    crate::server::request::extension::<Source>().unwrap_or_default()
}
