//! Leads (线索): companies that may become customers, before anybody claims them. They come in by import or are entered by
//! hand; whoever distributes them dispatches them to one follower (线索派发); the follower follows up and makes a claim of
//! them (报备), and then the lead leaves the list. What turns out to be nothing is closed with a reason, and can be opened
//! again.

pub mod api;
pub mod islands;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
pub mod import;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;

#[cfg(feature = "ssr")]
mod closing;
#[cfg(feature = "ssr")]
mod command;
#[cfg(feature = "ssr")]
mod converting;
#[cfg(feature = "ssr")]
mod dispatching;
#[cfg(feature = "ssr")]
mod entering;
#[cfg(feature = "ssr")]
mod following;
#[cfg(feature = "ssr")]
mod revealing;

#[cfg(all(test, feature = "ssr"))]
mod tests;
