//! The Partner Center: one crate, a folder for each capability, eight file names that never vary (README, "Map").
//!
//! Pages are rendered on the server; the browser hydrates islands only.
// Tests begin as sqlx does: nobody drops them half-way.
#![cfg_attr(test, allow(clippy::disallowed_methods))]

pub mod accounting;
pub mod alerts;
pub mod auth;
pub mod claims;
pub mod consumption;
pub mod coupons;
pub mod customers;
pub mod error;
pub mod exports;
pub mod handover;
pub mod i18n;
pub mod imports;
pub mod invitations;
pub mod leads;
pub mod lists;
pub mod marketing_tasks;
pub mod menu;
pub mod notifications;
pub mod operations;
pub mod opportunities;
pub mod orders;
pub mod organisation;
pub mod reviews;
pub mod ui;
pub mod values;

#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod demo;
#[cfg(feature = "ssr")]
pub mod development;
#[cfg(feature = "ssr")]
pub mod home;
#[cfg(feature = "ssr")]
pub mod server;

#[cfg(all(test, feature = "ssr"))]
mod architecture;
#[cfg(all(test, feature = "ssr"))]
pub(crate) mod house;

/// Wakes the islands of a page; called by the lines that the document prints where a page has any.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
