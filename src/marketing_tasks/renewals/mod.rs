//! Large-order renewal tasks (大单续订任务). A nightly job makes one for each order line above an amount that expires soon, is in use
//! and not renewed; whoever answers for the customer says what it intends, as often as there is something new. A task ends by
//! itself: with the renewal, with the line, or when nobody renewed it in time.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod closing;
#[cfg(feature = "ssr")]
pub mod due;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod processing;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod unscoped;

#[cfg(all(test, feature = "ssr"))]
pub(crate) mod tests;
