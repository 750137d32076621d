//! The nouns of the customer list.

use chrono::{DateTime, Utc};

use super::{AssociationType, ClaimState, CustomerRef, Industry, RealNameState};
use crate::auth::model::PersonId;
use crate::values::choice::choices;

choices! {
    /// The columns of the list of associated customers, in their order.
    Column {
        /// 客户名称 and 客户ID.
        Name => "name",
        /// 客户账号名.
        AccountName => "account_name",
        /// 手机号码.
        Mobile => "mobile",
        /// 邮箱.
        Email => "email",
        /// 客户行业.
        Industry => "industry",
        /// 关联类型.
        Kind => "kind",
        /// 关联时间.
        Since => "since",
        /// 实名认证状态.
        RealNameState => "real_name_state",
        /// 客户标签.
        Tags => "tags",
        /// 客户经理.
        Owner => "owner",
        /// 待处理预警个数.
        Alerts => "alerts",
        /// 在途商机.
        Opportunities => "opportunities",
    }
}

choices! {
    /// What the list is sorted by: every column of the association that is shown and not masked.
    #[derive(Default)]
    SortColumn {
        /// 客户行业.
        Industry => "industry",
        /// 关联类型.
        Kind => "kind",
        /// 关联时间.
        #[default]
        Since => "since",
        /// 实名认证状态.
        RealNameState => "real_name_state",
        /// 客户标签, by the first.
        Tags => "tags",
        /// 客户经理. Its cursor carries the id: no address says a name.
        Owner => "owner",
        /// 待处理预警个数.
        Alerts => "alerts",
    }
}

impl Column {
    /// What sorting by this column sorts by. Masked columns are not sorted; the number of opportunities depends on who
    /// looks, and is counted for the shown rows only.
    pub const fn sort(self) -> Option<SortColumn> {
        match self {
            Self::Industry => Some(SortColumn::Industry),
            Self::Kind => Some(SortColumn::Kind),
            Self::Since => Some(SortColumn::Since),
            Self::RealNameState => Some(SortColumn::RealNameState),
            Self::Tags => Some(SortColumn::Tags),
            Self::Owner => Some(SortColumn::Owner),
            Self::Alerts => Some(SortColumn::Alerts),
            Self::Name | Self::AccountName | Self::Mobile | Self::Email | Self::Opportunities => None,
        }
    }

    /// The name always stands.
    pub const fn can_be_hidden(self) -> bool {
        !matches!(self, Self::Name)
    }
}

/// The order of the list. The latest association first unless the address says otherwise.
pub type Sort = crate::values::sort::Sort<SortColumn>;

/// One line of the customer list. Every string about the customer is masked already; the clear value comes on demand,
/// column by column, and is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerRow {
    /// Where the line leads.
    pub reference: CustomerRef,
    /// Masked.
    pub name: String,
    /// Masked; a claim has none.
    pub account_name: Option<String>,
    /// 客户行业.
    pub industry: Industry,
    /// Of an association.
    pub association_type: Option<AssociationType>,
    /// Of an association.
    pub real_name_state: Option<RealNameState>,
    /// Masked.
    pub contact_name: String,
    /// Masked.
    pub mobile: String,
    /// Masked.
    pub email: String,
    /// Of today.
    pub account_manager: Option<(PersonId, String)>,
    /// Association or claim began.
    pub since: DateTime<Utc>,
    /// Of a claim: its state and when its time is up.
    pub claim: Option<(ClaimState, DateTime<Utc>)>,
    /// The reseller whose customer it is, on a distributor's second tab.
    pub reseller: Option<String>,
    /// 客户标签, the invitation link's first.
    pub tags: Vec<String>,
    /// 待处理预警个数.
    pub alerts: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_columns_are_not_sorted_and_every_sort_is_a_column() {
        for column in [Column::Name, Column::AccountName, Column::Mobile, Column::Email] {
            assert_eq!(column.sort(), None);
        }
        for sort in SortColumn::ALL {
            assert!(Column::ALL.iter().any(|column| column.sort() == Some(*sort)), "{sort}");
        }
        for sort in [Sort::default(), Sort { column: SortColumn::Owner, descending: false }] {
            assert_eq!(sort.to_string().parse(), Ok(sort));
        }
    }
}
