//! The lists of consumption: its sums by customer and month (消费汇总), and its records (消费明细).

mod columns;
mod customer;
mod filters;
mod months;
mod records;
#[cfg(test)]
mod tests;
mod within;

pub use months::LIST as MONTHS;
pub use records::LIST as RECORDS;
