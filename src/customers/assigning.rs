//! The work behind assigning and taking back: all of the chosen customers move, or none, and then everything that is wrong
//! is said at once.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::model::{AssignForm, AssignRefusal, AssociationId, CustomerId, Picked, TakeBackForm, parse_picked};
use super::queries::assigning::{self, Chosen};
use super::rules;
use super::text::{AssignText, CustomerText};
use crate::auth::{PersonId, Reach, Scope, Viewer};
use crate::error::{AppError, FieldErrors};
use crate::handover::queries::{self as handover, Assigning};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::audit::{self, AuditEvent};
use crate::server::db::begin;
use crate::server::request;
use crate::server::submission::{self, Idempotency, Submit};

/// Who moves customers, and when.
#[derive(Clone, Copy)]
pub(super) struct Moving<'a> {
    pub viewer: &'a Viewer,
    pub now: DateTime<Utc>,
    pub t: AssignText,
}

/// See [`super::api::assign`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] with everything that is wrong.
pub async fn assign(form: AssignForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), crate::auth::viewer()?);
    let moving = Moving { viewer: &viewer, now: state.clock.now(), t: AssignText(request::locale()) };
    leptos_axum::redirect(&moving.assign(&state.db, &form).await?);
    Ok(())
}

/// See [`super::api::take_back`].
///
/// # Errors
/// As [`assign`].
pub async fn take_back(form: TakeBackForm) -> Result<(), AppError> {
    let (state, viewer) = (request::state(), crate::auth::viewer()?);
    let moving = Moving { viewer: &viewer, now: state.clock.now(), t: AssignText(request::locale()) };
    leptos_axum::redirect(&moving.take_back(&state.db, &form).await?);
    Ok(())
}

