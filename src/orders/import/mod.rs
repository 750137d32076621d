//! Files of orders, and of what they consist of.

mod lines;
mod orders;

pub use lines::LINES;
pub use orders::ORDERS;
