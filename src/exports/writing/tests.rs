use std::io::Read as _;
use std::path::Path;

use super::csv::guarded;
use super::{Made, Place, SHEET_ROWS, Writer};
use crate::exports::anonymising::Value;
use crate::exports::manifest::About;
use crate::exports::model::{ExportFormat, ExportId};
use crate::exports::text::ExportText;
use crate::exports::verifying::{Verdict, judge, read};
use crate::i18n::Locale;
use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

const KEY: &[u8] = b"the key of this installation, 32 b";
const T: ExportText = ExportText(Locale::En);

fn about(format: ExportFormat, headings: &[String]) -> About {
    About {
        export: ExportId(Uuid::from_u128(7)),
        list: ("opportunities".into(), "Opportunities".into()),
        format,
        as_of: "2026-11-30T02:00:00Z".parse().unwrap(),
        scope: "All rows of Harbor".into(),
        conditions: "Everything".into(),
        headings: headings.to_vec(),
        amounts: None,
        key: KEY.to_vec(),
    }
}

fn text(words: &str) -> Value<'_> {
    Value::Text(words.into())
}

fn amount(digits: &str) -> Value<'static> {
    Value::Amount(digits.parse().unwrap())
}

fn rows() -> Vec<Vec<Value<'static>>> {
    let moment = Value::Moment("2026-12-01T00:30:15".parse().unwrap());
    let day = Value::Day("2026-11-30".parse().unwrap());
    vec![
        vec![text("=1+1"), amount("-42.00"), day, moment],
        vec![text("-2+3+cmd|' /C calc'!A0"), amount("-0.00567891"), Value::Empty, Value::Empty],
        vec![text("云\r\n上, \"quoted\""), amount("1234567890123456.78"), Value::Integer(7), Value::Empty],
        vec![text("0012345678901234567890"), amount("0.10"), Value::Empty, Value::Empty],
    ]
}

