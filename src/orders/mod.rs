//! Orders of customers (客户订单) and what they consist of (订单资源明细). Both come in by import and are only read here. An order
//! belongs to the partner with which the customer was associated when it was placed; who of that partner sees it follows the
//! customer's account manager of today.

pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;

#[cfg(all(test, feature = "ssr"))]
mod tests;
