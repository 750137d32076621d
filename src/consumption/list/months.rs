//! The sums of consumption (消费汇总): a row is a customer's month, of one account manager and association type.

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::amounts::Amounts;
use super::columns::{self, amount};
use super::customer::Customer;
use super::filters::{ACCOUNT, ACCOUNT_MANAGER, ASSOCIATION_TYPE, NAME, NOBODY, NUMBER, PARTNER};
use super::within::{JOINS, access, has_resellers, lead, nothing, push_scope};
use crate::consumption::model::{PaymentMethod, tab};
use crate::consumption::pages::summary;
use crate::consumption::rules::{cycle_of, earliest_day, first_of_month_back, last_of_month, may_ask_month, parse_cycle};
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::addresses::address_of;
use crate::lists::description::{
    Access, CellSet, Column, Filter, FilterKind, List, ListContext, ListPage, Narrow, Order, Refused, SortKind, Source, Tab, Total,
};
use crate::lists::record::{Action, Cell, Record, present};
use crate::values::money::Charged;

/// The description.
pub const LIST: List = List {
    name: ListName::ConsumptionMonths,
    title: |l| ConsumptionText(l).consumption(),
    section: |l| Words(l).sales(),
    access,
    counted: None,
    tabs: &[
        Tab { key: tab::PAYMENT, label: |l| ConsumptionText(l).by_payment(), offered: |_, _| true },
        Tab { key: tab::ASSOCIATION, label: |l| ConsumptionText(l).by_association(), offered: |_, _| true },
    ],
    source: Source {
        table: "consumption_month n",
        alias: "n",
        id: "n.id",
        always: "n.cycle, n.association_kind, n.records, n.list_rated, n.discount_rated, n.payable_rated, n.remainder, n.charged, \
                 n.charged_customer, n.charged_partner, n.charged_voucher, n.charged_cash_coupon, n.charged_stored_card, \
                 n.partner_id, n.owner_id, n.customer_id, cu.number, cu.name, cu.account_name",
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
    filters: &[
        PERIOD,
        NAME,
        ACCOUNT_MANAGER,
        PARTNER,
        MONTH,
        Filter { is_further: true, ..ACCOUNT },
        NUMBER,
        ASSOCIATION_TYPE,
        Filter {
            is_further: true,
            ..Filter::new(
                "payment",
                |l| ConsumptionText(l).payment_method(),
                FilterKind::Choices {
                    options: |l| PaymentMethod::ALL.iter().map(|one| (one.as_str(), ConsumptionText(l).payment_method_of(*one))).collect(),
                    push: push_methods,
                },
            )
        },
    ],
    usual_order: Order { column: "month", descending: true },
    totals: &[
        Total { column: "charged", sql: "n.charged", is_rated: false, figure: None },
        Total { column: "paid_by_customer", sql: "n.charged_customer", is_rated: false, figure: None },
        Total { column: "paid_by_partner", sql: "n.charged_partner", is_rated: false, figure: None },
        Total { column: "paid_by_voucher", sql: "n.charged_voucher", is_rated: false, figure: None },
        Total { column: "paid_by_cash_coupon", sql: "n.charged_cash_coupon", is_rated: false, figure: None },
        Total { column: "paid_by_stored_card", sql: "n.charged_stored_card", is_rated: false, figure: None },
    ],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = ConsumptionText(context.locale);
            lead(context, if standing.is_one { t.month_one().to_owned() } else { t.month_many(&standing.count) })
        },
        above: Some(|db, context| Box::pin(summary(db, context))),
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
        .narrow(Narrow::Plain)
        .usual(is_by_association),
    amount("charged", |l| ConsumptionText(l).charged()).sorted("n.charged", SortKind::Decimal),
    amount("paid_by_customer", |l| ConsumptionText(l).paid_by_customer())
        .sorted("n.charged_customer", SortKind::Decimal)
        .usual(is_by_payment),
    amount("paid_by_partner", |l| ConsumptionText(l).paid_by_partner()).sorted("n.charged_partner", SortKind::Decimal).usual(is_by_payment),
    amount("paid_by_voucher", |l| ConsumptionText(l).paid_by_voucher()).sorted("n.charged_voucher", SortKind::Decimal).usual(is_by_payment),
    amount("paid_by_cash_coupon", |l| ConsumptionText(l).paid_by_cash_coupon())
        .sorted("n.charged_cash_coupon", SortKind::Decimal)
        .on_demand(),
    amount("paid_by_stored_card", |l| ConsumptionText(l).paid_by_stored_card())
        .sorted("n.charged_stored_card", SortKind::Decimal)
        .on_demand(),
    amount("list", |l| ConsumptionText(l).list_rated()).sorted("n.list_rated", SortKind::Decimal).usual(is_by_association),
    amount("discount", |l| ConsumptionText(l).discount_rated()).sorted("n.discount_rated", SortKind::Decimal).usual(is_by_association),
    amount("payable", |l| ConsumptionText(l).payable_rated()).sorted("n.payable_rated", SortKind::Decimal).on_demand(),
    amount("remainder", |l| ConsumptionText(l).remainder()).sorted("n.remainder", SortKind::Decimal).on_demand(),
    Column::new("records", |l| ConsumptionText(l).records())
        .sorted("n.records", SortKind::Integer)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden)
        .on_demand(),
    columns::PARTNER,
    columns::ACCOUNT_MANAGER.narrow(Narrow::Plain),
];

