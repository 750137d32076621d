//! Companies, their partners, and the people of a partner: who there is, in which roles, under which supervisor. A partner's
//! system administrator creates and disables people, gives them one to three roles and account managers a supervisor, and
//! makes custom roles of permission items. What an administrator changes is in force at the other person's next request.

pub mod api;
pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod company;
#[cfg(feature = "ssr")]
pub mod distributor_tabs;
#[cfg(feature = "ssr")]
pub mod list;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod people;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
pub mod role_preview;
#[cfg(feature = "ssr")]
mod roles;
#[cfg(feature = "ssr")]
pub mod unscoped;
