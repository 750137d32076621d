//! The pages of alerts.

mod handle;
mod list;

pub use handle::AlertPage;
pub use list::AlertsPage;
