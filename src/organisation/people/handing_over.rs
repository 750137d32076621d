//! Handing over what a person cannot keep, in the transaction that disables her or takes the role.

use serde::Serialize;
use serde_json::json;
use sqlx::PgConnection;

use super::CommandContext;
use crate::auth::PersonId;
use crate::error::{AppError, FieldErrors};
use crate::handover::model::{Counts, Records};
use crate::handover::queries::{self as handover, NewRecord, Pace, change_supervisor, hand_over_person, rows_owned_by};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::organisation::model::{GivesUp, HandOver, Holdings, PersonDetail, Refusal};
use crate::organisation::text::HandOverText;
use crate::organisation::{queries, rules};
use crate::server::{audit, worker};
use crate::values::date::beijing_date;
use crate::values::problems::Problems;

/// The task of a hand-over that is left to the background; registered in `app::background`.
pub const HAND_OVER: &str = "organisation.hand_over";

/// What the person gives up, and to whom it goes.
pub(super) struct Plan {
    held: Holdings,
    up: GivesUp,
    to: HandOver,
    /// The person goes on working, in other roles.
    stays: bool,
}

impl Plan {
    /// The same for a person who stays.
    pub(super) fn of_one_who_stays(self) -> Self {
        Self { stays: true, ..self }
    }

    /// How many rows there are to rewrite: the records that are given up, and everything that the team owns.
    ///
    /// # Errors
    /// Those of the database.
    pub(super) async fn rows(&self, tx: &mut PgConnection) -> sqlx::Result<u64> {
        let records = if self.up.records { self.held.records() } else { 0 };
        let team: Vec<PersonId> = if self.up.team { self.held.team.iter().map(|(id, _)| *id).collect() } else { Vec::new() };
        Ok(records + if team.is_empty() { 0 } else { rows_owned_by(tx, &team).await? })
    }
}

/// Refuses while a hand-over of the person waits or runs in the background: what it was asked for holds until it is over.
///
/// # Errors
/// [`AppError::Conflict`].
pub(super) async fn none_is_under_way(tx: &mut PgConnection, context: &CommandContext, person: PersonId) -> Result<(), AppError> {
    match handover::latest_record(tx, &context.scope, person).await? {
        Some(record) if record.is_under_way() => Err(AppError::refused_now(HandOverText(context.text.locale()).under_way())),
        _ => Ok(()),
    }
}

/// Leaves the hand-over to the background, in the transaction of the request: record, task and audit row.
///
/// # Errors
/// Those of the database.
pub(super) async fn leave(
    tx: &mut PgConnection,
    context: &CommandContext,
    person: PersonId,
    verb: &'static str,
    content: &impl Serialize,
    rows: u64,
) -> Result<(), AppError> {
    let (partner, asked_by, at) = (context.partner, context.viewer.person_id, context.now);
    let content = serde_json::to_value(content)?;
    let new = NewRecord { partner, person, verb, content: &content, asked_by, at, expected: rows };
    let id = handover::request_record(&mut *tx, &new).await?;
    worker::leave(&mut *tx, HAND_OVER, &json!({ "id": id }), &id.to_string()).await?;
    let after = json!({ "hand_over": id, "verb": verb, "rows": rows });
    audit::record(tx, &context.event("person.hand_over_requested", "person", person.0, None, Some(&after))).await?;
    Ok(())
}

/// Locks the person, counts what she is responsible for and reads who receives it.
///
/// # Errors
/// [`AppError::Invalid`] with the list, when somebody must be named and is not.
pub(super) async fn plan(
    tx: &mut PgConnection,
    context: &CommandContext,
    person: PersonId,
    up: GivesUp,
    receiver: &str,
    team: &str,
) -> Result<Plan, AppError> {
    queries::lock_person(&mut *tx, &context.scope, person).await?;
    let held = queries::held(&mut *tx, &context.scope, person, beijing_date(context.now)).await?;
    let offered = queries::receivers(&mut *tx, &context.scope, person).await?;
    let receivers: Vec<PersonId> = offered
        .iter()
        .filter(|receiver| rules::may_receive(&receiver.standing, person, context.partner).is_ok())
        .map(|receiver| receiver.standing.id)
        .collect();
    let others = queries::supervisors(&mut *tx, &context.scope).await?;
    let supervisors: Vec<PersonId> = others.into_iter().map(|(id, ..)| id).filter(|id| *id != person).collect();
    let to = rules::parse_hand_over(&held, up, receiver, team, &receivers, &supervisors)
        .map_err(|problems| in_words(problems, &held, context))?;
    Ok(Plan { held, up, to, stays: false })
}

