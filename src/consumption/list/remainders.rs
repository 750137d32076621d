//! The monthly statement of what was cut off (抹零): a row is a customer's month, with what was rated, what of it was charged and
//! what was left over; the identity stands at the foot.

use uuid::Uuid;

use super::amounts::Amounts;
use super::columns::{self, amount};
use super::customer::Customer;
use super::filters::{ACCOUNT, ACCOUNT_MANAGER, ASSOCIATION_TYPE, NAME, NUMBER, PARTNER};
use super::months::{MONTH, PERIOD};
use super::within::{JOINS, access, nothing, push_scope};
use crate::consumption::pages::remainders;
use crate::consumption::rules::{cycle_of, earliest_day};
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{CellSet, Column, Filter, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, Total};
use crate::lists::record::{Action, Cell, Record, present};

/// The description.
pub const LIST: List = List {
    name: ListName::ConsumptionRemainders,
    title: |l| ConsumptionText(l).remainders(),
    section: |l| Words(l).sales(),
    access,
    counted: None,
    tabs: &[],
    source: Source {
        table: "consumption_month n",
        alias: "n",
        id: "n.id",
        always: "n.cycle, n.association_kind, n.records, n.list_rated, n.discount_rated, n.payable_rated, n.remainder, n.charged, \
                 n.customer_id, cu.number, cu.name, cu.account_name",
        joins: JOINS,
        always_joins: &["customer"],
        visible_joins: &[],
        visible: |query, context| {
            if push_scope(query, context) {
                query.push(" and n.cycle >= ").push_bind(cycle_of(earliest_day(context.today)));
            }
        },
        sums: None,
    },
    columns: COLUMNS,
    filters: &[PERIOD, NAME, ACCOUNT_MANAGER, PARTNER, MONTH, Filter { is_further: true, ..ACCOUNT }, NUMBER, ASSOCIATION_TYPE],
    usual_order: Order { column: "month", descending: true },
    totals: &[
        Total { column: "list", sql: "n.list_rated", is_rated: true, figure: None },
        Total { column: "discount", sql: "n.discount_rated", is_rated: true, figure: None },
        Total { column: "payable", sql: "n.payable_rated", is_rated: true, figure: None },
        Total { column: "charged", sql: "n.charged", is_rated: false, figure: None },
        Total { column: "remainder", sql: "n.remainder", is_rated: true, figure: None },
    ],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = ConsumptionText(context.locale);
            let count = if standing.is_one { t.month_one().to_owned() } else { t.month_many(&standing.count) };
            Lead { sentence: format!("{} {}", t.lead(context.reach(), count), t.identity()), rule: t.remainder_rule() }
        },
        above: Some(|db, context| Box::pin(remainders(db, context))),
        nothing,
        ..ListPage::PLAIN
    },
};

const COLUMNS: &[Column] = &[
    columns::CUSTOMER,
    columns::ACCOUNT_NAME,
    Column::new("month", |l| ConsumptionText(l).month()).sorted("n.cycle", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
    Column::new("type", |l| ConsumptionText(l).association_type())
        .sorted("n.association_kind", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("records", |l| ConsumptionText(l).records())
        .sorted("n.records", SortKind::Integer)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden),
    amount("list", |l| ConsumptionText(l).list_rated()).sorted("n.list_rated", SortKind::Decimal).narrow(Narrow::Hidden),
    amount("discount", |l| ConsumptionText(l).discount_rated()).sorted("n.discount_rated", SortKind::Decimal).narrow(Narrow::Hidden),
    amount("payable", |l| ConsumptionText(l).payable_rated()).sorted("n.payable_rated", SortKind::Decimal),
    amount("charged", |l| ConsumptionText(l).charged()).sorted("n.charged", SortKind::Decimal),
    amount("remainder", |l| ConsumptionText(l).remainder()).sorted("n.remainder", SortKind::Decimal),
    columns::PARTNER,
    columns::ACCOUNT_MANAGER.narrow(Narrow::Hidden).on_demand(),
];

/// What was cut off of one customer's month.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: Uuid,
    cycle: String,
    association_kind: AssociationType,
    records: i64,
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
        match column {
            "month" => Cell::text(self.cycle.clone()),
            "type" => Cell::text(CustomerText(context.locale).association_type(self.association_kind)),
            "records" => Cell::Count(self.records),
            _ => self.amounts.cell(column).unwrap_or_else(|| self.customer.cell(column, context)),
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let t = ConsumptionText(context.locale);
        let href = format!("/sales/consumption/customers/{}?month={}", self.customer.customer_id, self.cycle);
        vec![Action { href, label: t.see_arithmetic(), name: t.arithmetic_of(&self.customer.number, &self.cycle) }]
    }
}
