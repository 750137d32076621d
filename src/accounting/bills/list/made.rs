//! The bills of all partners, for the vendor's operators: final ones and those that were annulled.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::judge;
use crate::accounting::bills::model::BillId;
use crate::accounting::bills::operations::operator;
use crate::accounting::bills::text::BillText;
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, to_staff,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Cell, Record, present};
use crate::ui::badge::Tone;
use crate::values::money::Charged;

/// The description.
pub const MADE: List = List {
    name: ListName::MadeBills,
    title: |l| BillText(l).made_bills(),
    section: |l| BillText(l).operations(),
    access: |viewer, locale| operator(viewer, locale).map(|_| Access::Installation),
    counted: None,
    tabs: &[],
    source: Source {
        table: "partner_bill b",
        alias: "b",
        id: "b.id",
        always: "b.number, b.cycle, b.state, b.records, b.total_charged, b.due_charged",
        joins: &[Join { name: "partner", sql: " join partner p on p.id = b.partner_id" }],
        always_joins: &[],
        visible_joins: &[],
        visible: to_staff,
        sums: None,
    },
    columns: &[
        Column::new("number", |l| BillText(l).number()).sorted("b.number", SortKind::Word).fixed(),
        Column::new("partner", |l| BillText(l).partner())
            .reads("p.name as partner", &["partner"])
            .sorted("p.name", SortKind::Name)
            .narrow(Narrow::Plain),
        Column::new("cycle", |l| BillText(l).cycle()).sorted("b.cycle", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("state", |l| BillText(l).state()).sorted("b.state", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("records", |l| BillText(l).records())
            .sorted("b.records", SortKind::Integer)
            .set(CellSet::Number)
            .narrow(Narrow::Hidden),
        Column::new("total", |l| BillText(l).total()).sorted("b.total_charged", SortKind::Decimal).set(CellSet::Number),
        Column::new("due", |l| BillText(l).due()).sorted("b.due_charged", SortKind::Decimal).set(CellSet::Number).narrow(Narrow::Hidden),
        Column::new("made", |l| BillText(l).made_at())
            .reads("b.made_at", &[])
            .sorted("b.made_at", SortKind::Moment)
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
    ],
    filters: &[
        Filter::new("number", |l| BillText(l).number_is(), FilterKind::Exact { sql: "upper(b.number)", longest: 32 }),
        Filter::new("partner", |l| BillText(l).partner(), FilterKind::Contains { sql: "p.name_key" }).joined(&["partner"]),
        Filter {
            hint: |l| BillText(l).hint_month(),
            ..Filter::new("cycle", |l| BillText(l).cycle(), FilterKind::Exact { sql: "b.cycle", longest: 7 })
        }
        .judged(|context, month, _| judge(context, "cycle", month)),
        Filter::new(
            "state",
            |l| BillText(l).state(),
            FilterKind::Choices {
                options: |l| vec![("final", BillText(l).is_final()), ("annulled", BillText(l).is_annulled())],
                push: |query, words, _| push_any(query, "b.state", words),
            },
        ),
    ],
    usual_order: Order { column: "cycle", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, _| Lead { sentence: BillText(context.locale).made_lead().to_owned(), rule: "" },
        nothing: |context| (BillText(context.locale).made_empty(), BillText(context.locale).made_empty_text()),
        ..ListPage::PLAIN
    },
};

/// One bill.
#[derive(sqlx::FromRow)]
struct Row {
    id: BillId,
    number: String,
    cycle: String,
    state: String,
    records: i64,
    total_charged: Charged,
    due_charged: Charged,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    made_at: Option<DateTime<Utc>>,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = BillText(context.locale);
        match column {
            "number" => Cell::leading(format!("/operations/bills/{}", self.id), Cell::text(self.number.clone())),
            "partner" => Cell::text(self.partner.clone()),
            "cycle" => Cell::text(self.cycle.clone()),
            "state" if self.state == "final" => Cell::Badge(Tone::Good, t.is_final().into()),
            "state" => Cell::Badge(Tone::Warn, t.is_annulled().into()),
            "records" => Cell::Count(self.records),
            "total" => Cell::Charged(self.total_charged),
            "due" => Cell::Charged(self.due_charged),
            "made" => self.made_at.map_or(Cell::Empty, Cell::Stamp),
            _ => Cell::Empty,
        }
    }
}
