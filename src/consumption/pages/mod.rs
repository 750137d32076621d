//! What stands above the lists of consumption: the ways to them, and how months compare.

mod above;
mod chart;

pub(super) use above::{details, remainders, summary};
