//! Addresses and mobile numbers inside text that is nobody's name: a note, a title.

use std::borrow::Cow;

use crate::values::masking::{mask_email, mask_mobile};

/// The text with its e-mail addresses, and its mobile numbers where `mobiles`, masked.
pub fn scrubbed(text: &str, mobiles: bool) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if text.contains('@') {
        text = Cow::Owned(without_addresses(&text));
    }
    if mobiles && may_hold_a_mobile(&text) {
        text = Cow::Owned(without_mobiles(&text));
    }
    text
}

/// Whether eleven digits stand in a row, not looking at spaces and hyphens.
fn may_hold_a_mobile(text: &str) -> bool {
    let mut digits = 0;
    text.len() >= 11
        && text.bytes().any(|sign| {
            match sign {
                b'0'..=b'9' => digits += 1,
                b' ' | b'-' => {}
                _ => digits = 0,
            }
            digits == 11
        })
}

const fn is_of_an_address(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '%' | '+' | '-' | '@')
}

/// Runs of characters that an address may have, each masked where an `@` stands between others.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_of_an_address) {
        let (before, run) = rest.split_at(start);
        let end = run.find(|sign| !is_of_an_address(sign)).unwrap_or(run.len());
        let (run, after) = run.split_at(end);
        out.push_str(before);
        // A full stop at the end is the sentence's.
        let address = run.trim_end_matches(['.', '-', '_']);
        match address.rsplit_once('@') {
            Some((local, domain)) if !local.is_empty() && !domain.is_empty() => {
                out.push_str(&mask_email(address));
                out.push_str(&run[address.len()..]);
            }
            _ => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Runs of digits, with single spaces or hyphens between them, that are a mobile number of eleven digits, with or without the
/// country's 86 before it.
fn without_mobiles(text: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < signs.len() {
        let is_inside_a_word = at > 0 && signs[at - 1].is_ascii_alphanumeric();
        match mobile_at(&signs[at..]).filter(|_| !is_inside_a_word) {
            Some(length) => {
                let number: String = signs[at..at + length].iter().collect();
                out.push_str(&mask_mobile(&number));
                at += length;
            }
            None => {
                out.push(signs[at]);
                at += 1;
            }
        }
    }
    out
}

/// How many characters a mobile number takes that begins here.
fn mobile_at(signs: &[char]) -> Option<usize> {
    let mut digits = String::new();
    let mut length = 0;
    let plus = usize::from(signs.first() == Some(&'+'));
    for (at, sign) in signs.iter().enumerate().skip(plus) {
        let goes_on = signs.get(at + 1).is_some_and(char::is_ascii_digit);
        match sign {
            sign if sign.is_ascii_digit() => {
                digits.push(*sign);
                length = at + 1;
            }
            ' ' | '-' if !digits.is_empty() && goes_on && digits.len() < 13 => {}
            _ => break,
        }
        let national = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")).unwrap_or(&digits);
        let is_mobile = national.len() == 11 && national.starts_with('1') && matches!(national.as_bytes()[1], b'3'..=b'9');
        if is_mobile && !signs.get(length).is_some_and(char::is_ascii_alphanumeric) {
            return Some(length);
        }
    }
    None
}