/// One month, which must not lie too far back (R61).
pub(super) const MONTH: Filter = Filter {
    is_further: true,
    hint: |l| ConsumptionText(l).hint_month(),
    ..Filter::new("month", |l| ConsumptionText(l).month_is(), FilterKind::Exact { sql: "n.cycle", longest: 7 })
}
.judged(|context, month, _| {
    let says = |refusal| ConsumptionText(context.locale).refused_month(refusal, context.today);
    may_ask_month(month, context.today).map_err(|refusal| Refused { parameter: "month", says: says(refusal) })
});

/// The present month and those before it: usually three.
pub(super) const PERIOD: Filter = Filter {
    usual: "3",
    ..Filter::new(
        "period",
        |l| ConsumptionText(l).period(),
        FilterKind::Choice {
            options: |l| {
                let t = ConsumptionText(l);
                vec![
                    ("this", t.this_month()),
                    ("last", t.last_month()),
                    ("3", t.last_three()),
                    ("6", t.last_six()),
                    ("12", t.last_twelve()),
                ]
            },
            blank: |l| ConsumptionText(l).any_period(),
            push: push_period,
        },
    )
};

fn push_period(query: &mut QueryBuilder<Postgres>, words: &[String], context: &ListContext) {
    let back = |months| cycle_of(first_of_month_back(context.today, months));
    match words.first().map(String::as_str) {
        Some("this") => query.push(" and n.cycle = ").push_bind(back(0)),
        Some("last") => query.push(" and n.cycle = ").push_bind(back(1)),
        Some("3") => query.push(" and n.cycle >= ").push_bind(back(2)),
        Some("6") => query.push(" and n.cycle >= ").push_bind(back(5)),
        Some("12") => query.push(" and n.cycle >= ").push_bind(back(11)),
        _ => query.push(" and false"),
    };
}

/// Months in which something was paid by one of these methods.
fn push_methods(query: &mut QueryBuilder<Postgres>, words: &[String], _: &ListContext) {
    query.push(" and (false");
    for word in words {
        query.push(match word.parse() {
            Ok(PaymentMethod::Customer) => " or n.charged_customer <> 0",
            Ok(PaymentMethod::Partner) => " or n.charged_partner <> 0",
            Ok(PaymentMethod::Voucher) => " or n.charged_voucher <> 0",
            Ok(PaymentMethod::CashCoupon) => " or n.charged_cash_coupon <> 0",
            Ok(PaymentMethod::StoredCard) => " or n.charged_stored_card <> 0",
            Err(_) => "",
        });
    }
    query.push(")");
}

fn is_by_payment(context: &ListContext) -> bool {
    !is_by_association(context)
}

fn is_by_association(context: &ListContext) -> bool {
    context.tab == tab::ASSOCIATION
}

/// One customer's month.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: Uuid,
    cycle: String,
    association_kind: AssociationType,
    records: i64,
    charged_customer: Charged,
    charged_partner: Charged,
    charged_voucher: Charged,
    charged_cash_coupon: Charged,
    charged_stored_card: Charged,
    partner_id: Uuid,
    owner_id: Option<Uuid>,
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
            "paid_by_customer" => Cell::Charged(self.charged_customer),
            "paid_by_partner" => Cell::Charged(self.charged_partner),
            "paid_by_voucher" => Cell::Charged(self.charged_voucher),
            "paid_by_cash_coupon" => Cell::Charged(self.charged_cash_coupon),
            "paid_by_stored_card" => Cell::Charged(self.charged_stored_card),
            "records" => Cell::Count(self.records),
            _ => self.amounts.cell(column).unwrap_or_else(|| self.customer.cell(column, context)),
        }
    }

    /// The records behind the sums: of this customer and month, and of the row's type, partner and account manager where the viewer
    /// can narrow by them.
    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let t = ConsumptionText(context.locale);
        let Some(first) = parse_cycle(&self.cycle) else { return Vec::new() };
        let (from, until) = (first.to_string(), last_of_month(first).to_string());
        let partner = self.partner_id.to_string();
        let owner = self.owner_id.map_or_else(|| NOBODY.to_owned(), |owner| owner.to_string());
        let number = self.customer.number.as_str();
        let mut pairs = vec![("number", number), ("type", self.association_kind.as_str())];
        if has_resellers(context) {
            pairs.push(("partner", partner.as_str()));
        }
        // Account managers of resellers are not among the choices.
        let is_ours = matches!(context.access, Access::Within { partner, .. } if partner.0 == self.partner_id);
        if is_ours && !context.is_own() {
            pairs.push(("account_manager", owner.as_str()));
        }
        pairs.extend([("from", from.as_str()), ("until", until.as_str())]);
        let href = address_of(ListName::Consumption, pairs);
        let arithmetic = Action {
            href: format!("/sales/consumption/customers/{}?month={}", self.customer.customer_id, self.cycle),
            label: t.see_arithmetic(),
            name: t.arithmetic_of(number, &self.cycle),
        };
        vec![Action { href, label: t.see_details(), name: t.details_of(number, &self.cycle) }, arithmetic]
    }
}
