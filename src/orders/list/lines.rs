//! The list of what orders consist of (订单资源明细): a row a resource, active ones where nobody asks for others.

use super::access;
use super::conditions::{ASSOCIATIONS, FURTHER, STATES, TYPES, account_name, customer_name, customer_number};
use super::lines_row::Row;
use crate::auth::scope::Alias;
use crate::customers::mask;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, ExportWindow, Filter, FilterKind, Join, Lead, List, ListPage, Narrow, Order, RatedAndCharged, SortKind, Source, Total,
    UsualDays,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::present;
use crate::lists::text::ListText;
use crate::orders::model::{LineState, Renewal};
use crate::orders::rules;
use crate::orders::text::OrderText;
use crate::organisation::distributor_tabs::{self, is_of_resellers, push_visible, reseller};

/// The description.
pub const LINES: List = List {
    name: ListName::OrderLines,
    title: |locale| OrderText(locale).resources(),
    section: |locale| Words(locale).sales(),
    access,
    counted: None,
    tabs: &distributor_tabs::tabs(|l| OrderText(l).resources_own(), |l| OrderText(l).resources_resellers()),
    source: Source {
        table: "order_line ol",
        alias: "ol",
        id: "ol.id",
        always: "ol.line, ol.resource_id, ol.resource_name, ol.order_id, o.number, o.order_type, o.customer_id, ol.distributor_id, \
                 ol.partner_id, ol.supervisor_id, ol.owner_id, a.ended_at is null as is_active",
        joins: &[
            Join { name: "order", sql: " join customer_order o on o.id = ol.order_id" },
            Join { name: "customer", sql: " join customer cu on cu.id = o.customer_id" },
            Join { name: "association", sql: " join association a on a.id = ol.association_id" },
            Join { name: "partner", sql: " join partner r on r.id = ol.partner_id" },
            Join { name: "owner", sql: " left join person w on w.id = ol.owner_id" },
        ],
        always_joins: ORDER_AND_ASSOCIATION,
        visible_joins: &[],
        visible: |query, context| push_visible(query, context, Alias::OrderLine, "ol.partner_id"),
        sums: None,
    },
    columns: COLUMNS,
    filters: FILTERS,
    usual_order: Order { column: "expires", descending: false },
    totals: &[
        Total { column: "rated", sql: "ol.amount_rated", is_rated: true, figure: None },
        Total { column: "charged", sql: "ol.amount_charged", is_rated: false, figure: None },
    ],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = OrderText(context.locale);
            let sentence = t.lines_sentence(context.reach(), is_of_resellers(context), &standing.count);
            Lead { sentence, rule: t.why(context.reach()) }
        },
        amounts: Some(RatedAndCharged { rated: "rated", charged: "charged", remainder: None }),
        export_window: Some(ExportWindow {
            filter: "expires_from",
            label: |l| OrderText(l).by_expiry(),
            most_months: rules::MOST_MONTHS,
            usual: UsualDays::FromToday,
            is_only: false,
        }),
        nothing: |context| (OrderText(context.locale).empty_lines(), OrderText(context.locale).empty_orders_text()),
        no_match: |locale| (ListText(locale).no_match(), OrderText(locale).no_match_lines_hint()),
        ..ListPage::PLAIN
    },
};

const ORDER: &[&str] = &["order"];
const ORDER_AND_ASSOCIATION: &[&str] = &["order", "association"];
const CUSTOMER: &[&str] = &["order", "customer"];

