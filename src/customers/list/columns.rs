//! The columns of the list of customers.

use sqlx::{Postgres, QueryBuilder};

use super::tabs::{is_associated, is_claimed};
use crate::customers::mask;
use crate::customers::queries::claimed::push_opportunities;
use crate::customers::text::{CustomerText, ListText};
use crate::lists::description::{CellSet, Column, ListContext, Narrow, SortKind};

pub(super) const COLUMNS: &[Column] = &[
    Column::new("name", |l| CustomerText(l).name()).reads("r.name as partner", &["partner"]).fixed().masked(mask::NAME),
    Column::new("account_name", |l| CustomerText(l).account_name())
        .reads("cu.account_name", &[])
        .masked(mask::ACCOUNT_NAME)
        .narrow(Narrow::Hidden)
        .offered(is_associated),
    Column::new("mobile", |l| CustomerText(l).mobile())
        .reads("coalesce(cu.mobile, a.mobile) as mobile", &[])
        .masked(mask::MOBILE)
        .set(CellSet::Line)
        .narrow(Narrow::Plain)
        .usual(is_claimed),
    Column::new("email", |l| CustomerText(l).email())
        .reads("coalesce(cu.email, a.email) as email", &[])
        .masked(mask::EMAIL)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("industry", |l| CustomerText(l).industry_label())
        .reads("coalesce(cu.industry, a.industry) as industry", &["customer"])
        .sorted_or_empty("coalesce(cu.industry, a.industry)", SortKind::Word)
        .narrow(Narrow::Hidden),
    Column::new("kind", |l| CustomerText(l).association_type_label())
        .reads("a.kind", &[])
        .sorted_or_empty("a.kind", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Plain)
        .offered(is_associated),
    Column::new("since", |l| ListText(l).since_column())
        .reads("a.since", &[])
        .sorted("a.since", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .offered(is_associated),
    Column::new("claimed", |l| ListText(l).claimed_column())
        .reads("a.since", &[])
        .sorted("a.since", SortKind::Moment)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .offered(is_claimed),
    Column::new("until", |l| ListText(l).until_column())
        .sorted_or_empty("a.valid_until", SortKind::Moment)
        .rising()
        .set(CellSet::Line)
        .offered(is_claimed),
    // With it the last column would stand outside of a laptop's screen.
    Column::new("real_name_state", |l| CustomerText(l).real_name_state_label())
        .reads("cu.real_name_state", &["customer"])
        .sorted_or_empty("cu.real_name_state", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand()
        .offered(is_associated),
    Column::new("tags", |l| CustomerText(l).tags())
        .reads("array_remove(a.tag || a.tags, '') as tags", &[])
        .sorted_or_empty("(array_remove(a.tag || a.tags, ''))[1]", SortKind::Word)
        .narrow(Narrow::Hidden)
        .offered(is_associated),
    Column::new("owner", |l| CustomerText(l).account_manager())
        .reads("w.display_name as owner", &["owner"])
        .sorted_or_empty("w.display_name", SortKind::Person("a.owner_id"))
        .set(CellSet::Line)
        .narrow(Narrow::Plain),
    Column::new("alerts", |l| CustomerText(l).alerts())
        .reads("waiting.n as alerts", &["alerts"])
        .sorted("waiting.n", SortKind::Integer)
        .set(CellSet::Number)
        .offered(is_associated),
    Column::new("opportunities", |l| ListText(l).open_opportunities())
        .reads_with(push_open_opportunities, &[])
        .set(CellSet::Number)
        .narrow(Narrow::Hidden)
        .offered(|context| context.counted.is_some()),
];

/// Of a claim those that were reported for it, of an association those of its customer.
fn push_open_opportunities(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    let condition = if is_claimed(context) { "o.claim_id = a.id" } else { "o.customer_id = a.customer_id" };
    push_opportunities(query, context.counted.as_ref(), condition);
}
