use std::io::Write as _;

use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Formula, Workbook};

use super::*;
use crate::imports::model::Format;

fn rows(bytes: &[u8]) -> Result<(Reading, Vec<RawRow>), Code> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let mut rows = Vec::new();
    let reading = read(file, &mut |_, row| {
        rows.push(row);
        Ok(())
    });
    match reading {
        Ok(reading) => Ok((reading, rows)),
        Err(Stop::File(problem)) => Err(problem.code.parse().unwrap()),
        Err(stop) => panic!("{stop:?}"),
    }
}

fn texts(row: &RawRow) -> Vec<&str> {
    row.cells.iter().map(|cell| if let Cell::Text(text) = cell { text.as_str() } else { "!" }).collect()
}

#[test]
fn separators_quotes_and_line_breaks_of_every_system_are_understood() {
    for (text, separator) in [
        ("day,name\n2026-10-01,\"National day, first\nof seven\"\n\n2026-10-10,x", ','),
        ("day;name\r\n2026-10-01;\"National day, first\r\nof seven\"\r\n\r\n2026-10-10;x\r\n", ';'),
        ("day\tname\r2026-10-01\t\"National day, first\rof seven\"\r\r2026-10-10\tx", '\t'),
    ] {
        let (reading, rows) = rows(text.as_bytes()).unwrap();
        assert_eq!(reading.separator, separator);
        let lines: Vec<u32> = rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [1, 2, 5], "{text:?}");
        assert_eq!(texts(&rows[1]), ["2026-10-01", "National day, first\nof seven"]);
    }
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_that_rows_problem_and_said_with_its_line() {
    let (_, rows) = rows(b"a,b\n1,2\n3,\"4\n5,6\n7,8\n").unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[2].line, rows[2].wrong), (3, Some(Code::UnclosedQuote)));
}

#[test]
fn an_encoding_must_fit_every_byte() {
    let text = "名称,说明\n静湾贸易有限公司,咨询备份方案与迁移计划\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(text);
    let read = |bytes: &[u8]| rows(bytes).map(|(reading, rows)| (reading.encoding, texts(&rows[1])[0].to_owned()));
    assert_eq!(read(&gbk), Ok(("gb18030".into(), "静湾贸易有限公司".into())));
    let mut marked = vec![0xef, 0xbb, 0xbf];
    marked.extend_from_slice(text.as_bytes());
    assert_eq!(read(&marked), Ok(("UTF-8".into(), "静湾贸易有限公司".into())));
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode("name,note\nMüller & Söhne,größer\nCafé Zürich,über\n");
    assert_eq!(read(&western).map(|(_, name)| name), Ok("Müller & Söhne".to_owned()));
    // One byte of a long file is cut.
    let mut cut = gbk.repeat(20_000);
    cut.insert(600_001, 0xff);
    assert_eq!(read(&cut), Err(Code::UnknownEncoding));
    // UTF-8 up to the last byte, which a small look at the beginning would not see.
    let mut late = text.repeat(5_000).into_bytes();
    late.push(0xff);
    assert_eq!(read(&late), Err(Code::UnknownEncoding));
}

#[test]
fn a_workbook_gives_days_long_numbers_and_formulas_as_what_they_are() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Rows").unwrap();
    let day = CellFormat::new().set_num_format("yyyy/m/d");
    for (at, name) in (0..).zip(["day", "number", "formula", "text", "long", "sum"]) {
        sheet.write_string(0, at, name).unwrap();
    }
    sheet.write_datetime_with_format(2, 0, ExcelDateTime::from_ymd(2026, 11, 1).unwrap(), &day).unwrap();
    sheet.write_number(2, 1, 139_000).unwrap();
    sheet.write_formula(2, 2, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_string(2, 3, "00123").unwrap();
    sheet.write_number(2, 4, 202_611_000_000_123_456.0).unwrap();
    sheet.write_number(2, 5, 26_250.000_000_000_004).unwrap();
    // As a program leaves it that computes nothing, and an error.
    sheet.write_formula(3, 2, Formula::new("=A9").set_result("99887")).unwrap();
    sheet.write_formula(4, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    workbook.add_worksheet().set_name("Explanations").unwrap().write_string(0, 0, "x").unwrap();
    let (reading, rows) = rows(&without_values(&workbook.save_to_buffer().unwrap())).unwrap();
    assert_eq!((reading.format, reading.sheet.as_str()), (Format::Xlsx, "Rows"));
    assert_eq!((rows[1].line, texts(&rows[1])), (3, vec!["2026-11-01", "139000", "2", "00123", "!", "26250"]));
    assert_eq!(rows[1].cells[4], Cell::Wrong(Code::DamagedNumber));
    assert_eq!(rows[2].cells[2], Cell::Wrong(Code::FormulaWithoutValue));
    assert_eq!(rows[3].cells[2], Cell::Wrong(Code::FormulaError));
}

#[test]
fn what_is_no_table_is_refused_with_its_reason() {
    for bytes in [&b"%PDF-1.7\n"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", b"\x89PNG\r\n"] {
        assert_eq!(rows(bytes).unwrap_err(), Code::NotATable);
    }
    assert_eq!(rows(b"PK\x03\x04 and nothing that follows").unwrap_err(), Code::DamagedWorkbook);
    let archive = |names: &[&str]| {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in names {
            archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    };
    assert_eq!(rows(&archive(&["word/document.xml", "[Content_Types].xml"])).unwrap_err(), Code::NotATable);
    let with_macros = ["xl/workbook.xml", "xl/vbaProject.bin", "[Content_Types].xml"];
    assert_eq!(rows(&archive(&with_macros)).unwrap_err(), Code::Macros);
}

/// The workbook without the computed value 99887, as programs write it that compute nothing.
fn without_values(workbook: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut text).unwrap();
        let text = String::from_utf8(text).unwrap().replace("<v>99887</v>", "");
        out.start_file(part.name().unwrap().into_owned(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}
