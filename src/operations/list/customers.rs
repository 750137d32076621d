//! The list of the customers and prospects of all partners (客户登记), masked, without an eye: the vendor's staff do not look.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::{access, of_partner, push_for_operators};
use crate::customers::model::{AssociationType, ClaimState, Industry};
use crate::customers::queries::claimed::push_states;
use crate::customers::rules::{claim_day, claim_state};
use crate::customers::text::CustomerText;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, Standing,
};
use crate::lists::paging::push_name_condition;
use crate::lists::record::{Cell, Record, present};
use crate::operations::text::{OperationsListText, OperationsText};
use crate::values::date::format_date;
use crate::values::masking::{mask_account, mask_name};

/// The description. Rows are associations and claims; a claim that became an association stands as that one.
pub const CUSTOMERS: List = List {
    name: ListName::RecordedCustomers,
    title: |l| OperationsText(l).recorded_customers(),
    section: |l| OperationsText(l).operations(),
    access,
    counted: None,
    tabs: &[],
    source: Source {
        // Plain columns of plain tables: only so the first rows of both are found by an index, without reading the rest.
        table: "(select a.id, a.partner_id, a.owner_id, a.started_at as since, a.customer_id, a.kind, null::text as company_name, \
                 null::text as industry, 'associated'::text as state, null::timestamptz as valid_until, a.ended_at is null as is_listed \
                 from association a \
                 union all \
                 select c.id, c.partner_id, c.owner_id, c.claimed_at, null::uuid, null::text, c.company_name, c.industry, c.state, \
                 c.valid_until, c.state <> 'associated' from claim c) r",
        alias: "r",
        id: "r.id",
        always: "coalesce(cu.name, r.company_name) as name, cu.number, cu.account_name, coalesce(cu.industry, r.industry) as industry, \
                 r.kind, r.state, r.valid_until",
        joins: &[
            Join { name: "customer", sql: " left join customer cu on cu.id = r.customer_id" },
            Join { name: "partner", sql: " join partner pa on pa.id = r.partner_id" },
            Join { name: "owner", sql: " left join person w on w.id = r.owner_id" },
        ],
        always_joins: &["customer"],
        visible_joins: &[],
        visible: |query, context| push_for_operators(query, context, "r.is_listed"),
        sums: None,
    },
    columns: &[
        Column::new("name", |l| OperationsText(l).customer()).fixed(),
        Column::new("account_name", |l| CustomerText(l).account_name()).narrow(Narrow::Hidden),
        Column { joins: &["customer"], ..Column::new("industry", |l| CustomerText(l).industry_label()).narrow(Narrow::Hidden) }
            .sorted("coalesce(cu.industry, r.industry)", SortKind::Word),
        Column::new("partner", |l| CustomerText(l).partner())
            .narrow(Narrow::Plain)
            .reads("r.partner_id, pa.name as partner", &["partner"])
            .sorted("pa.name", SortKind::Name),
        Column::new("account_manager", |l| CustomerText(l).account_manager())
            .narrow(Narrow::Hidden)
            .reads("w.display_name as account_manager, w.account_name as account_manager_account", &["owner"])
            .sorted_or_empty("w.display_name", SortKind::Person("r.owner_id")),
        Column::new("relation", |l| OperationsText(l).relation()).narrow(Narrow::Plain).sorted("coalesce(r.kind, r.state)", SortKind::Word),
        Column::new("since", |l| OperationsText(l).since()).reads("r.since", &[]).sorted("r.since", SortKind::Moment).set(CellSet::Line),
    ],
    filters: &[
        Filter::new("name", |l| CustomerText(l).name(), FilterKind::Private { push: push_name, longest: 128 }),
        Filter {
            hint: |l| OperationsText(l).find_hint(),
            ..Filter::new("number", |l| OperationsText(l).find_label(), FilterKind::Exact { sql: "cu.number", longest: 64 })
        }
        .joined(&["customer"]),
        of_partner("r.partner_id"),
        Filter {
            is_further: true,
            ..Filter::new(
                "state",
                |l| OperationsText(l).relation(),
                FilterKind::Choices {
                    options: |l| ClaimState::ALL.iter().map(|state| (state.as_str(), CustomerText(l).claim_state(*state))).collect(),
                    push: |query, states, context| push_states(query, ("r.state", "r.valid_until"), states, context.now),
                },
            )
        },
    ],
    usual_order: Order { column: "since", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead,
        actions: |context| {
            let word = OperationsText(context.locale).record_customer();
            Some(view! { <a class="button main" href="/operations/customers/new">{word}</a> }.into_any())
        },
        done: |context, done, _| {
            let t = OperationsText(context.locale);
            match done {
                "association" => Some(t.recorded_association().to_owned()),
                "claim" => Some(t.recorded_claim().to_owned()),
                _ => None,
            }
        },
        nothing: |context| {
            let t = OperationsText(context.locale);
            (t.no_customer_title(), t.no_customer_text())
        },
        no_match: |l| (OperationsListText(l).no_customer_matches(), OperationsListText(l).whole_number_hint()),
        ..ListPage::PLAIN
    },
};

