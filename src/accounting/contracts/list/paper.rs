//! The list of the partner's contracts on paper (线下合同), searched by their code.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{access, push_own};
use crate::accounting::contracts::model::PaperContractId;
use crate::accounting::contracts::text::ContractText;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source,
};
use crate::lists::record::{Cell, Record, present};
use crate::values::money::Charged;

/// The description.
pub const PAPER_CONTRACTS: List = List {
    name: ListName::PaperContracts,
    title: |l| ContractText(l).offline(),
    section: |l| Words(l).sales(),
    access,
    counted: None,
    tabs: &[],
    source: Source {
        table: "paper_contract k",
        alias: "k",
        id: "k.id",
        always: "k.code, k.title, k.valid_until",
        joins: &[Join { name: "file", sql: " left join stored_file f on f.id = k.file_id" }],
        always_joins: &[],
        visible_joins: &[],
        visible: |query, context| push_own(query, context, "k.partner_id"),
        sums: None,
    },
    columns: &[
        Column::new("code", |l| ContractText(l).code()).sorted("k.code", SortKind::Word).fixed(),
        Column::new("title", |l| ContractText(l).title()).sorted("k.title", SortKind::Name).narrow(Narrow::Plain),
        Column::new("signed", |l| ContractText(l).signed_on())
            .reads("k.signed_on", &[])
            .sorted("k.signed_on", SortKind::Date)
            .set(CellSet::Line),
        Column::new("from", |l| ContractText(l).valid_from())
            .reads("k.valid_from", &[])
            .sorted("k.valid_from", SortKind::Date)
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("until", |l| ContractText(l).valid_until()).sorted_or_empty("k.valid_until", SortKind::Date).set(CellSet::Line),
        Column::new("amount", |l| ContractText(l).total())
            .reads("k.amount_charged as amount", &[])
            .sorted_or_empty("k.amount_charged", SortKind::Decimal)
            .set(CellSet::Number),
        Column::new("file", |l| ContractText(l).attachment()).reads("f.id as file_id, f.name as file_name", &["file"]),
    ],
    filters: &[
        Filter::new("code", |l| ContractText(l).code(), FilterKind::Contains { sql: "name_key(k.code)" }),
        Filter::new(
            "from",
            |l| ContractText(l).signed_from(),
            FilterKind::Days { until: "until", until_label: |l| ContractText(l).signed_until(), sql: "k.signed_on", is_moment: false },
        ),
    ],
    usual_order: Order { column: "signed", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = ContractText(context.locale);
            let sentence = if standing.is_one { t.lead_paper_one().to_owned() } else { t.lead_paper_many(&standing.count) };
            Lead { sentence, rule: t.rule_paper() }
        },
        nothing: |context| (ContractText(context.locale).nothing_paper_title(), ContractText(context.locale).nothing_paper_text()),
        ..ListPage::PLAIN
    },
};

/// One contract.
#[derive(sqlx::FromRow)]
struct Row {
    id: PaperContractId,
    code: String,
    title: String,
    valid_until: Option<NaiveDate>,
    #[sqlx(default)]
    signed_on: Option<NaiveDate>,
    #[sqlx(default)]
    valid_from: Option<NaiveDate>,
    #[sqlx(default)]
    amount: Option<Charged>,
    #[sqlx(default)]
    file_id: Option<Uuid>,
    #[sqlx(default)]
    file_name: Option<String>,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        match column {
            "code" => Cell::leading(format!("/sales/accounting/contracts/offline/{}", self.id), Cell::text(self.code.clone())),
            "title" => Cell::text(self.title.clone()),
            "signed" => self.signed_on.map_or(Cell::Empty, Cell::Day),
            "from" => self.valid_from.map_or(Cell::Empty, Cell::Day),
            "until" => self.valid_until.map_or_else(|| Cell::text(ContractText(context.locale).no_end()), Cell::Day),
            "amount" => self.amount.map_or(Cell::Empty, Cell::Charged),
            "file" => attachment(self.file_id, self.file_name.as_deref()),
            _ => Cell::Empty,
        }
    }
}

/// A link to the attachment, by its name.
pub fn attachment(id: Option<Uuid>, name: Option<&str>) -> Cell {
    match (id, name) {
        (Some(id), Some(name)) => Cell::Link { href: format!("/files/{id}"), name: None, inner: Box::new(Cell::text(name.to_owned())) },
        _ => Cell::Empty,
    }
}
