//! The pages of opportunities.

mod changing;
pub mod detail;
pub mod edit;
mod fields;
pub mod list;
mod of_customer;
pub mod progress;
pub mod report;

pub use detail::DetailPage;
pub use edit::EditPage;
pub use list::{ListPage, labels};
pub use of_customer::BESIDE_CUSTOMERS;
pub use progress::ProgressPage;
pub use report::ReportPage;
