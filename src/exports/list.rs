//! The list of the exports that somebody asked for (导出记录). It is hers alone, whatever she is.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::changing::allowed;
use super::model::{ExportFormat, ExportId, ExportState};
use super::queries::kept;
use super::rules::{may_cancel, may_download, may_run_again, progress};
use super::text::ExportText;
use crate::auth::{Reach, Viewer};
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Column, Filter, FilterKind, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source,
};
use crate::lists::model::KeptCondition;
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Action, Cell, Post, Record, present};
use crate::lists::registry::described;
use crate::ui::badge::Tone;
use crate::values::date::format_stamp;

/// The description.
pub const LIST: List = List {
    name: ListName::Exports,
    title: |l| ExportText(l).title(),
    section: |l| Words(l).sales(),
    access,
    counted: None,
    tabs: &[],
    source: Source {
        table: "export_task e",
        alias: "e",
        id: "e.id",
        always: "e.list, e.state, e.requested_at, e.expires_at, e.rows_expected, e.rows_written",
        joins: &[],
        always_joins: &[],
        visible_joins: &[],
        visible: |query, context| {
            query.push("e.person_id = ").push_bind(context.viewer.person_id.0);
        },
        sums: None,
    },
    columns: &[
        Column::new("list", |l| ExportText(l).list()).sorted("e.list", SortKind::Word).fixed(),
        Column::new("conditions", |l| ExportText(l).conditions()).reads("e.conditions, e.asked", &[]),
        Column::new("rows", |l| ExportText(l).rows()).sorted("e.rows_expected", SortKind::Integer).set(CellSet::Number),
        Column::new("format", |l| ExportText(l).format())
            .reads("e.format", &[])
            .sorted("e.format", SortKind::Word)
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("state", |l| ExportText(l).state()).sorted("e.state", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("requested", |l| ExportText(l).requested()).sorted("e.requested_at", SortKind::Moment).set(CellSet::Line),
        Column::new("expires", |l| ExportText(l).expires()).sorted_or_empty("e.expires_at", SortKind::Moment).rising().set(CellSet::Line),
    ],
    filters: &[Filter::new(
        "state",
        |l| ExportText(l).state(),
        FilterKind::Choices {
            options: |l| ExportState::ALL.iter().map(|state| (state.as_str(), ExportText(l).state_of(*state))).collect(),
            push: |query, words, _| push_any(query, "e.state", words),
        },
    )],
    usual_order: Order { column: "requested", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = ExportText(context.locale);
            let sentence = if standing.is_one { t.lead_one().to_owned() } else { t.lead(&standing.count) };
            Lead { sentence, rule: t.rule() }
        },
        done: |context, done, _| {
            let t = ExportText(context.locale);
            let said = [("created", t.created()), ("cancelled", t.cancelled())];
            said.into_iter().find(|(what, _)| *what == done).map(|(_, said)| said.to_owned())
        },
        nothing: |context| (ExportText(context.locale).nothing_title(), ExportText(context.locale).nothing_text()),
        ..ListPage::PLAIN
    },
};

/// The scope column of the own rows stands for the person, whose id the condition compares.
fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    allowed(viewer, locale)?;
    if viewer.is_vendor() { Ok(Access::Installation) } else { Access::within(viewer, Reach::Own) }
}

/// The title of a list in a language; its name where this program does not know it.
pub fn title_of(list: &str, locale: Locale) -> String {
    let known = list.parse().ok().and_then(described);
    known.map_or_else(|| list.to_owned(), |known| (known.title)(locale).to_owned())
}

/// The conditions of an export in a language; as they were said once where they are not kept without words, or the list is gone.
pub fn conditions_of(list: &str, asked: Option<&[KeptCondition]>, said: &str, locale: Locale) -> String {
    let (t, known) = (ExportText(locale), list.parse().ok().and_then(described));
    let words = known.zip(asked).map_or_else(|| said.to_owned(), |(list, asked)| t.in_one_line(&list.conditions_in_words(asked, locale)));
    if words.is_empty() { t.no_conditions().to_owned() } else { words }
}

/// How a state feels.
pub const fn tone(state: ExportState) -> Tone {
    match state {
        ExportState::Queued | ExportState::Running => Tone::Note,
        ExportState::Done => Tone::Good,
        ExportState::Failed => Tone::Bad,
        ExportState::Cancelled | ExportState::Expired => Tone::Neutral,
    }
}

/// One export.
#[derive(sqlx::FromRow)]
struct Row {
    id: ExportId,
    list: String,
    state: ExportState,
    requested_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    rows_expected: i64,
    rows_written: i64,
    #[sqlx(default)]
    conditions: String,
    #[sqlx(default)]
    asked: Option<serde_json::Value>,
    #[sqlx(default)]
    format: Option<ExportFormat>,
}

impl Row {
    fn state(&self, context: &ListContext) -> Cell {
        let badge = Cell::Badge(tone(self.state), ExportText(context.locale).state_of(self.state).into());
        match progress(self.state, self.rows_written, self.rows_expected) {
            Some(percent) => Cell::Lines(Box::new(badge), vec![vec![Cell::Percent(percent)]]),
            None => badge,
        }
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        match column {
            "list" => Cell::leading(format!("/sales/exports/{}", self.id), Cell::text(title_of(&self.list, context.locale))),
            "conditions" => Cell::text(conditions_of(&self.list, kept(self.asked.clone()).as_deref(), &self.conditions, context.locale)),
            "rows" => Cell::Count(self.rows_expected),
            "format" => self.format.map_or(Cell::Empty, |format| Cell::text(format.as_str().to_uppercase())),
            "state" => self.state(context),
            "requested" => Cell::Stamp(self.requested_at),
            "expires" => self.expires_at.map_or(Cell::Empty, Cell::Stamp),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        if may_download(self.state, self.expires_at, context.now).is_err() {
            return Vec::new();
        }
        let (t, list) = (ExportText(context.locale), title_of(&self.list, context.locale));
        let name = t.download_one(list, format_stamp(self.requested_at, context.locale));
        vec![Action { href: format!("/sales/exports/{}/file", self.id), label: t.download(), name }]
    }

    fn posts(&self, context: &ListContext) -> Vec<Post> {
        let (t, list) = (ExportText(context.locale), title_of(&self.list, context.locale));
        let post = |action, label, name| Post { action, field: "form[id]", value: self.id.to_string(), label, name, question: None };
        let cancel = may_cancel(self.state).is_ok().then(|| post("exports.cancel", t.cancel(), t.cancel_one(&list)));
        let again = may_run_again(self.state).is_ok().then(|| post("exports.run_again", t.again(), t.again_one(&list)));
        cancel.into_iter().chain(again).collect()
    }
}
