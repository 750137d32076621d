//! Accounting (账务): what partner and vendor owe and promise each other.

pub mod contracts;
