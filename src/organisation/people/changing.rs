//! Changing a person's name, roles and supervisor.

use sqlx::PgConnection;

use super::creating::check_supervisor;
use super::handing_over::{Plan, carry_out, leave, none_is_under_way, plan};
use super::{CommandContext, audited, audited_detail, in_words, role_gone};
use crate::auth::model::RoleId;
use crate::auth::{PersonId, Preset};
use crate::error::{AppError, Conflict, Theirs};
use crate::handover::queries::{Pace, change_supervisor, rows_owned_by};
use crate::organisation::model::{ChangePersonForm, Duties, PersonDetail, Refusal, Role};
use crate::organisation::text::PeopleText;
use crate::organisation::{queries, rules};
use crate::server::audit;
use crate::server::db::begin;
use crate::server::submission::{self, Idempotency};
use crate::values::date::beijing_date;
use crate::values::problems::Problems;

/// See [`crate::organisation::api::change_person`].
///
/// # Errors
/// [`AppError::NotFound`] for another partner's person, [`AppError::Conflict`] when somebody saved in between,
/// [`AppError::Invalid`] with the list when a role is taken without saying who receives what comes with it.
pub async fn change(form: ChangePersonForm) -> Result<(), AppError> {
    let context = CommandContext::open()?;
    let id: PersonId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let offered = context.offered().await?;
    let content = serde_json::to_vec(&form)?;
    let submit = context.submit("organisation.change_person", &form.key, &content);
    let mut location = format!("/organisation/people/{id}?done=changed");

    let mut tx = begin(&context.db).await?;
    match submission::begin(&mut tx, &submit).await? {
        Idempotency::Again(before) => location = before,
        Idempotency::First => {
            queries::lock_partner(&mut tx, context.partner).await?;
            none_is_under_way(&mut tx, &context, id).await?;
            let person =
                queries::lookup_person(&mut *tx, &context.scope, id, beijing_date(context.now)).await?.ok_or(AppError::NotFound)?;
            if form.version.trim().parse() != Ok(person.row.version) {
                return Err(conflict(&context, &form, &person));
            }
            let change = Change::judge(&mut tx, &context, &form, person, &offered).await?;
            let rows = change.rows(&mut tx).await?;
            if rows > context.rows_at_once {
                leave(&mut tx, &context, id, CHANGE, &form, rows).await?;
                location = format!("/organisation/people/{id}?done=handing-over");
            } else {
                change.carry_out(&mut tx, &context, &offered, Pace::AT_ONCE).await?;
            }
            submission::finish(&mut tx, &submit, &location).await?;
            tx.commit().await?;
        }
    }
    leptos_axum::redirect(&location);
    Ok(())
}

/// What is done to the person with a hand-over that is left to the background.
pub(super) const CHANGE: &str = "change";

/// What [`change`] left to the background. Everything is judged again, as things stand now.
///
/// # Errors
/// Those of [`change`].
pub(super) async fn change_later(
    tx: &mut PgConnection,
    context: &CommandContext,
    form: &ChangePersonForm,
    pace: Pace<'_>,
) -> Result<(), AppError> {
    let id: PersonId = form.id.parse().map_err(|_| AppError::NotFound)?;
    let offered = context.offered().await?;
    queries::lock_partner(&mut *tx, context.partner).await?;
    let person = queries::lookup_person(&mut *tx, &context.scope, id, beijing_date(context.now)).await?.ok_or(AppError::NotFound)?;
    Change::judge(&mut *tx, context, form, person, &offered).await?.carry_out(tx, context, &offered, pace).await
}

/// A change that may be made.
struct Change {
    person: PersonDetail,
    name: String,
    duties: Duties,
    plan: Plan,
}

impl Change {
    async fn judge(
        tx: &mut PgConnection,
        context: &CommandContext,
        form: &ChangePersonForm,
        person: PersonDetail,
        offered: &[Role],
    ) -> Result<Self, AppError> {
        let (name, duties) = parse(context, form, &person, offered)?;
        check(&mut *tx, context, &person, &duties, offered).await?;
        let after: Vec<Option<Preset>> = chosen(&duties, offered).iter().map(|role| role.preset).collect();
        let up = rules::gives_up(&person.standing.presets, &after);
        let plan = plan(tx, context, person.row.id, up, &form.receiver, &form.team).await?.of_one_who_stays();
        Ok(Self { person, name, duties, plan })
    }

    /// How many rows there are to rewrite; another supervisor takes all that the person owns.
    async fn rows(&self, tx: &mut PgConnection) -> sqlx::Result<u64> {
        let given_up = self.plan.rows(&mut *tx).await?;
        let own = if self.duties.supervisor == today(&self.person) { 0 } else { rows_owned_by(tx, &[self.person.row.id]).await? };
        Ok(given_up + own)
    }

