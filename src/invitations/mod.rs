//! Invitations (邀请): how a prospect becomes a customer of a partner. By mail to a claimed prospect (a link that works once,
//! for seven days), or through an offline link or QR code that many may use. The customer answers on a public page; without
//! proof of an e-mail address there is no association. Each attempt stays in the history (拓展记录) with its reason.

pub mod api;
pub mod islands;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod answering;
#[cfg(feature = "ssr")]
mod command;
#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
mod inviting;
#[cfg(feature = "ssr")]
mod linking;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod mail_content;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod qr;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
mod revealing;
#[cfg(feature = "ssr")]
pub mod unscoped;

#[cfg(all(test, feature = "ssr"))]
mod tests;
