//! Reviews (商机审阅): a supervisor goes through what changed in her team's opportunities since her own last look: new ones,
//! moved stages, changed revenue, those that went quiet. A review is a row of its own; the opportunity stays untouched. Its
//! owner reads a note on the timeline. A table of the team stands above the queue and on the start page.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod reviewing;
#[cfg(feature = "ssr")]
pub mod team_table;

#[cfg(all(test, feature = "ssr"))]
mod tests;
