//! The operation log (操作记录): every movement of the partner's quotas; a distributor's second tab has those of its resellers' quotas.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{FURTHER, TABS, quotas_access};
use crate::auth::scope::Alias;
use crate::coupons::model::{CouponId, MovementKind, QuotaId};
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::{Cell, Record, present};
use crate::organisation::distributor_tabs::{is_of_resellers, push_visible, reseller};
use crate::values::money::Charged;

/// The description.
pub const LOG: List = List {
    name: ListName::CouponLog,
    title: |l| CouponText(l).log(),
    section: |l| Words(l).sales(),
    access: quotas_access,
    counted: None,
    tabs: TABS,
    source: Source {
        table: "coupon_movement m",
        alias: "m",
        id: "m.id",
        always: "m.kind, m.quota_id",
        joins: &[
            Join { name: "quota", sql: " join coupon_quota q on q.id = m.quota_id" },
            Join { name: "partner", sql: " join partner r on r.id = m.partner_id" },
            Join { name: "coupon", sql: " left join coupon cp on cp.id = m.with_coupon_id" },
            Join {
                name: "other",
                sql: " left join coupon_quota wq on wq.id = m.with_quota_id left join partner wr on wr.id = wq.partner_id",
            },
            Join { name: "person", sql: " left join person p on p.id = m.person_id" },
        ],
        always_joins: &[],
        visible_joins: &[],
        visible: |query, context| {
            push_visible(query, context, Alias::CouponMovement, "m.partner_id");
            query.push(" and m.quota_id is not null");
        },
        sums: None,
    },
    columns: &[
        Column::new("kind", |l| CouponText(l).operation()).sorted("m.kind", SortKind::Word).fixed(),
        Column::new("holder", |l| CouponText(l).reseller())
            .reads("r.name as partner", &["partner"])
            .sorted("r.name", SortKind::Name)
            .narrow(Narrow::Plain)
            .offered(is_of_resellers),
        Column::new("quota", |l| CouponText(l).number())
            .reads("q.number as quota_number", &["quota"])
            .sorted("q.number", SortKind::Word)
            .narrow(Narrow::Plain),
        Column::new("other", |l| CouponText(l).other_side())
            .reads(
                "cp.id as coupon_id, cp.number as coupon_number, wq.number as other_quota, wr.name as other_partner",
                &["coupon", "other"],
            )
            .narrow(Narrow::Hidden),
        Column::new("amount", |l| CouponText(l).amount()).reads("m.amount", &[]).sorted("m.amount", SortKind::Decimal).set(CellSet::Number),
        Column::new("after", |l| CouponText(l).after())
            .reads("m.after_amount", &[])
            .sorted("m.after_amount", SortKind::Decimal)
            .set(CellSet::Number)
            .narrow(Narrow::Hidden),
        Column::new("person", |l| CouponText(l).person())
            .reads("p.display_name as person", &["person"])
            .sorted_or_empty("p.display_name", SortKind::Person("m.person_id"))
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("at", |l| CouponText(l).at()).reads("m.at", &[]).sorted("m.at", SortKind::Moment).set(CellSet::Line),
        Column::new("remark", |l| CouponText(l).remark()).reads("m.remark", &[]).narrow(Narrow::Hidden).on_demand().offered(is_of_the_own),
    ],
    filters: &[
        Filter::new("quota", |l| CouponText(l).number_is(), FilterKind::Exact { sql: "upper(q.number)", longest: 32 }).joined(&["quota"]),
        Filter::new(
            "kind",
            |l| CouponText(l).operation(),
            FilterKind::Choices { options: kinds, push: |query, words, _| push_any(query, "m.kind", words) },
        ),
        Filter::new(
            "from",
            |l| CouponText(l).at_from(),
            FilterKind::Days { until: "until", until_label: |l| CouponText(l).at_until(), sql: "m.at", is_moment: true },
        ),
        reseller("m.partner_id"),
        Filter {
            key: "person",
            label: |l| CouponText(l).person(),
            kind: FilterKind::Contains { sql: "name_key(p.display_name)" },
            joins: &["person"],
            ..FURTHER
        },
        Filter {
            key: "customer_number",
            label: |l| CouponText(l).customer_number_is(),
            kind: FilterKind::Exact {
                sql: "(select cu.number from coupon c join customer cu on cu.id = c.customer_id where c.id = m.with_coupon_id)",
                longest: 64,
            },
            offered: is_of_the_own,
            ..FURTHER
        },
    ],
    usual_order: Order { column: "at", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| Lead { sentence: CouponText(context.locale).lead_log(&standing.count), rule: "" },
        nothing: |context| (CouponText(context.locale).empty_log(), CouponText(context.locale).empty_log_text()),
        ..ListPage::PLAIN
    },
};

/// What resellers note, and to whom they issue, is theirs.
fn is_of_the_own(context: &ListContext) -> bool {
    !is_of_resellers(context)
}

/// What happens to quotas; the rest happens to coupons.
fn kinds(locale: crate::i18n::Locale) -> Vec<(&'static str, &'static str)> {
    let of_quotas = MovementKind::ALL.iter().filter(|kind| **kind != MovementKind::Used);
    of_quotas.map(|kind| (kind.as_str(), CouponText(locale).movement(*kind))).collect()
}

/// One movement.
#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: MovementKind,
    quota_id: QuotaId,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    quota_number: String,
    #[sqlx(default)]
    coupon_id: Option<CouponId>,
    #[sqlx(default)]
    coupon_number: Option<String>,
    #[sqlx(default)]
    other_quota: Option<String>,
    #[sqlx(default)]
    other_partner: Option<String>,
    #[sqlx(default)]
    amount: Option<Charged>,
    #[sqlx(default)]
    after_amount: Option<Charged>,
    #[sqlx(default)]
    person: Option<String>,
    #[sqlx(default)]
    at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    remark: String,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = CouponText(context.locale);
        match column {
            "kind" => Cell::text(t.movement(self.kind)),
            "holder" => Cell::text(self.partner.clone()),
            "quota" => Cell::leading(format!("/sales/coupons/quotas/{}", self.quota_id), Cell::text(self.quota_number.clone())),
            "other" => self.other(context),
            "amount" => self.amount.map_or(Cell::Empty, Cell::Charged),
            "after" => self.after_amount.map_or(Cell::Empty, Cell::Charged),
            "person" => Cell::text(self.person.clone().unwrap_or_else(|| t.nobody().to_owned())),
            "at" => self.at.map_or(Cell::Empty, Cell::Stamp),
            "remark" => Cell::text(self.remark.clone()),
            _ => Cell::Empty,
        }
    }
}

impl Row {
    /// The coupon, or the quota of the other partner. Only whoever sees coupons of its partner is led to one.
    fn other(&self, context: &ListContext) -> Cell {
        match (&self.coupon_number, self.coupon_id, &self.other_quota, &self.other_partner) {
            (Some(number), Some(id), ..) if !is_of_resellers(context) && rules::sees_coupons_of(&context.viewer) => {
                Cell::Link { href: format!("/sales/coupons/issued/{id}"), name: None, inner: Box::new(Cell::text(number.clone())) }
            }
            (Some(number), ..) => Cell::text(number.clone()),
            (None, _, Some(quota), Some(partner)) => Cell::text(quota.clone()).over(partner.clone()),
            _ => Cell::text(CouponText(context.locale).from_vendor()),
        }
    }
}
