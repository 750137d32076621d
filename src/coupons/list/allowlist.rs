//! The customers to which partners may issue coupons (代金券客户白名单), for the vendor's operators: masked, without an eye.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::coupons::command::denied;
use crate::coupons::rules;
use crate::coupons::text::{AllowlistText, OperationsText};
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, to_staff,
};
use crate::lists::paging::push_name_condition;
use crate::lists::record::{Cell, Record, present};
use crate::ui::badge::Tone;
use crate::values::masking::mask_name;

/// On the list.
const LISTED: &str = "listed";
/// Left out by a later version.
const REMOVED: &str = "removed";

/// The description. Members that were left out stay, with the day and the version.
pub const ALLOWLIST: List = List {
    name: ListName::CouponAllowlist,
    title: |l| AllowlistText(l).title(),
    section: |l| OperationsText(l).operations(),
    access: |viewer, locale| rules::operator(viewer).map(|_| Access::Installation).map_err(|denial| denied(denial, viewer, locale)),
    counted: None,
    tabs: &[],
    source: Source {
        table: "coupon_allowlist_member m",
        alias: "m",
        id: "m.id",
        always: "cu.number, cu.name, m.version, m.removed_version",
        joins: &[
            Join { name: "customer", sql: " join customer cu on cu.id = m.customer_id" },
            Join { name: "partner", sql: " join partner r on r.id = m.partner_id" },
        ],
        always_joins: &["customer"],
        visible_joins: &[],
        visible: to_staff,
        sums: None,
    },
    columns: &[
        Column { joins: &["customer"], ..Column::new("number", |l| AllowlistText(l).number()).fixed() }.sorted("cu.number", SortKind::Word),
        Column::new("customer", |l| AllowlistText(l).customer()).narrow(Narrow::Plain),
        Column::new("partner", |l| OperationsText(l).partner())
            .reads("r.name as partner", &["partner"])
            .sorted("r.name", SortKind::Name)
            .narrow(Narrow::Plain),
        Column::new("state", |l| AllowlistText(l).state()).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("version", |l| AllowlistText(l).version())
            .sorted("m.version", SortKind::Integer)
            .set(CellSet::Number)
            .narrow(Narrow::Hidden),
        Column::new("listed", |l| AllowlistText(l).listed_at())
            .reads("m.listed_at", &[])
            .sorted("m.listed_at", SortKind::Moment)
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("removed", |l| AllowlistText(l).removed_at()).reads("m.removed_at", &[]).set(CellSet::Line).narrow(Narrow::Hidden),
    ],
    filters: &[
        Filter::new("name", |l| AllowlistText(l).customer(), FilterKind::Private { push: push_name, longest: 128 }).joined(&["customer"]),
        Filter::new("number", |l| AllowlistText(l).number_whole(), FilterKind::Exact { sql: "upper(cu.number)", longest: 64 })
            .joined(&["customer"]),
        Filter::new("partner", |l| OperationsText(l).partner(), FilterKind::Contains { sql: "r.name_key" }).joined(&["partner"]),
        Filter::new(
            "state",
            |l| AllowlistText(l).state(),
            FilterKind::Choices {
                options: |l| vec![(LISTED, AllowlistText(l).listed()), (REMOVED, AllowlistText(l).removed())],
                push: |query, states, _| {
                    let known = states.iter().filter(|one| [LISTED, REMOVED].contains(&one.as_str()));
                    let removed: Vec<bool> = known.map(|one| one == REMOVED).collect();
                    query.push(" and (m.removed_at is not null) = any(").push_bind(removed).push(")");
                },
            },
        ),
    ],
    usual_order: Order { column: "listed", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, _| Lead { sentence: AllowlistText(context.locale).lead().to_owned(), rule: AllowlistText(context.locale).why() },
        actions: |context| {
            let word = AllowlistText(context.locale).import();
            Some(view! { <a class="button main" href="/operations/imports">{word}</a> }.into_any())
        },
        nothing: |context| (AllowlistText(context.locale).empty(), AllowlistText(context.locale).empty_text()),
        ..ListPage::PLAIN
    },
};

fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    query.push(" and ");
    push_name_condition(query, "cu.name_key", typed, true);
}

/// One customer on the list of one partner.
#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    number: String,
    name: String,
    version: i32,
    removed_version: Option<i32>,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    listed_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    removed_at: Option<DateTime<Utc>>,
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = AllowlistText(context.locale);
        match column {
            "number" => Cell::text(self.number.clone()),
            "customer" => Cell::text(mask_name(&self.name)),
            "partner" => Cell::text(self.partner.clone()),
            "state" => match self.removed_version {
                None => Cell::Badge(Tone::Good, t.listed().into()),
                Some(version) => Cell::Badge(Tone::Neutral, t.removed_by(version).into()),
            },
            "version" => Cell::Count(self.version.into()),
            "listed" => self.listed_at.map_or(Cell::Empty, Cell::Stamp),
            "removed" => self.removed_at.map_or(Cell::Empty, Cell::Stamp),
            _ => Cell::Empty,
        }
    }
}
