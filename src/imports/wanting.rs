//! How a row is told from the others: for the report, and to find the same record twice in one file.

use super::model::{Kind, ParsedRow};
use super::rules::Fields;
use crate::values::masking::{mask_account, mask_name};

/// What a row is about, as the report shows it; names of customers masked. Also for rows that cannot be read.
pub fn subject(kind: Kind, fields: &Fields) -> String {
    let of = |column: &str| fields.get(column).map_or("", |value| value.trim());
    match kind {
        Kind::Campaigns => of("name").to_owned(),
        Kind::Customers => mask_name(of("name")),
        Kind::Leads => mask_name(of("company_name")),
        Kind::Alerts | Kind::Profiles => mask_account(of("customer")),
        Kind::Calendar => of("day").to_owned(),
    }
}

/// What identifies the record of a row within its kind and source.
pub fn identity(row: &ParsedRow) -> String {
    match row {
        ParsedRow::Campaign(row) => row.external_id.clone(),
        ParsedRow::Customer(row) => row.external_id.clone(),
        ParsedRow::Alert(row) => row.external_id.clone(),
        ParsedRow::Lead(row) => row.external_id.clone(),
        ParsedRow::Profile(row) => row.customer.clone(),
        ParsedRow::Day(row) => row.day.to_string(),
    }
}
