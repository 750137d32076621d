//! The pages of opportunities.

mod changing;
pub mod detail;
pub mod edit;
mod fields;
mod of_claim;
mod of_customer;
pub mod progress;
pub mod report;

pub use detail::DetailPage;
pub use edit::EditPage;
pub use of_claim::PANELS_OF_CLAIMS;
pub use of_customer::PANELS_OF_CUSTOMERS;
pub use progress::ProgressPage;
pub use report::ReportPage;
