//! The lists that remember something for a person.

mod conditions;
mod views;

pub use conditions::KeptCondition;
pub use views::{
    Cleaned, Count, DefaultViewForm, DeleteViewForm, Kept, Pair, RenameViewForm, ReplaceViewForm, SaveViewForm, SavedView, ShareViewForm,
    ViewId, ViewRefusal,
};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::values::choice::choices;

choices! {
    /// A list, by the name under which its settings are kept.
    ListName {
        /// `/sales/opportunities`.
        Opportunities => "opportunities",
        /// `/sales/customers`.
        Customers => "customers",
        /// `/sales/customer-development`.
        Claims => "claims",
        /// `/sales/alerts`.
        Alerts => "alerts",
        /// `/sales/customer-development/history`.
        Invitations => "invitations",
        /// `/sales/leads`.
        Leads => "leads",
        /// `/sales/orders`.
        Orders => "orders",
        /// `/sales/order-resources`.
        OrderLines => "order_lines",
        /// `/sales/marketing-tasks/renewals`.
        RenewalTasks => "renewal_tasks",
        /// `/sales/marketing-tasks/expansion`.
        ExpansionTasks => "expansion_tasks",
        /// `/sales/marketing-tasks/expansion/details`.
        ExpansionRecords => "expansion_records",
        /// `/operations/expansion-campaigns`.
        ExpansionCampaigns => "expansion_campaigns",
        /// `/sales/coupons/quotas`.
        CouponQuotas => "coupon_quotas",
        /// `/sales/coupons/issued`.
        Coupons => "coupons",
        /// `/sales/coupons/log`.
        CouponLog => "coupon_log",
        /// `/operations/coupon-quotas`.
        GivenQuotas => "given_quotas",
        /// `/operations/coupon-allowlist`.
        CouponAllowlist => "coupon_allowlist",
        /// `/organisation/people`.
        People => "people",
        /// `/operations/partners`.
        Partners => "partners",
        /// `/operations/customers`.
        RecordedCustomers => "recorded_customers",
        /// `/operations/renames`.
        Renames => "renames",
        /// `/sales/consumption`.
        ConsumptionMonths => "consumption_months",
        /// `/sales/consumption/details`.
        Consumption => "consumption",
        /// `/sales/accounting/contracts/online`.
        Agreements => "agreements",
        /// `/sales/accounting/contracts/offline`.
        PaperContracts => "paper_contracts",
        /// `/operations/paper-contracts`.
        RecordedContracts => "recorded_contracts",
        /// `/sales/consumption/remainders`.
        ConsumptionRemainders => "consumption_remainders",
        /// `/sales/accounting/bills/details`.
        BillRecords => "bill_records",
        /// `/operations/bills`.
        MadeBills => "made_bills",
        /// `/sales/exports`.
        Exports => "exports",
    }
}

impl ListName {
    /// Where the list is.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Opportunities => "/sales/opportunities",
            Self::Customers => "/sales/customers",
            Self::Claims => "/sales/customer-development",
            Self::Alerts => "/sales/alerts",
            Self::Invitations => "/sales/customer-development/history",
            Self::Leads => "/sales/leads",
            Self::Orders => "/sales/orders",
            Self::OrderLines => "/sales/order-resources",
            Self::RenewalTasks => "/sales/marketing-tasks/renewals",
            Self::ExpansionTasks => "/sales/marketing-tasks/expansion",
            Self::ExpansionRecords => "/sales/marketing-tasks/expansion/details",
            Self::ExpansionCampaigns => "/operations/expansion-campaigns",
            Self::CouponQuotas => "/sales/coupons/quotas",
            Self::Coupons => "/sales/coupons/issued",
            Self::CouponLog => "/sales/coupons/log",
            Self::GivenQuotas => "/operations/coupon-quotas",
            Self::CouponAllowlist => "/operations/coupon-allowlist",
            Self::People => "/organisation/people",
            Self::Partners => "/operations/partners",
            Self::RecordedCustomers => "/operations/customers",
            Self::Renames => "/operations/renames",
            Self::ConsumptionMonths => "/sales/consumption",
            Self::Consumption => "/sales/consumption/details",
            Self::Agreements => "/sales/accounting/contracts/online",
            Self::PaperContracts => "/sales/accounting/contracts/offline",
            Self::RecordedContracts => "/operations/paper-contracts",
            Self::ConsumptionRemainders => "/sales/consumption/remainders",
            Self::BillRecords => "/sales/accounting/bills/details",
            Self::MadeBills => "/operations/bills",
            Self::Exports => "/sales/exports",
        }
    }
}

