//! The SQL of leads. Every query of a partner's person takes a [`Sight`].

pub mod followers;
pub mod list;
mod reading;
pub mod reveal;
mod sight;
mod writing;

pub use reading::{ClearLead, PartnerFacts};
pub use reading::{clear, facts, follow_ups, has_open_alike, is_campaign, lock, lookup, several};
pub use sight::Sight;
pub use writing::{Entered, close, convert, dispatch, follow_up, insert, reopen, revise};

/// The pattern of "contains": what was typed stands for itself, wildcards included.
pub(super) fn contains(term: &str) -> String {
    let escaped: String = term.chars().flat_map(|c| matches!(c, '\\' | '%' | '_').then_some('\\').into_iter().chain([c])).collect();
    ["%", &escaped, "%"].concat()
}
