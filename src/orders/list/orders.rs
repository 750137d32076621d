//! The list of orders (客户订单), those of the last six months where nobody asks for others.

use super::access;
use super::conditions::{ASSOCIATIONS, FURTHER, STATES, TYPES, account_name, customer_name, customer_number};
use super::orders_row::Row;
use crate::auth::scope::Alias;
use crate::customers::mask;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, Join, Lead, List, ListPage, Narrow, Order, SortKind, Source, Span, Total,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::present;
use crate::lists::text::ListText;
use crate::orders::rules;
use crate::orders::text::OrderText;
use crate::organisation::distributor_tabs::{self, is_of_resellers, push_visible, reseller};

/// The description.
pub const ORDERS: List = List {
    name: ListName::Orders,
    title: |locale| OrderText(locale).orders(),
    section: |locale| Words(locale).sales(),
    access,
    counted: None,
    tabs: &distributor_tabs::tabs(|l| OrderText(l).tab_own(), |l| OrderText(l).tab_resellers()),
    source: Source {
        table: "customer_order od",
        alias: "od",
        id: "od.id",
        always: "od.number, od.order_type, od.customer_id, od.distributor_id, od.partner_id, od.supervisor_id, od.owner_id, \
                 a.ended_at is null as is_active",
        joins: &[
            Join { name: "customer", sql: " join customer cu on cu.id = od.customer_id" },
            Join { name: "association", sql: " join association a on a.id = od.association_id" },
            Join { name: "partner", sql: " join partner r on r.id = od.partner_id" },
            Join { name: "owner", sql: " left join person w on w.id = od.owner_id" },
        ],
        always_joins: &["association"],
        visible_joins: &[],
        visible: |query, context| push_visible(query, context, Alias::Order, "od.partner_id"),
        sums: None,
    },
    columns: COLUMNS,
    filters: FILTERS,
    usual_order: Order { column: "placed", descending: true },
    totals: &[Total { column: "payable", sql: "od.payable_charged", is_rated: false, figure: Some(|l| OrderText(l).payable()) }],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = OrderText(context.locale);
            let sentence = t.sentence(context.reach(), is_of_resellers(context), &standing.count);
            let sentence = if standing.is_in_usual_span { t.of_six_months(sentence) } else { sentence };
            Lead { sentence, rule: t.why(context.reach()) }
        },
        nothing: |context| (OrderText(context.locale).empty_orders(), OrderText(context.locale).empty_orders_text()),
        no_match: |locale| (ListText(locale).no_match(), OrderText(locale).no_match_hint()),
        ..ListPage::PLAIN
    },
};

const COLUMNS: &[Column] = &[
    Column::new("number", |l| OrderText(l).number()).sorted("od.number", SortKind::Word).fixed(),
    Column::new("customer", |l| OrderText(l).customer())
        .reads("cu.name as customer, r.name as partner", &["customer", "partner"])
        .masked(mask::NAME)
        .narrow(Narrow::Plain),
    Column::new("account", |l| OrderText(l).account())
        .reads("cu.account_name", &["customer"])
        .masked(mask::ACCOUNT_NAME)
        .narrow(Narrow::Hidden),
    Column::new("product_type", |l| OrderText(l).product_type())
        .reads("od.product_type", &[])
        .sorted("od.product_type", SortKind::Name)
        .narrow(Narrow::Hidden),
    // The type stands under the number.
    Column::new("type", |l| OrderText(l).order_type()).sorted("od.order_type", SortKind::Word).narrow(Narrow::Hidden).on_demand(),
    Column::new("association", |l| OrderText(l).association_type())
        .reads("od.association_kind", &[])
        .sorted("od.association_kind", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("list_amount", |l| OrderText(l).list_amount())
        .reads("od.list_rated", &[])
        .sorted("od.list_rated", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("discount", |l| OrderText(l).discount_amount())
        .reads("od.discount_rated", &[])
        .sorted("od.discount_rated", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("payable", |l| OrderText(l).payable())
        .reads("od.payable_charged", &[])
        .sorted("od.payable_charged", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Plain),
    Column::new("state", |l| OrderText(l).state())
        .reads("od.state", &[])
        .sorted("od.state", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Plain),
    Column::new("placed", |l| OrderText(l).placed_at())
        .reads("od.placed_at", &[])
        .sorted("od.placed_at", SortKind::Moment)
        .set(CellSet::Line),
    Column::new("paid", |l| OrderText(l).paid_at())
        .reads("od.paid_at", &[])
        .sorted_or_empty("od.paid_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("paid_by", |l| OrderText(l).paid_by())
        .reads("od.paid_by", &[])
        .sorted("od.paid_by", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("owner", |l| OrderText(l).owner())
        .reads("w.display_name as owner", &["owner"])
        .sorted_or_empty("w.display_name", SortKind::Person("od.owner_id"))
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .offered(|context| !context.is_own()),
];

const CUSTOMER: &[&str] = &["customer"];

const FILTERS: &[Filter] = &[
    customer_name(CUSTOMER),
    account_name(CUSTOMER),
    Filter {
        key: "number",
        label: |l| OrderText(l).number_is(),
        hint: |l| OrderText(l).number_hint(),
        kind: FilterKind::Exact { sql: "upper(od.number)", longest: 64 },
        ..Filter::PLAIN
    },
    reseller("od.partner_id"),
    Filter {
        key: "from",
        label: |l| OrderText(l).placed_from(),
        hint: |l| OrderText(l).placed_hint(),
        kind: FilterKind::Days { until: "until", until_label: |l| OrderText(l).placed_until(), sql: "od.placed_at", is_moment: true },
        span: Some(Span {
            usual_months: rules::USUAL_MONTHS,
            most_months: rules::MOST_MONTHS,
            too_long: |l| OrderText(l).too_long(),
            lifted_by: &["number"],
        }),
        ..Filter::PLAIN
    },
    Filter {
        key: "state",
        label: |l| OrderText(l).state(),
        kind: FilterKind::Choices { options: STATES, push: |query, words, _| push_any(query, "od.state", words) },
        ..FURTHER
    },
    Filter {
        key: "type",
        label: |l| OrderText(l).order_type(),
        kind: FilterKind::Choices { options: TYPES, push: |query, words, _| push_any(query, "od.order_type", words) },
        ..FURTHER
    },
    Filter {
        key: "product_type",
        label: |l| OrderText(l).product_type(),
        kind: FilterKind::Contains { sql: "od.product_type_key" },
        ..FURTHER
    },
    Filter {
        key: "association",
        label: |l| OrderText(l).association_type(),
        kind: FilterKind::Choices { options: ASSOCIATIONS, push: |query, words, _| push_any(query, "od.association_kind", words) },
        ..FURTHER
    },
    customer_number(CUSTOMER),
];
