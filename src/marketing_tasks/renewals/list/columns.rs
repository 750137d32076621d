//! The columns.

use crate::customers::mask;
use crate::lists::description::{CellSet, Column, Narrow, SortKind};
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::text::TaskText;

/// In the order in which they usually stand.
pub(super) const COLUMNS: &[Column] = &[
    Column::new("number", |l| RenewalText(l).number()).sorted("rt.number", SortKind::Word).fixed(),
    Column::new("order", |l| RenewalText(l).order_number())
        .reads("od.number as order_number, od.order_type", &["order"])
        .sorted("od.number", SortKind::Word)
        .narrow(Narrow::Hidden),
    Column::new("customer", |l| RenewalText(l).customer())
        .reads("cu.name as customer, r.name as partner", &["customer", "partner"])
        .masked(mask::NAME)
        .narrow(Narrow::Plain),
    Column::new("account", |l| RenewalText(l).account())
        .reads("cu.account_name", &["customer"])
        .masked(mask::ACCOUNT_NAME)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("resource", |l| RenewalText(l).resource())
        .reads("ol.resource_name, ol.resource_id, ol.product_type, ol.product", &["line"])
        .sorted("ol.resource_name", SortKind::Name)
        .narrow(Narrow::Hidden),
    Column::new("rated", |l| RenewalText(l).rated())
        .reads("rt.amount_rated", &[])
        .sorted("rt.amount_rated", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("charged", |l| RenewalText(l).charged())
        .reads("rt.amount_charged", &[])
        .sorted("rt.amount_charged", SortKind::Decimal)
        .set(CellSet::Number)
        .narrow(Narrow::Plain),
    // Open tasks by their expiry; those that are over behind them.
    Column::new("deadline", |l| RenewalText(l).deadline()).sorted_or_empty("rt.open_until", SortKind::Moment).rising().set(CellSet::Line),
    Column::new("expires", |l| RenewalText(l).expires())
        .reads("rt.expires_at", &[])
        .sorted("rt.expires_at", SortKind::Moment)
        .rising()
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("state", |l| TaskText(l).state()).sorted("rt.state", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
    Column::new("renewed", |l| RenewalText(l).renewed())
        .reads("ol.renewal", &["line"])
        .sorted("ol.renewal", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("intention", |l| RenewalText(l).intention())
        .reads("rt.intention, rt.expected_on", &[])
        .sorted_or_empty("rt.intention", SortKind::Word)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("made", |l| RenewalText(l).made_on())
        .reads("rt.made_on", &[])
        .sorted("rt.made_on", SortKind::Date)
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .on_demand(),
    Column::new("owner", |l| RenewalText(l).owner())
        .reads("w.display_name as owner", &["owner"])
        .sorted_or_empty("w.display_name", SortKind::Person("rt.owner_id"))
        .set(CellSet::Line)
        .narrow(Narrow::Hidden)
        .offered(|context| !context.is_own()),
];
