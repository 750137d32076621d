//! What people type, made regular: full-width characters, stray spaces, characters that nobody can see.

/// The half-width form of a character: `１２，．＠` become `12,.@`, the ideographic space becomes a space, `￥` becomes `¥`.
pub fn fold_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{ffe5}' => '¥',
        _ => c,
    }
}

/// Every character in its half-width form, without spaces around.
pub fn half_width(text: &str) -> String {
    text.chars().map(fold_width).collect::<String>().trim().to_owned()
}

/// An account name as it is typed to sign in, in the form in which it is stored: half-width, lower case, without spaces around and
/// characters that nobody can see. `　ＭＥＩ` is `mei`.
pub fn account_name(typed: &str) -> String {
    half_width(&line(typed)).to_lowercase()
}

/// One line: line breaks and tabs become spaces, characters that cannot be seen or stored vanish, no spaces around.
pub fn line(text: &str) -> String {
    let visible = text.chars().filter_map(|c| match c {
        '\n' | '\r' | '\t' => Some(' '),
        _ if is_invisible(c) => None,
        _ => Some(c),
    });
    visible.collect::<String>().trim().to_owned()
}

/// Several lines: line breaks are `\n`, characters that cannot be seen or stored vanish, no blank lines around.
pub fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !is_invisible(*c)).collect::<String>().trim().to_owned()
}

/// Control characters (PostgreSQL refuses NUL in a text) and marks that turn or hide what stands around them.
fn is_invisible(c: char) -> bool {
    let hides = matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    c.is_control() || hides || turns
}

/// Why a text is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextProblem {
    /// Nothing was typed.
    Missing,
    /// More characters than are kept; how many are.
    TooLong(usize),
}

/// A line of one to `most` characters.
///
/// # Errors
/// See [`TextProblem`].
pub fn required_line(typed: &str, most: usize) -> Result<String, TextProblem> {
    optional_line(typed, most).and_then(not_empty)
}

/// A line of at most `most` characters; empty when nothing was typed.
///
/// # Errors
/// [`TextProblem::TooLong`].
pub fn optional_line(typed: &str, most: usize) -> Result<String, TextProblem> {
    within(line(typed), most)
}

/// One to `most` characters on any number of lines.
///
/// # Errors
/// See [`TextProblem`].
pub fn required_lines(typed: &str, most: usize) -> Result<String, TextProblem> {
    optional_lines(typed, most).and_then(not_empty)
}

/// At most `most` characters on any number of lines; empty when nothing was typed.
///
/// # Errors
/// [`TextProblem::TooLong`].
pub fn optional_lines(typed: &str, most: usize) -> Result<String, TextProblem> {
    within(lines(typed), most)
}

fn within(text: String, most: usize) -> Result<String, TextProblem> {
    if text.chars().count() <= most { Ok(text) } else { Err(TextProblem::TooLong(most)) }
}

fn not_empty(text: String) -> Result<String, TextProblem> {
    if text.is_empty() { Err(TextProblem::Missing) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_characters_become_half_width() {
        assert_eq!(half_width("　１２，５００．００￥ "), "12,500.00¥");
        assert_eq!(half_width("雪峰度假"), "雪峰度假");
    }

    #[test]
    fn an_account_name_is_read_in_the_form_in_which_it_is_stored() {
        for typed in ["mei", " Mei\u{200b}", "　ｍｅｉ", "ＭＥＩ"] {
            assert_eq!(account_name(typed), "mei");
        }
    }

    #[test]
    fn what_nobody_can_see_is_not_kept() {
        assert_eq!(line(" Data\u{0} lake\n2\u{202e} "), "Data lake 2");
        assert_eq!(lines("\r\none\r\n\r\ntwo\u{feff}\n"), "one\n\ntwo");
    }

    #[test]
    fn a_text_is_counted_in_characters_and_after_cleaning() {
        assert_eq!(required_line(&format!("  {} ", "云".repeat(128)), 128).map(|text| text.chars().count()), Ok(128));
        assert_eq!(required_line(&"云".repeat(129), 128), Err(TextProblem::TooLong(128)));
        assert_eq!(required_line(" \u{0}\u{200b} ", 128), Err(TextProblem::Missing));
        assert_eq!(optional_lines("one\r\ntwo", 7).as_deref(), Ok("one\ntwo"));
        assert_eq!(required_lines("\r\n", 7), Err(TextProblem::Missing));
        assert_eq!(optional_line("", 7).as_deref(), Ok(""));
    }
}
