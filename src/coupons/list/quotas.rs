//! The list of quotas (代金券额度), in a distributor's second tab those that its resellers hold (已发放代金券额度).

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::{FURTHER, TABS, quotas_access};
use crate::auth::scope::Alias;
use crate::coupons::model::{CustomerLimit, QuotaId, QuotaState, QuotaStatus, QuotaTerms, Validity};
use crate::coupons::pages::quota_tone;
use crate::coupons::queries::TermsRow;
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, TickTarget, Ticks, Total,
};
use crate::lists::record::{Action, Cell, Record, Tick, present};
use crate::organisation::distributor_tabs::{is_of_resellers, push_visible, reseller};
use crate::values::money::Charged;

/// The description.
pub const QUOTAS: List = List {
    name: ListName::CouponQuotas,
    title: |l| CouponText(l).quotas(),
    section: |l| Words(l).sales(),
    access: quotas_access,
    counted: None,
    tabs: TABS,
    source: Source {
        table: "coupon_quota q",
        alias: "q",
        id: "q.id",
        always: "q.number, q.status, q.remaining, q.customer_limit, q.valid_from, q.valid_until, q.purchase, q.order_types, q.services, \
                 q.products, q.min_order, q.combines_with",
        joins: &[
            Join { name: "partner", sql: " join partner r on r.id = q.partner_id" },
            Join { name: "parent", sql: " left join coupon_quota pq on pq.id = q.parent_id" },
        ],
        always_joins: &[],
        visible_joins: &[],
        visible: |query, context| push_visible(query, context, Alias::CouponQuota, "q.partner_id"),
        sums: None,
    },
    columns: COLUMNS,
    filters: FILTERS,
    usual_order: Order { column: "created", descending: true },
    totals: &[Total { column: "remaining", sql: "q.remaining", is_rated: false, figure: Some(|l| CouponText(l).remaining_all()) }],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| {
            let t = CouponText(context.locale);
            let sentence = if is_of_resellers(context) { t.lead_resellers(&standing.count) } else { t.lead_quotas(&standing.count) };
            Lead { sentence, rule: t.why_quotas() }
        },
        actions: |context| {
            let t = CouponText(context.locale);
            Some(view! { <a class="button" href="/sales/coupons/log">{t.log_link()}</a> }.into_any())
        },
        ticks: Some(Ticks {
            name: "form[ids][]",
            target: TickTarget::Action("coupons.pick_quotas"),
            buttons: |context| vec![("take_back", CouponText(context.locale).take_back())],
            offered: |context| is_of_resellers(context) && rules::may_pass_on(&context.viewer).is_ok(),
        }),
        nothing: |context| (CouponText(context.locale).empty_quotas(), CouponText(context.locale).empty_quotas_text()),
        ..ListPage::PLAIN
    },
};

