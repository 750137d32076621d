//! Opportunities (商机报备): what a partner expects to sell to one of its customers. An account manager reports an
//! opportunity for a customer that is hers, revises it and adds progress until it is won or lost; her supervisor reads
//! it, the administrator reads and changes all of the partner. A distributor also reports for the associated customers
//! of its resellers. What lies outside of a person's scope does not exist for that person.

pub mod api;
pub mod islands;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod origin;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;

#[cfg(test)]
mod tests;
