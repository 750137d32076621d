//! Imports (导入): files that the vendor's staff bring in, on a page or by the command line. A kind of file is described once
//! ([`kind::Kind`]) by the capability that owns its records; reading, checking, writing, reports, templates and messages are
//! made from the description. A check says what becomes of every row before anything is changed; running a file twice changes
//! nothing.

pub mod api;
pub mod model;
pub mod text;

#[cfg(feature = "ssr")]
pub mod background;
#[cfg(feature = "ssr")]
pub mod command;
#[cfg(feature = "ssr")]
pub mod context;
#[cfg(feature = "ssr")]
pub mod failure;
#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
mod importing;
#[cfg(feature = "ssr")]
pub mod kind;
#[cfg(feature = "ssr")]
mod left_out;
#[cfg(feature = "ssr")]
mod messages;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod queries;
#[cfg(feature = "ssr")]
mod reading;
#[cfg(feature = "ssr")]
pub mod rules;
#[cfg(feature = "ssr")]
pub mod run;
#[cfg(feature = "ssr")]
pub mod staging;
#[cfg(feature = "ssr")]
pub mod storage;
#[cfg(feature = "ssr")]
mod templates;
#[cfg(feature = "ssr")]
mod wording;

#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(all(test, feature = "ssr"))]
pub use tests::{report_of, run_of};
