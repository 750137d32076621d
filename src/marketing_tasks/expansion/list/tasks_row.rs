//! One task as the list shows it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::OfCustomer;
use crate::auth::model::{PartnerId, PersonId};
use crate::lists::description::ListContext;
use crate::lists::record::{Action, Cell, Record, Tick};
use crate::marketing_tasks::expansion::model::{StrategyLevel, TaskId};
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::marketing_tasks::model::{TaskOwner, TaskState};
use crate::marketing_tasks::pages::state_tone;
use crate::marketing_tasks::rules::{is_overdue, may_process};
use crate::marketing_tasks::text::TaskText;
use crate::opportunities::rules::may_report;
use crate::ui::badge::Tone;
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::Charged;

/// One task.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: TaskId,
    number: String,
    name: String,
    state: TaskState,
    deadline: NaiveDate,
    partner_id: PartnerId,
    owner_id: Option<PersonId>,
    #[sqlx(flatten)]
    of: OfCustomer,
    #[sqlx(default)]
    customer: String,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    account_name: String,
    #[sqlx(default)]
    level_1: Option<StrategyLevel>,
    #[sqlx(default)]
    level_2: String,
    #[sqlx(default)]
    spend_charged: Option<Charged>,
    #[sqlx(default)]
    created_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    owner: Option<String>,
}

impl Row {
    fn address(&self) -> String {
        format!("/sales/marketing-tasks/expansion/{}", self.id)
    }

    /// Open and the viewer's to process, by the rule that the server function asks.
    fn can_be_processed(&self, context: &ListContext) -> bool {
        let owner = TaskOwner { partner: self.partner_id, account_manager: self.owner_id };
        self.state.is_open() && may_process(&context.viewer, &owner).is_ok()
    }

    fn can_be_reported(&self, context: &ListContext) -> bool {
        let is_own = self.owner_id == Some(context.viewer.person_id);
        self.can_be_processed(context) && may_report(&context.viewer).is_ok() && (is_own || !context.viewer.is_account_manager())
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = ExpansionText(context.locale);
        match column {
            "name" => Cell::leading(self.address(), Cell::text(self.name.clone())).over(self.number.clone()),
            "customer" => self.of.name(mask_name(&self.customer), &self.partner, context),
            "account" => self.of.masked(mask_account(&self.account_name), &context.viewer),
            "level_1" => Cell::text(self.level_1.map_or("", |level| t.level(level))),
            "level_2" => Cell::text(self.level_2.clone()),
            "spend" => self.spend_charged.map_or(Cell::Empty, Cell::Charged),
            "state" => {
                let state = Cell::Badge(state_tone(self.state), TaskText(context.locale).task_state(self.state).into());
                let late = || Cell::Badge(Tone::Bad, TaskText(context.locale).overdue().into());
                if is_overdue(self.state, self.deadline, context.today) { Cell::Lines(Box::new(state), vec![vec![late()]]) } else { state }
            }
            "deadline" => Cell::Day(self.deadline),
            "created" => self.created_at.map_or(Cell::Empty, Cell::Stamp),
            "owner" => Cell::person(self.owner.clone(), t.nobody()),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let t = ExpansionText(context.locale);
        let process = || Action { href: format!("{}#process", self.address()), label: t.process(), name: t.process_one(&self.name) };
        let report =
            || Action { href: format!("/sales/opportunities/new?task={}", self.id), label: t.report(), name: t.report_one(&self.name) };
        let processed = self.can_be_processed(context).then(process);
        processed.into_iter().chain(self.can_be_reported(context).then(report)).collect()
    }

    fn tick(&self, context: &ListContext) -> Option<Tick> {
        let label = || ExpansionText(context.locale).select_one(format_args!("{} {}", self.name, self.number));
        self.can_be_processed(context).then(|| Tick { value: self.id.to_string(), label: label() })
    }
}
