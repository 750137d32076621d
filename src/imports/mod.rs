//! Imports (导入): files of campaigns, customers, alerts, leads, company profiles and working days that the vendor's staff
//! bring in, on a page or by the command line. A dry run does all of the work and takes it back, so that it shows for every
//! row what the import will do. Rows are known by source and external ID: running a file twice changes nothing.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod command;
#[cfg(feature = "ssr")]
pub mod file;
#[cfg(feature = "ssr")]
mod importing;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
mod reading;
#[cfg(feature = "ssr")]
pub mod run;
#[cfg(feature = "ssr")]
mod wanting;

#[cfg(all(test, feature = "ssr"))]
mod tests;
