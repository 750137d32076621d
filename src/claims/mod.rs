//! Claims (客户报备), the online tab of customer development (客户拓展): a partner reserves a prospect for some days, so that
//! partners step neither on one another nor on the vendor's own sales. Some prospects go to the vendor's operator first
//! (人工审核). A claim ends by itself, by withdrawal, by a rejection, or by the association that it was made for.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod checking;
#[cfg(feature = "ssr")]
pub mod claiming;
#[cfg(feature = "ssr")]
pub mod command;
#[cfg(feature = "ssr")]
pub mod due;
#[cfg(feature = "ssr")]
pub mod eligibility;
#[cfg(feature = "ssr")]
pub mod fields;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod tabs;

#[cfg(feature = "ssr")]
mod reviewing;
#[cfg(feature = "ssr")]
mod withdrawing;
