//! The list of all partners' quotas, for the vendor's operators.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use uuid::Uuid;

use super::quotas::STATE;
use crate::coupons::command::denied;
use crate::coupons::model::{QuotaId, QuotaStatus, Validity};
use crate::coupons::pages::quota_tone;
use crate::coupons::rules;
use crate::coupons::text::{CouponText, OperationsText};
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, to_staff,
};
use crate::lists::record::{Cell, Record, present};
use crate::ui::icon::{Icon, IconName};
use crate::values::money::Charged;

/// The description.
pub const GIVEN: List = List {
    name: ListName::GivenQuotas,
    title: |l| OperationsText(l).quotas(),
    section: |l| OperationsText(l).operations(),
    access: |viewer, locale| rules::operator(viewer).map(|_| Access::Installation).map_err(|denial| denied(denial, viewer, locale)),
    counted: None,
    tabs: &[],
    source: Source {
        table: "coupon_quota q",
        alias: "q",
        id: "q.id",
        always: "q.number, q.status, q.valid_from, q.valid_until",
        joins: &[Join { name: "partner", sql: " join partner r on r.id = q.partner_id" }],
        always_joins: &[],
        visible_joins: &[],
        visible: to_staff,
        sums: None,
    },
    columns: &[
        Column::new("number", |l| CouponText(l).number()).sorted("q.number", SortKind::Word).fixed(),
        Column::new("partner", |l| OperationsText(l).partner())
            .reads("r.name as partner", &["partner"])
            .sorted("r.name", SortKind::Name)
            .narrow(Narrow::Plain),
        Column::new("total", |l| CouponText(l).total())
            .reads("q.total", &[])
            .sorted("q.total", SortKind::Decimal)
            .set(CellSet::Number)
            .narrow(Narrow::Hidden),
        Column::new("remaining", |l| CouponText(l).remaining())
            .reads("q.remaining", &[])
            .sorted("q.remaining", SortKind::Decimal)
            .set(CellSet::Number),
        Column::new("state", |l| CouponText(l).state()).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("until", |l| CouponText(l).valid_until()).sorted("q.valid_until", SortKind::Moment).rising().set(CellSet::Line),
        Column::new("created", |l| CouponText(l).created())
            .reads("q.created_at", &[])
            .sorted("q.created_at", SortKind::Moment)
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
    ],
    filters: &[
        Filter::new("number", |l| CouponText(l).number_is(), FilterKind::Exact { sql: "upper(q.number)", longest: 32 }),
        Filter::new("partner", |l| OperationsText(l).partner(), FilterKind::Contains { sql: "r.name_key" }).joined(&["partner"]),
        STATE,
    ],
    usual_order: Order { column: "created", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, _| Lead { sentence: OperationsText(context.locale).lead().to_owned(), rule: "" },
        actions: |context| {
            let word = OperationsText(context.locale).give();
            let href = "/operations/coupon-quotas/new";
            Some(view! { <a class="button main" href=href><Icon name=IconName::Plus/>{word}</a> }.into_any())
        },
        nothing: |context| (OperationsText(context.locale).empty(), OperationsText(context.locale).empty_text()),
        ..ListPage::PLAIN
    },
};

/// One quota.
#[derive(sqlx::FromRow)]
struct Row {
    id: QuotaId,
    number: String,
    status: QuotaStatus,
    valid_from: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    total: Option<Charged>,
    #[sqlx(default)]
    remaining: Option<Charged>,
    #[sqlx(default)]
    created_at: Option<DateTime<Utc>>,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = CouponText(context.locale);
        let validity = Validity { from: self.valid_from, until: self.valid_until };
        match column {
            "number" => Cell::leading(format!("/operations/coupon-quotas/{}", self.id), Cell::text(self.number.clone())),
            "partner" => Cell::text(self.partner.clone()),
            "total" => self.total.map_or(Cell::Empty, Cell::Charged),
            "remaining" => self.remaining.map_or(Cell::Empty, Cell::Charged),
            "state" => {
                let state = rules::quota_state(self.status, &validity, context.now);
                Cell::Badge(quota_tone(state), t.quota_state(state).into())
            }
            "until" => Cell::Day(validity.last_day()),
            "created" => self.created_at.map_or(Cell::Empty, Cell::Stamp),
            _ => Cell::Empty,
        }
    }
}
