//! The columns of the history.

use sqlx::{Postgres, QueryBuilder};

use super::mask;
use crate::invitations::text::InvitationText;
use crate::lists::description::{CellSet, Column, ListContext, Narrow, SortKind};

pub(super) const COLUMNS: &[Column] = &[
    Column::new("name", |l| InvitationText(l).customer()).reads_with(push_delisted, &[]).fixed().masked(mask::NAME),
    Column::new("account_name", |l| InvitationText(l).account_name()).masked(mask::ACCOUNT_NAME).narrow(Narrow::Hidden).on_demand(),
    Column::new("mobile", |l| InvitationText(l).mobile())
        .reads("i.mobile", &[])
        .masked(mask::MOBILE)
        .set(CellSet::Line)
        .narrow(Narrow::Plain),
    // With it the actions would stand outside of a laptop's screen.
    Column::new("email", |l| InvitationText(l).email()).reads("i.email", &[]).masked(mask::EMAIL).narrow(Narrow::Hidden).on_demand(),
    Column::new("kind", |l| InvitationText(l).kind()).sorted("i.kind", SortKind::Word).set(CellSet::Line).narrow(Narrow::Hidden),
    Column::new("association_type", |l| InvitationText(l).association_type())
        .sorted("i.association_kind", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden),
    Column::new("tag", |l| InvitationText(l).tag()).reads("i.tag", &[]).sorted("i.tag", SortKind::Word).narrow(Narrow::Plain),
    Column::new("account_manager", |l| InvitationText(l).account_manager())
        .reads("w.display_name as account_manager", &["owner"])
        .sorted_or_empty("w.display_name", SortKind::Person("i.owner_id"))
        .set(CellSet::Line)
        .narrow(Narrow::Plain),
    Column::new("created", |l| InvitationText(l).created())
        .reads("i.created_at", &[])
        .sorted("i.created_at", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Plain),
    // With its reason, which may be long: what is short stands before it, in one line of a small screen.
    Column::new("state", |l| InvitationText(l).state()).sorted("i.state", SortKind::Word).narrow(Narrow::Plain),
];

/// Whether the partner is a reseller whose distributor was delisted: it sends no mail (R39).
fn push_delisted(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    query.push("exists (select from distribution d join partner up on up.id = d.distributor_id where up.delisted_at is not null");
    query.push(" and d.reseller_id = i.partner_id and d.during @> ").push_bind(context.today).push(") as distributor_delisted");
}