const COLUMNS: &[Column] = &[
    Column::new("number", |l| CouponText(l).number()).sorted("q.number", SortKind::Word).fixed(),
    Column::new("holder", |l| CouponText(l).reseller())
        .reads("r.name as partner", &["partner"])
        .sorted("r.name", SortKind::Name)
        .narrow(Narrow::Plain)
        .offered(is_of_resellers),
    Column::new("source", |l| CouponText(l).source())
        .reads("pq.number as parent_number", &["parent"])
        .sorted_or_empty("pq.number", SortKind::Word)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("total", |l| CouponText(l).total())
        .reads("q.total", &[])
        .sorted("q.total", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden),
    Column::new("remaining", |l| CouponText(l).remaining()).sorted("q.remaining", SortKind::Decimal).set(CellSet::Number),
    Column::new("issued", |l| CouponText(l).issued_amount())
        .reads("q.issued", &[])
        .sorted("q.issued", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("state", |l| CouponText(l).state()).set(CellSet::Line).narrow(Narrow::Plain),
    Column::new("from", |l| CouponText(l).valid_from())
        .sorted("q.valid_from", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("until", |l| CouponText(l).valid_until()).sorted("q.valid_until", SortKind::Moment).rising().set(CellSet::Line),
    Column::new("limits", |l| CouponText(l).limits()).narrow(Narrow::Hidden),
    Column::new("customers", |l| CouponText(l).customer_limit()).narrow(Narrow::Hidden).on_demand(),
    Column::new("created", |l| CouponText(l).created())
        .reads("q.created_at", &[])
        .sorted("q.created_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden),
];

/// By state: what the days say goes before what Operations set, as in `rules::quota_state`.
fn push_states(query: &mut QueryBuilder<Postgres>, words: &[String], context: &ListContext) {
    query.push(" and (false");
    for state in words.iter().filter_map(|word| word.parse::<QuotaState>().ok()) {
        let status = match state {
            QuotaState::Lapsed => {
                query.push(" or q.status = 'disabled' or q.valid_until <= ").push_bind(context.now);
                continue;
            }
            QuotaState::Valid => QuotaStatus::Valid,
            QuotaState::Adjusting => QuotaStatus::Adjusting,
            QuotaState::Frozen => QuotaStatus::Frozen,
        };
        query.push(" or (q.valid_until > ").push_bind(context.now).push(" and q.status = ").push_bind(status.as_str()).push(")");
    }
    query.push(")");
}

/// By what the days and Operations say of a quota.
pub(super) const STATE: Filter = Filter::new(
    "state",
    |l| CouponText(l).state(),
    FilterKind::Choices {
        options: |l| QuotaState::ALL.iter().map(|one| (one.as_str(), CouponText(l).quota_state(*one))).collect(),
        push: push_states,
    },
);

const FILTERS: &[Filter] = &[
    Filter::new("number", |l| CouponText(l).number_is(), FilterKind::Exact { sql: "upper(q.number)", longest: 32 }),
    STATE,
    reseller("q.partner_id"),
    Filter {
        key: "created_from",
        label: |l| CouponText(l).created(),
        kind: FilterKind::Days { until: "created_until", until_label: |l| CouponText(l).at_until(), sql: "q.created_at", is_moment: true },
        ..FURTHER
    },
];

/// One quota.
#[derive(sqlx::FromRow)]
struct Row {
    id: QuotaId,
    number: String,
    status: QuotaStatus,
    remaining: Charged,
    customer_limit: CustomerLimit,
    #[sqlx(flatten)]
    terms: TermsRow,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    parent_number: Option<String>,
    #[sqlx(default)]
    total: Option<Charged>,
    #[sqlx(default)]
    issued: Option<Charged>,
    #[sqlx(default)]
    created_at: Option<DateTime<Utc>>,
}

impl Row {
    fn address(&self) -> String {
        format!("/sales/coupons/quotas/{}", self.id)
    }

    fn validity(&self) -> Validity {
        self.terms.validity()
    }

    fn quota(&self) -> QuotaTerms {
        QuotaTerms {
            status: self.status,
            validity: self.validity(),
            remaining: self.remaining,
            limits: self.terms.clone().limits(),
            customers: self.customer_limit,
        }
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = CouponText(context.locale);
        match column {
            "number" => Cell::leading(self.address(), Cell::text(self.number.clone())),
            "holder" => Cell::text(self.partner.clone()),
            "source" => Cell::text(self.parent_number.clone().unwrap_or_else(|| t.from_vendor().to_owned())),
            "total" => self.total.map_or(Cell::Empty, Cell::Charged),
            "remaining" => Cell::Charged(self.remaining),
            "issued" => self.issued.map_or(Cell::Empty, Cell::Charged),
            "state" => {
                let state = rules::quota_state(self.status, &self.validity(), context.now);
                Cell::Badge(quota_tone(state), t.quota_state(state).into())
            }
            "from" => Cell::Day(self.validity().first_day()),
            "until" => Cell::Day(self.validity().last_day()),
            "limits" => Cell::Details { summary: t.limits().into(), paragraphs: t.scope(&self.terms.clone().limits()) },
            "customers" => Cell::text(t.customers_of(self.customer_limit)),
            "created" => self.created_at.map_or(Cell::Empty, Cell::Stamp),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let t = CouponText(context.locale);
        if is_of_resellers(context) {
            return Vec::new();
        }
        let is_issuable = rules::may_issue_of(&self.quota(), context.now).is_ok();
        let action =
            |shown: bool, part: &str, label, name| shown.then(|| Action { href: format!("{}/{part}", self.address()), label, name });
        [
            action(is_issuable && rules::may_issue(&context.viewer).is_ok(), "issue", t.issue(), t.issue_from(&self.number)),
            action(is_issuable && rules::may_pass_on(&context.viewer).is_ok(), "pass-on", t.pass_on(), t.pass_on_from(&self.number)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn tick(&self, context: &ListContext) -> Option<Tick> {
        let may = is_of_resellers(context) && self.remaining > Charged::ZERO && rules::may_pass_on(&context.viewer).is_ok();
        may.then(|| Tick { value: self.id.to_string(), label: CouponText(context.locale).tick(&self.number) })
    }
}
