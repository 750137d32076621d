//! Decisions about expansion tasks and their campaigns. Who sees and who processes a task says [`crate::marketing_tasks::rules`].

mod campaigns;
mod processing;
mod widening;

pub use campaigns::{
    LONGEST_CAMPAIGN_NAME, LONGEST_LEVEL, LONGEST_REASON, LONGEST_TALKING_POINTS, check_count, fingerprint, operator, parse_campaign,
    parse_reason, parse_target, spend_months,
};
pub use processing::{may_report_from, parse_batch, parse_pick, parse_processing};
pub use widening::wider;
