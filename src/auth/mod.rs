//! Who is asking and what they may do. A request becomes a [`Viewer`] once, from its session; a `Scope` says which
//! rows the viewer reaches, and only this folder can make one. Sign-in, sessions and passwords live here too.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;
pub mod verification;

#[cfg(feature = "ssr")]
mod audit_event;
#[cfg(feature = "ssr")]
pub mod command;
#[cfg(feature = "ssr")]
pub mod forgotten;
#[cfg(feature = "ssr")]
mod own_contact;
#[cfg(feature = "ssr")]
pub mod own_password;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod scope;
#[cfg(feature = "ssr")]
pub mod session;
#[cfg(feature = "ssr")]
pub mod sign_in;
#[cfg(feature = "ssr")]
pub mod unscoped;
#[cfg(feature = "ssr")]
pub mod viewing;

#[cfg(all(test, feature = "ssr"))]
mod access_matrix;
#[cfg(all(test, feature = "ssr"))]
mod sign_in_tests;

pub use model::{Affiliation, PartnerContext, Permission, PersonId, Preset, Reach, Viewer};
#[cfg(feature = "ssr")]
pub use scope::{Scope, ScopeColumn};
#[cfg(feature = "ssr")]
pub use session::{maybe_viewer, viewer};
