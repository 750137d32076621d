//! The work behind changing the own e-mail address and mobile number.

use serde_json::{Value, json};

use super::model::ContactForm;
use super::own_password;
use super::queries::{self, Contact};
use super::session::viewer;
use super::text::AuthText;
use crate::error::{AppError, Conflict, FieldErrors, Theirs};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::mail::{self, Mail, Part};
use crate::server::request::{locale, state};
use crate::values::email::normalise_email;
use crate::values::masking::{mask_email, mask_mobile};
use crate::values::mobile::normalise_mobile;

/// See [`super::api::change_contact`]. The password is asked for, because links to set a new one go to the address; the old
/// address is told.
///
/// # Errors
/// [`AppError::Invalid`] with every problem beside its field, [`AppError::Conflict`] when somebody saved in between.
pub async fn change(form: ContactForm) -> Result<(), AppError> {
    let (viewer, state, t) = (viewer()?, state(), AuthText(locale()));
    let mut problems = FieldErrors::new();
    if !own_password::is_own(&state, &viewer, &form.current_password).await? {
        problems.add("form[current_password]", t.wrong_current());
    }
    let email = optional(&form.email, |typed| normalise_email(typed).ok());
    let mobile = optional(&form.mobile, |typed| normalise_mobile(typed).ok());
    if email.is_none() {
        problems.add("form[email]", t.not_an_email());
    }
    if mobile.is_none() {
        problems.add("form[mobile]", t.not_a_mobile());
    }
    problems.check()?;
    let (email, mobile) = (email.flatten(), mobile.flatten());

    let now = state.clock.now();
    let mut tx = begin(&state.db).await?;
    let before = queries::own_contact(&mut *tx, &viewer).await?;
    if form.version.trim().parse() != Ok(before.version)
        || !queries::set_own_contact(&mut tx, &viewer, email.as_deref(), mobile.as_deref(), before.version, now).await?
    {
        return Err(conflict(&form, &before, t));
    }
    let (was, is) = (audited(before.email.as_deref(), before.mobile.as_deref()), audited(email.as_deref(), mobile.as_deref()));
    let event = viewer.audit_event(now, "person.contact_changed", ("person", viewer.person_id.0), Some(&was), Some(&is));
    audit::record(&mut tx, &event).await?;
    if let Some(old) = before.email.filter(|old| Some(old) != email.as_ref()) {
        let (text, html) = mail::bodies(&[Part::Text(t.contact_mail_text(&viewer.display_name, &viewer.account_name))]);
        let (entity, entity_id) = ("person", viewer.person_id.0);
        let mail = Mail {
            kind: "contact_changed",
            to: &old,
            subject: t.contact_mail_subject(),
            text: &text,
            html: &html,
            entity,
            entity_id,
            at: now,
        };
        mail::queue(&mut tx, &mail).await?;
    }
    tx.commit().await?;
    leptos_axum::redirect("/account?done=contact");
    Ok(())
}

/// `None` for what cannot be read, `Some(None)` for nothing typed.
fn optional(typed: &str, read: impl Fn(&str) -> Option<String>) -> Option<Option<String>> {
    if typed.trim().is_empty() { Some(None) } else { read(typed).map(Some) }
}

fn audited(email: Option<&str>, mobile: Option<&str>) -> Value {
    json!({ "email": email.map(mask_email), "mobile": mobile.map(mask_mobile) })
}

fn conflict(form: &ContactForm, now: &Contact, t: AuthText) -> AppError {
    let mut theirs = Vec::new();
    for (field, typed, stands) in [("form[email]", &form.email, &now.email), ("form[mobile]", &form.mobile, &now.mobile)] {
        let value = stands.clone().unwrap_or_default();
        if typed.trim() != value {
            theirs.push(Theirs { field: field.into(), shown: value.clone(), value });
        }
    }
    AppError::Conflict(Conflict { version: Some(now.version), message: t.contact_changed_meanwhile().into(), theirs })
}
