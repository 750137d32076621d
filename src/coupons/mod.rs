//! Coupons (券管理): the vendor gives a partner a quota of vouchers (代金券额度), a distributor passes parts of its own on to its
//! resellers, and a quota is spent by issuing coupons to associated customers. A coupon is a means of payment of one customer: at most
//! one on an order, judged when it is locked, its shares per line fixed at payment. What is not used is reclaimed as a whole; what is
//! refunded goes back to the customer while it is associated, and to the quota afterwards. Every movement is an append-only row.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod command;
#[cfg(feature = "ssr")]
mod giving;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
mod issuing;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod passing;
#[cfg(feature = "ssr")]
mod paying;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
mod reclaiming;

#[cfg(all(test, feature = "ssr"))]
mod tests;
