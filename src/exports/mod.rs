//! Exports (导出): any described list as a file. Somebody asks for the rows that she sees; a task of hers is written by the
//! background work, within her scope of that moment, out of one snapshot; names, accounts, numbers and addresses are anonymised
//! before any writer. The file is hers alone, goes after some days, and each download asks again whether she still sees its rows.
//! A last sheet, or a companion file, says what it holds and proves that it is unaltered.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod anonymising;
#[cfg(feature = "ssr")]
mod attempt;
#[cfg(feature = "ssr")]
pub mod background;
#[cfg(feature = "ssr")]
mod batch;
#[cfg(feature = "ssr")]
mod changing;
#[cfg(feature = "ssr")]
pub mod command;
#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
mod identity;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
mod manifest;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod pipeline;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
mod storing;
#[cfg(feature = "ssr")]
mod table;
#[cfg(all(test, feature = "ssr"))]
mod tests;
#[cfg(feature = "ssr")]
pub mod unscoped;
#[cfg(feature = "ssr")]
mod verifying;
#[cfg(feature = "ssr")]
pub mod work;
#[cfg(feature = "ssr")]
mod writing;

#[cfg(feature = "ssr")]
pub use writing::guarded;
