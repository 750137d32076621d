//! The work behind asking a customer to end its association or to switch its type, taking that back, and tags.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::model::{CustomerId, RequestDenial, RequestForm, RequestKind, RequestRefusal, Standing, TagsForm, WithdrawForm};
use super::queries::association::{self, ToAsk};
use super::rules;
use super::text::{AssociationText, ConsentMail, CustomerText};
use crate::auth::verification::model::Purpose;
use crate::auth::{Scope, Viewer, verification};
use crate::error::{AppError, FieldErrors};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::mail::{self, Mail};
use crate::server::password::{new_token, token_hash};
use crate::server::submission::{self, Idempotency, Submit};
use crate::server::{request, terms};

/// Who asks, and when.
#[derive(Clone, Copy)]
pub(super) struct Asking<'a> {
    pub viewer: &'a Viewer,
    pub now: DateTime<Utc>,
    pub t: AssociationText,
    /// As an `Origin` header carries it: what the link begins with.
    pub origin: &'a str,
}

/// See [`super::api::request_change`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`].
pub async fn request_change(form: RequestForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), crate::auth::viewer()?);
    let origin = state.config.base_url.origin();
    let asking = Asking { viewer: &viewer, now: state.clock.now(), t: AssociationText(request::locale()), origin: &origin };
    leptos_axum::redirect(&asking.request(&state.db, &form).await?);
    Ok(())
}

/// See [`super::api::withdraw_request`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::NotFound`].
pub async fn withdraw_request(form: WithdrawForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), crate::auth::viewer()?);
    let asking = Asking { viewer: &viewer, now: state.clock.now(), t: AssociationText(request::locale()), origin: "" };
    leptos_axum::redirect(&asking.withdraw(&state.db, &form).await?);
    Ok(())
}

/// See [`super::api::set_tags`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`].
pub async fn set_tags(form: TagsForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), crate::auth::viewer()?);
    let asking = Asking { viewer: &viewer, now: state.clock.now(), t: AssociationText(request::locale()), origin: "" };
    leptos_axum::redirect(&asking.tag(&state.db, &form).await?);
    Ok(())
}

