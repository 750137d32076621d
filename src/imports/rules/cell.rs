//! What a cell says, whatever spreadsheet wrote it: one canonical text for each value.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use rust_decimal::Decimal;

use crate::imports::kind::{Choice, Column, Value};
use crate::imports::model::{Code, Problem};
use crate::values::date::{beijing_time, parse_date, parse_moment};
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::phone::normalise_phone;
use crate::values::typed::{TextProblem, half_width, optional_line, optional_lines};

/// Moments as they are stored.
const MOMENT: &str = "%Y-%m-%d %H:%M:%S";
/// Digits before the point that columns of money hold.
const WHOLE_DIGITS: u32 = 16;

/// Reads the cells of one column.
#[derive(Debug)]
pub struct Parser {
    column: &'static Column,
    /// Keys by every way to write the word.
    choices: HashMap<String, &'static str>,
}

impl Parser {
    /// For a column.
    pub fn new(column: &'static Column) -> Self {
        let choices: Vec<Choice> = match column.value {
            Value::Choice(choices) | Value::Choices(choices) => choices(),
            _ => Vec::new(),
        };
        let ways = |choice: &Choice| [choice.key, choice.name.en, choice.name.zh].map(word);
        Self { column, choices: choices.iter().flat_map(|choice| ways(choice).map(|way| (way, choice.key))).collect() }
    }

    /// What a cell says, as it is stored in `import_row.cells`: dates as `2026-11-01`, moments as `2026-11-01 18:30:00` in
    /// Beijing, `true` and `false`, numbers without separators, words by their key. `None` where it says nothing, empty where the field is to be emptied.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, cell: &str) -> Result<Option<String>, Problem> {
        let column = self.column;
        let wrong = |code| Problem::at(column.key, code);
        let text = unguarded(cell.trim());
        if text.contains('\u{fffd}') {
            return Err(wrong(Code::DamagedText));
        }
        // Characters that nobody can see say nothing.
        if optional_lines(text, usize::MAX).is_ok_and(|text| text.is_empty()) {
            return match (column.required, column.empties) {
                (true, _) => Err(wrong(Code::Missing)),
                (false, true) => Ok(Some(String::new())),
                (false, false) => Ok(None),
            };
        }
        self.value(text).map(Some).map_err(|(code, argument)| wrong(code).with(argument))
    }

    fn value(&self, text: &str) -> Result<String, (Code, String)> {
        let plain = |code| (code, String::new());
        match self.column.value {
            Value::Line(most) => optional_line(text, most).map_err(too_long),
            Value::Lines(most) => optional_lines(text, most).map_err(too_long),
            Value::Identifier(_) | Value::Account(_) | Value::Mobile | Value::Phone if damaged_number(text) => {
                Err(plain(Code::DamagedNumber))
            }
            Value::Identifier(most) => optional_line(text, most).map_err(too_long),
            Value::Account(most) => {
                let name = optional_line(&half_width(text), most).map_err(too_long)?;
                if name.contains(char::is_whitespace) { Err(plain(Code::NotAnAccountName)) } else { Ok(name) }
            }
            Value::Date => date(text).map(|day| day.to_string()).ok_or(plain(Code::NotADate)),
            Value::Moment => moment(text).map(|at| at.format(MOMENT).to_string()).ok_or(plain(Code::NotAMoment)),
            Value::YesNo => match word(text).as_str() {
                "yes" | "y" | "true" | "1" | "是" | "√" => Ok("true".to_owned()),
                "no" | "n" | "false" | "0" | "否" | "×" => Ok("false".to_owned()),
                _ => Err(plain(Code::NotYesOrNo)),
            },
            Value::Mobile => normalise_mobile(text).map_err(|_| plain(Code::NotAPhone)),
            Value::Phone => normalise_phone(text).map_err(|_| plain(Code::NotAPhone)),
            Value::Email => normalise_email(text).map_err(|_| plain(Code::NotAnEmail)),
            Value::Amount(decimals) => amount(text, decimals),
            Value::Choice(_) => self.choice(text),
            Value::Choices(_) => {
                let words = text.split([';', '；', '、', '|', '\n']).filter(|one| !one.trim().is_empty());
                let mut keys = words.map(|one| self.choice(one)).collect::<Result<Vec<_>, _>>()?;
                keys.sort_unstable();
                keys.dedup();
                Ok(keys.join(";"))
            }
        }
    }

    fn choice(&self, text: &str) -> Result<String, (Code, String)> {
        self.choices.get(&word(text)).map(|key| (*key).to_owned()).ok_or((Code::NotAChoice, String::new()))
    }
}

