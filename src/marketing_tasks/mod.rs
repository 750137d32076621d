//! Marketing tasks (营销任务): sales expansion tasks (销售拓展任务), which Operations create from a campaign strategy, and large-order
//! renewal tasks (大单续订任务), which a nightly job makes from order lines that expire soon. Both know the same four states.

pub mod expansion;
pub mod model;
pub mod renewals;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod access;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
pub mod tabs;
