//! Accounting (账务): what usage costs to the eighth decimal, what of it is charged in cents, the partner's monthly bills, and the
//! contracts between partner and vendor.

pub mod bills;
pub mod contracts;
pub mod rating;
