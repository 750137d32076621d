//! Where a day begins: the start page with the queue of what waits, the whole queue, the overviews of the three sections, and search
//! over everything one can open.

pub mod model;
pub mod rules;
mod text;

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod queries;
#[cfg(feature = "ssr")]
mod queue;

#[cfg(all(test, feature = "ssr"))]
mod tests;
