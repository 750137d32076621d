//! The columns of the history.

use sqlx::{Postgres, QueryBuilder};

use super::mask;
use crate::invitations::text::InvitationText;
use crate::lists::description::{CellSet, Column, ListContext, Narrow, Select, SortKey, SortKind};

pub(super) const COLUMNS: &[Column] = &[
    Column {
        key: "name",
        label: |l| InvitationText(l).customer(),
        select: Select::With(push_delisted),
        fixed: true,
        mask: Some(mask::NAME),
        ..Column::PLAIN
    },
    Column {
        key: "account_name",
        label: |l| InvitationText(l).account_name(),
        usual: |_| false,
        narrow: Narrow::Hidden,
        mask: Some(mask::ACCOUNT_NAME),
        ..Column::PLAIN
    },
    Column {
        key: "mobile",
        label: |l| InvitationText(l).mobile(),
        select: Select::Sql("i.mobile"),
        set: CellSet::Line,
        narrow: Narrow::Plain,
        mask: Some(mask::MOBILE),
        ..Column::PLAIN
    },
    Column {
        key: "email",
        label: |l| InvitationText(l).email(),
        select: Select::Sql("i.email"),
        // With it the actions would stand outside of a laptop's screen.
        usual: |_| false,
        narrow: Narrow::Hidden,
        mask: Some(mask::EMAIL),
        ..Column::PLAIN
    },
    Column {
        key: "kind",
        label: |l| InvitationText(l).kind(),
        set: CellSet::Line,
        narrow: Narrow::Hidden,
        sort: word("i.kind"),
        ..Column::PLAIN
    },
    Column {
        key: "association_type",
        label: |l| InvitationText(l).association_type(),
        set: CellSet::Line,
        narrow: Narrow::Hidden,
        sort: word("i.association_kind"),
        ..Column::PLAIN
    },
    Column {
        key: "tag",
        label: |l| InvitationText(l).tag(),
        select: Select::Sql("i.tag"),
        narrow: Narrow::Plain,
        sort: word("i.tag"),
        ..Column::PLAIN
    },
    Column { key: "state", label: |l| InvitationText(l).state(), narrow: Narrow::Plain, sort: word("i.state"), ..Column::PLAIN },
    Column {
        key: "account_manager",
        label: |l| InvitationText(l).account_manager(),
        select: Select::Sql("w.display_name as account_manager"),
        joins: &["owner"],
        set: CellSet::Line,
        narrow: Narrow::Plain,
        sort: Some(SortKey {
            sql: "w.display_name",
            kind: SortKind::Person("i.owner_id"),
            nullable: true,
            joins: &["owner"],
            falls_first: false,
        }),
        ..Column::PLAIN
    },
    Column {
        key: "created",
        label: |l| InvitationText(l).created(),
        select: Select::Sql("i.created_at"),
        set: CellSet::Line,
        narrow: Narrow::Plain,
        sort: Some(SortKey { sql: "i.created_at", kind: SortKind::Moment, nullable: false, joins: &[], falls_first: true }),
        ..Column::PLAIN
    },
];

const fn word(sql: &'static str) -> Option<SortKey> {
    Some(SortKey { sql, kind: SortKind::Word, nullable: false, joins: &[], falls_first: false })
}

/// Whether the partner is a reseller whose distributor was delisted: it sends no mail (R39).
fn push_delisted(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    query.push("exists (select from distribution d join partner up on up.id = d.distributor_id where up.delisted_at is not null");
    query.push(" and d.reseller_id = i.partner_id and d.during @> ").push_bind(context.today).push(") as distributor_delisted");
}