impl Moving<'_> {
    async fn assign(self, db: &PgPool, form: &AssignForm) -> Result<String, AppError> {
        let reach = self.reach()?;
        let picked = self.picked(&form.customers)?;
        let to: PersonId = form.to.parse().map_err(|_| self.at("form[to]", AssignRefusal::NoReceiver))?;
        let content = serde_json::to_vec(form)?;
        let submit = Submit { person: self.viewer.person_id.0, key: &form.key, kind: "customers.assign", content: &content, at: self.now };
        let location = match picked.as_slice() {
            [one] => format!("/sales/customers/{}?done=assigned", one.customer),
            _ => "/sales/customers?done=assigned".to_owned(),
        };
        let mut tx = begin(db).await?;
        if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
            return Ok(location);
        }
        let chosen = self.lock(&mut tx, &picked, Some(to)).await?;
        let receiver = assigning::lookup_assignee(&mut tx, to).await?;
        let receives = receiver.as_ref().map_or(Err(AssignRefusal::NotAnAccountManager), |it| rules::may_receive(self.viewer, reach, it));
        let is_hers = |one: &Chosen| (one.standing.owner_id == Some(to)).then_some(AssignRefusal::HersAlready);
        self.check(reach, &picked, &chosen, receives.err(), is_hers)?;

        let ids: Vec<AssociationId> = chosen.iter().map(|one| one.standing.id).collect();
        let opportunities_too = form.opportunities == "true";
        let how = Assigning { by: Some(self.viewer.person_id), at: self.now, opportunities_too };
        handover::assign(&mut tx, &raw(&ids), to, &how).await?;
        for one in &chosen {
            self.record(&mut tx, "customer.assigned", one, Some(to), opportunities_too).await?;
        }
        self.tell(&mut tx, Kind::CustomerAssigned, to, &chosen.iter().collect::<Vec<_>>()).await?;
        self.tell_former(&mut tx, &chosen).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
        Ok(location)
    }

    async fn take_back(self, db: &PgPool, form: &TakeBackForm) -> Result<String, AppError> {
        let reach = self.reach()?;
        let picked = self.picked(&form.customers)?;
        let content = serde_json::to_vec(form)?;
        let submit =
            Submit { person: self.viewer.person_id.0, key: &form.key, kind: "customers.take_back", content: &content, at: self.now };
        // Not to the customer: it has left a supervisor's team.
        let location = "/sales/customers?done=taken-back".to_owned();
        let mut tx = begin(db).await?;
        if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
            return Ok(location);
        }
        let chosen = self.lock(&mut tx, &picked, None).await?;
        let is_nobodys = |one: &Chosen| one.standing.owner_id.is_none().then_some(AssignRefusal::NobodysAlready);
        self.check(reach, &picked, &chosen, None, is_nobodys)?;

        let ids: Vec<AssociationId> = chosen.iter().map(|one| one.standing.id).collect();
        handover::take_back(&mut tx, &raw(&ids), self.now).await?;
        self.tell_administrator(&mut tx, &ids).await?;
        for one in &chosen {
            self.record(&mut tx, "customer.taken_back", one, None, false).await?;
        }
        self.tell_former(&mut tx, &chosen).await?;
        submission::finish(&mut tx, &submit, &location).await?;
        tx.commit().await?;
        Ok(location)
    }

    fn reach(self) -> Result<Reach, AppError> {
        rules::may_assign(self.viewer).map_err(|denial| AppError::NotAllowed { rule: self.t.denial(denial, self.viewer) })
    }

    fn at(self, field: &str, refusal: AssignRefusal) -> AppError {
        AppError::field(field, self.t.refusal(refusal))
    }

    fn picked(self, text: &str) -> Result<Vec<Picked>, AppError> {
        let picked = parse_picked(text).ok_or_else(|| self.at("", AssignRefusal::Gone))?;
        match picked.len() {
            0 => Err(self.at("", AssignRefusal::Nobody)),
            n if n > rules::MOST_AT_ONCE => Err(self.at("", AssignRefusal::TooMany)),
            _ => Ok(picked),
        }
    }

    /// The customers as they stand, held. People first, then customers: whoever moves a team takes them in that order too.
    async fn lock(self, tx: &mut PgConnection, picked: &[Picked], to: Option<PersonId>) -> Result<Vec<Chosen>, AppError> {
        let visible_reach = rules::scope_of(self.viewer)
            .map_err(|denial| AppError::NotAllowed { rule: CustomerText(self.t.locale()).denial(denial, self.viewer) })?;
        let scope = Scope::of(self.viewer, visible_reach)?;
        let ids: Vec<CustomerId> = picked.iter().map(|one| one.customer).collect();
        let associations = assigning::associations_of(tx, &ids).await?;
        handover::hold_people(tx, &raw(&associations), to).await?;
        Ok(assigning::lock(tx, &scope, &ids).await?)
    }

    /// Everything that is wrong, said at once. What the viewer sees and may not move is a refusal of the rule; what is not
    /// there at all is not found.
    fn check(
        self,
        reach: Reach,
        picked: &[Picked],
        chosen: &[Chosen],
        receiver: Option<AssignRefusal>,
        further: impl Fn(&Chosen) -> Option<AssignRefusal>,
    ) -> Result<(), AppError> {
        if chosen.is_empty() {
            return Err(AppError::NotFound);
        }
        let (mut errors, mut denied) = (FieldErrors::new(), Vec::new());
        if let Some(refusal) = receiver {
            errors.add("form[to]", self.t.refusal(refusal));
        }
        for pick in picked {
            let Some(one) = chosen.iter().find(|one| one.customer == pick.customer) else {
                errors.add("", self.t.refusal(AssignRefusal::Gone));
                continue;
            };
            if let Err(refusal) = rules::may_move(self.viewer, reach, &one.standing) {
                denied.push(self.t.about(&one.number, refusal));
            } else if one.standing.version != pick.version {
                errors.add("", self.t.about(&one.number, AssignRefusal::ChangedMeanwhile));
            } else if let Some(refusal) = further(one) {
                errors.add("", self.t.about(&one.number, refusal));
            }
        }
        if errors.is_empty() && denied.len() == picked.len() {
            return Err(AppError::NotAllowed { rule: denied.join(" ") });
        }
        for sentence in denied {
            errors.add("", sentence);
        }
        errors.check()
    }

    async fn record(
        self,
        tx: &mut PgConnection,
        verb: &'static str,
        one: &Chosen,
        to: Option<PersonId>,
        opportunities_too: bool,
    ) -> sqlx::Result<()> {
        let before = json!({ "account_manager": one.standing.owner_id });
        let after = json!({ "account_manager": to, "opportunities_too": opportunities_too });
        let event = AuditEvent {
            partner: Some(one.standing.partner_id.0),
            ..self.viewer.audit_event(self.now, verb, ("association", one.standing.id.0), Some(&before), Some(&after))
        };
        audit::record(tx, &event).await
    }

    /// Tells each of those who had them, once.
    async fn tell_former(self, tx: &mut PgConnection, chosen: &[Chosen]) -> sqlx::Result<()> {
        let mut former: Vec<PersonId> = chosen.iter().filter_map(|one| one.standing.owner_id).collect();
        former.sort_by_key(|person| person.0);
        former.dedup();
        for person in former {
            let hers: Vec<&Chosen> = chosen.iter().filter(|one| one.standing.owner_id == Some(person)).collect();
            self.tell(tx, Kind::CustomerTakenBack, person, &hers).await?;
        }
        Ok(())
    }

    /// The partner's primary administrator answers for alerts of customers without an account manager, from now on.
    async fn tell_administrator(self, tx: &mut PgConnection, customers: &[AssociationId]) -> sqlx::Result<()> {
        let Some(waits) = assigning::alerts_of_administrator(tx, customers).await? else { return Ok(()) };
        if waits.administrator == self.viewer.person_id {
            return Ok(());
        }
        let facts = Facts { name: waits.name, count: u32::try_from(waits.count).ok(), ..Facts::default() };
        let notice = Notice {
            person: waits.administrator,
            kind: Kind::AlertToHandle,
            facts,
            link: "/sales/alerts",
            entity: "customer_alert",
            entity_id: waits.first,
            at: self.now,
        };
        notify(tx, &notice).await
    }

    async fn tell(self, tx: &mut PgConnection, kind: Kind, person: PersonId, customers: &[&Chosen]) -> sqlx::Result<()> {
        let Some(first) = customers.first() else { return Ok(()) };
        let link = match customers {
            [one] if kind == Kind::CustomerAssigned => format!("/sales/customers/{}", one.customer),
            _ => "/sales/customers".to_owned(),
        };
        let facts = Facts {
            name: if customers.len() == 1 { first.name.clone() } else { String::new() },
            who: self.viewer.display_name.clone(),
            count: u32::try_from(customers.len()).ok(),
            ..Facts::default()
        };
        let notice = Notice { person, kind, facts, link: &link, entity: "association", entity_id: first.standing.id.0, at: self.now };
        notify(tx, &notice).await
    }
}

fn raw(ids: &[AssociationId]) -> Vec<uuid::Uuid> {
    ids.iter().map(|id| id.0).collect()
}

#[cfg(test)]
mod tests;