fn made(format: ExportFormat, rows: &[Vec<Value<'_>>], sheet_rows: u32) -> Made {
    let headings: Vec<String> = ["Name", "Amount", "Day", "Moment"].map(str::to_owned).into();
    let place = Place { folder: Path::new("/tmp"), sheet_rows };
    let mut writer = Writer::begin(format, &headings, place, T).unwrap();
    rows.iter().for_each(|row| writer.add(row).unwrap());
    writer.finish(&about(format, &headings), T).unwrap()
}

fn bytes(made: &Made) -> Vec<u8> {
    let mut bytes = Vec::new();
    (&made.file).read_to_end(&mut bytes).unwrap();
    bytes
}

/// The file under a name, as somebody downloads it.
fn named(made: &Made, ending: &str) -> tempfile::NamedTempFile {
    let named = tempfile::Builder::new().suffix(ending).tempfile().unwrap();
    std::fs::write(named.path(), bytes(made)).unwrap();
    named
}

#[test]
fn text_has_a_mark_and_full_line_ends_and_its_amounts_are_numbers() {
    let made = made(ExportFormat::Csv, &rows(), SHEET_ROWS);
    let bytes = bytes(&made);
    assert!(bytes.starts_with(b"\xef\xbb\xbfName,Amount,Day,Moment\r\n"));
    let said = String::from_utf8(bytes[3..].to_vec()).unwrap();
    let mut reader = ::csv::Reader::from_reader(said.as_bytes());
    let read: Vec<Vec<String>> = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(read[0], ["'=1+1", "-42.00", "2026-11-30", "2026-12-01 00:30:15"]);
    assert_eq!(read[1][..2], ["'-2+3+cmd|' /C calc'!A0", "-0.00567891"]);
    assert_eq!(read[2][..3], ["云\n上, \"quoted\"", "1234567890123456.78", "7"]);
    assert_eq!(read[3][..2], ["0012345678901234567890", "0.10"]);
    assert_eq!(made.manifest.rows, 4);
    assert_eq!(made.manifest.sums[0].sum, "1234567890123414.87432109");
}

#[test]
fn a_workbook_holds_strings_numbers_and_days_and_nothing_of_it_is_a_formula() {
    let file = named(&made(ExportFormat::Xlsx, &rows(), SHEET_ROWS), ".xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook(file.path()).unwrap();
    assert_eq!(book.sheet_names(), ["Data", "Contents"]);
    let data = book.worksheet_range("Data").unwrap();
    let cell = |row: u32, column: u32| data.get_value((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(cell(1, 0), Data::String("=1+1".into()));
    assert_eq!(cell(1, 1), Data::Float("-42".parse().unwrap()));
    assert_eq!(cell(2, 1), Data::Float("-0.00567891".parse().unwrap()));
    assert_eq!(cell(3, 1), Data::String("1234567890123456.78".into()), "more digits than a spreadsheet keeps");
    assert_eq!(cell(4, 0), Data::String("0012345678901234567890".into()));
    assert!(matches!(cell(1, 2), Data::DateTime(day) if day.as_datetime().unwrap().to_string() == "2026-11-30 00:00:00"));
    assert!(matches!(cell(1, 3), Data::DateTime(at) if at.as_datetime().unwrap().to_string() == "2026-12-01 00:30:15"));
    assert!(book.worksheet_formula("Data").unwrap().is_empty());
    let said = book.worksheet_range("Contents").unwrap();
    let said: Vec<String> = said.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")).collect();
    assert!(said.iter().any(|line| line.contains("1 number(s) have more than 15")), "{said:?}");
    assert!(said.iter().any(|line| line == "Sum: Amount 1234567890123414.87432109"), "{said:?}");
}

#[test]
fn rows_beyond_a_sheet_stand_on_the_next_one_under_the_same_headings() {
    let many: Vec<Vec<Value>> = (0..5).map(|at| vec![Value::Integer(at), Value::Empty, Value::Empty, Value::Empty]).collect();
    let made = made(ExportFormat::Xlsx, &many, 2);
    assert_eq!(made.manifest.rows, 5);
    let file = named(&made, ".xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook(file.path()).unwrap();
    assert_eq!(book.sheet_names(), ["Data", "Data 2", "Data 3", "Contents"]);
    let last = book.worksheet_range("Data 3").unwrap();
    assert_eq!(last.rows().count(), 2);
    assert_eq!(last.get_value((0, 0)), Some(&Data::String("Name".into())));
    assert!(matches!(judge(&read(file.path()).unwrap(), None, KEY), Verdict::Genuine(_)));
}

#[test]
fn a_text_that_no_cell_holds_is_cut_with_a_mark() {
    let words = "云".repeat(40_000);
    let long = vec![vec![text(&words), Value::Empty, Value::Empty, Value::Empty]];
    let file = named(&made(ExportFormat::Xlsx, &long, SHEET_ROWS), ".xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook(file.path()).unwrap();
    let said = book.worksheet_range("Data").unwrap().get_value((1, 0)).unwrap().to_string();
    assert!(said.ends_with("云[…]") && said.encode_utf16().count() == 32_767);
}

#[test]
fn a_file_is_genuine_only_as_it_was_written_and_by_the_key_that_wrote_it() {
    for format in [ExportFormat::Csv, ExportFormat::Xlsx] {
        let made = made(format, &rows(), SHEET_ROWS);
        let file = named(&made, format.as_str());
        let content = read(file.path()).unwrap();
        let record = made.manifest.to_json().unwrap();
        let beside = (format == ExportFormat::Csv).then_some(record.as_str());
        assert_eq!(judge(&content, beside, KEY), Verdict::Genuine(Box::new(made.manifest.clone())), "{format}");
        assert_eq!(judge(&content, beside, b"another key"), Verdict::NotProven, "{format}");
        let forged = record.replace("\"rows\":4", "\"rows\":3");
        assert_eq!(judge(&content, Some(&forged), KEY), Verdict::NotProven, "{format}: the record was changed");
    }
    let made = made(ExportFormat::Csv, &rows(), SHEET_ROWS);
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), String::from_utf8(bytes(&made)).unwrap().replace("-42.00", "-41.00")).unwrap();
    let content = read(file.path()).unwrap();
    assert!(matches!(judge(&content, made.manifest.to_json().ok().as_deref(), KEY), Verdict::Altered(_)));
    assert_eq!(judge(&content, None, KEY), Verdict::NoRecord);
}

#[test]
fn the_sheets_of_a_chinese_workbook_have_chinese_names() {
    let (t, headings) = (ExportText(Locale::ZhCn), ["名称".to_owned()]);
    let place = Place { folder: Path::new("/tmp"), sheet_rows: 1 };
    let mut writer = Writer::begin(ExportFormat::Xlsx, &headings, place, t).unwrap();
    [[text("云")], [text("网")]].iter().for_each(|row| writer.add(row).unwrap());
    let file = named(&writer.finish(&about(ExportFormat::Xlsx, &headings), t).unwrap(), ".xlsx");
    let book: Xlsx<_> = calamine::open_workbook(file.path()).unwrap();
    assert_eq!(book.sheet_names(), ["数据", "数据 2", "导出说明"]);
}

#[test]
fn a_workbook_of_which_a_cell_was_changed_or_made_a_formula_is_found_out() {
    use std::io::Write as _;
    let file = named(&made(ExportFormat::Xlsx, &rows(), SHEET_ROWS), ".xlsx");
    for other in ["<v>42</v>", "<f>-40-2</f><v>-42</v>"] {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(file.path()).unwrap()).unwrap();
        let altered = tempfile::NamedTempFile::new().unwrap();
        let mut out = zip::ZipWriter::new(std::fs::File::create(altered.path()).unwrap());
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let (name, mut content) = (entry.name().unwrap().into_owned(), Vec::new());
            entry.read_to_end(&mut content).unwrap();
            if name == "xl/worksheets/sheet1.xml" {
                let xml = String::from_utf8(content).unwrap();
                assert!(xml.contains("<v>-42</v>"));
                content = xml.replace("<v>-42</v>", other).into_bytes();
            }
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(&content).unwrap();
        }
        out.finish().unwrap();
        assert!(matches!(judge(&read(altered.path()).unwrap(), None, KEY), Verdict::Altered(_)), "{other}");
    }
    assert!(matches!(judge(&read(file.path()).unwrap(), None, KEY), Verdict::Genuine(_)), "the one before it is whole");
}

proptest! {
    #[test]
    fn no_text_begins_like_a_formula(sign in "[=+@\t\r\n＝＋－＠-]", rest in "\\PC{0,20}") {
        let words = format!("{sign}{rest}");
        let guarded = guarded(&words);
        prop_assert!(guarded.starts_with('\''));
        prop_assert_eq!(&guarded[1..], words.as_str());
    }

    #[test]
    fn whatever_text_a_file_holds_no_reader_meets_a_formula_in_it(words in "[ \u{3000}\u{a0}]{0,2}[=+@\t\r\n＝＋－＠,;\"'-]{0,3}\\PC{0,12}") {
        let row = vec![text(&words), amount("1"), Value::Empty, Value::Empty];
        let csv = String::from_utf8(bytes(&made(ExportFormat::Csv, std::slice::from_ref(&row), SHEET_ROWS))).unwrap();
        let mut reader = ::csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
        let read = reader.records().next().unwrap().unwrap()[0].to_owned();
        let first = read.trim_start_matches([' ', '\u{3000}', '\u{a0}']).chars().next().unwrap_or('\'');
        prop_assert!(!"=+-@\t\r\n＝＋－＠".contains(first), "{:?}", read);
        let file = named(&made(ExportFormat::Xlsx, &[row], SHEET_ROWS), ".xlsx");
        let mut book: Xlsx<_> = calamine::open_workbook(file.path()).unwrap();
        prop_assert!(book.worksheet_formula("Data").unwrap().is_empty());
    }

    #[test]
    fn text_that_is_no_formula_stays_as_it_is(words in "[a-zA-Z0-9云张(（'\"][^\\pC]{0,20}") {
        prop_assert_eq!(&*guarded(&words), words.as_str());
    }

    #[test]
    fn every_amount_is_read_exactly(mantissa in -999_999_999_999_999i64..=999_999_999_999_999, scale in 0u32..=8) {
        let exact = Decimal::new(mantissa, scale);
        let row = vec![Value::Empty, Value::Amount(exact), Value::Empty, Value::Empty];
        let file = named(&made(ExportFormat::Xlsx, &[row], SHEET_ROWS), ".xlsx");
        let mut book: Xlsx<_> = calamine::open_workbook(file.path()).unwrap();
        let read = book.worksheet_range("Data").unwrap().get_value((1, 1)).unwrap().to_string();
        prop_assert_eq!(read.parse::<Decimal>().unwrap(), exact);
        prop_assert!(matches!(judge(&crate::exports::verifying::read(file.path()).unwrap(), None, KEY), Verdict::Genuine(_)));
    }
}
