//! The records of a partner's bills (消费明细, 退款明细, 调账明细), as they were billed. Charged amounts stand on the screen; rated ones
//! with all their decimals are columns to choose, and stand in exports.

pub mod made;

use chrono::NaiveDate;
use uuid::Uuid;

use super::model::Section;
use super::rules;
use super::text::BillText;
use crate::consumption::list::amounts::Amounts;
use crate::consumption::list::columns::{self, amount};
use crate::consumption::list::customer::Customer;
use crate::consumption::list::filters::{ASSOCIATION_TYPE, NAME, NUMBER};
use crate::consumption::list::within::{JOINS, push_scope};
use crate::consumption::model::{BillType, PaymentMethod};
use crate::consumption::rules::parse_cycle;
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Column, Filter, FilterKind, Judge, Lead, List, ListContext, ListPage, Narrow, Order, Refused, SortKind, Source, Tab,
    Total,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Action, Cell, Record, present};
use crate::values::date::format_date;

/// The description.
pub const LIST: List = List {
    name: ListName::BillRecords,
    title: |l| BillText(l).details(),
    section: |l| Words(l).sales(),
    access: |viewer, locale| {
        let reach = rules::scope_of(viewer).map_err(|denial| AppError::NotAllowed { rule: BillText(locale).denial(denial, viewer) })?;
        Access::within(viewer, reach)
    },
    counted: None,
    tabs: &[
        Tab { key: Section::Consumption.as_str(), label: |l| BillText(l).tab_consumption(), offered: |_, _| true },
        Tab { key: Section::Refund.as_str(), label: |l| BillText(l).tab_refunds(), offered: |_, _| true },
        Tab { key: Section::Adjustment.as_str(), label: |l| BillText(l).tab_adjustments(), offered: |_, _| true },
    ],
    source: Source {
        table: "consumption_record n",
        alias: "n",
        id: "n.id",
        always: "n.day, n.cycle, n.bill_cycle, n.association_kind, n.bill_type, n.payment_method, n.product_type, n.product, n.region, \
                 n.resource_id, n.order_number, n.external_id, n.list_rated, n.discount_rated, n.payable_rated, n.charged, n.remainder, \
                 n.customer_id, cu.number, cu.name, cu.account_name",
        joins: JOINS,
        always_joins: &["customer"],
        visible_joins: &[],
        visible: |query, context| {
            if push_scope(query, context) {
                // Literals: refunds and adjustments, which are few, have an index that holds nothing else.
                query.push(match context.tab.parse() {
                    Ok(Section::Consumption) => " and n.bill_section = 'consumption'",
                    Ok(Section::Refund) => " and n.bill_section = 'refund'",
                    Ok(Section::Adjustment) => " and n.bill_section = 'adjustment'",
                    Err(_) => "",
                });
            }
        },
        sums: None,
    },
    columns: COLUMNS,
    filters: FILTERS,
    usual_order: Order { column: "day", descending: true },
    totals: &[Total { column: "charged", sql: "n.charged", is_rated: false, figure: None }],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = BillText(context.locale);
            let count = if standing.is_one { t.detail_one().to_owned() } else { t.detail_many(&standing.count) };
            Lead { sentence: t.lead(count), rule: t.rule() }
        },
        nothing: |context| (BillText(context.locale).nothing_title(), BillText(context.locale).nothing_text()),
        ..ListPage::PLAIN
    },
};

