//! Notifications, and which of them come by e-mail.

mod list;
mod preferences;

pub use list::NotificationsPage;
pub use preferences::PreferencesPage;
