//! The work behind dispatching: all of the ticked leads go to one follower (R21), or none, and then everything that is wrong is
//! said at once.

use serde_json::json;
use sqlx::{PgConnection, PgPool};

use super::command::CommandContext;
use super::model::{Candidate, DispatchForm, Lead, LeadId, PickForm, Picked, Refusal};
use super::queries::{self, followers};
use super::rules;
use crate::auth::{PersonId, Reach};
use crate::error::{AppError, FieldErrors};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::model::PartnerId;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::date::beijing_date;

/// Where ticked leads lead.
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] when nothing is ticked.
pub fn pick(form: &PickForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    rules::dispatch_reach(&context.viewer).map_err(|denial| context.denied(denial))?;
    let ids = rules::parse_pick(form).map_err(|refusal| context.refused("", refusal))?;
    let ids = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    leptos_axum::redirect(&format!("/sales/leads/dispatch?leads={ids}"));
    Ok(())
}

/// See [`super::api::dispatch`].
///
/// # Errors
/// [`AppError::NotAllowed`], [`AppError::Invalid`] with everything that is wrong.
pub async fn dispatch(form: DispatchForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    leptos_axum::redirect(&save(&context.state.db, &context, &form).await?);
    Ok(())
}

async fn save(db: &PgPool, context: &CommandContext, form: &DispatchForm) -> Result<String, AppError> {
    let reach = rules::dispatch_reach(&context.viewer).map_err(|denial| context.denied(denial))?;
    let (visibility, partner) = (context.visibility()?, context.viewer.partner_id().ok_or(AppError::NotFound)?);
    let (picked, to) = rules::parse_dispatch(form).map_err(|problems| context.invalid(&problems))?;
    let content = serde_json::to_vec(form)?;
    let submit = context.submit("leads.dispatch", &form.key, &content);
    let mut tx = begin(db).await?;
    if let Idempotency::Again(location) = submission::begin(&mut tx, &submit).await? {
        return Ok(location);
    }
    // People first, then leads: whoever moves a team takes them in that order too.
    let receiver = receiver(&mut tx, context, partner, reach, to).await?;
    let ids: Vec<LeadId> = picked.iter().map(|one| one.id).collect();
    let leads = queries::lock(&mut tx, &visibility, &ids).await?;
    check(context, &picked, &leads, to, receiver.err())?;
    queries::dispatch(&mut tx, partner, &ids, to, context.viewer.person_id, context.now).await?;
    for lead in &leads {
        let before = json!({ "state": lead.standing.state, "follower": lead.standing.follower });
        let after = json!({ "state": "dispatched", "follower": to });
        context.record(&mut tx, "lead.dispatched", lead.standing.id, Some(&before), Some(&after)).await?;
    }
    tell(&mut tx, context, to, &ids).await?;
    tell_former(&mut tx, context, &leads).await?;
    let location = match ids.as_slice() {
        [id] => format!("/sales/leads/{id}?done=dispatched"),
        _ => format!("/sales/leads?done=dispatched&count={}", ids.len()),
    };
    submission::finish(&mut tx, &submit, &location).await?;
    tx.commit().await?;
    Ok(location)
}

/// The person who is to follow, held as she is, or why she cannot.
pub(super) async fn receiver(
    tx: &mut PgConnection,
    context: &CommandContext,
    partner: PartnerId,
    reach: Reach,
    person: PersonId,
) -> sqlx::Result<Result<Candidate, Refusal>> {
    let candidate = followers::candidate(tx, partner, person, beijing_date(context.now)).await?;
    let Some(candidate) = candidate else { return Ok(Err(Refusal::UnknownFollower)) };
    Ok(rules::may_be_followed_by(&context.viewer, reach, &candidate).map(|()| candidate))
}

/// Everything that is wrong, said at once. What the viewer sees and may not dispatch is a refusal of the rule; what is not
/// there at all is not found.
fn check(context: &CommandContext, picked: &[Picked], leads: &[Lead], to: PersonId, receiver: Option<Refusal>) -> Result<(), AppError> {
    if leads.is_empty() {
        return Err(AppError::NotFound);
    }
    let (mut errors, mut denied) = (FieldErrors::new(), 0);
    if let Some(refusal) = receiver {
        errors.add("form[follower]", context.t.refusal(refusal));
    }
    for pick in picked {
        let Some(lead) = leads.iter().find(|lead| lead.standing.id == pick.id) else {
            errors.add("", context.t.refusal(Refusal::Gone));
            continue;
        };
        let standing = &lead.standing;
        let wrong = if rules::may_dispatch(&context.viewer, standing).is_err() {
            denied += 1;
            continue;
        } else if !standing.state.is_open() {
            Refusal::Over
        } else if standing.version != pick.version {
            Refusal::Changed
        } else if standing.follower == Some(to) {
            Refusal::FollowsAlready
        } else {
            continue;
        };
        errors.add("", context.t.about(&lead.company_name, wrong));
    }
    match rules::dispatch_reach(&context.viewer) {
        Ok(_) if denied == 0 => errors.check(),
        Ok(_) => Err(AppError::NotAllowed { rule: context.t.not_your_teams().to_owned() }),
        Err(denial) => Err(context.denied(denial)),
    }
}

/// Tells the follower, once, unless she did it herself.
pub(super) async fn tell(tx: &mut PgConnection, context: &CommandContext, follower: PersonId, leads: &[LeadId]) -> sqlx::Result<()> {
    notice(tx, context, Kind::LeadDispatched, follower, leads).await
}

/// Tells each of those who followed them, once.
async fn tell_former(tx: &mut PgConnection, context: &CommandContext, leads: &[Lead]) -> sqlx::Result<()> {
    let mut former: Vec<PersonId> = leads.iter().filter_map(|lead| lead.standing.follower).collect();
    former.sort();
    former.dedup();
    for person in former {
        let hers: Vec<LeadId> =
            leads.iter().map(|lead| lead.standing).filter(|lead| lead.follower == Some(person)).map(|lead| lead.id).collect();
        notice(tx, context, Kind::LeadTakenBack, person, &hers).await?;
    }
    Ok(())
}

async fn notice(tx: &mut PgConnection, context: &CommandContext, kind: Kind, person: PersonId, leads: &[LeadId]) -> sqlx::Result<()> {
    let Some(first) = leads.first().filter(|_| person != context.viewer.person_id) else { return Ok(()) };
    let link = match leads {
        [one] if kind == Kind::LeadDispatched => format!("/sales/leads/{one}"),
        _ => "/sales/leads".to_owned(),
    };
    let facts = Facts { who: context.viewer.display_name.clone(), count: u32::try_from(leads.len()).ok(), ..Facts::default() };
    notify(tx, &Notice { person, kind, facts, link: &link, entity: "lead", entity_id: first.0, at: context.now }).await
}