const COLUMNS: &[Column] = &[
    Column::new("resource", |l| OrderText(l).resource())
        .sorted("ol.resource_name", SortKind::Name)
        .fixed()
        .with_line(|l| OrderText(l).resource_id()),
    Column::new("number", |l| OrderText(l).number())
        .joined(ORDER)
        .sorted("o.number", SortKind::Word)
        .narrow(Narrow::Labelled)
        .with_line(|l| OrderText(l).order_type()),
    Column::new("customer", |l| OrderText(l).customer())
        .reads("cu.name as customer, r.name as partner", &["order", "customer", "partner"])
        .masked(mask::NAME)
        .narrow(Narrow::Plain),
    Column::new("account", |l| OrderText(l).account())
        .reads("cu.account_name", CUSTOMER)
        .masked(mask::ACCOUNT_NAME)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("product", |l| OrderText(l).product())
        .reads("ol.product_type, ol.product, ol.specification", &[])
        .sorted("ol.product", SortKind::Name)
        .narrow(Narrow::Hidden),
    Column::new("region", |l| OrderText(l).region())
        .reads("ol.region", &[])
        .sorted("ol.region", SortKind::Name)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("mode", |l| OrderText(l).charging_mode())
        .reads("ol.charging_mode", &[])
        .sorted("ol.charging_mode", SortKind::Word)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("rated", |l| OrderText(l).amount_rated())
        .reads("ol.amount_rated", &[])
        .sorted("ol.amount_rated", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden),
    Column::new("charged", |l| OrderText(l).amount_charged())
        .reads("ol.amount_charged", &[])
        .sorted("ol.amount_charged", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Plain),
    Column::new("effective", |l| OrderText(l).effective_at())
        .reads("ol.effective_at", &[])
        .sorted_or_empty("ol.effective_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("expires", |l| OrderText(l).expires_at())
        .reads("ol.expires_at", &[])
        .sorted_or_empty("ol.expires_at", SortKind::Moment)
        .rising()
        .set(CellSet::Line),
    Column::new("renewed", |l| OrderText(l).renewed())
        .reads("ol.renewal", &[])
        .sorted("ol.renewal", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Plain),
    Column::new("renewed_at", |l| OrderText(l).renewed_at())
        .reads("ol.renewed_at", &[])
        .sorted_or_empty("ol.renewed_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("state", |l| OrderText(l).line_state())
        .reads("ol.state", &[])
        .sorted("ol.state", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("order_state", |l| OrderText(l).state())
        .reads("o.state as order_state", ORDER)
        .sorted("o.state", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("association", |l| OrderText(l).association_type())
        .reads("o.association_kind", ORDER)
        .sorted("o.association_kind", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("owner", |l| OrderText(l).owner())
        .reads("w.display_name as owner", &["owner"])
        .sorted_or_empty("w.display_name", SortKind::Person("ol.owner_id"))
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .offered(|context| !context.is_own()),
];

const FILTERS: &[Filter] = &[
    Filter::new(
        "expires_from",
        |l| OrderText(l).expires_from(),
        FilterKind::Days { until: "expires_until", until_label: |l| OrderText(l).expires_until(), sql: "ol.expires_at", is_moment: true },
    ),
    customer_name(CUSTOMER),
    Filter::new("number", |l| OrderText(l).number_is(), FilterKind::Exact { sql: "upper(o.number)", longest: 64 }).joined(ORDER),
    reseller("ol.partner_id"),
    Filter {
        key: "renewed",
        label: |l| OrderText(l).renewed(),
        kind: FilterKind::Choice {
            options: |l| Renewal::ALL.iter().map(|one| (one.as_str(), OrderText(l).renewal_of(*one))).collect(),
            blank: |l| OrderText(l).renewed_or_not(),
            push: |query, words, _| push_any(query, "ol.renewal", words),
        },
        ..Filter::PLAIN
    },
    Filter { is_further: true, ..account_name(CUSTOMER) },
    Filter {
        key: "state",
        label: |l| OrderText(l).line_state(),
        kind: FilterKind::Choices {
            options: |l| LineState::ALL.iter().map(|one| (one.as_str(), OrderText(l).line_state_of(*one))).collect(),
            push: |query, words, _| push_any(query, "ol.state", words),
        },
        usual: LineState::Active.as_str(),
        ..FURTHER
    },
    Filter {
        key: "product_type",
        label: |l| OrderText(l).product_type(),
        kind: FilterKind::Contains { sql: "ol.product_type_key" },
        ..FURTHER
    },
    Filter {
        key: "type",
        label: |l| OrderText(l).order_type(),
        kind: FilterKind::Choices { options: TYPES, push: |query, words, _| push_any(query, "o.order_type", words) },
        joins: ORDER,
        ..FURTHER
    },
    Filter {
        key: "order_state",
        label: |l| OrderText(l).state(),
        kind: FilterKind::Choices { options: STATES, push: |query, words, _| push_any(query, "o.state", words) },
        joins: ORDER,
        ..FURTHER
    },
    Filter {
        key: "association",
        label: |l| OrderText(l).association_type(),
        kind: FilterKind::Choices { options: ASSOCIATIONS, push: |query, words, _| push_any(query, "o.association_kind", words) },
        joins: ORDER,
        ..FURTHER
    },
    customer_number(CUSTOMER),
];
