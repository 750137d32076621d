//! Sales expansion tasks (销售拓展任务): the vendor's operators create a campaign of a strategy for customers that they narrow down,
//! and each customer becomes one task of its account manager. She processes it with a result and a note, or reports an opportunity
//! from it; what was done stands in the task's records (任务明细), which are only appended to. An ended association and a terminated
//! campaign end their open tasks.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod campaigns;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod origin;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod processing;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod unscoped;

#[cfg(all(test, feature = "ssr"))]
pub(crate) mod fixtures;
#[cfg(all(test, feature = "ssr"))]
mod tests;
