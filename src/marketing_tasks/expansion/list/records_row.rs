//! One record as the list shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::OfCustomer;
use crate::lists::description::ListContext;
use crate::lists::record::{Cell, Record};
use crate::marketing_tasks::expansion::model::{TaskId, TaskResult};
use crate::marketing_tasks::expansion::pages::result_tone;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::values::masking::mask_name;

/// One record.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: Uuid,
    task_id: TaskId,
    number: String,
    name: String,
    result: TaskResult,
    #[sqlx(flatten)]
    of: OfCustomer,
    #[sqlx(default)]
    customer: String,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    note: String,
    #[sqlx(default)]
    by_name: Option<String>,
    #[sqlx(default)]
    at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    created_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    owner: Option<String>,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = ExpansionText(context.locale);
        match column {
            "name" => {
                let href = format!("/sales/marketing-tasks/expansion/{}", self.task_id);
                Cell::leading(href, Cell::text(self.name.clone())).over(self.number.clone())
            }
            "customer" => self.of.name(mask_name(&self.customer), &self.partner, context),
            "result" => Cell::Badge(result_tone(self.result), t.result_of(self.result).into()),
            "note" => Cell::text(self.note.clone()),
            "by" => Cell::person(self.by_name.clone(), t.without_person(self.result)),
            "at" => self.at.map_or(Cell::Empty, Cell::Stamp),
            "created" => self.created_at.map_or(Cell::Empty, Cell::Stamp),
            "owner" => Cell::person(self.owner.clone(), t.nobody()),
            _ => Cell::Empty,
        }
    }
}
