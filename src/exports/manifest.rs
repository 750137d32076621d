//! What a file says about itself: as lines for people, and as a record that proves by the installation's key that it is ours.

use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::identity::{AmountPlaces, Identity};
use super::model::{ExportFormat, ExportId};
use super::text::ExportText;
use crate::auth::Reach;
use crate::lists::description::Access;
use crate::lists::exporting::Asked;
use crate::values::date::format_stamp;

/// The sum of a column of amounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// The column's heading.
    pub column: String,
    /// Exact, as plain digits.
    pub sum: String,
}

/// What was found while a file was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Rows.
    pub rows: u64,
    /// For each column its sum, where it holds amounts.
    pub sums: Vec<Option<Decimal>>,
    /// Numbers that stand as text.
    pub long_numbers: u64,
    /// Texts that were cut.
    pub cut_texts: u64,
    /// SHA-256 of the rows as they stand in the file, hexadecimal.
    pub data_hash: String,
}

/// The record of a file. Its fields are written in this order, and proven as they are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this record: 1.
    pub partner_center_export: u8,
    /// The export.
    pub export: ExportId,
    /// The list, by its name.
    pub list: String,
    /// How it is written.
    pub format: ExportFormat,
    /// The moment of the snapshot.
    pub as_of: DateTime<Utc>,
    /// Rows.
    pub rows: u64,
    /// The columns' headings.
    pub columns: Vec<String>,
    /// Sums of the columns of amounts.
    pub sums: Vec<Sum>,
    /// The identity of rated and charged amounts, where the file holds both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// SHA-256 of the rows as they stand in the file, hexadecimal.
    pub data_sha256: String,
    /// The same for people: label and words.
    pub lines: Vec<(String, String)>,
    /// HMAC-SHA256 over all of this with an empty proof, hexadecimal.
    pub proof: String,
}

/// What a manifest is made of before its file is written.
#[derive(Clone, Debug)]
pub struct About {
    /// The export.
    pub export: ExportId,
    /// The list, by its name, and its title.
    pub list: (String, String),
    /// How it is written.
    pub format: ExportFormat,
    /// The moment of the snapshot.
    pub as_of: DateTime<Utc>,
    /// How far its person sees, in words.
    pub scope: String,
    /// The conditions in words.
    pub conditions: String,
    /// The columns' headings.
    pub headings: Vec<String>,
    /// Where the rated and the charged amount stand, where it holds both.
    pub amounts: Option<AmountPlaces>,
    /// The key of this installation's exports.
    pub key: Vec<u8>,
}

/// How far the one who asks sees, in words: whose rows, and of which partner.
pub fn scope_in_words(asked: &Asked, t: ExportText) -> String {
    let partner = asked.context.viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default();
    match asked.context.access {
        Access::Installation => t.scope_installation().to_owned(),
        Access::Within { reach: Reach::Own, .. } => t.scope_own(partner),
        Access::Within { reach: Reach::Team, .. } => t.scope_team(partner),
        Access::Within { reach: Reach::Partner, .. } => t.scope_partner(partner),
        Access::Within { reach: Reach::PartnerAndResellers, .. } => t.scope_resellers(partner),
    }
}

impl About {
    /// The record of the file that was written.
    pub fn manifest(&self, facts: &Facts, t: ExportText) -> Manifest {
        let with_sum = self.headings.iter().zip(&facts.sums);
        let sums: Vec<Sum> =
            with_sum.filter_map(|(column, sum)| Some(Sum { column: column.clone(), sum: with_its_decimals((*sum)?) })).collect();
        let mut lines = vec![
            (t.list().to_owned(), self.list.1.clone()),
            (t.scope().to_owned(), self.scope.clone()),
            (t.conditions().to_owned(), self.conditions.clone()),
            (t.as_of().to_owned(), format_stamp(self.as_of, t.locale())),
            (t.rows().to_owned(), facts.rows.to_string()),
        ];
        lines.extend(sums.iter().map(|sum| (t.sum_of(&sum.column), sum.sum.clone())));
        let identity = self.amounts.and_then(|places| Identity::of(places, facts.rows, &facts.sums));
        lines.extend(identity.iter().map(|identity| (t.identity().to_owned(), identity.in_digits())));
        lines.push((t.hash().to_owned(), facts.data_hash.clone()));
        let notes = [
            (facts.long_numbers > 0).then(|| t.long_numbers(facts.long_numbers)),
            (facts.cut_texts > 0).then(|| t.cut_texts(facts.cut_texts)),
            Some(t.anonymised().to_owned()),
            Some(t.tokens_note().to_owned()),
            Some(t.times_note().to_owned()),
        ];
        lines.extend(notes.into_iter().flatten().map(|note| (String::new(), note)));
        let mut manifest = Manifest {
            partner_center_export: 1,
            export: self.export,
            list: self.list.0.clone(),
            format: self.format,
            as_of: self.as_of,
            rows: facts.rows,
            columns: self.headings.clone(),
            sums,
            identity,
            data_sha256: facts.data_hash.clone(),
            lines,
            proof: String::new(),
        };
        manifest.proof = manifest.proof_with(&self.key);
        manifest
    }
}

/// An amount without zeros that say nothing, behind other words.
pub fn push_plain(words: &mut String, amount: Decimal) {
    use std::fmt::Write as _;
    let normal = amount.normalize();
    // Of a zero only its digit. Writing to a string cannot fail.
    let _ = if normal.is_zero() { words.write_str("0") } else { write!(words, "{normal}") };
}

/// An amount with the decimals of its kind; nothing is not less than nothing.
fn with_its_decimals(amount: Decimal) -> String {
    if amount.is_zero() { amount.abs().to_string() } else { amount.to_string() }
}

impl Manifest {
    /// As it stands in the file.
    ///
    /// # Errors
    /// None that its fields could cause.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// Whether the installation of this key wrote it, and nobody has changed it since.
    pub fn is_proven_by(&self, key: &[u8]) -> bool {
        let Ok(given) = bytes_of(&self.proof) else { return false };
        self.mac(key).is_some_and(|mac| mac.verify_slice(&given).is_ok())
    }

    fn proof_with(&self, key: &[u8]) -> String {
        self.mac(key).map(|mac| hex(&mac.finalize().into_bytes())).unwrap_or_default()
    }

    fn mac(&self, key: &[u8]) -> Option<Hmac<Sha256>> {
        let unproven = Self { proof: String::new(), ..self.clone() };
        let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
        mac.update(unproven.to_json().ok()?.as_bytes());
        Some(mac)
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes of hexadecimal digits.
///
/// # Errors
/// When they are none.
pub fn bytes_of(hex: &str) -> Result<Vec<u8>, std::num::ParseIntError> {
    let digits = if hex.is_ascii() { hex } else { "no" };
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..(at + 2).min(digits.len())], 16)).collect()
}
