//! Reading a file: CSV with a header, in UTF-8, with or without a mark at its beginning.

use super::model::{Kind, MOST_ROWS, Refusal};
use super::rules::{Fields, check_header};

/// The rows of a file with their line numbers.
///
/// # Errors
/// What is wrong with the file as a whole.
pub fn read(kind: Kind, content: &str) -> Result<Vec<(u64, Fields)>, Refusal> {
    // The reader counts a line break of two characters at its second one, after it has named the next row's line.
    let content = content.strip_prefix('\u{feff}').unwrap_or(content).replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(content.as_bytes());
    let header: Vec<String> = reader.headers().map_err(|_| Refusal::Unreadable)?.iter().map(|name| name.to_lowercase()).collect();
    if header.iter().all(String::is_empty) {
        return Err(Refusal::Missing);
    }
    check_header(kind, &header)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Refusal::Unreadable)?;
        let number = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(Refusal::TooManyRows(MOST_ROWS));
        }
        rows.push((number, header.iter().cloned().zip(record.iter().map(str::to_owned)).collect()));
    }
    if rows.is_empty() { Err(Refusal::Missing) } else { Ok(rows) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_may_begin_with_a_mark_have_blank_lines_and_quoted_commas() {
        let rows = read(Kind::Calendar, "\u{feff}Day, working ,name\r\n2026-10-01,no,\"National day, first\"\r\n,,\r\n2026-10-10,yes,\r\n")
            .unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].0, rows[0].1["name"].as_str()), (2, "National day, first"));
        assert_eq!((rows[1].0, rows[1].1["working"].as_str()), (4, "yes"));
    }

    #[test]
    fn an_empty_file_and_rows_of_other_lengths_are_refused() {
        assert_eq!(read(Kind::Calendar, ""), Err(Refusal::Missing));
        assert_eq!(read(Kind::Calendar, "day,working\n"), Err(Refusal::Missing));
        assert_eq!(read(Kind::Calendar, "day,working\n2026-10-01\n"), Err(Refusal::Unreadable));
    }
}
