//! The SQL of expansion tasks. Queries of tasks take a scope, those of campaigns the proof that the viewer operates.

mod campaigns;
mod of_customer;
mod reading;
mod target;
mod writing;

pub use campaigns::{
    create, hold_campaign, hold_strategy, insert_campaign, lookup_campaign, partners_to_choose, recipients, strategies, terminate,
};
pub use of_customer::{OpenTask, open_of_customer};
pub use reading::{next_pending, of_opportunity, owners, records, several, strategies_to_choose, task};
pub use target::{Wanted, allow_time, preview};
pub use writing::{link_opportunity, lock, process};
