//! The lists of consumption: its sums by customer and month (消费汇总), its records (消费明细), and what was cut
//! off of each customer's month (抹零).

pub(crate) mod amounts;
pub(crate) mod columns;
pub(crate) mod customer;
pub(crate) mod filters;
mod months;
mod records;
mod remainders;
#[cfg(test)]
mod tests;
pub(crate) mod within;

pub use months::LIST as MONTHS;
pub use records::LIST as RECORDS;
pub use remainders::LIST as REMAINDERS;
