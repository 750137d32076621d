//! What every list shares on the server: conditions on masked columns that stay out of addresses, and the columns and
//! page size that a person wants. Both belong to one person; nobody else can read or use them.

pub mod api;
pub mod model;
pub mod text;

#[cfg(feature = "ssr")]
pub mod chips;
#[cfg(feature = "ssr")]
pub mod chooser;
#[cfg(feature = "ssr")]
pub mod failed;
#[cfg(feature = "ssr")]
pub mod loading;
#[cfg(feature = "ssr")]
pub mod pager;
#[cfg(feature = "ssr")]
pub mod paging;
#[cfg(feature = "ssr")]
pub mod place;
#[cfg(feature = "ssr")]
pub mod queries;

pub use model::ListName;

#[cfg(all(test, feature = "ssr"))]
mod tests;
