//! The items of custom roles.

use serde::{Deserialize, Serialize};

/// One item of a custom role: menu, tab and action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(sqlx::Type))]
#[cfg_attr(feature = "ssr", sqlx(type_name = "text", rename_all = "snake_case"))]
pub enum Permission {
    /// Sales, new business, opportunities: view.
    OpportunitiesView,
    /// Sales, new business, opportunities: report.
    OpportunitiesReport,
    /// Sales, new business, opportunities: revise and add progress.
    OpportunitiesChange,
    /// Sales, customers: view.
    CustomersView,
    /// Sales, customers: assign, change and take back the account manager.
    CustomersAssign,
    /// Sales, new business, customer development: claim, invite, history.
    CustomersDevelop,
    /// Sales, customers, alerts: view all of the partner.
    AlertsView,
    /// Sales, new business, leads: see all and dispatch.
    LeadsDispatch,
    /// Sales, new business, leads: create and follow up those dispatched to oneself.
    LeadsFollow,
    /// Sales, customers, consumption: view all of the partner.
    ConsumptionView,
    /// Sales, new business, marketing tasks: view all of the partner.
    MarketingTasksView,
    /// Sales, new business, marketing tasks: process all of the partner, at a distributor also those of resellers' customers.
    MarketingTasksProcess,
    /// Sales, orders: view.
    OrdersView,
    /// Sales, accounting, contracts: view and download.
    ContractsView,
    /// Sales, accounting, contracts: request and void payment agreements.
    ContractsRequest,
    /// Sales, accounting, partner bills: view.
    PartnerBillsView,
    /// Sales, customers, coupon management: view quotas and their operation log.
    CouponQuotasView,
    /// Sales, customers, coupon management: issue coupons of a quota.
    CouponsIssue,
    /// Sales, customers, coupon management: pass quotas on to resellers and reclaim them (distributors).
    CouponQuotasPassOn,
    /// Sales, customers, coupon management: view issued coupons.
    CouponsView,
    /// Sales, customers, coupon management: reclaim coupons.
    CouponsReclaim,
    /// Sales, exports: create and download.
    ExportsCreate,
}

impl Permission {
    /// All items, in the order of the menus.
    pub const ALL: [Self; 22] = [
        Self::OpportunitiesView,
        Self::OpportunitiesReport,
        Self::OpportunitiesChange,
        Self::LeadsDispatch,
        Self::LeadsFollow,
        Self::CustomersDevelop,
        Self::MarketingTasksView,
        Self::MarketingTasksProcess,
        Self::CustomersView,
        Self::CustomersAssign,
        Self::OrdersView,
        Self::AlertsView,
        Self::ConsumptionView,
        Self::CouponQuotasView,
        Self::CouponsIssue,
        Self::CouponQuotasPassOn,
        Self::CouponsView,
        Self::CouponsReclaim,
        Self::PartnerBillsView,
        Self::ContractsView,
        Self::ContractsRequest,
        Self::ExportsCreate,
    ];

    /// The code in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpportunitiesView => "opportunities_view",
            Self::OpportunitiesReport => "opportunities_report",
            Self::OpportunitiesChange => "opportunities_change",
            Self::CustomersView => "customers_view",
            Self::CustomersAssign => "customers_assign",
            Self::CustomersDevelop => "customers_develop",
            Self::AlertsView => "alerts_view",
            Self::LeadsDispatch => "leads_dispatch",
            Self::LeadsFollow => "leads_follow",
            Self::ConsumptionView => "consumption_view",
            Self::MarketingTasksView => "marketing_tasks_view",
            Self::MarketingTasksProcess => "marketing_tasks_process",
            Self::OrdersView => "orders_view",
            Self::ContractsView => "contracts_view",
            Self::ContractsRequest => "contracts_request",
            Self::PartnerBillsView => "partner_bills_view",
            Self::CouponQuotasView => "coupon_quotas_view",
            Self::CouponsIssue => "coupons_issue",
            Self::CouponQuotasPassOn => "coupon_quotas_pass_on",
            Self::CouponsView => "coupons_view",
            Self::CouponsReclaim => "coupons_reclaim",
            Self::ExportsCreate => "exports_create",
        }
    }

    /// The item of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|item| item.as_str() == code)
    }
}
