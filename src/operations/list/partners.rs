//! The list of all partners (伙伴管理).

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use sqlx::PgPool;
use uuid::Uuid;

use super::{access, operator_of, push_for_operators};
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Choosable, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Loading, Narrow, Order, SortKind, Source,
    Standing,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Action, Cell, Record, present};
use crate::lists::text::ListText;
use crate::operations::pages::real_name_tone;
use crate::operations::queries::distributors;
use crate::operations::text::{OperationsListText, OperationsText};
use crate::organisation::model::{PartnerId, PartnerKind, RealNameState};
use crate::organisation::text::OrganisationText;
use crate::values::date::beijing_date;

/// The description.
pub const PARTNERS: List = List {
    name: ListName::Partners,
    title: |l| OperationsText(l).partners(),
    section: |l| OperationsText(l).operations(),
    access,
    counted: None,
    tabs: &[],
    source: Source {
        table: "partner pa",
        alias: "pa",
        id: "pa.id",
        always: "pa.name, pa.kind, pa.channel_only, pa.real_name_state, co.name as company",
        joins: &[
            Join { name: "company", sql: " join company co on co.id = pa.company_id" },
            Join {
                name: "distributor",
                sql: " left join distribution di on di.reseller_id = pa.id and upper_inf(di.during) \
                      left join partner ds on ds.id = di.distributor_id",
            },
            Join {
                name: "people",
                sql: " cross join lateral (select count(*) as n from person p where p.partner_id = pa.id and p.state = 'active') pp",
            },
            Join {
                name: "customers",
                sql: " cross join lateral (select count(*) as n from association a where a.partner_id = pa.id and a.ended_at is null) cu",
            },
        ],
        always_joins: &["company"],
        visible_joins: &[],
        visible: |query, context| push_for_operators(query, context, "true"),
        sums: None,
    },
    columns: &[
        Column::new("name", |l| OperationsText(l).partner_name()).sorted("pa.name", SortKind::Name).fixed(),
        Column { joins: &["company"], ..Column::new("company", |l| OperationsText(l).company()) }
            .sorted("co.name", SortKind::Name)
            .on_demand(),
        Column::new("kind", |l| OperationsText(l).kind()).narrow(Narrow::Plain).sorted("pa.kind", SortKind::Word),
        Column::new("distributor", |l| OperationsText(l).distributor())
            .narrow(Narrow::Hidden)
            .reads("ds.name as distributor", &["distributor"])
            .sorted_or_empty("ds.name", SortKind::Name),
        Column::new("state", |l| OperationsText(l).real_name_state())
            .narrow(Narrow::Plain)
            .sorted("pa.real_name_state", SortKind::Word)
            .set(CellSet::Line),
        Column::new("people", |l| OperationsText(l).people())
            .narrow(Narrow::Hidden)
            .reads("pp.n as people", &["people"])
            .sorted("pp.n", SortKind::Integer)
            .set(CellSet::Number),
        Column::new("customers", |l| OperationsText(l).associated_customers())
            .reads("cu.n as customers", &["customers"])
            .sorted("cu.n", SortKind::Integer)
            .set(CellSet::Number),
        Column::new("created", |l| OperationsText(l).created_at())
            .reads("pa.created_at", &[])
            .sorted("pa.created_at", SortKind::Moment)
            .set(CellSet::Line)
            .on_demand(),
    ],
    filters: &[
        // Both names, with what nobody types between them.
        Filter::new(
            "name",
            |l| OperationsListText(l).partner_or_company(),
            FilterKind::Contains { sql: "(pa.name_key || chr(10) || co.name_key)" },
        )
        .joined(&["company"]),
        Filter::new(
            "kind",
            |l| OperationsText(l).kind(),
            FilterKind::Choice {
                options: |l| PartnerKind::ALL.iter().map(|kind| (kind.as_str(), OrganisationText(l).kind(*kind))).collect(),
                blank: |l| OperationsListText(l).all_kinds(),
                push: |query, words, _| push_any(query, "pa.kind", words),
            },
        ),
        Filter::new(
            "distributor",
            |l| OperationsText(l).distributor(),
            FilterKind::Record {
                sql: "di.distributor_id",
                options: distributors_to_choose,
                find: None,
                blank: |l| OperationsListText(l).any_distributor(),
                none: None,
            },
        )
        .joined(&["distributor"]),
        Filter::new(
            "state",
            |l| OperationsText(l).real_name_state(),
            FilterKind::Choice {
                options: |l| RealNameState::ALL.iter().map(|state| (state.as_str(), OrganisationText(l).real_name(*state))).collect(),
                blank: |l| OperationsListText(l).all_states(),
                push: |query, words, _| push_any(query, "pa.real_name_state", words),
            },
        ),
    ],
    usual_order: Order { column: "name", descending: false },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead,
        actions: |context| {
            let word = OperationsText(context.locale).create_partner();
            Some(view! { <a class="button main" href="/operations/partners/new">{word}</a> }.into_any())
        },
        nothing: |context| {
            let t = OperationsText(context.locale);
            (t.no_partner_title(), t.no_partner_text())
        },
        no_match: |l| (OperationsListText(l).no_partner_matches(), ListText(l).no_match_hint()),
        ..ListPage::PLAIN
    },
};

fn lead(context: &ListContext, standing: &Standing) -> Lead {
    let t = OperationsListText(context.locale);
    Lead { sentence: if standing.is_one { t.one_partner().to_owned() } else { t.partners_lead(&standing.count) }, rule: "" }
}

fn distributors_to_choose(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let found = distributors(&db, operator_of(&context)?).await?;
        Ok(found.into())
    })
}

/// One partner.
#[derive(sqlx::FromRow)]
struct Row {
    id: PartnerId,
    name: String,
    company: String,
    kind: PartnerKind,
    channel_only: bool,
    real_name_state: RealNameState,
    #[sqlx(default)]
    distributor: Option<String>,
    #[sqlx(default)]
    people: i64,
    #[sqlx(default)]
    customers: i64,
    #[sqlx(default)]
    created_at: Option<DateTime<Utc>>,
}

impl Row {
    fn address(&self) -> String {
        format!("/operations/partners/{}", self.id)
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let words = OrganisationText(context.locale);
        match column {
            "name" => Cell::leading(self.address(), Cell::text(self.name.clone())).over(self.company.clone()),
            "company" => Cell::text(self.company.clone()),
            "kind" => Cell::text(words.kind(self.kind)).over(if self.channel_only { words.channel_only() } else { "" }),
            "distributor" => Cell::text(self.distributor.clone().unwrap_or_default()),
            "state" => Cell::Badge(real_name_tone(self.real_name_state), words.real_name(self.real_name_state).into()),
            "people" => Cell::Count(self.people),
            "customers" => Cell::Count(self.customers),
            "created" => self.created_at.map_or(Cell::Empty, |at| Cell::Day(beijing_date(at))),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let label = OperationsText(context.locale).open();
        vec![Action { href: self.address(), label, name: format!("{label} {}", self.name) }]
    }
}