/// The ids first: of both tables, each by its index over the names.
fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    query.push(" and r.id = any(array(select a.id from association a join customer n on n.id = a.customer_id where ");
    push_name_condition(query, "n.name_key", typed, true);
    query.push(" union all select c.id from claim c where ");
    push_name_condition(query, "c.company_name_key", typed, true);
    query.push("))");
}

fn lead(context: &ListContext, standing: &Standing) -> Lead {
    let t = OperationsListText(context.locale);
    Lead { sentence: if standing.is_one { t.one_customer().to_owned() } else { t.customers_lead(&standing.count) }, rule: "" }
}

/// One association or claim.
#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    number: Option<String>,
    account_name: Option<String>,
    industry: Industry,
    kind: Option<AssociationType>,
    state: ClaimState,
    valid_until: Option<DateTime<Utc>>,
    #[sqlx(default)]
    partner_id: Option<Uuid>,
    #[sqlx(default)]
    partner: Option<String>,
    #[sqlx(default)]
    account_manager: Option<String>,
    #[sqlx(default)]
    account_manager_account: Option<String>,
    #[sqlx(default)]
    since: Option<DateTime<Utc>>,
}

impl Row {
    fn account_manager(&self, words: CustomerText) -> String {
        match (&self.account_manager, &self.account_manager_account) {
            (Some(name), Some(account)) => format!("{name} ({account})"),
            _ => words.no_account_manager().to_owned(),
        }
    }

    /// What the partner has to do with it; of a claim that holds, until when.
    fn relation(&self, context: &ListContext) -> Cell {
        let (t, words) = (OperationsText(context.locale), CustomerText(context.locale));
        let (Some(until), None) = (self.valid_until, self.kind) else {
            return Cell::text(self.kind.map(|kind| t.association_of(words.association_type(kind))).unwrap_or_default());
        };
        let state = claim_state(self.state, until, context.now);
        let holds = matches!(state, ClaimState::Open | ClaimState::InReview);
        let day = claim_day(state, until).filter(|_| holds).map(|day| t.until(format_date(day, context.locale)));
        Cell::text(words.claim_state(state)).over(day.unwrap_or_default())
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let words = CustomerText(context.locale);
        match column {
            "name" => Cell::masked(mask_name(&self.name), None).over(self.number.clone().unwrap_or_default()),
            "account_name" => Cell::masked(self.account_name.as_deref().map(mask_account).unwrap_or_default(), None),
            "industry" => Cell::text(words.industry(self.industry)),
            "partner" => match (&self.partner, self.partner_id) {
                (Some(partner), Some(id)) => {
                    Cell::Link { href: format!("/operations/partners/{id}"), name: None, inner: Box::new(Cell::text(partner.clone())) }
                }
                _ => Cell::Empty,
            },
            "account_manager" => Cell::text(self.account_manager(words)),
            "relation" => self.relation(context),
            "since" => self.since.map_or(Cell::Empty, Cell::Moment),
            _ => Cell::Empty,
        }
    }
}
