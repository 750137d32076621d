//! The server functions of opportunities. The server's side of each stands in a file of its own.

pub mod draft;
pub mod offer;
pub mod progress;
pub mod report;
pub mod revise;
pub mod transfer;

#[cfg(feature = "ssr")]
pub mod choosing;
#[cfg(feature = "ssr")]
mod drafting;
#[cfg(feature = "ssr")]
mod progressing;
#[cfg(feature = "ssr")]
mod refusing;
#[cfg(feature = "ssr")]
mod reporting;
#[cfg(feature = "ssr")]
mod revising;
#[cfg(feature = "ssr")]
mod transferring;

pub use draft::*;
pub use progress::*;
pub use report::*;
pub use revise::*;
pub use transfer::*;