impl Asking<'_> {
    pub(super) async fn request(self, db: &PgPool, form: &RequestForm) -> Result<String, AppError> {
        let (scope, id) = (self.scope()?, self.customer(&form.id)?);
        let content = serde_json::to_vec(form)?;
        let submit = self.submit("customers.request_change", &form.key, &content);
        let location = format!("/sales/customers/{id}/association?done=sent");
        let code = verification::check(db, self.viewer, Purpose::ChangeAssociation, &form.code, self.now).await?;
        let mut tx = begin(db).await?;
        if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
            return Ok(location);
        }
        let standing = association::lock(&mut tx, &scope, id, self.now).await?.ok_or(AppError::NotFound)?;
        rules::may_request(self.viewer, &standing).map_err(|denial| self.denied(denial))?;
        let new = rules::parse_request(form)
            .map_err(|problems| AppError::Invalid(FieldErrors::of(&problems, |problem| self.t.refusal(problem.kind))))?;
        if form.version.parse() != Ok(standing.version) {
            return Err(AppError::refused_now(self.t.changed_meanwhile()));
        }
        let terms = terms::load(&mut *tx).await?;
        let months = u32::try_from(terms.association_request_months).unwrap_or(0);
        rules::may_ask_now(&standing, new.kind, months, self.now).map_err(|refusal| self.refused(refusal))?;
        verification::consume(&mut tx, self.viewer, self.t.locale(), code, self.now).await?;

        let (token, target) = (new_token(), (new.kind == RequestKind::SwitchType).then(|| rules::other_type(standing.kind)));
        let expires_at = rules::consent_expires_at(self.now, terms.invitation_days.into());
        let hash = token_hash(&token);
        let ask = ToAsk { new: &new, target, token_hash: &hash, by: self.viewer.person_id, at: self.now, expires_at };
        let request = association::insert_request(&mut tx, &standing, &ask).await?;
        self.write_to(&mut tx, &standing, &ask, request, &token).await?;
        let after = json!({ "kind": new.kind, "target": target, "expires_at": expires_at });
        self.record(&mut tx, "association.change_requested", request, None, Some(&after)).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
        Ok(location)
    }

    async fn write_to(self, tx: &mut PgConnection, standing: &Standing, ask: &ToAsk<'_>, request: Uuid, token: &str) -> sqlx::Result<()> {
        let link = format!("{}/consent/{token}", self.origin);
        let words = ConsentMail {
            partner: &standing.partner,
            customer: &standing.name,
            kind: ask.new.kind,
            target: ask.target,
            note: &ask.new.note,
            link: &link,
            until: ask.expires_at,
        };
        let (subject, text, html) = (words.subject(), words.text(), words.html());
        let mail = Mail {
            kind: "association_request",
            to: &standing.email,
            subject: &subject,
            text: &text,
            html: &html,
            entity: "association_request",
            entity_id: request,
            at: self.now,
        };
        mail::queue(tx, &mail).await?;
        Ok(())
    }

    pub(super) async fn withdraw(self, db: &PgPool, form: &WithdrawForm) -> Result<String, AppError> {
        rules::may_see_requests(self.viewer).map_err(|denial| self.denied(denial))?;
        let request: Uuid = form.id.parse().map_err(|_| AppError::NotFound)?;
        let partner = self.viewer.partner_id().ok_or(AppError::NotFound)?;
        let content = serde_json::to_vec(form)?;
        let submit = self.submit("customers.withdraw_request", &form.key, &content);
        let mut tx = begin(db).await?;
        if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
            return Ok(location);
        }
        let customer = association::withdraw(&mut tx, partner, request, self.now).await?.ok_or(AppError::NotFound)?;
        let location = format!("/sales/customers/{customer}/association?done=withdrawn");
        self.record(&mut tx, "association.change_withdrawn", request, None, None).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
        Ok(location)
    }

    pub(super) async fn tag(self, db: &PgPool, form: &TagsForm) -> Result<String, AppError> {
        let (scope, id) = (self.scope()?, self.customer(&form.id)?);
        let content = serde_json::to_vec(form)?;
        let submit = self.submit("customers.set_tags", &form.key, &content);
        let location = format!("/sales/customers/{id}?done=tagged");
        let mut tx = begin(db).await?;
        if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
            return Ok(location);
        }
        let standing = association::lock(&mut tx, &scope, id, self.now).await?.ok_or(AppError::NotFound)?;
        rules::may_tag(self.viewer, &standing).map_err(|denial| self.denied(denial))?;
        let tags = rules::parse_tags(&form.tags).map_err(|refusal| AppError::field("form[tags]", self.t.refusal(refusal)))?;
        let version = form.version.parse().map_err(|_| AppError::NotFound)?;
        if !association::set_tags(&mut tx, &standing, version, &tags).await? {
            return Err(AppError::refused_now(self.t.changed_meanwhile()));
        }
        let (before, after) = (json!({ "tags": standing.tags }), json!({ "tags": tags }));
        self.record(&mut tx, "customer.tagged", standing.id.0, Some(&before), Some(&after)).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
        Ok(location)
    }

    fn scope(self) -> Result<Scope, AppError> {
        let reach = rules::scope_of(self.viewer)
            .map_err(|denial| AppError::NotAllowed { rule: CustomerText(self.t.locale()).denial(denial, self.viewer) })?;
        Scope::of(self.viewer, reach)
    }

    fn customer(self, id: &str) -> Result<CustomerId, AppError> {
        id.parse().map_err(|_| AppError::NotFound)
    }

    fn denied(self, denial: RequestDenial) -> AppError {
        AppError::NotAllowed { rule: self.t.denial(denial, self.viewer) }
    }

    fn refused(self, refusal: RequestRefusal) -> AppError {
        AppError::refused_now(self.t.refusal(refusal))
    }

    fn submit<'b>(&self, kind: &'static str, key: &'b str, content: &'b [u8]) -> Submit<'b> {
        Submit { person: self.viewer.person_id.0, key, kind, content, at: self.now }
    }

    async fn record(
        self,
        tx: &mut PgConnection,
        verb: &'static str,
        entity_id: Uuid,
        before: Option<&serde_json::Value>,
        after: Option<&serde_json::Value>,
    ) -> sqlx::Result<()> {
        let event = self.viewer.audit_event(
            self.now,
            verb,
            (if verb == "customer.tagged" { "association" } else { "association_request" }, entity_id),
            before,
            after,
        );
        audit::record(tx, &event).await
    }
}

#[cfg(test)]
pub(crate) mod tests;
