//! The one place where what a list shows becomes what a file holds. Whatever a capability gives, values of a person's column leave
//! masked, and numbers and addresses inside other text too; no writer sees anything else.

mod scrub;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};
use hmac::{Hmac, KeyInit as _, Mac as _};
use rust_decimal::Decimal;
use sha2::Sha256;

pub use self::scrub::scrubbed;
use super::manifest::hex;
use crate::lists::description::{Column, Personal, SortKind};
use crate::lists::record::Cell;
use crate::values::date::beijing_time;
use crate::values::masking::{mask_account, mask_email, mask_mobile, mask_name};
use crate::values::money::{Charged, Rated};

/// What a file holds in a cell. Text is borrowed from the cell where nothing of it is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing.
    Empty,
    /// Text, anonymised.
    Text(Cow<'a, str>),
    /// A count.
    Integer(i64),
    /// An amount, exact, with all decimals of its kind: two of a charged one, eight of a rated one.
    Amount(Decimal),
    /// A Beijing day.
    Day(NaiveDate),
    /// A moment, as a clock in Beijing shows it, in whole seconds.
    Moment(NaiveDateTime),
}

impl<'a> Value<'a> {
    fn text(words: Cow<'a, str>) -> Self {
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// With as many decimals as its kind has, so that all amounts of a column have the same.
    fn amount(mut amount: Decimal, decimals: u32) -> Self {
        amount.rescale(decimals);
        Self::Amount(amount)
    }
}

/// How many tokens are remembered: rows of the same person or customer mostly stand near each other, and memory stays flat.
const TOKENS: usize = 10_000;

/// Anonymises the cells of one file. Its key is made for the file and forgotten with it.
pub struct Anonymiser {
    /// With the key, and nothing else.
    mac: Option<Hmac<Sha256>>,
    tokens: RefCell<HashMap<Box<str>, String>>,
}

impl Anonymiser {
    /// For a new file.
    pub fn of_a_new_file() -> Self {
        let key: [u8; 32] = rand::random();
        Self { mac: Hmac::new_from_slice(&key).ok(), tokens: RefCell::default() }
    }

    /// What stands for a person or a customer in this file: the same for the same one, and another one in the next file.
    pub fn token(&self, subject: &str) -> Value<'static> {
        if subject.is_empty() {
            return Value::Empty;
        }
        let mut tokens = self.tokens.borrow_mut();
        if let Some(token) = tokens.get(subject) {
            return Value::Text(token.clone().into());
        }
        let Some(mut mac) = self.mac.clone() else { return Value::Empty };
        mac.update(subject.as_bytes());
        let token = hex(&mac.finalize().into_bytes()[..8]);
        if tokens.len() == TOKENS {
            tokens.clear();
        }
        tokens.insert(subject.into(), token.clone());
        Value::Text(token.into())
    }

    /// What a cell of this column is in the file.
    pub fn value<'a>(&self, column: &Column, cell: &'a Cell) -> Value<'a> {
        value_of(column, cell)
    }

    /// The small line under a cell, for columns that say what it is.
    pub fn line<'a>(&self, cell: &'a Cell) -> Value<'a> {
        let Cell::Lines(_, lines) = cell else { return Value::Empty };
        let mut words = lines.iter().flatten().filter_map(plain);
        match (words.next(), words.next()) {
            (None, _) => Value::Empty,
            (Some(only), None) => Value::text(scrubbed(only, true)),
            (Some(first), Some(second)) => {
                let all: Vec<&str> = [first, second].into_iter().chain(words).collect();
                Value::text(scrubbed(&all.join(", "), true).into_owned().into())
            }
        }
    }
}

impl Value<'_> {
    /// With text of its own.
    fn into_owned(self) -> Value<'static> {
        match self {
            Self::Empty => Value::Empty,
            Self::Text(text) => Value::Text(text.into_owned().into()),
            Self::Integer(number) => Value::Integer(number),
            Self::Amount(amount) => Value::Amount(amount),
            Self::Day(day) => Value::Day(day),
            Self::Moment(moment) => Value::Moment(moment),
        }
    }
}

fn value_of<'a>(column: &Column, cell: &'a Cell) -> Value<'a> {
    match cell {
        Cell::Empty => Value::Empty,
        Cell::Text(words) | Cell::Badge(_, words) | Cell::Step(_, words) => words_of(column, words),
        Cell::Count(count) => Value::Integer(*count),
        // A constant of this program names nobody.
        Cell::Phrase(words) => Value::text(Cow::Borrowed(words)),
        Cell::Charged(amount) => Value::amount(amount.amount(), Charged::DECIMALS),
        Cell::Rated(amount) => Value::amount(amount.amount(), Rated::DECIMALS),
        Cell::Day(day) => Value::Day(*day),
        Cell::Moment(moment) | Cell::Stamp(moment) => {
            let local = beijing_time(*moment).naive_local();
            Value::Moment(chrono::Timelike::with_nanosecond(&local, 0).unwrap_or(local))
        }
        Cell::Tags(tags) => words_of(column, &tags.join(", ")).into_owned(),
        // The list masked it by its own rule; a second time changes nothing.
        Cell::Masked { text, .. } => Value::text(masked_again(column.sensitivity().unwrap_or(Personal::Name), text)),
        Cell::Percent(percent) => Value::Integer(i64::from(*percent)),
        Cell::Link { inner, .. } => value_of(column, inner),
        Cell::Lines(first, _) => value_of(column, first),
        Cell::Details { summary, paragraphs } => {
            let all: Vec<&str> = std::iter::once(&**summary).chain(paragraphs.iter().map(String::as_str)).collect();
            words_of(column, &all.join("\n")).into_owned()
        }
    }
}

fn words_of<'a>(column: &Column, words: &'a str) -> Value<'a> {
    Value::text(match column.sensitivity() {
        Some(kind) => masked_again(kind, words),
        // A code is no number of a person, however many digits it has.
        None => scrubbed(words, !matches!(column.sort.map(|key| key.kind), Some(SortKind::Word))),
    })
}

/// By the rule of its kind. Masked text is what it was: `138****1234` has too few digits to be masked like a number once more.
fn masked_again(kind: Personal, text: &str) -> Cow<'_, str> {
    match kind {
        Personal::Name | Personal::Account if is_masked_name(text) => text.into(),
        Personal::Name => mask_name(text).into(),
        Personal::Account => mask_account(text).into(),
        Personal::Mobile if is_masked_mobile(text) => text.into(),
        Personal::Mobile => mask_mobile(text).into(),
        Personal::Email if is_masked_email(text) => text.into(),
        Personal::Email => mask_email(text).into(),
    }
}

/// Exactly what `mask_name` makes of a name of three characters and more: one at each end of three stars. Masked once more it stays
/// what it is, so it is only borrowed.
fn is_masked_name(text: &str) -> bool {
    let is_one = |signs: &str| {
        let mut signs = signs.chars();
        signs.next().is_some_and(|sign| !sign.is_whitespace()) && signs.as_str().is_empty()
    };
    text.split_once("***").is_some_and(|(first, last)| is_one(first) && is_one(last))
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
