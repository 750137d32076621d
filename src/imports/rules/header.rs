//! Which column of the kind stands under which heading of a file.

use crate::imports::kind::{Kind, Words, words};
use crate::imports::model::{Code, Problem};
use crate::values::typed::{fold_width, line};

/// The last column of a file of refused rows: read again, it says nothing.
pub const REASON: Words = words("Reason (not imported)", "未导入原因");

/// Stands for a column whose cells are not read.
pub const UNREAD: &str = "#";

/// The kind's columns in the order of a header, by key: English and Chinese names, keys and aliases, in any order, width,
/// case and spacing; marks of required columns do not count. Empty headings stand for nothing (empty key); [`REASON`] is
/// [`UNREAD`].
///
/// # Errors
/// `ColumnsUnknown` (also for one that stands twice), `ColumnsMissing`.
pub fn columns_of(kind: &Kind, header: &[String]) -> Result<Vec<String>, Problem> {
    let mut unknown = Vec::new();
    let mut found: Vec<String> = Vec::new();
    for heading in header {
        let plain = plain(heading);
        let column = kind.columns.iter().find(|column| {
            [column.key, column.name.en, column.name.zh].iter().chain(column.aliases).any(|name| self::plain(name) == plain)
        });
        match column {
            _ if plain.is_empty() => found.push(String::new()),
            _ if [REASON.en, REASON.zh].iter().any(|name| self::plain(name) == plain) => found.push(UNREAD.to_owned()),
            Some(column) if !found.iter().any(|key| key == column.key) => found.push(column.key.to_owned()),
            _ => {
                unknown.push(line(heading));
                found.push(String::new());
            }
        }
    }
    if !unknown.is_empty() {
        return Err(Problem::of_all(Code::ColumnsUnknown).with(unknown.join(", ")));
    }
    let missing: Vec<&str> = kind
        .columns
        .iter()
        .filter(|column| column.required && !found.iter().any(|key| key == column.key))
        .map(|column| column.key)
        .collect();
    if missing.is_empty() { Ok(found) } else { Err(Problem::of_all(Code::ColumnsMissing).with(missing.join(","))) }
}

/// A heading without what people add to it: width, case, spaces, underscores, the star or the note of a required column.
fn plain(heading: &str) -> String {
    let folded: String = line(heading).chars().map(fold_width).collect::<String>().to_lowercase();
    let without_note =
        ["(required)", "(optional)", "(必填)", "(选填)", "[必填]", "[选填]"].iter().fold(folded, |text, note| text.replace(note, ""));
    without_note.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '*' | ':' | '-')).collect()
}
