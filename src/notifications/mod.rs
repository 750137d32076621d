//! Notifications (通知): what a person is told because somebody else, or time, did something. Capabilities call [`notify`] in
//! the transaction of the change; this one knows none of them. Each kind is one sentence in both languages, about names that
//! are masked already. A person chooses which kinds also come by e-mail.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod notify;
#[cfg(feature = "ssr")]
pub mod opening;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
mod reading;

#[cfg(feature = "ssr")]
pub use notify::{Notice, notify};

#[cfg(all(test, feature = "ssr"))]
mod tests;
