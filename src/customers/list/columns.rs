//! The columns of the list of customers.

use sqlx::{Postgres, QueryBuilder};

use super::tabs::{is_associated, is_claimed};
use crate::auth::scope::Alias;
use crate::customers::mask;
use crate::customers::text::{CustomerText, ListText};
use crate::lists::description::{CellSet, Column, ListContext, Narrow, Select, SortKey, SortKind};

pub(super) const COLUMNS: &[Column] = &[
    Column {
        key: "name",
        label: |l| CustomerText(l).name(),
        select: Select::Sql("r.name as partner"),
        joins: &["partner"],
        fixed: true,
        mask: Some(mask::NAME),
        ..Column::PLAIN
    },
    Column {
        key: "account_name",
        label: |l| CustomerText(l).account_name(),
        select: Select::Sql("cu.account_name"),
        offered: is_associated,
        mask: Some(mask::ACCOUNT_NAME),
        narrow: Narrow::Hidden,
        ..Column::PLAIN
    },
    Column {
        key: "mobile",
        label: |l| CustomerText(l).mobile(),
        select: Select::Sql("coalesce(cu.mobile, a.mobile) as mobile"),
        usual: is_claimed,
        set: CellSet::Line,
        mask: Some(mask::MOBILE),
        narrow: Narrow::Plain,
        ..Column::PLAIN
    },
    Column {
        key: "email",
        label: |l| CustomerText(l).email(),
        select: Select::Sql("coalesce(cu.email, a.email) as email"),
        usual: |_| false,
        mask: Some(mask::EMAIL),
        narrow: Narrow::Hidden,
        ..Column::PLAIN
    },
    Column {
        key: "industry",
        label: |l| CustomerText(l).industry_label(),
        select: Select::Sql("coalesce(cu.industry, a.industry) as industry"),
        sort: sort("coalesce(cu.industry, a.industry)", SortKind::Word, &["customer"]),
        narrow: Narrow::Hidden,
        ..Column::PLAIN
    },
    Column {
        key: "kind",
        label: |l| CustomerText(l).association_type_label(),
        select: Select::Sql("a.kind"),
        set: CellSet::Line,
        sort: sort("a.kind", SortKind::Word, &[]),
        offered: is_associated,
        narrow: Narrow::Plain,
        ..Column::PLAIN
    },
    Column {
        key: "since",
        label: |l| ListText(l).since_column(),
        select: Select::Sql("a.since"),
        set: CellSet::Line,
        sort: SINCE,
        offered: is_associated,
        narrow: Narrow::Hidden,
        ..Column::PLAIN
    },
    Column {
        key: "claimed",
        label: |l| ListText(l).claimed_column(),
        select: Select::Sql("a.since"),
        set: CellSet::Line,
        sort: SINCE,
        offered: is_claimed,
        narrow: Narrow::Hidden,
        ..Column::PLAIN
    },
    Column {
        key: "until",
        label: |l| ListText(l).until_column(),
        set: CellSet::Line,
        sort: sort("a.valid_until", SortKind::Moment, &[]),
        offered: is_claimed,
        ..Column::PLAIN
    },
    Column {
        key: "real_name_state",
        label: |l| CustomerText(l).real_name_state_label(),
        select: Select::Sql("cu.real_name_state"),
        set: CellSet::Line,
        sort: sort("cu.real_name_state", SortKind::Word, &["customer"]),
        offered: is_associated,
        narrow: Narrow::Hidden,
        ..Column::PLAIN
    },
    Column {
        key: "tags",
        label: |l| CustomerText(l).tags(),
        select: Select::Sql("array_remove(a.tag || a.tags, '') as tags"),
        sort: sort("(array_remove(a.tag || a.tags, ''))[1]", SortKind::Word, &[]),
        offered: is_associated,
        narrow: Narrow::Hidden,
        ..Column::PLAIN
    },
    Column {
        key: "owner",
        label: |l| CustomerText(l).account_manager(),
        select: Select::Sql("w.display_name as owner"),
        joins: &["owner"],
        set: CellSet::Line,
        sort: sort("w.display_name", SortKind::Person("a.owner_id"), &["owner"]),
        narrow: Narrow::Plain,
        ..Column::PLAIN
    },
    Column {
        key: "alerts",
        label: |l| CustomerText(l).alerts(),
        select: Select::Sql("waiting.n as alerts"),
        joins: &["alerts"],
        set: CellSet::Number,
        sort: Some(SortKey { sql: "waiting.n", kind: SortKind::Integer, nullable: false, joins: &["alerts"], falls_first: true }),
        offered: is_associated,
        ..Column::PLAIN
    },
    Column {
        key: "opportunities",
        label: |l| ListText(l).open_opportunities(),
        select: Select::With(push_opportunities),
        set: CellSet::Number,
        offered: |context| context.counted.is_some(),
        narrow: Narrow::Hidden,
        ..Column::PLAIN
    },
];

const SINCE: Option<SortKey> = Some(SortKey { sql: "a.since", kind: SortKind::Moment, nullable: false, joins: &[], falls_first: true });

const fn sort(sql: &'static str, kind: SortKind, joins: &'static [&'static str]) -> Option<SortKey> {
    Some(SortKey { sql, kind, nullable: true, joins, falls_first: false })
}

fn push_opportunities(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    match &context.counted {
        Some(scope) => {
            query.push("(select count(*) from opportunity o where o.closed_at is null and ");
            query.push(if is_claimed(context) { "o.claim_id = a.id and " } else { "o.customer_id = a.customer_id and " });
            scope.push(query, Alias::Opportunity);
            query.push(")");
        }
        None => {
            query.push("0::bigint");
        }
    }
    query.push(" as opportunities");
}