    async fn carry_out(&self, tx: &mut PgConnection, context: &CommandContext, offered: &[Role], pace: Pace<'_>) -> Result<(), AppError> {
        carry_out(&mut *tx, context, &self.person, &self.plan, pace).await?;
        save(tx, context, &self.person, &self.name, (&self.duties, offered), pace).await
    }
}

fn parse(context: &CommandContext, form: &ChangePersonForm, person: &PersonDetail, offered: &[Role]) -> Result<(String, Duties), AppError> {
    let mut problems = Problems::new();
    let name = problems.keep("display_name", rules::parse_display_name(&form.display_name));
    let duties = match rules::parse_change(&context.viewer, &person.standing, form, offered) {
        Ok(duties) => Some(duties),
        Err(more) => {
            problems.0.extend(more.0);
            None
        }
    };
    problems.check(name.zip(duties)).map_err(|problems| in_words(problems, context.text))
}

async fn check(
    tx: &mut PgConnection,
    context: &CommandContext,
    person: &PersonDetail,
    duties: &Duties,
    offered: &[Role],
) -> Result<(), AppError> {
    let after: Vec<Option<Preset>> = chosen(duties, offered).iter().map(|role| role.preset).collect();
    let others = queries::other_administrators(&mut *tx, &context.scope, person.row.id).await?;
    let at_roles = |refusal: Refusal| AppError::field("form[roles][]", context.text.refusal(refusal));
    rules::may_change_roles(person, &after, others).map_err(at_roles)?;
    match duties.supervisor {
        // Who is unchanged is not judged: a supervisor may have been disabled meanwhile.
        Some(supervisor) if Some(supervisor) != today(person) => check_supervisor(tx, context, supervisor).await,
        _ => Ok(()),
    }
}

async fn save(
    tx: &mut PgConnection,
    context: &CommandContext,
    person: &PersonDetail,
    name: &str,
    (duties, offered): (&Duties, &[Role]),
    pace: Pace<'_>,
) -> Result<(), AppError> {
    let (before, id) = (audited_detail(person), person.row.id);
    if !queries::set_profile(tx, &context.scope, id, (name, duties.telesales), person.row.version, context.now).await? {
        return Err(AppError::NotFound);
    }
    let mut held: Vec<RoleId> = person.row.roles.iter().map(|role| role.id).collect();
    let mut given = duties.roles.clone();
    held.sort_unstable();
    given.sort_unstable();
    if held != given {
        queries::set_roles(tx, id, &duties.roles).await.map_err(|error| role_gone(error, context.text))?;
    }
    change_supervisor(tx, id, duties.supervisor, context.now, pace).await?;
    let after = audited(&person.row.account_name, name, &chosen(duties, offered), duties.supervisor, duties.telesales);
    audit::record(tx, &context.event("person.changed", "person", id.0, Some(&before), Some(&after))).await?;
    Ok(())
}

fn chosen<'a>(duties: &Duties, offered: &'a [Role]) -> Vec<&'a Role> {
    offered.iter().filter(|role| duties.roles.contains(&role.id)).collect()
}

fn today(person: &PersonDetail) -> Option<PersonId> {
    person.row.supervisor.as_ref().map(|(id, _)| *id)
}

/// Both values of every field that differs.
fn conflict(context: &CommandContext, form: &ChangePersonForm, person: &PersonDetail) -> AppError {
    let text = PeopleText(context.text.locale());
    let mut theirs = Vec::new();
    let row = &person.row;
    if form.display_name.trim() != row.display_name {
        theirs.push(Theirs { field: "form[display_name]".into(), value: row.display_name.clone(), shown: row.display_name.clone() });
    }
    let mut held: Vec<String> = row.roles.iter().map(|role| role.id.to_string()).collect();
    let mut typed = form.roles.clone();
    held.sort_unstable();
    typed.sort_unstable();
    if held != typed {
        theirs.push(Theirs { field: "form[roles][]".into(), value: held.join(" "), shown: context.text.role_names(&row.roles).join(", ") });
    }
    let supervisor = today(person).map(|id| id.to_string()).unwrap_or_default();
    if form.supervisor.trim() != supervisor {
        let shown = row.supervisor.as_ref().map_or_else(|| text.no_supervisor().to_owned(), |(_, name)| name.clone());
        theirs.push(Theirs { field: "form[supervisor]".into(), value: supervisor, shown });
    }
    if form.telesales.trim().is_empty() == row.telesales {
        let (value, shown) = if row.telesales { ("true", text.telesales_yes()) } else { ("", text.telesales_no()) };
        theirs.push(Theirs { field: "form[telesales]".into(), value: value.into(), shown: shown.into() });
    }
    AppError::Conflict(Conflict { version: Some(row.version), message: text.changed_meanwhile().into(), theirs })
}
