//! The list of issued coupons (已发放代金券).

use sqlx::{Postgres, QueryBuilder};

use super::coupons_row::Row;
use super::{FURTHER, coupons_access};
use crate::auth::scope::Alias;
use crate::coupons::model::CouponState;
use crate::coupons::rules;
use crate::coupons::text::CouponText;
use crate::customers::mask;
use crate::customers::mask::names_customers;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    CellSet, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Narrow, Order, SortKind, Source, TickTarget, Ticks, Total,
};
use crate::lists::paging::push_contains;
use crate::lists::record::present;
use crate::organisation::distributor_tabs::push_visible;

/// The description.
pub const COUPONS: List = List {
    name: ListName::Coupons,
    title: |l| CouponText(l).issued_list(),
    section: |l| Words(l).sales(),
    access: coupons_access,
    counted: None,
    tabs: &[],
    source: Source {
        table: "coupon cp",
        alias: "cp",
        id: "cp.id",
        always: "cp.number, cp.customer_id, cp.balance, cp.locked, cp.reclaimed_at, cp.valid_from, cp.valid_until, \
                 a.ended_at is null as is_active, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id",
        joins: &[
            Join { name: "association", sql: " join association a on a.id = cp.association_id" },
            Join { name: "customer", sql: " join customer cu on cu.id = cp.customer_id" },
            Join { name: "quota", sql: " join coupon_quota q on q.id = cp.quota_id" },
            Join { name: "issuer", sql: " left join person p on p.id = cp.issued_by" },
        ],
        always_joins: &["association"],
        visible_joins: &[],
        visible: |query, context| push_visible(query, context, Alias::Coupon, "cp.partner_id"),
        sums: None,
    },
    columns: COLUMNS,
    filters: FILTERS,
    usual_order: Order { column: "issued", descending: true },
    totals: &[Total { column: "balance", sql: "cp.balance", is_rated: false, figure: Some(|l| CouponText(l).balance_all()) }],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| Lead { sentence: CouponText(context.locale).lead_coupons(&standing.count), rule: "" },
        ticks: Some(Ticks {
            name: "form[ids][]",
            target: TickTarget::Action("coupons.pick"),
            buttons: |context| vec![("reclaim", CouponText(context.locale).reclaim_many())],
            offered: |context| rules::may_reclaim(&context.viewer).is_ok(),
        }),
        nothing: |context| (CouponText(context.locale).empty_coupons(), CouponText(context.locale).empty_coupons_text()),
        ..ListPage::PLAIN
    },
};

const COLUMNS: &[Column] = &[
    Column::new("number", |l| CouponText(l).coupon_number()).sorted("cp.number", SortKind::Word).fixed(),
    Column::new("customer", |l| CouponText(l).customer())
        .reads("cu.name as customer", &["customer"])
        .masked(mask::NAME)
        .narrow(Narrow::Plain),
    Column::new("account", |l| CouponText(l).account())
        .reads("cu.account_name", &["customer"])
        .masked(mask::ACCOUNT_NAME)
        .narrow(Narrow::Hidden),
    Column::new("association", |l| CouponText(l).association_type())
        .reads("a.kind as association_kind", &["association"])
        .sorted("a.kind", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("face", |l| CouponText(l).face())
        .reads("cp.face", &[])
        .sorted("cp.face", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden),
    Column::new("balance", |l| CouponText(l).balance()).sorted("cp.balance", SortKind::Decimal).set(CellSet::Number),
    Column::new("state", |l| CouponText(l).state()).set(CellSet::Line).narrow(Narrow::Plain),
    Column::new("from", |l| CouponText(l).valid_from())
        .sorted("cp.valid_from", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("until", |l| CouponText(l).valid_until()).sorted("cp.valid_until", SortKind::Moment).rising().set(CellSet::Line),
    Column::new("issued", |l| CouponText(l).issued_at())
        .reads("cp.issued_at", &[])
        .sorted("cp.issued_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden),
    Column::new("orders", |l| CouponText(l).order())
        .reads(
            "(select string_agg(o.number, ', ' order by u.locked_at) from coupon_use u join customer_order o on o.id = u.order_id \
              where u.coupon_id = cp.id and u.state in ('locked', 'used')) as order_numbers",
            &[],
        )
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("quota", |l| CouponText(l).number())
        .reads("q.number as quota_number", &["quota"])
        .sorted("q.number", SortKind::Word)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("issuer", |l| CouponText(l).issued_by())
        .reads("p.display_name as issuer", &["issuer"])
        .sorted_or_empty("p.display_name", SortKind::Person("cp.issued_by"))
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
];

/// By state, as in `rules::coupon_state`.
fn push_states(query: &mut QueryBuilder<Postgres>, words: &[String], context: &ListContext) {
    query.push(" and (false");
    for state in words.iter().filter_map(|word| word.parse::<CouponState>().ok()) {
        match state {
            CouponState::Usable => query.push(" or (cp.balance > 0 and cp.valid_until > ").push_bind(context.now).push(")"),
            CouponState::Expired => query.push(" or (cp.balance > 0 and cp.valid_until <= ").push_bind(context.now).push(")"),
            CouponState::Used => query.push(" or (cp.balance = 0 and cp.reclaimed_at is null)"),
            CouponState::Reclaimed => query.push(" or (cp.balance = 0 and cp.reclaimed_at is not null)"),
        };
    }
    query.push(")");
}

fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    push_contains(query, "cu.name_key", typed, context.access.is_wide());
}

fn push_account(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_contains(query, "cu.account_name_key", typed, false);
}

const FILTERS: &[Filter] = &[
    Filter {
        offered: names_customers,
        joins: &["customer"],
        ..Filter::new("customer", |l| CouponText(l).customer_contains(), FilterKind::private(push_name, 128))
    },
    Filter {
        offered: names_customers,
        joins: &["customer"],
        ..Filter::new("account", |l| CouponText(l).account(), FilterKind::private(push_account, 64))
    },
    Filter::new("number", |l| CouponText(l).coupon_number_is(), FilterKind::Exact { sql: "upper(cp.number)", longest: 32 }),
    Filter::new(
        "state",
        |l| CouponText(l).state(),
        FilterKind::Choices {
            options: |l| CouponState::ALL.iter().map(|one| (one.as_str(), CouponText(l).coupon_state(*one))).collect(),
            push: push_states,
        },
    ),
    Filter {
        key: "quota",
        label: |l| CouponText(l).number_is(),
        kind: FilterKind::Exact { sql: "upper(q.number)", longest: 32 },
        joins: &["quota"],
        ..FURTHER
    },
    Filter {
        key: "customer_number",
        label: |l| CouponText(l).customer_number_is(),
        kind: FilterKind::Exact { sql: "cu.number", longest: 64 },
        joins: &["customer"],
        ..FURTHER
    },
    Filter {
        key: "issued_from",
        label: |l| CouponText(l).issued_from(),
        kind: FilterKind::Days {
            until: "issued_until",
            until_label: |l| CouponText(l).issued_until(),
            sql: "cp.issued_at",
            is_moment: true,
        },
        ..FURTHER
    },
];