const COLUMNS: &[Column] = &[
    columns::CUSTOMER,
    columns::ACCOUNT_NAME,
    Column::new("day", |l| ConsumptionText(l).day()).sorted("n.day", SortKind::Date).set(CellSet::Line).narrow(Narrow::Plain),
    Column::new("bill", |l| BillText(l).bill()).sorted("n.bill_cycle", SortKind::Word).set(CellSet::Line).narrow(Narrow::Labelled),
    Column::new("usage_month", |l| BillText(l).usage_month())
        .sorted("n.cycle", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .usual(|context| context.tab == Section::Adjustment.as_str()),
    Column::new("product", |l| ConsumptionText(l).product()).sorted("n.product_type", SortKind::Name).narrow(Narrow::Plain),
    Column::new("bill_type", |l| ConsumptionText(l).bill_type()).sorted("n.bill_type", SortKind::Word).narrow(Narrow::Plain),
    Column::new("payment_method", |l| ConsumptionText(l).payment_method())
        .sorted("n.payment_method", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("type", |l| ConsumptionText(l).association_type())
        .sorted("n.association_kind", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("region", |l| ConsumptionText(l).region()).sorted("n.region", SortKind::Name).narrow(Narrow::Hidden).on_demand(),
    Column::new("resource", |l| ConsumptionText(l).resource()).sorted("n.resource_id", SortKind::Word).narrow(Narrow::Hidden).on_demand(),
    Column::new("order_number", |l| ConsumptionText(l).order_number())
        .sorted("n.order_number", SortKind::Word)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("external_id", |l| BillText(l).external_id()).sorted("n.external_id", SortKind::Word).narrow(Narrow::Hidden).on_demand(),
    amount("list", |l| ConsumptionText(l).list_rated()).sorted("n.list_rated", SortKind::Decimal).narrow(Narrow::Hidden).on_demand(),
    amount("discount", |l| ConsumptionText(l).discount_rated())
        .sorted("n.discount_rated", SortKind::Decimal)
        .narrow(Narrow::Hidden)
        .on_demand(),
    amount("payable", |l| ConsumptionText(l).payable_rated())
        .sorted("n.payable_rated", SortKind::Decimal)
        .narrow(Narrow::Hidden)
        .on_demand(),
    amount("charged", |l| BillText(l).charged()).sorted("n.charged", SortKind::Decimal),
    amount("remainder", |l| ConsumptionText(l).remainder()).sorted("n.remainder", SortKind::Decimal).narrow(Narrow::Hidden).on_demand(),
];

const FILTERS: &[Filter] = &[
    cycle("cycle", |l| BillText(l).cycle_is(), "n.bill_cycle", |context, month, _| judge(context, "cycle", month)),
    NAME,
    Filter {
        is_further: true,
        ..cycle("usage_month", |l| BillText(l).usage_month_is(), "n.cycle", |context, month, _| judge(context, "usage_month", month))
    },
    NUMBER,
    ASSOCIATION_TYPE,
    Filter {
        is_further: true,
        ..Filter::new("product", |l| ConsumptionText(l).product_type_contains(), FilterKind::Contains { sql: "name_key(n.product_type)" })
    },
    Filter {
        is_further: true,
        ..Filter::new(
            "bill_type",
            |l| ConsumptionText(l).bill_type(),
            FilterKind::Choices {
                options: |l| BillType::ALL.iter().map(|one| (one.as_str(), ConsumptionText(l).bill_type_of(*one))).collect(),
                push: |query, words, _| push_any(query, "n.bill_type", words),
            },
        )
    },
    Filter {
        is_further: true,
        ..Filter::new(
            "payment",
            |l| ConsumptionText(l).payment_method(),
            FilterKind::Choices {
                options: |l| PaymentMethod::ALL.iter().map(|one| (one.as_str(), ConsumptionText(l).payment_method_of(*one))).collect(),
                push: |query, words, _| push_any(query, "n.payment_method", words),
            },
        )
    },
];

/// One month, however old: a bill is kept for ever.
const fn cycle(key: &'static str, label: fn(Locale) -> &'static str, sql: &'static str, judge: Judge) -> Filter {
    Filter { hint: |l| BillText(l).hint_month(), ..Filter::new(key, label, FilterKind::Exact { sql, longest: 7 }) }.judged(judge)
}

fn judge(context: &ListContext, parameter: &'static str, month: &str) -> Result<(), Refused> {
    match parse_cycle(month) {
        Some(_) => Ok(()),
        None => Err(Refused { parameter, says: ConsumptionText(context.locale).not_a_month().to_owned() }),
    }
}

/// One record of a bill.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: Uuid,
    day: NaiveDate,
    cycle: String,
    bill_cycle: String,
    association_kind: AssociationType,
    bill_type: BillType,
    payment_method: PaymentMethod,
    product_type: String,
    product: String,
    region: String,
    resource_id: String,
    order_number: String,
    external_id: String,
    #[sqlx(flatten)]
    amounts: Amounts,
    #[sqlx(flatten)]
    customer: Customer,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = ConsumptionText(context.locale);
        match column {
            "day" => Cell::Day(self.day),
            "bill" => Cell::text(self.bill_cycle.clone()),
            "usage_month" => Cell::text(self.cycle.clone()),
            "product" => Cell::text(self.product_type.clone()).over(self.product.clone()),
            "bill_type" => Cell::text(t.bill_type_of(self.bill_type)),
            "payment_method" => Cell::text(t.payment_method_of(self.payment_method)),
            "type" => Cell::text(CustomerText(context.locale).association_type(self.association_kind)),
            "region" => Cell::text(self.region.clone()),
            "resource" => Cell::text(self.resource_id.clone()),
            "order_number" => Cell::text(self.order_number.clone()),
            "external_id" => Cell::text(self.external_id.clone()),
            _ => self.amounts.cell(column).unwrap_or_else(|| self.customer.cell(column, context)),
        }
    }

    /// Whoever sees no consumption is not led to its pages.
    fn actions(&self, context: &ListContext) -> Vec<Action> {
        if crate::consumption::rules::scope_of(&context.viewer).is_err() {
            return Vec::new();
        }
        let t = BillText(context.locale);
        let name = t.arithmetic_of(&self.product_type, format_date(self.day, context.locale));
        vec![Action { href: format!("/sales/consumption/details/{}", self.id), label: t.see_arithmetic(), name }]
    }
}