/// Rows a page that can be chosen.
pub const PAGE_SIZES: [u16; 4] = [10, 20, 50, 100];

/// What the conditions above a list send.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FilterForm {
    /// Which list.
    pub list: String,
    /// The list's query, of which tab, order, page size and the view that the conditions came from stay.
    pub query: String,
    /// Conditions of one value, by parameter or, where they stay on the server, by name.
    pub texts: BTreeMap<String, String>,
    /// Conditions of several values, by parameter.
    pub choices: BTreeMap<String, Vec<String>>,
    /// Names of records, where there are too many to choose from.
    pub names: BTreeMap<String, String>,
    /// `more` opens the further conditions.
    pub panel: String,
}

/// What the column chooser sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnsForm {
    /// Which list.
    pub list: String,
    /// All columns in their present order, separated by commas.
    pub order: String,
    /// Those that are ticked.
    pub columns: Vec<String>,
    /// The column that moves one place forward, when its button was pressed.
    pub earlier: String,
    /// Anything here goes back to the usual columns.
    pub restore: String,
}

/// What the choice of a page size sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PageSizeForm {
    /// Which list.
    pub list: String,
    /// One of [`PAGE_SIZES`].
    pub rows: String,
    /// The list's query without page size and cursor.
    pub query: String,
}

/// What the cross of a condition on a masked column sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DropForm {
    /// Which list.
    pub list: String,
    /// The name under which the condition is kept: `account`.
    pub condition: String,
    /// The list's query; its `filter` says where the conditions are kept.
    pub query: String,
}

/// What is wrong with one end of the days that an export asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WindowProblem {
    /// Nothing was typed.
    Missing,
    /// It is no day.
    NotADay,
    /// The last day lies before the first one.
    EndsBeforeItBegins,
    /// More than so many months lie between both.
    TooLong(u32),
}

/// What a person keeps on a list; nothing kept is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preference {
    /// The visible columns, in order.
    pub columns: Option<Vec<String>>,
    /// Rows a page.
    pub page_size: Option<u16>,
}

/// The visible columns after the chooser's form: ticked ones in the order of the form, with one moved forward.
/// What the list does not know is dropped by whoever reads it.
pub fn chosen_columns(form: &ColumnsForm) -> Vec<String> {
    let mut order: Vec<&str> = form.order.split(',').filter(|name| is_name(name)).take(40).collect();
    if let Some(at) = order.iter().position(|name| *name == form.earlier)
        && at > 0
    {
        order.swap(at - 1, at);
    }
    order.into_iter().filter(|name| form.columns.iter().any(|ticked| ticked == name)).map(str::to_owned).collect()
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(columns: &[&str], earlier: &str) -> ColumnsForm {
        ColumnsForm {
            order: "name,stage,kind,actions".into(),
            columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            earlier: earlier.into(),
            ..ColumnsForm::default()
        }
    }

    #[test]
    fn ticked_columns_keep_the_order_of_the_list() {
        assert_eq!(chosen_columns(&form(&["kind", "name"], "")), ["name", "kind"]);
    }

    #[test]
    fn a_column_moves_one_place_forward_and_no_further_than_the_first() {
        assert_eq!(chosen_columns(&form(&["name", "stage", "kind"], "kind")), ["name", "kind", "stage"]);
        assert_eq!(chosen_columns(&form(&["name", "stage"], "name")), ["name", "stage"]);
    }

    #[test]
    fn what_is_no_name_of_a_column_is_not_kept() {
        let odd = ColumnsForm { order: "name,<b>,a b".into(), columns: vec!["<b>".into(), "name".into()], ..ColumnsForm::default() };
        assert_eq!(chosen_columns(&odd), ["name"]);
    }
}
