//! What the list is narrowed to, which columns it has and how it is sorted.

use uuid::Uuid;

use super::{Confidence, Industry, Kind, Stage, Tab};
use crate::auth::model::PersonId;
use crate::values::choice::choices;

/// Rows on a page.
pub const PAGE_SIZES: [u16; 4] = [10, 20, 50, 100];
/// Rows on a page, unless the address says otherwise.
pub const DEFAULT_PAGE_SIZE: u16 = 20;

choices! {
    /// What the list is sorted by: every column that is shown and not masked.
    #[derive(Default)]
    SortColumn {
        /// 商机名称.
        Name => "name",
        /// 客户行业.
        Industry => "industry",
        /// 商机类型.
        Kind => "kind",
        /// 把握度.
        Confidence => "confidence",
        /// 商机阶段.
        Stage => "stage",
        /// 预计月流水.
        ExpectedMonthlyRevenue => "expected_monthly_revenue",
        /// 预计达成时间.
        ExpectedDate => "expected_date",
        /// 客户经理. Its cursor carries the owner's id: no address says a name.
        Owner => "owner",
        /// 最近更新时间.
        #[default]
        UpdatedAt => "updated_at",
    }
}

choices! {
    /// The columns of the list, in their order.
    Column {
        /// 商机名称.
        Name => "name",
        /// 客户名称, masked.
        Customer => "customer",
        /// 客户行业.
        Industry => "industry",
        /// 商机类型.
        Kind => "kind",
        /// 商机阶段.
        Stage => "stage",
        /// 把握度.
        Confidence => "confidence",
        /// 预计月流水.
        ExpectedMonthlyRevenue => "expected_monthly_revenue",
        /// 预计达成时间.
        ExpectedDate => "expected_date",
        /// 最近更新时间.
        UpdatedAt => "updated_at",
        /// 客户经理.
        Owner => "owner",
        /// 操作.
        Actions => "actions",
    }
}

impl Column {
    /// Name and actions always stand.
    pub const fn can_be_hidden(self) -> bool {
        !matches!(self, Self::Name | Self::Actions)
    }

    /// What sorting by this column sorts by.
    pub const fn sort(self) -> Option<SortColumn> {
        match self {
            Self::Name => Some(SortColumn::Name),
            Self::Industry => Some(SortColumn::Industry),
            Self::Kind => Some(SortColumn::Kind),
            Self::Stage => Some(SortColumn::Stage),
            Self::Confidence => Some(SortColumn::Confidence),
            Self::ExpectedMonthlyRevenue => Some(SortColumn::ExpectedMonthlyRevenue),
            Self::ExpectedDate => Some(SortColumn::ExpectedDate),
            Self::UpdatedAt => Some(SortColumn::UpdatedAt),
            Self::Owner => Some(SortColumn::Owner),
            Self::Customer | Self::Actions => None,
        }
    }
}

/// The order of the list. Newest first unless the address says otherwise.
pub type Sort = crate::values::sort::Sort<SortColumn>;

/// What the list is narrowed to (R12).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Part of the opportunity's name.
    pub name: String,
    /// Filters on the customer's name and account, which stay on the server: the id under which (`data.md`, Masking).
    pub typed: Option<Uuid>,
    /// Empty is all.
    pub stages: Vec<Stage>,
    /// Empty is all.
    pub kinds: Vec<Kind>,
    /// Empty is all.
    pub industries: Vec<Industry>,
    /// At least.
    pub confidence_from: Option<Confidence>,
    /// 客户经理, by id: no address says a person's name.
    pub owner: Option<PersonId>,
    /// Distributors have two tabs.
    pub tab: Option<Tab>,
    /// Open, and the expected date has passed.
    pub overdue: bool,
}

impl ListFilter {
    /// Whether it narrows at all; a tab is a place and not a filter.
    pub fn is_narrowed(&self) -> bool {
        *self != Self { tab: self.tab, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_columns_are_not_sorted_and_every_other_shown_one_is() {
        for column in Column::ALL {
            assert_eq!(column.sort().is_none(), matches!(column, Column::Customer | Column::Actions), "{column}");
        }
        for sort in SortColumn::ALL {
            assert!(Column::ALL.iter().any(|column| column.sort() == Some(*sort)), "{sort}");
        }
    }

    #[test]
    fn name_and_actions_always_stand() {
        let fixed: Vec<&Column> = Column::ALL.iter().filter(|column| !column.can_be_hidden()).collect();
        assert_eq!(fixed, [&Column::Name, &Column::Actions]);
    }
}
