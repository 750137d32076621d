//! Decisions about files: which columns a kind has, what a row says.

mod parse;

pub use parse::parse_row;

use std::collections::BTreeMap;

use super::model::{Kind, Refusal};

/// A row as it stands in the file: column and value.
pub type Fields = BTreeMap<String, String>;

/// The texts of a company profile, in the order of the page.
pub const PROFILE_TEXTS: [&str; 12] = [
    "cloud_wallet",
    "registered_capital",
    "national_industry",
    "vendor_industry",
    "website",
    "employees",
    "cloud_activity",
    "cloud_providers",
    "structure",
    "funding",
    "products",
    "intellectual_property",
];

/// The columns that a file of this kind must have, and those that it may have.
pub const fn columns(kind: Kind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        Kind::Campaigns => (&["external_id", "name", "starts_on", "ends_on"], &[]),
        Kind::Customers => (
            &["external_id", "account_name", "name", "industry"],
            &[
                "contact_name",
                "mobile",
                "email",
                "real_name_state",
                "registered_on",
                "traits",
                "partner",
                "association_type",
                "account_manager",
            ],
        ),
        Kind::Alerts => (&["external_id", "customer", "category", "scenario", "title", "sent_on"], &["detail"]),
        Kind::Leads => (&["external_id", "partner", "company_name"], &["contact_name", "mobile", "email", "industry", "campaign", "note"]),
        Kind::Profiles => (
            &["customer"],
            &[
                "founded_on",
                "cloud_wallet",
                "registered_capital",
                "national_industry",
                "vendor_industry",
                "website",
                "employees",
                "cloud_activity",
                "cloud_providers",
                "structure",
                "funding",
                "products",
                "intellectual_property",
            ],
        ),
        Kind::Calendar => (&["day", "working"], &["name"]),
    }
}

/// Whether a header fits a kind. The order is free; no column stands twice.
///
/// # Errors
/// `ColumnsMissing`, `ColumnsUnknown` (also for one that stands twice).
pub fn check_header(kind: Kind, header: &[String]) -> Result<(), Refusal> {
    let (needed, known) = columns(kind);
    let missing: Vec<&str> = needed.iter().copied().filter(|column| !header.iter().any(|name| name == column)).collect();
    if !missing.is_empty() {
        return Err(Refusal::ColumnsMissing(missing.join(", ")));
    }
    let is_known = |name: &str| needed.contains(&name) || known.contains(&name);
    let unknown: Vec<&str> = header
        .iter()
        .enumerate()
        .filter(|(at, name)| !is_known(name) || header[..*at].contains(name))
        .map(|(_, name)| name.as_str())
        .collect();
    if unknown.is_empty() { Ok(()) } else { Err(Refusal::ColumnsUnknown(unknown.join(", "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_header_has_every_needed_column_in_any_order() {
        assert_eq!(check_header(Kind::Campaigns, &header("ends_on name external_id starts_on")), Ok(()));
        assert_eq!(check_header(Kind::Campaigns, &header("name external_id")), Err(Refusal::ColumnsMissing("starts_on, ends_on".into())));
    }

    #[test]
    fn a_column_that_nobody_reads_is_refused_so_that_no_typing_error_is_lost() {
        assert_eq!(check_header(Kind::Calendar, &header("day working nmae")), Err(Refusal::ColumnsUnknown("nmae".into())));
        assert_eq!(check_header(Kind::Calendar, &header("day working day")), Err(Refusal::ColumnsUnknown("day".into())));
    }

    #[test]
    fn every_text_of_a_profile_is_a_column() {
        for text in PROFILE_TEXTS {
            assert!(columns(Kind::Profiles).1.contains(&text), "{text}");
        }
    }
}
