//! What the page of the report form shows: what was typed or drafted, and what can be chosen.

use super::remembered::{ACTION, drop_field, fields_of, fill_in, set, value};
use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::opportunities::api::{CustomerOption, LikelyDuplicate, choosing};
use crate::opportunities::model::Step;
use crate::opportunities::origin::{Beginning, Found, Origin};
use crate::opportunities::queries::choice::{self, Managers};
use crate::opportunities::queries::draft;
use crate::opportunities::rules;
use crate::opportunities::text::OpportunityText;
use crate::server::AppState;
use crate::ui::form::Submission;
use crate::values::date::format_moment;

/// What the page shows.
#[derive(Clone)]
pub(super) struct Loaded {
    pub(super) viewer: Viewer,
    /// What was typed: just now, or in the draft.
    pub(super) typed: Option<Submission>,
    pub(super) customers: Vec<CustomerOption>,
    pub(super) more: bool,
    /// Who can own it, for a viewer who chooses.
    pub(super) managers: Managers,
    pub(super) similar: Vec<LikelyDuplicate>,
    pub(super) said: String,
    /// The record that it is reported from.
    pub(super) beginning: Option<Beginning>,
}

/// The form, or the record that it was opened for and that is over: its sentence, the words of the link back, its page.
pub(super) enum Opened {
    Form(Box<Loaded>),
    Over { says: String, back: String, href: String },
}

/// What the address says to begin with.
#[derive(Clone, Default)]
pub(super) struct Asked {
    /// A customer's page: `association:…`.
    pub(super) customer: Option<String>,
    /// The record that it is reported from.
    pub(super) task: Option<String>,
}

impl Loaded {
    pub(super) async fn load(
        state: &AppState,
        viewer: Viewer,
        posted: Option<Submission>,
        asked: Asked,
        origin: Option<Origin>,
        t: OpportunityText,
    ) -> Result<Opened, AppError> {
        let now = state.clock.now();
        // What the address begins with; what was posted since is newer.
        let was_posted = posted.is_some();
        let Asked { customer: asked, task: asked_task } = if was_posted { Asked::default() } else { asked };
        let draft = draft::lookup(&state.db, &viewer).await?;
        let kept = posted.as_ref().and_then(|posted| posted.answer.as_ref()?.as_str().map(|time| t.draft_kept(time)));
        let found = draft.as_ref().filter(|_| posted.is_none()).map(|draft| t.draft_found(format_moment(draft.saved_at, now, t.locale())));
        let drafted = draft.map(|draft| Submission { action: ACTION.into(), fields: fields_of(&draft.fields), ..Submission::default() });
        let mut typed = posted.or(drafted);
        if let Some(asked) = asked {
            set(&mut typed, "form[customer]", asked);
            set(&mut typed, "form[task]", String::new());
        }
        let beginning = match (&asked_task, value(&typed, "form[task]"), origin) {
            (Some(task), _, Some(origin)) => match (origin.find)(state.db.clone(), viewer.clone(), t.locale(), task.clone()).await? {
                Found::Open(beginning) => Some(beginning),
                Found::Over { says, back, href } => return Ok(Opened::Over { says, back, href }),
            },
            (None, task, Some(origin)) if !task.is_empty() => {
                match (origin.find)(state.db.clone(), viewer.clone(), t.locale(), task).await {
                    Ok(found) => found.beginning(),
                    // Somebody else's by now.
                    Err(AppError::NotFound | AppError::NotAllowed { .. }) => None,
                    Err(error) => return Err(error),
                }
            }
            _ => None,
        };
        if let Some(task) = asked_task {
            set(&mut typed, "form[task]", task);
        }
        match &beginning {
            Some(beginning) => set(&mut typed, "form[customer]", beginning.customer.to_string()),
            // A draft of a task that is over is a draft of an opportunity all the same.
            None => drop_field(&mut typed, "form[task]"),
        }
        let (customer, name) = (value(&typed, "form[customer]"), value(&typed, "form[name]"));
        let (rows, more) = choosing::offered(&state.db, &viewer, &value(&typed, "find"), &customer, now).await?;
        let scope = Scope::of(&viewer, choosing::reach(&viewer))?;
        let managers = choice::account_managers(&state.db, &scope, value(&typed, "form[owner]").parse().ok()).await?;
        let similar = choosing::alike(&state.db, &viewer, &customer, &name, t).await?;
        let customers: Vec<_> = rows.iter().map(|row| choosing::option(row, t)).collect();
        // Without script the industry comes with the customer when the page is shown again.
        if let Some(chosen) = customers.iter().find(|one| one.value == customer) {
            fill_in(&mut typed, "form[industry]", &chosen.industry);
        }
        let said = kept.or(found).unwrap_or_default();
        Ok(Opened::Form(Box::new(Self { viewer, typed, customers, more, managers, similar, said, beginning })))
    }

    /// Which steps hold a problem.
    pub(super) fn wrong(&self) -> Vec<bool> {
        let errors = match self.typed.as_ref().and_then(|typed| typed.error.as_ref()) {
            Some(AppError::Invalid(errors)) => errors.0.as_slice(),
            _ => &[],
        };
        Step::ALL.iter().map(|step| errors.iter().any(|error| !error.field.is_empty() && rules::step_of(&error.field) == *step)).collect()
    }
}
