//! Consumption of customers (客户消费): what they used and bought, day by day, as the vendor's files say it; a summary by
//! month and the details behind it. It is no bill: nothing is settled, repaid or invoiced by it. Records are read only and
//! come in by import. A record belongs to whoever was responsible for the customer on its own day, and stays there.

pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod queries;

#[cfg(all(test, feature = "ssr"))]
pub(crate) mod tests;
