//! "View as": an administrator looks with another person's eyes, and changes nothing meanwhile.

use super::model::PersonId;
use super::{Viewer, queries, viewer};
use crate::error::AppError;
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::request::{request_id, state};

/// Server functions that answer while somebody views as somebody else.
pub const WHILE_VIEWING: &[&str] = &["/api/auth.stop_viewing", "/api/auth.sign_out"];
/// Pages of the own account, which are not shown meanwhile.
const OWN_PAGES: &[&str] = &["/account", "/notifications"];

/// Whether a page is one of the own account.
pub fn is_own_page(path: &str) -> bool {
    OWN_PAGES.iter().any(|own| path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// The audit row of a beginning or an end: the administrator acts, for the person looked as.
pub fn event(
    administrator: PersonId,
    of: &Viewer,
    person: PersonId,
    verb: &'static str,
    at: chrono::DateTime<chrono::Utc>,
) -> AuditEvent<'static> {
    AuditEvent {
        at,
        actor: Some(administrator.0),
        partner: of.partner_id().map(|partner| partner.0),
        verb,
        entity: "person",
        entity_id: person.0,
        before: None,
        after: None,
        request_id: request_id(),
    }
}

/// See [`super::api::stop_viewing`]. Who views as nobody is led home.
///
/// # Errors
/// [`AppError::SignInFirst`] when nobody is signed in.
pub async fn stop() -> Result<(), AppError> {
    let (viewer, state) = (viewer()?, state());
    let Some((administrator, _)) = viewer.viewed_by else {
        leptos_axum::redirect("/");
        return Ok(());
    };
    let now = state.clock.now();
    let mut tx = begin(&state.db).await?;
    queries::set_viewing(&mut tx, viewer.session_id, None, now).await?;
    let event = event(administrator, &viewer, viewer.person_id, "person.view_stopped", now);
    audit::record_for(&mut tx, &event, Some(viewer.person_id.0)).await?;
    tx.commit().await?;
    leptos_axum::redirect(&format!("/organisation/people/{}", viewer.person_id));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_own_page;

    #[test]
    fn the_own_pages_are_the_account_and_what_one_was_told() {
        for own in ["/account", "/account/password", "/account/notifications", "/notifications"] {
            assert!(is_own_page(own), "{own}");
        }
        for other in ["/", "/accounts", "/sales/customers", "/organisation/people"] {
            assert!(!is_own_page(other), "{other}");
        }
    }
}
