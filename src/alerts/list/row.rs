//! One alert as the list shows it.

use sqlx::FromRow;
use sqlx::postgres::PgRow;
use uuid::Uuid;

use crate::alerts::model::{Alert, AlertState, tab};
use crate::alerts::queries::Found;
use crate::alerts::rules;
use crate::alerts::text::AlertText;
use crate::lists::description::ListContext;
use crate::lists::record::{Action, Cell, Record};
use crate::ui::badge::Tone;
use crate::values::date::format_stamp;

/// One alert. What it says stands in the row itself, so all of it is read whatever columns are shown.
pub struct Row(Alert);

impl FromRow<'_, PgRow> for Row {
    fn from_row(row: &PgRow) -> sqlx::Result<Self> {
        Found::from_row(row).map(|found| Self(found.into()))
    }
}

impl Row {
    /// The customer, masked; in a distributor's own tab of its resellers' customers also whose it is.
    fn customer(&self, context: &ListContext) -> Cell {
        let alert = &self.0;
        let account = Cell::text(format!("{} · {}", alert.account_name, alert.number));
        let partner = (context.tab == tab::RESELLERS).then(|| Cell::text(AlertText(context.locale).customer_of(&alert.partner)));
        Cell::Lines(Box::new(Cell::text(alert.customer.clone())), std::iter::once(account).chain(partner).map(|line| vec![line]).collect())
    }

    /// What the alert says, and what came of it.
    fn details(&self, context: &ListContext) -> Cell {
        let (t, alert) = (AlertText(context.locale), &self.0);
        let detail = if alert.detail.is_empty() { t.no_detail().to_owned() } else { alert.detail.clone() };
        let came = alert.handling.as_ref().zip(alert.handled_by.as_ref());
        let came = came.map_or_else(
            || vec![t.not_handled_yet().to_owned()],
            |(handling, (who, at))| {
                let by = t.handled_by(who, format_stamp(*at, context.locale));
                vec![format!("{} · {by}", t.result_of(handling.result)), handling.note.clone()]
            },
        );
        Cell::Details { summary: t.details().into(), paragraphs: std::iter::once(detail).chain(came).collect() }
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.0.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let (t, alert) = (AlertText(context.locale), &self.0);
        match column {
            "title" => Cell::leading(format!("/sales/alerts/{}", alert.id), Cell::text(alert.title.clone())),
            "scenario" => Cell::Lines(Box::new(Cell::text(alert.scenario.clone())), vec![vec![self.details(context)]]),
            "category" => Cell::text(t.category_of(alert.category)),
            "customer" => self.customer(context),
            "sent" => Cell::Stamp(alert.sent_at),
            "responsible" => Cell::person(alert.responsible().map(|(_, name)| name.clone()), t.nobody()),
            "state" => {
                let tone = if alert.state == AlertState::Pending { Tone::Warn } else { Tone::Good };
                Cell::Badge(tone, t.state_of(alert.state).into())
            }
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let (t, alert) = (AlertText(context.locale), &self.0);
        let handle = || Action { href: format!("/sales/alerts/{}", alert.id), label: t.handle(), name: t.handle_one(&alert.title) };
        rules::may_handle(context.viewer.person_id, alert).is_ok().then(handle).into_iter().collect()
    }
}
