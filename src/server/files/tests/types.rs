//! Types are read from content. The samples are files of openpyxl, XlsxWriter and python-docx as these wrote them.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::server::files::detect::{FileType, NoType, detect};

const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

fn found(bytes: &[u8]) -> Result<FileType, NoType> {
    detect(&mut Cursor::new(bytes)).unwrap()
}

fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn types(main: &str) -> String {
    format!(r#"<?xml version="1.0"?><Types><Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>"#)
}

#[test]
fn files_of_many_programs_are_documents_wherever_their_content_types_stand() {
    assert_eq!(found(include_bytes!("samples/openpyxl.xlsx")), Ok(FileType::Xlsx));
    assert_eq!(found(include_bytes!("samples/xlsxwriter.xlsx")), Ok(FileType::Xlsx));
    assert_eq!(found(include_bytes!("samples/python-docx.docx")), Ok(FileType::Docx));
    let types = types(SHEET);
    let (types, book, rels, props) = (
        ("[Content_Types].xml", types.as_str()),
        ("xl/workbook.xml", "<workbook/>"),
        ("_rels/.rels", "<r/>"),
        ("docProps/app.xml", "<p/>"),
    );
    // In the order of Office, of WPS (properties first), of LibreOffice (last of all), and with a signature's part before it.
    for order in [
        vec![types, rels, book, props],
        vec![props, types, book],
        vec![rels, book, props, types],
        vec![("_xmlsignatures/o", ""), book, types],
    ] {
        assert_eq!(found(&archive(&order)), Ok(FileType::Xlsx), "{:?}", order.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    }
    // As 1C, Word of the web and an exporter of open data name their parts.
    let names = archive(&[("[content_types].xml", types.1), ("xl\\workbook.xml", "<workbook/>")]);
    assert_eq!(found(&names), Ok(FileType::Xlsx));
    assert_eq!(found(&archive(&[types, ("workbook.xml", "<workbook/>")])), Ok(FileType::Xlsx));
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    for part in ["word/document.xml", "word/document2.xml"] {
        assert_eq!(found(&archive(&[(part, "<d/>"), ("[Content_Types].xml", word)])), Ok(FileType::Docx), "{part}");
    }
}

#[test]
fn macros_are_refused_whatever_they_are_called() {
    let plain = types(SHEET);
    for (part, types) in [
        ("xl/vbaProject.bin", plain.as_str()),
        ("xl/VBAPROJECT.BIN", &plain),
        ("xl\\vbaProject.bin", &plain),
        ("xl\\macrosheets\\sheet1.xml", &plain),
        ("word/vbaData.xml", &plain),
        ("xl/macrosheets/sheet1.xml", &plain),
        ("xl/other.bin", &types("application/vnd.ms-excel.sheet.macroEnabled.main+xml")),
        ("xl/other.bin", &format!("{plain}<Override ContentType='application/vnd.ms-office.vbaProject'/>")),
    ] {
        let file = archive(&[("[Content_Types].xml", types), ("xl/workbook.xml", ""), (part, "")]);
        assert_eq!(found(&file), Err(NoType::Macros), "{part}");
    }
    // Content types in UTF-16 are read alike.
    let wide: String = types("application/vnd.ms-excel.sheet.macroEnabled.main+xml").chars().flat_map(|sign| [sign, '\0']).collect();
    assert_eq!(found(&archive(&[("[Content_Types].xml", &wide), ("xl/workbook.xml", "")])), Err(NoType::Macros));
}

#[test]
fn other_archives_are_no_documents_and_damaged_ones_are_called_so() {
    let types = types(SHEET);
    assert_eq!(found(&archive(&[("a.txt", "a")])), Err(NoType::Other));
    assert_eq!(found(&archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "")])), Err(NoType::Other));
    assert_eq!(found(&archive(&[("xl/workbook.xml", "")])), Err(NoType::Damaged), "no content types");
    assert_eq!(found(&archive(&[("xl/workbook.xml", ""), ("word/document.xml", ""), ("[Content_Types].xml", &types)])), Err(NoType::Other));
    let both = format!("{types}application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml");
    assert_eq!(found(&archive(&[("[Content_Types].xml", &both), ("xl/workbook.xml", "")])), Err(NoType::Other));
    let whole = archive(&[("[Content_Types].xml", &types), ("xl/workbook.xml", "")]);
    assert_eq!(found(&whole[..whole.len() - 30]), Err(NoType::Damaged), "cut off");
    let followed = [&whole[..], b"more"].concat();
    assert_eq!(found(&followed), Err(NoType::Damaged), "followed by something else");
    assert_eq!(found(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 of Excel 97"), Err(NoType::OldOffice));
}

#[test]
fn of_an_archive_no_more_is_expanded_than_a_megabyte_and_no_endless_directory_is_read() {
    let types = |length: usize| types(SHEET) + &" ".repeat(length);
    let with = |types: &str| archive(&[("[Content_Types].xml", types), ("xl/workbook.xml", "")]);
    assert_eq!(found(&with(&types(1_000_000))), Ok(FileType::Xlsx));
    assert_eq!(found(&with(&types(1_100_000))), Err(NoType::Damaged));
    let names: Vec<String> = (0..10_001).map(|number| format!("xl/{number}")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(found(&archive(&many)), Err(NoType::Other));
}

#[test]
fn pictures_and_pdf_are_known_by_their_first_bytes() {
    assert_eq!(found(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"), Ok(FileType::Pdf));
    assert_eq!(found(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), Ok(FileType::Png));
    assert_eq!(found(b"\xff\xd8\xff\xe0\0\x10JFIF\0"), Ok(FileType::Jpeg));
    for other in [&b"GIF89a\x01\0\x01\0"[..], b"\x7fELF\x02\x01\x01\0", b"MZ\x90\0\x03\0", b"\x1f\x8b\x08\0\0"] {
        assert_eq!(found(other), Err(NoType::Other), "{other:?}");
    }
}

#[test]
fn text_in_the_encodings_of_excel_is_text() {
    let text = "公司名称,手机号\r\n雪峰度假（北京）有限公司,13800138000\r\n";
    let utf16 = |mark: bool, little: bool| -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain("name;号\r\n".encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    };
    // 公司 in GB18030.
    let gb18030 = b"\xb9\xab\xcb\xbe,1\r\n".to_vec();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    for bytes in [text.as_bytes().to_vec(), marked, gb18030, utf16(true, true), utf16(true, false), utf16(false, true), utf16(false, false)]
    {
        assert_eq!(found(&bytes), Ok(FileType::Text), "{bytes:?}");
    }
    assert_eq!(found(b""), Err(NoType::Empty));
    // Far behind what is looked at first.
    let mut late = vec![b'a'; 300_000];
    late[250_000] = 0;
    assert_eq!(found(&late), Err(NoType::Other));
}

#[test]
fn web_pages_pictures_of_text_and_scripts_are_no_text() {
    for bytes in [
        &b"<!DOCTYPE html><p>"[..],
        b"  \r\n<html>",
        b"\xef\xbb\xbf<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<!-- x --><a>",
        b"<%@ page %>",
        b"#!/bin/sh\n",
        b"@echo off\r\n",
        b"\xff\xfe<\0s\0v\0g\0>\0",
        b"<\0s\0v\0g\0>\0",
        b"\xfe\xff\0<\0?\0p\0h\0p",
    ] {
        assert_eq!(found(bytes), Err(NoType::Active), "{bytes:?}");
    }
    assert_eq!(found(b"<3 customers,1\r\n"), Ok(FileType::Text));
}
