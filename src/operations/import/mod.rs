//! Files that the vendor's staff bring in: campaigns, customers, working days.

mod associating;
mod calendar;
mod campaigns;
mod customers;

pub use calendar::CALENDAR;
pub use campaigns::CAMPAIGNS;
pub use customers::CUSTOMERS;