/// The refusal names everything that is still in the person's hands.
fn in_words(problems: Problems<Refusal>, held: &Holdings, context: &CommandContext) -> AppError {
    let words = HandOverText(context.text.locale());
    let mut errors = FieldErrors::new();
    for problem in problems.0 {
        let message = match problem.kind {
            Refusal::HasRecords(_) => words.needs_a_receiver(words.list(held)),
            refusal => context.text.refusal(refusal),
        };
        errors.add(&problem.field, message);
    }
    AppError::Invalid(errors)
}

/// Moves records and team, tells those concerned and writes the audit row. Nothing happens where nothing is given up.
///
/// # Errors
/// Those of the database.
pub(super) async fn carry_out(
    tx: &mut PgConnection,
    context: &CommandContext,
    person: &PersonDetail,
    plan: &Plan,
    pace: Pace<'_>,
) -> Result<(), AppError> {
    let id = person.row.id;
    let mut moved = Counts::default();
    if plan.up.records && plan.held.records() > 0 {
        moved = hand_over_person(&mut *tx, id, plan.to.records, context.viewer.person_id, context.now, pace).await?;
        tell_of_records(tx, context, person, plan, moved.total()).await?;
    }
    let team: &[_] = if plan.up.team { &plan.held.team } else { &[] };
    for (report, _) in team {
        change_supervisor(&mut *tx, *report, plan.to.team, context.now, pace).await?;
    }
    if let (Some(supervisor), false) = (plan.to.team, team.is_empty()) {
        let told = HandOverNotice { who: &person.row.display_name, count: plan.held.reports(), to: String::new(), link: rules::TEAM_PAGE };
        tell(tx, context, person.row.id, supervisor, told).await?;
    }
    if moved.total() > 0 || !team.is_empty() {
        let mut after = json!({
            "receiver": plan.to.records, "team": team.iter().map(|(id, _)| id).collect::<Vec<_>>(), "supervisor": plan.to.team,
        });
        for kind in Records::ALL {
            after[kind.as_str()] = json!(moved.get(*kind));
        }
        audit::record(tx, &context.event("person.handed_over", "person", id.0, None, Some(&after))).await?;
    }
    Ok(())
}

/// The receiver; the supervisor of the one who goes, who reads where it went; and whoever stays without it.
async fn tell_of_records(
    tx: &mut PgConnection,
    context: &CommandContext,
    person: &PersonDetail,
    plan: &Plan,
    count: u64,
) -> Result<(), AppError> {
    let (id, who) = (person.row.id, person.row.display_name.as_str());
    let (count, link) = (i64::try_from(count).unwrap_or(i64::MAX), rules::page_of(&plan.held));
    if let Some(receiver) = plan.to.records {
        tell(tx, context, id, receiver, HandOverNotice { who, count, to: String::new(), link }).await?;
    }
    if person.row.supervisor.is_none() && !plan.stays {
        return Ok(());
    }
    let receivers = queries::receivers(&mut *tx, &context.scope, id).await?;
    let name = receivers.into_iter().find(|one| Some(one.standing.id) == plan.to.records).map(|one| one.display_name);
    let to = name.unwrap_or_else(|| context.viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default());
    if let Some((supervisor, _)) = &person.row.supervisor {
        tell(tx, context, id, *supervisor, HandOverNotice { who, count, to: to.clone(), link }).await?;
    }
    // Nobody is told what she did herself. What she had, she may not see any more.
    if plan.stays && context.viewer.person_id != id {
        tell(tx, context, id, id, HandOverNotice { who: "", count, to, link: "/" }).await?;
    }
    Ok(())
}

/// What somebody is told of it.
struct HandOverNotice<'a> {
    /// Who had it; empty for that person herself.
    who: &'a str,
    count: i64,
    /// Who has it; empty for the one who receives.
    to: String,
    link: &'static str,
}

async fn tell(
    tx: &mut PgConnection,
    context: &CommandContext,
    from: PersonId,
    whom: PersonId,
    told: HandOverNotice<'_>,
) -> Result<(), AppError> {
    let notice = Notice {
        person: whom,
        kind: Kind::HandedOver,
        facts: Facts { who: told.who.to_owned(), count: u32::try_from(told.count).ok(), name: told.to, ..Facts::default() },
        link: told.link,
        entity: "person",
        entity_id: from.0,
        at: context.now,
    };
    Ok(notify(tx, &notice).await?)
}
