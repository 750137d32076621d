//! The pages of alerts.

mod handle;

pub use handle::AlertPage;