fn too_long(problem: TextProblem) -> (Code, String) {
    match problem {
        TextProblem::TooLong(most) => (Code::TooLong, most.to_string()),
        TextProblem::Missing => (Code::Missing, String::new()),
    }
}

/// A word without width, case and the spaces in which people differ.
fn word(text: &str) -> String {
    half_width(text).to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '_').collect()
}

/// A day as spreadsheets write it: with a time of day behind it, which does not count, or as the number of days since the end
/// of 1899.
fn date(text: &str) -> Option<NaiveDate> {
    let text = half_width(text);
    if let Ok(day) = parse_date(&text) {
        return Some(day);
    }
    if let Some((day, time)) = text.split_once([' ', 'T']) {
        let is_time = time.contains([':', '时']) && time.chars().all(|c| c.is_ascii_digit() || " :.+APMapmTZ上下午时分秒".contains(c));
        return parse_date(day).ok().filter(|_| is_time);
    }
    serial(&text).map(|at| at.date())
}

/// A moment as spreadsheets write it, or as the number of days since the end of 1899, to the nearest second.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let text = half_width(text);
    parse_moment(&text).map(|at| beijing_time(at).naive_local()).ok().or_else(|| serial(&text))
}

fn serial(text: &str) -> Option<NaiveDateTime> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let is_number = whole.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: Decimal = text.parse().ok().filter(|_| is_number)?;
    let days = i64::try_from(number.trunc()).ok().filter(|days| (20_000..80_000).contains(days))?;
    let seconds = i64::try_from((number.fract() * Decimal::from(86_400)).round()).ok()?;
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN);
    first.checked_add_signed(TimeDelta::days(days) + TimeDelta::seconds(seconds))
}

/// `12,500.00`, `¥１２５００`, `(1,250.5)` and `-1250.5` for a negative one, `1.25E+3`.
fn amount(text: &str, decimals: u32) -> Result<String, (Code, String)> {
    let wrong = || (Code::NotAnAmount, String::new());
    let text = half_width(text);
    let (negative, text) = match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(text) => (true, text.to_owned()),
        None => (false, text),
    };
    let digits: String = text.trim_start_matches("CNY").trim_end_matches('元').chars().filter(|c| !matches!(c, ',' | ' ' | '¥')).collect();
    let amount: Decimal = digits.parse().or_else(|_| Decimal::from_scientific(&digits)).map_err(|_| wrong())?;
    let amount = if negative && amount.is_sign_negative() { return Err(wrong()) } else { amount.normalize() };
    if amount.trunc().abs() >= Decimal::from(10u64.pow(WHOLE_DIGITS)) {
        return Err((Code::TooManyDigits, WHOLE_DIGITS.to_string()));
    }
    if amount.scale() > decimals {
        return Err((Code::TooManyDecimals, decimals.to_string()));
    }
    let amount = if negative { -amount } else { amount };
    Ok(if amount.is_zero() { "0".to_owned() } else { amount.to_string() })
}

/// Whether a text is a long number as a spreadsheet shortens it: `2.02611E+14`.
pub fn damaged_number(text: &str) -> bool {
    let text = half_width(text).to_ascii_uppercase();
    let Some((digits, exponent)) = text.split_once("E+") else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number(&digits.trim_start_matches('-').replacen('.', "", 1)) && exponent.len() >= 2 && is_number(exponent)
}

/// A text for a cell of a file that people open in a spreadsheet: what would be taken for a formula has an apostrophe before it.
pub fn guarded(text: &str) -> String {
    let is_number = text.trim_start_matches(['+', '-']).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
    if text.starts_with(['=', '@', '\t', '\r']) || text.starts_with(['+', '-']) && !is_number {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// What [`guarded`] has guarded.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '@', '\t', '\r', '+', '-'])).unwrap_or(text)
}

#[cfg(test)]
mod tests;
