//! The list of companies that ask for another name (公司更名), above it the one that is decided next.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{access, of_partner, push_for_operators};
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, Tab,
};
use crate::lists::record::{Action, Cell, Record, present};
use crate::operations::pages::{DECIDED, next_decision};
use crate::operations::text::OperationsText;
use crate::organisation::model::{RenameId, RenameState};
use crate::organisation::text::CompanyText;

/// The description.
pub const RENAMES: List = List {
    name: ListName::Renames,
    title: |l| CompanyText(l).operations_title(),
    section: |l| OperationsText(l).operations(),
    access,
    counted: None,
    tabs: &[
        Tab { key: "waiting", label: |l| CompanyText(l).waiting(), offered: |_, _| true },
        Tab { key: DECIDED, label: |l| CompanyText(l).decided(), offered: |_, _| true },
    ],
    source: Source {
        table: "company_rename n",
        alias: "n",
        id: "n.id",
        always: "n.old_name, n.new_name, n.state, n.note, n.created_at",
        joins: &[
            Join { name: "partner", sql: " join partner pa on pa.id = n.partner_id" },
            Join { name: "requester", sql: " join person r on r.id = n.requested_by" },
        ],
        always_joins: &[],
        visible_joins: &[],
        visible: |query, context| {
            push_for_operators(query, context, if is_decided(context) { "n.state <> 'pending'" } else { "n.state = 'pending'" });
        },
        sums: None,
    },
    columns: &[
        Column::new("to", |l| CompanyText(l).to()).sorted("n.new_name", SortKind::Name).fixed(),
        Column::new("from", |l| CompanyText(l).from()).sorted("n.old_name", SortKind::Name),
        Column::new("partner", |l| CompanyText(l).partner()).reads("pa.name as partner", &["partner"]).sorted("pa.name", SortKind::Name),
        Column::new("requester", |l| CompanyText(l).asked_by())
            .narrow(Narrow::Hidden)
            .reads("r.display_name as requester", &["requester"])
            .sorted("r.display_name", SortKind::Person("n.requested_by")),
        Column::new("asked", |l| CompanyText(l).asked()).sorted("n.created_at", SortKind::Moment).set(CellSet::Line),
        Column::new("state", |l| CompanyText(l).state()).sorted("n.state", SortKind::Word).set(CellSet::Line).offered(is_decided),
        Column::new("note", |l| CompanyText(l).note()).offered(is_decided),
    ],
    filters: &[
        Filter::new("name", |l| CompanyText(l).old_or_new(), FilterKind::Contains { sql: "name_key(n.new_name || ' / ' || n.old_name)" }),
        of_partner("n.partner_id"),
    ],
    usual_order: Order { column: "asked", descending: false },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, _| Lead { sentence: CompanyText(context.locale).operations_lead().to_owned(), rule: "" },
        above: Some(|db, context| Box::pin(next_decision(db, context))),
        done: |context, done, _| {
            let t = CompanyText(context.locale);
            let said = [("accepted", t.done_accepted()), ("refused", t.done_refused())];
            said.into_iter().find(|(what, _)| *what == done).map(|(_, said)| said.to_owned())
        },
        nothing: |context| {
            let t = CompanyText(context.locale);
            if is_decided(context) { (t.nothing_decided(), t.nothing_decided_text()) } else { (t.nothing_waits(), t.nothing_waits_text()) }
        },
        ..ListPage::PLAIN
    },
};

fn is_decided(context: &ListContext) -> bool {
    context.tab == DECIDED
}

/// One request.
#[derive(sqlx::FromRow)]
struct Row {
    id: RenameId,
    old_name: String,
    new_name: String,
    state: RenameState,
    note: String,
    created_at: DateTime<Utc>,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    requester: String,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        match column {
            "to" => Cell::text(self.new_name.clone()),
            "from" => Cell::text(self.old_name.clone()),
            "partner" => Cell::text(self.partner.clone()),
            "requester" => Cell::text(self.requester.clone()),
            "asked" => Cell::Moment(self.created_at),
            "state" => Cell::text(CompanyText(context.locale).rename_state(self.state)),
            "note" => Cell::text(self.note.clone()),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let label = CompanyText(context.locale).decide();
        let (href, name) = (format!("{}?decide={}", ListName::Renames.address(), self.id), format!("{label} {}", self.new_name));
        if self.state == RenameState::Pending { vec![Action { href, label, name }] } else { Vec::new() }
    }
}
