//! Customers (客户): the legal customers that are associated with a partner, and the prospects that it claimed (报备). What
//! is said of them is masked; an eye shows a column on demand, and each look is recorded.

pub mod api;
pub mod islands;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod assigning;
#[cfg(feature = "ssr")]
mod association;
#[cfg(feature = "ssr")]
mod consent;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod mask;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod reveal;
#[cfg(feature = "ssr")]
pub mod unscoped;

#[cfg(all(test, feature = "ssr"))]
mod tests;
