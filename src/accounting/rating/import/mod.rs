//! Files of usage records and of refunds. Both write consumption records; the database computes their amounts by the functions
//! that its checks use.

mod refunds;
mod usage;

pub use refunds::REFUNDS;
pub use usage::USAGE_RECORDS;
