//! Partner bills (伙伴账单): what the records of a partner's month come to. Until the 5th of the next month, 12:00 in Beijing, a bill
//! is estimated and read from the sums of its records; then it is made final and nothing of it changes any more. What comes later
//! stands in the next open bill as an adjustment and keeps its month. A negative bill is due nothing, and what is below zero is
//! carried into the next ones.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod annulling;
#[cfg(feature = "ssr")]
pub mod due;
#[cfg(feature = "ssr")]
pub mod focus;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod operations;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod unscoped;

#[cfg(all(test, feature = "ssr"))]
mod tests;
