//! Every described list of the product.

use crate::lists::description::List;
use crate::lists::registry::Lists;
use crate::opportunities::pages::{PANELS_OF_CLAIMS, PANELS_OF_CUSTOMERS};

/// The described lists.
pub const LISTS: Lists = Lists(&[
    &OPPORTUNITIES,
    &CUSTOMERS,
    &CLAIMS,
    &INVITATIONS,
    &LEADS,
    &ALERTS,
    &CONSUMPTION_MONTHS,
    &CONSUMPTION,
    &CONSUMPTION_REMAINDERS,
    &BILL_RECORDS,
    &ORDERS,
    &ORDER_LINES,
    &RENEWAL_TASKS,
    &EXPANSION_TASKS,
    &EXPANSION_RECORDS,
    &EXPANSION_CAMPAIGNS,
    &AGREEMENTS,
    &PAPER_CONTRACTS,
    &COUPON_QUOTAS,
    &COUPONS,
    &COUPON_LOG,
    &GIVEN_QUOTAS,
    &COUPON_ALLOWLIST,
    &PEOPLE,
    &PARTNERS,
    &RECORDED_CUSTOMERS,
    &RENAMES,
    &RECORDED_CONTRACTS,
    &MADE_BILLS,
    &EXPORTS,
]);
/// Opportunities.
pub static OPPORTUNITIES: List = crate::opportunities::list::LIST;
/// Customers, with the opportunities that are counted beside them.
pub static CUSTOMERS: List = List { counted: Some(PANELS_OF_CUSTOMERS.counted), ..crate::customers::list::LIST };
/// Claims, with the opportunities that are counted beside them.
pub static CLAIMS: List = List { counted: Some(PANELS_OF_CLAIMS.counted), ..crate::claims::list::LIST };
/// Invitations and what came of them.
pub static INVITATIONS: List = crate::invitations::list::LIST;
/// Alerts.
pub static ALERTS: List = crate::alerts::list::LIST;
/// Leads.
pub static LEADS: List = crate::leads::list::LIST;
/// Sums of consumption, by customer and month.
pub static CONSUMPTION_MONTHS: List = crate::consumption::list::MONTHS;
/// Records of consumption.
pub static CONSUMPTION: List = crate::consumption::list::RECORDS;
/// What was cut off of each customer's month.
pub static CONSUMPTION_REMAINDERS: List = crate::consumption::list::REMAINDERS;
/// Records of partner bills.
pub static BILL_RECORDS: List = crate::accounting::bills::list::LIST;
/// Orders.
pub static ORDERS: List = crate::orders::list::ORDERS;
/// What orders consist of.
pub static ORDER_LINES: List = crate::orders::list::LINES;
/// Large-order renewal tasks.
pub static RENEWAL_TASKS: List = crate::marketing_tasks::renewals::list::LIST;
/// Sales expansion tasks.
pub static EXPANSION_TASKS: List = crate::marketing_tasks::expansion::list::TASKS;
/// What was done with them.
pub static EXPANSION_RECORDS: List = crate::marketing_tasks::expansion::list::RECORDS;
/// Campaigns of such tasks, for the vendor's staff.
pub static EXPANSION_CAMPAIGNS: List = crate::marketing_tasks::expansion::list::CAMPAIGNS;
/// Payment agreements.
pub static AGREEMENTS: List = crate::accounting::contracts::list::AGREEMENTS;
/// Contracts on paper.
pub static PAPER_CONTRACTS: List = crate::accounting::contracts::list::PAPER_CONTRACTS;
/// Bills of all partners, for the vendor's staff.
pub static MADE_BILLS: List = crate::accounting::bills::list::made::MADE;
/// Contracts on paper of all partners, for the vendor's staff.
pub static RECORDED_CONTRACTS: List = crate::accounting::contracts::list::RECORDED_CONTRACTS;
/// Quotas of coupons.
pub static COUPON_QUOTAS: List = crate::coupons::list::QUOTAS;
/// Issued coupons.
pub static COUPONS: List = crate::coupons::list::COUPONS;
/// What happened to quotas.
pub static COUPON_LOG: List = crate::coupons::list::LOG;
/// Quotas of coupons of all partners, for the vendor's staff.
pub static GIVEN_QUOTAS: List = crate::coupons::list::GIVEN;
/// The customers that coupons may go to, for the vendor's staff.
pub static COUPON_ALLOWLIST: List = crate::coupons::list::ALLOWLIST;
/// The partner's people.
pub static PEOPLE: List = crate::organisation::list::LIST;
/// All partners, for the vendor's staff.
pub static PARTNERS: List = crate::operations::list::PARTNERS;
/// The customers of all partners, for the vendor's staff.
pub static RECORDED_CUSTOMERS: List = crate::operations::list::CUSTOMERS;
/// Companies that ask for another name, for the vendor's staff.
pub static RENAMES: List = crate::operations::list::RENAMES;
/// The exports that the viewer asked for.
pub static EXPORTS: List = crate::exports::list::LIST;
