//! Columns that both lists of consumption have.

use super::customer::push_reached;
use super::within::has_resellers;
use crate::consumption::text::ConsumptionText;
use crate::customers::mask;
use crate::i18n::Locale;
use crate::lists::description::{CellSet, Column, Narrow, SortKind};

pub(crate) const CUSTOMER: Column =
    Column::new("customer", |l| ConsumptionText(l).customer()).reads_with(push_reached, &["association"]).fixed().masked(mask::NAME);

pub(crate) const ACCOUNT_NAME: Column =
    Column::new("account_name", |l| ConsumptionText(l).account_name()).masked(mask::ACCOUNT_NAME).narrow(Narrow::Hidden).on_demand();

pub(crate) const PARTNER: Column = Column::new("partner", |l| ConsumptionText(l).partner())
    .reads("r.name as partner", &["partner"])
    .sorted("r.name", SortKind::Name)
    .narrow(Narrow::Hidden)
    .offered(has_resellers);

pub(crate) const ACCOUNT_MANAGER: Column = Column::new("account_manager", |l| ConsumptionText(l).account_manager())
    .reads("w.display_name as account_manager", &["owner"])
    .sorted_or_empty("w.display_name", SortKind::Person("n.owner_id"))
    .set(CellSet::Line)
    .offered(|context| !context.is_own());

pub(crate) const fn amount(key: &'static str, label: fn(Locale) -> &'static str) -> Column {
    Column::new(key, label).set(CellSet::Number)
}
