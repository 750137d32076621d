//! The list of the contracts on paper of all partners, for the vendor's staff.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use sqlx::PgPool;
use uuid::Uuid;

use super::paper::attachment;
use crate::accounting::contracts::access::operator;
use crate::accounting::contracts::model::PaperContractId;
use crate::accounting::contracts::queries::{partner_named, partners_with_contracts};
use crate::accounting::contracts::text::ContractText;
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Choosable, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Loading, Narrow, Order, SortKind,
    Source, to_staff,
};
use crate::lists::record::{Cell, Record, present};
use crate::values::money::Charged;
use crate::values::name_key::name_key;

/// The description.
pub const RECORDED_CONTRACTS: List = List {
    name: ListName::RecordedContracts,
    title: |l| ContractText(l).recorded_contracts(),
    section: |l| ContractText(l).operations(),
    access: |viewer, locale| operator(viewer, locale).map(|_| Access::Installation),
    counted: None,
    tabs: &[],
    source: Source {
        table: "paper_contract k",
        alias: "k",
        id: "k.id",
        always: "k.code, k.title, k.recorded_at",
        joins: &[
            Join { name: "partner", sql: " join partner p on p.id = k.partner_id" },
            Join { name: "file", sql: " left join stored_file f on f.id = k.file_id" },
        ],
        always_joins: &[],
        visible_joins: &[],
        visible: to_staff,
        sums: None,
    },
    columns: &[
        Column::new("code", |l| ContractText(l).code()).sorted("k.code", SortKind::Word).fixed(),
        Column::new("partner", |l| ContractText(l).partner())
            .reads("p.name as partner", &["partner"])
            .sorted("p.name", SortKind::Name)
            .narrow(Narrow::Plain),
        Column::new("title", |l| ContractText(l).title()).sorted("k.title", SortKind::Name),
        Column::new("signed", |l| ContractText(l).signed_on())
            .reads("k.signed_on", &[])
            .sorted("k.signed_on", SortKind::Date)
            .set(CellSet::Line),
        Column::new("amount", |l| ContractText(l).total())
            .reads("k.amount_charged as amount", &[])
            .sorted_or_empty("k.amount_charged", SortKind::Decimal)
            .set(CellSet::Number),
        Column::new("file", |l| ContractText(l).attachment()).reads("f.id as file_id, f.name as file_name", &["file"]),
        Column::new("recorded", |l| ContractText(l).recorded_at()).sorted("k.recorded_at", SortKind::Moment).set(CellSet::Line),
    ],
    filters: &[
        Filter::new("code", |l| ContractText(l).code(), FilterKind::Contains { sql: "name_key(k.code)" }),
        Filter::new(
            "partner",
            |l| ContractText(l).partner(),
            FilterKind::Record {
                sql: "k.partner_id",
                options: partners,
                find: Some(find_partner),
                blank: |l| ContractText(l).all_partners(),
                none: None,
            },
        ),
    ],
    usual_order: Order { column: "recorded", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = ContractText(context.locale);
            let sentence = if standing.is_one { t.recorded_lead_one().to_owned() } else { t.recorded_lead_many(&standing.count) };
            Lead { sentence, rule: "" }
        },
        actions: |context| {
            let word = ContractText(context.locale).record();
            Some(view! { <a class="button main" href="/operations/paper-contracts/new">{word}</a> }.into_any())
        },
        done: |context, done, _| (done == "recorded").then(|| ContractText(context.locale).done_recorded().to_owned()),
        nothing: |context| (ContractText(context.locale).nothing_recorded_title(), ContractText(context.locale).nothing_recorded_text()),
        ..ListPage::PLAIN
    },
};

/// The partners that have contracts on paper.
fn partners(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let operator = operator(&context.viewer, context.locale)?;
        Ok(partners_with_contracts(&db, operator, chosen).await?.into())
    })
}

fn find_partner(db: PgPool, context: Arc<ListContext>, typed: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move {
        let operator = operator(&context.viewer, context.locale)?;
        let found = partner_named(&db, operator, &name_key(&typed)).await?;
        Ok(found.map(|id| id.0).ok_or_else(|| ContractText(context.locale).no_such_partner().to_owned()))
    })
}

/// One contract.
#[derive(sqlx::FromRow)]
struct Row {
    id: PaperContractId,
    code: String,
    title: String,
    recorded_at: DateTime<Utc>,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    signed_on: Option<NaiveDate>,
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

    fn cell(&self, column: &'static str, _: &ListContext) -> Cell {
        match column {
            "code" => Cell::text(self.code.clone()),
            "partner" => Cell::text(self.partner.clone()),
            "title" => Cell::text(self.title.clone()),
            "signed" => self.signed_on.map_or(Cell::Empty, Cell::Day),
            "amount" => self.amount.map_or(Cell::Empty, Cell::Charged),
            "file" => attachment(self.file_id, self.file_name.as_deref()),
            "recorded" => Cell::Stamp(self.recorded_at),
            _ => Cell::Empty,
        }
    }
}
