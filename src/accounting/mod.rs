//! Accounting (账务): what usage costs to the eighth decimal, what of it is charged in cents, and the partner's monthly bills.

pub mod bills;
pub mod rating;
