//! The list of payment agreements (合同中心), by the time of their request.

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use uuid::Uuid;

use super::{access, push_own};
use crate::accounting::contracts::model::{AgreementId, AgreementState};
use crate::accounting::contracts::pages::above_agreements;
use crate::accounting::contracts::rules::may_request;
use crate::accounting::contracts::text::ContractText;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Action, Cell, Record, present};
use crate::ui::badge::Tone;
use crate::values::money::Charged;

/// The description.
pub const AGREEMENTS: List = List {
    name: ListName::Agreements,
    title: |l| ContractText(l).online(),
    section: |l| Words(l).sales(),
    access,
    counted: None,
    tabs: &[],
    source: Source {
        table: "payment_agreement g",
        alias: "g",
        id: "g.id",
        always: "g.code, g.state, g.requested_at",
        joins: &[Join { name: "requester", sql: " join person r on r.id = g.requested_by" }],
        always_joins: &[],
        visible_joins: &[],
        visible: |query, context| push_own(query, context, "g.partner_id"),
        sums: None,
    },
    columns: &[
        Column::new("code", |l| ContractText(l).code()).sorted("g.code", SortKind::Word).fixed(),
        Column::new("amount", |l| ContractText(l).amount())
            .reads("g.amount_charged as amount", &[])
            .sorted("g.amount_charged", SortKind::Decimal)
            .set(CellSet::Number)
            .narrow(Narrow::Plain),
        Column::new("promised", |l| ContractText(l).promised_on())
            .reads("g.promised_on", &[])
            .sorted("g.promised_on", SortKind::Date)
            .set(CellSet::Line),
        Column::new("party_b", |l| ContractText(l).party_b()).reads("g.party_b", &[]).sorted("g.party_b", SortKind::Name),
        Column::new("requester", |l| ContractText(l).requested_by())
            .reads("r.display_name as requester", &["requester"])
            .sorted("r.display_name", SortKind::Person("g.requested_by"))
            .narrow(Narrow::Hidden),
        Column::new("requested", |l| ContractText(l).requested_at()).sorted("g.requested_at", SortKind::Moment).set(CellSet::Line),
        Column::new("state", |l| ContractText(l).state()).sorted("g.state", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
    ],
    filters: &[
        Filter::new(
            "from",
            |l| ContractText(l).requested_from(),
            FilterKind::Days { until: "until", until_label: |l| ContractText(l).requested_until(), sql: "g.requested_at", is_moment: true },
        ),
        Filter::new("code", |l| ContractText(l).code(), FilterKind::Contains { sql: "name_key(g.code)" }),
        Filter::new(
            "state",
            |l| ContractText(l).state(),
            FilterKind::Choices {
                options: |l| AgreementState::ALL.iter().map(|state| (state.as_str(), ContractText(l).state_of(*state))).collect(),
                push: |query, words, _| push_any(query, "g.state", words),
            },
        ),
    ],
    usual_order: Order { column: "requested", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = ContractText(context.locale);
            let sentence = if standing.is_one { t.lead_one().to_owned() } else { t.lead_many(&standing.count) };
            Lead { sentence, rule: t.rule() }
        },
        actions: |context| {
            let word = ContractText(context.locale).ask();
            let href = "/sales/accounting/contracts/online/new";
            may_request(&context.viewer).is_ok().then(|| view! { <a class="button main" href=href>{word}</a> }.into_any())
        },
        above: Some(|db, context| Box::pin(above_agreements(db, context))),
        nothing: |context| (ContractText(context.locale).nothing_title(), ContractText(context.locale).nothing_text()),
        ..ListPage::PLAIN
    },
};

/// One agreement.
#[derive(sqlx::FromRow)]
struct Row {
    id: AgreementId,
    code: String,
    state: AgreementState,
    requested_at: DateTime<Utc>,
    #[sqlx(default)]
    amount: Option<Charged>,
    #[sqlx(default)]
    promised_on: Option<NaiveDate>,
    #[sqlx(default)]
    party_b: String,
    #[sqlx(default)]
    requester: String,
}

impl Row {
    fn page(&self) -> String {
        format!("/sales/accounting/contracts/online/{}", self.id)
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        match column {
            "code" => Cell::leading(self.page(), Cell::text(self.code.clone())),
            "amount" => self.amount.map_or(Cell::Empty, Cell::Charged),
            "promised" => self.promised_on.map_or(Cell::Empty, Cell::Day),
            "party_b" => Cell::text(self.party_b.clone()),
            "requester" => Cell::text(self.requester.clone()),
            "requested" => Cell::Stamp(self.requested_at),
            "state" => Cell::Badge(tone(self.state), ContractText(context.locale).state_of(self.state).into()),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let t = ContractText(context.locale);
        vec![Action { href: format!("{}/file", self.page()), label: t.download(), name: t.download_of(&self.code) }]
    }
}

/// How a state feels.
pub const fn tone(state: AgreementState) -> Tone {
    match state {
        AgreementState::Issued => Tone::Good,
        AgreementState::Void => Tone::Neutral,
    }
}
