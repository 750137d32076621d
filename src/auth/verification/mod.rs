//! Sensitive operations (敏感操作): whoever switched it on in the profile confirms them with a code of six digits, mailed to the own
//! address. A code is for one kind of operation, holds five minutes and five tries, and works once. Everything about it is audited.

pub mod model;
pub mod rules;
pub mod text;

#[cfg(feature = "ssr")]
mod checking;
#[cfg(feature = "ssr")]
pub mod field;
#[cfg(feature = "ssr")]
pub mod queries;
#[cfg(feature = "ssr")]
mod sending;

#[cfg(feature = "ssr")]
pub use checking::{CheckedCode, check, consume};
#[cfg(feature = "ssr")]
pub use sending::{send, set_switch};

#[cfg(all(test, feature = "ssr"))]
mod tests;
