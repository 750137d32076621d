//! What the vendor's own staff do: found partners with their first administrator, keep the state of their real-name check,
//! and record customers as associated with a partner or as a prospect that it claims; and keep the installation's calendar
//! of working days, its campaigns and its terms. Nobody of a partner has any of it.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod administrators;
#[cfg(feature = "ssr")]
mod calendar;
#[cfg(feature = "ssr")]
mod campaigns;
#[cfg(feature = "ssr")]
mod changing;
#[cfg(feature = "ssr")]
mod command;
#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod partners;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
mod recording;
#[cfg(feature = "ssr")]
mod renames;
#[cfg(feature = "ssr")]
pub mod staff;
#[cfg(feature = "ssr")]
mod terms;

#[cfg(feature = "ssr")]
pub use staff::create_vendor_person;

#[cfg(all(test, feature = "ssr"))]
mod tests;
