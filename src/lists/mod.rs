//! What every list shares on the server: conditions on masked columns that stay out of addresses, the columns and page size
//! that a person wants, and saved views (视图): named filters, one of which the list may open with. All of it belongs to one
//! person, and nobody else can read or use it; but the administrator may share a view with the partner, and then it shows
//! everybody the rows of the own scope.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod addresses;
#[cfg(feature = "ssr")]
pub mod chips;
#[cfg(feature = "ssr")]
pub mod chooser;
#[cfg(feature = "ssr")]
pub mod choosing;
#[cfg(feature = "ssr")]
pub mod description;
#[cfg(feature = "ssr")]
pub mod exporting;
#[cfg(feature = "ssr")]
pub mod failed;
#[cfg(feature = "ssr")]
mod filtering;
#[cfg(feature = "ssr")]
pub mod pager;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod paging;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod record;
#[cfg(feature = "ssr")]
pub mod registry;
#[cfg(feature = "ssr")]
pub mod related_panels;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
mod saved_views;
#[cfg(feature = "ssr")]
mod spans;
#[cfg(feature = "ssr")]
pub mod view_sources;
#[cfg(feature = "ssr")]
pub mod views;
#[cfg(feature = "ssr")]
mod wording;

pub use model::ListName;

#[cfg(all(test, feature = "ssr"))]
pub(crate) mod testing;
#[cfg(all(test, feature = "ssr"))]
mod tests;
