//! Sending a code, and the switch in the profile.

use rand::Rng as _;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::model::{CodeRefusal, Purpose, SendForm, Sent, SwitchForm};
use super::queries;
use super::rules::{self, DIGITS};
use super::text::CodeText;
use crate::auth::own_password;
use crate::auth::session::viewer;
use crate::error::AppError;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::mail::{self, Mail, Part};
use crate::server::request::{locale, state};
use crate::values::masking::mask_email;

/// What is kept of a code.
pub(super) fn hash(id: Uuid, code: &str) -> Vec<u8> {
    Sha256::new().chain_update(id.as_bytes()).chain_update(code.as_bytes()).finalize().to_vec()
}

/// Six digits by chance.
fn new_code() -> String {
    let number: u32 = rand::rng().random_range(0..1_000_000);
    format!("{number:0width$}", width = DIGITS)
}

/// See `auth::api::send_code`.
///
/// # Errors
/// [`AppError::Invalid`] beside the code: no address, sent a moment ago.
pub async fn send(form: SendForm) -> Result<Sent, AppError> {
    let (viewer, state, t) = (viewer()?, state(), CodeText(locale()));
    let refused = |refusal| AppError::field("form[code]", t.refusal(refusal));
    let purpose: Purpose = form.purpose.parse().map_err(|_| AppError::NotFound)?;
    let now = state.clock.now();
    let mut tx = begin(&state.db).await?;
    let to = queries::hold_person(&mut tx, &viewer).await?.ok_or_else(|| refused(CodeRefusal::NoAddress))?;
    let latest = queries::latest(&mut tx, &viewer, purpose).await?;
    rules::may_send(latest.as_ref().map(|(_, _, latest)| latest), now).map_err(refused)?;
    let (id, code) = (crate::server::new_id(), new_code());
    queries::insert(&mut tx, &viewer, purpose, (id, &hash(id, &code)), now, rules::expires_at(now)).await?;
    let (text, html) = mail::bodies(&[Part::Text(t.mail_text(&viewer.display_name, &code, t.purpose(purpose)))]);
    let (kind, subject) = ("verification_code", t.mail_subject());
    let (entity, entity_id) = ("verification_code", id);
    mail::queue(&mut tx, &Mail { kind, to: &to, subject, text: &text, html: &html, entity, entity_id, at: now }).await?;
    let after = json!({ "purpose": purpose, "to": mask_email(&to) });
    let event = viewer.audit_event(now, "verification.sent", (entity, id), None, Some(&after));
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    Ok(Sent { to: mask_email(&to) })
}

/// See `auth::api::set_verification`. The password is asked for: whoever finds an open screen does not switch it off.
///
/// # Errors
/// [`AppError::Invalid`] with a wrong password, or without an address to send codes to.
pub async fn set_switch(form: SwitchForm) -> Result<(), AppError> {
    let (viewer, state, t) = (viewer()?, state(), CodeText(locale()));
    if !own_password::is_own(&state, &viewer, &form.password).await? {
        return Err(AppError::field("form[password]", t.wrong_password()));
    }
    let (on, now) = (form.on == "true", state.clock.now());
    let mut tx = begin(&state.db).await?;
    let address = queries::hold_person(&mut tx, &viewer).await?;
    if on && address.is_none() {
        return Err(AppError::field("form[on]", t.refusal(CodeRefusal::NoAddress)));
    }
    if queries::turn(&mut tx, &viewer, on, now).await? {
        let (before, after) = (json!({ "on": !on }), json!({ "on": on }));
        let entity = ("person", viewer.person_id.0);
        let event = viewer.audit_event(now, "verification.switched", entity, Some(&before), Some(&after));
        audit::record(&mut tx, &event).await?;
    }
    tx.commit().await?;
    leptos_axum::redirect("/account?done=verification");
    Ok(())
}
