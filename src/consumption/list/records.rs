//! The records of consumption (消费明细).

use chrono::NaiveDate;
use uuid::Uuid;

use super::amounts::Amounts;
use super::columns::{self, amount};
use super::customer::Customer;
use super::filters::{ACCOUNT, ACCOUNT_MANAGER, ASSOCIATION_TYPE, NAME, NUMBER, PARTNER};
use super::within::{JOINS, access, lead, nothing, push_scope};
use crate::consumption::model::{BillType, PaymentMethod};
use crate::consumption::pages::details;
use crate::consumption::rules::{earliest_day, may_ask_day};
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, List, ListContext, ListPage, Narrow, Options, Order, PushWords, RatedAndCharged, Refused,
    SortKind, Source, Total,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Action, Cell, Record, present};
use crate::orders::model::ChargingMode;
use crate::orders::text::OrderText;
use crate::values::date::format_date;

/// The description.
pub const LIST: List = List {
    name: ListName::Consumption,
    title: |l| ConsumptionText(l).details(),
    section: |l| Words(l).sales(),
    access,
    counted: None,
    tabs: &[],
    source: Source {
        table: "consumption_record n",
        alias: "n",
        id: "n.id",
        always: "n.day, n.association_kind, n.charging_mode, n.bill_type, n.payment_method, n.product_type, n.product, n.region, \
                 n.resource_id, n.resource_name, n.order_number, n.list_rated, n.discount_rated, n.payable_rated, n.charged, n.remainder, \
                 n.customer_id, cu.number, cu.name, cu.account_name",
        joins: JOINS,
        always_joins: &["customer"],
        visible_joins: &[],
        visible: |query, context| {
            if push_scope(query, context) {
                query.push(" and n.day >= ").push_bind(earliest_day(context.today));
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
            let t = ConsumptionText(context.locale);
            lead(context, if standing.is_one { t.record_one().to_owned() } else { t.record_many(&standing.count) })
        },
        above: Some(|db, context| Box::pin(details(db, context))),
        amounts: Some(RatedAndCharged { rated: "payable", charged: "charged", remainder: Some("remainder") }),
        nothing,
        ..ListPage::PLAIN
    },
};

const COLUMNS: &[Column] = &[
    columns::CUSTOMER,
    columns::ACCOUNT_NAME,
    Column::new("day", |l| ConsumptionText(l).day()).sorted("n.day", SortKind::Date).set(CellSet::Line).narrow(Narrow::Plain),
    Column::new("product", |l| ConsumptionText(l).product()).sorted("n.product_type", SortKind::Name).narrow(Narrow::Plain),
    Column::new("bill_type", |l| ConsumptionText(l).bill_type()).sorted("n.bill_type", SortKind::Word).narrow(Narrow::Plain),
    Column::new("charging_mode", |l| ConsumptionText(l).charging_mode())
        .sorted("n.charging_mode", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden),
    Column::new("resource", |l| ConsumptionText(l).resource()).sorted("n.resource_id", SortKind::Word).narrow(Narrow::Hidden).on_demand(),
    Column::new("region", |l| ConsumptionText(l).region()).sorted("n.region", SortKind::Name).narrow(Narrow::Hidden).on_demand(),
    Column::new("order_number", |l| ConsumptionText(l).order_number())
        .sorted("n.order_number", SortKind::Word)
        .narrow(Narrow::Hidden)
        .on_demand(),
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
    amount("list", |l| ConsumptionText(l).list_rated()).sorted("n.list_rated", SortKind::Decimal).on_demand(),
    amount("discount", |l| ConsumptionText(l).discount_rated()).sorted("n.discount_rated", SortKind::Decimal).on_demand(),
    amount("payable", |l| ConsumptionText(l).payable_rated()).sorted("n.payable_rated", SortKind::Decimal).narrow(Narrow::Hidden),
    amount("charged", |l| ConsumptionText(l).charged()).sorted("n.charged", SortKind::Decimal),
    amount("remainder", |l| ConsumptionText(l).remainder()).sorted("n.remainder", SortKind::Decimal).on_demand(),
    columns::PARTNER,
    columns::ACCOUNT_MANAGER.narrow(Narrow::Hidden),
];

const FILTERS: &[Filter] = &[
    Filter::new(
        "from",
        |l| ConsumptionText(l).from(),
        FilterKind::Days { until: "until", until_label: |l| ConsumptionText(l).until(), sql: "n.day", is_moment: false },
    )
    .judged(|context, from, until| {
        for (parameter, day) in [("from", from), ("until", until)] {
            may_ask_day(day, context.today)
                .map_err(|refusal| Refused { parameter, says: ConsumptionText(context.locale).refused_day(refusal, context.today) })?;
        }
        Ok(())
    }),
    NAME,
    ACCOUNT_MANAGER,
    PARTNER,
    Filter { is_further: true, ..ACCOUNT },
    NUMBER,
    further(Filter::new("order", |l| ConsumptionText(l).order_number_is(), exact("upper(n.order_number)", 64))),
    further(Filter::new("resource", |l| ConsumptionText(l).resource_id(), exact("upper(n.resource_id)", 128))),
    further(Filter::new("resource_name", |l| ConsumptionText(l).resource_name(), contains("name_key(n.resource_name)"))),
    further(Filter::new("product", |l| ConsumptionText(l).product_type_contains(), contains("name_key(n.product_type)"))),
    further(Filter::new("region", |l| ConsumptionText(l).region_contains(), contains("name_key(n.region)"))),
    ASSOCIATION_TYPE,
    further(Filter::new(
        "charging",
        |l| ConsumptionText(l).charging_mode(),
        choices(
            |l| ChargingMode::ALL.iter().map(|one| (one.as_str(), OrderText(l).mode_of(*one))).collect(),
            |query, words, _| push_any(query, "n.charging_mode", words),
        ),
    )),
    further(Filter::new(
        "bill",
        |l| ConsumptionText(l).bill_type(),
        choices(
            |l| BillType::ALL.iter().map(|one| (one.as_str(), ConsumptionText(l).bill_type_of(*one))).collect(),
            |query, words, _| push_any(query, "n.bill_type", words),
        ),
    )),
    further(Filter::new(
        "payment",
        |l| ConsumptionText(l).payment_method(),
        choices(
            |l| PaymentMethod::ALL.iter().map(|one| (one.as_str(), ConsumptionText(l).payment_method_of(*one))).collect(),
            |query, words, _| push_any(query, "n.payment_method", words),
        ),
    )),
];

const fn further(filter: Filter) -> Filter {
    Filter { is_further: true, ..filter }
}

const fn exact(sql: &'static str, longest: u32) -> FilterKind {
    FilterKind::Exact { sql, longest }
}

/// Part of a name that is searched within the rows of a scope and its days: without an index over pairs of letters.
const fn contains(sql: &'static str) -> FilterKind {
    FilterKind::Contains { sql }
}

const fn choices(options: Options, push: PushWords) -> FilterKind {
    FilterKind::Choices { options, push }
}

/// One record.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: Uuid,
    day: NaiveDate,
    association_kind: AssociationType,
    charging_mode: ChargingMode,
    bill_type: BillType,
    payment_method: PaymentMethod,
    product_type: String,
    product: String,
    region: String,
    resource_id: String,
    resource_name: String,
    order_number: String,
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
            "product" => Cell::text(self.product_type.clone()).over(self.product.clone()),
            "bill_type" => Cell::text(t.bill_type_of(self.bill_type)),
            "charging_mode" => Cell::text(OrderText(context.locale).mode_of(self.charging_mode)),
            "resource" if self.resource_name.is_empty() => Cell::text(self.resource_id.clone()),
            "resource" => Cell::text(self.resource_name.clone()).over(self.resource_id.clone()),
            "region" => Cell::text(self.region.clone()),
            "order_number" => Cell::text(self.order_number.clone()),
            "payment_method" => Cell::text(t.payment_method_of(self.payment_method)),
            "type" => Cell::text(CustomerText(context.locale).association_type(self.association_kind)),
            _ => self.amounts.cell(column).unwrap_or_else(|| self.customer.cell(column, context)),
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let t = ConsumptionText(context.locale);
        let day = format_date(self.day, context.locale);
        let name = t.arithmetic_of_record(&self.product_type, day);
        vec![Action { href: format!("/sales/consumption/details/{}", self.id), label: t.see_arithmetic(), name }]
    }
}
