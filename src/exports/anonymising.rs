//! The one place where what a list shows becomes what a file holds. Whatever a capability gives, values of a person's column leave
//! masked, and numbers and addresses inside other text too; no writer sees anything else.

mod scrub;

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use hmac::{Hmac, KeyInit as _, Mac as _};
use rust_decimal::Decimal;
use sha2::Sha256;

pub use self::scrub::scrubbed;
use crate::lists::description::{Column, Personal, SortKind};
use crate::lists::record::Cell;
use crate::values::date::beijing_time;
use crate::values::masking::{mask_account, mask_email, mask_mobile, mask_name};
use crate::values::money::{Charged, Rated};

/// What a file holds in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text, anonymised.
    Text(String),
    /// A count.
    Integer(i64),
    /// An amount, exact, with all decimals of its kind: two of a charged one, eight of a rated one.
    Amount(Decimal),
    /// A Beijing day.
    Day(NaiveDate),
    /// A moment, as a clock in Beijing shows it, in whole seconds.
    Moment(NaiveDateTime),
}

impl Value {
    fn text(words: String) -> Self {
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// With as many decimals as its kind has, so that all amounts of a column have the same.
    fn amount(mut amount: Decimal, decimals: u32) -> Self {
        amount.rescale(decimals);
        Self::Amount(amount)
    }
}

/// Anonymises the cells of one file. Its key is made for the file and forgotten with it.
#[derive(Debug)]
pub struct Anonymiser {
    key: [u8; 32],
}

impl Anonymiser {
    /// For a new file.
    pub fn of_a_new_file() -> Self {
        Self { key: rand::random() }
    }

    /// What stands for a person or a customer in this file: the same for the same one, and another one in the next file.
    pub fn token(&self, subject: &str) -> Value {
        if subject.is_empty() {
            return Value::Empty;
        }
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return Value::Empty };
        mac.update(subject.as_bytes());
        Value::Text(mac.finalize().into_bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }

    /// What a cell of this column is in the file.
    pub fn value(&self, column: &Column, cell: &Cell) -> Value {
        match cell {
            Cell::Empty => Value::Empty,
            Cell::Text(words) | Cell::Badge(_, words) | Cell::Step(_, words) => self.words(column, words),
            // A constant of this program names nobody.
            Cell::Phrase(words) => Value::text((*words).to_owned()),
            Cell::Count(count) => Value::Integer(*count),
            Cell::Charged(amount) => Value::amount(amount.amount(), Charged::DECIMALS),
            Cell::Rated(amount) => Value::amount(amount.amount(), Rated::DECIMALS),
            Cell::Day(day) => Value::Day(*day),
            Cell::Moment(moment) | Cell::Stamp(moment) => {
                let local = beijing_time(*moment).naive_local();
                Value::Moment(chrono::Timelike::with_nanosecond(&local, 0).unwrap_or(local))
            }
            Cell::Tags(tags) => self.words(column, &tags.join(", ")),
            // The list masked it by its own rule; a second time changes nothing.
            Cell::Masked { text, .. } => Value::text(masked_again(column.sensitivity().unwrap_or(Personal::Name), text)),
            Cell::Percent(percent) => Value::Integer(i64::from(*percent)),
            Cell::Link { inner, .. } => self.value(column, inner),
            Cell::Lines(first, _) => self.value(column, first),
            Cell::Details { summary, paragraphs } => {
                let all: Vec<&str> = std::iter::once(&**summary).chain(paragraphs.iter().map(String::as_str)).collect();
                self.words(column, &all.join("\n"))
            }
        }
    }

    /// The small line under a cell, for columns that say what it is.
    pub fn line(&self, cell: &Cell) -> Value {
        let Cell::Lines(_, lines) = cell else { return Value::Empty };
        let words: Vec<&str> = lines.iter().flatten().filter_map(plain).collect();
        Value::text(scrubbed(&words.join(", "), true).into_owned())
    }

    fn words(&self, column: &Column, words: &str) -> Value {
        let said: Cow<'_, str> = match column.sensitivity() {
            Some(kind) => masked_again(kind, words).into(),
            // A code is no number of a person, however many digits it has.
            None => scrubbed(words, !matches!(column.sort.map(|key| key.kind), Some(SortKind::Word))),
        };
        Value::text(said.into_owned())
    }
}

/// By the rule of its kind. Masked text is what it was: `138****1234` has too few digits to be masked like a number once more.
fn masked_again(kind: Personal, text: &str) -> String {
    match kind {
        Personal::Name => mask_name(text),
        Personal::Account => mask_account(text),
        Personal::Mobile if is_masked_mobile(text) => text.to_owned(),
        Personal::Mobile => mask_mobile(text),
        Personal::Email if is_masked_email(text) => text.to_owned(),
        Personal::Email => mask_email(text),
    }
}

/// Exactly what `mask_email` makes of an address: three stars before the `@`, behind at most one character.
fn is_masked_email(text: &str) -> bool {
    let Some(shown) = text.rsplit_once('@').and_then(|(local, _)| local.strip_suffix("***")) else { return false };
    shown.chars().count() <= 1
}

/// Exactly what `mask_mobile` makes: at most seven digits around four stars.
fn is_masked_mobile(text: &str) -> bool {
    text.contains("****")
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '+'))
        && text.matches(|c: char| c.is_ascii_digit()).count() <= 7
}

/// The words of a simple cell.
fn plain(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(words) => Some(words),
        Cell::Phrase(words) => Some(words),
        Cell::Link { inner, .. } => plain(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
