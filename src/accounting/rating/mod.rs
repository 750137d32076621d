//! Rating (计价): usage records priced to eight decimals, charged by truncation to whole cents, the rest kept as the remainder
//! (抹零金额); refunds that mirror the record they refer to; and the pages that replay the arithmetic of a record or of a
//! customer's month in words. Usage records are consumption records with the inputs of their price: one table, so that lists,
//! sums, scope and bills hold for them without a second copy of an amount.

pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;

#[cfg(all(test, feature = "ssr"))]
mod tests;
