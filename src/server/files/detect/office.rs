//! Office Open XML: a zip archive whose `[Content_Types].xml`, wherever it stands, names the type of the document's main part.
//! The part itself has many names: Word of the web writes `word/document2.xml`, others a workbook at the root.

use std::io::{Read, Seek, SeekFrom};

use zip::ZipArchive;

use super::types::{FileType, NoType};

/// A workbook of a thousand sheets with their drawings stays below.
const MOST_ENTRIES: u16 = 10_000;
/// Bytes of the directory: every entry has a name.
const LARGEST_DIRECTORY: u64 = 4 * 1024 * 1024;
/// What is read of `[Content_Types].xml` once it is expanded, in bytes.
const LARGEST_CONTENT_TYPES: u64 = 1024 * 1024;
/// The record at the end of an archive, without its comment.
const END_RECORD: u64 = 22;

pub(super) fn detect<R: Read + Seek>(file: &mut R) -> std::io::Result<Result<FileType, NoType>> {
    let Some(entries) = end_record(file)? else { return Ok(Err(NoType::Damaged)) };
    if entries > MOST_ENTRIES {
        return Ok(Err(NoType::Other));
    }
    let Ok(mut archive) = ZipArchive::new(file) else { return Ok(Err(NoType::Damaged)) };
    // Of two entries with one name each program may take another one.
    if archive.len() != usize::from(entries) {
        return Ok(Err(NoType::Damaged));
    }
    // Some programs write the separator of Windows.
    let names: Vec<String> = archive.file_names_raw().map(|name| String::from_utf8_lossy(name).to_lowercase().replace('\\', "/")).collect();
    let has_macros = |name: &String| {
        let file = name.rsplit('/').next().unwrap_or("");
        file.starts_with("vbaproject") || file.starts_with("vbadata") || name.contains("/macrosheets/")
    };
    if names.iter().any(has_macros) {
        return Ok(Err(NoType::Macros));
    }
    let holds = |part: &str| names.iter().any(|name| name == part);
    let (workbook, document) = (holds("xl/workbook.xml"), holds("word/document.xml"));
    let Some(at) = names.iter().position(|name| name == "[content_types].xml") else {
        return Ok(Err(if workbook || document { NoType::Damaged } else { NoType::Other }));
    };
    let Some(types) = content_types(&mut archive, at) else { return Ok(Err(NoType::Damaged)) };
    let types = types.to_lowercase();
    if ["macroenabled", "vbaproject", "macrosheet"].iter().any(|mark| types.contains(mark)) {
        return Ok(Err(NoType::Macros));
    }
    let says = |main: [&str; 2]| main.iter().any(|one| types.contains(one));
    let is_workbook = says(["spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml"]);
    let is_document = says(["wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml"]);
    // What two programs would take for two things is neither.
    Ok(match (is_workbook, is_document) {
        (true, false) if !document => Ok(FileType::Xlsx),
        (false, true) if !workbook => Ok(FileType::Docx),
        _ => Err(NoType::Other),
    })
}

/// The content types of all parts. A macro has its own, whatever its part is called.
fn content_types<R: Read + Seek>(archive: &mut ZipArchive<R>, at: usize) -> Option<String> {
    let entry = archive.by_index(at).ok()?;
    let mut bytes = Vec::new();
    entry.take(LARGEST_CONTENT_TYPES + 1).read_to_end(&mut bytes).ok()?;
    if bytes.len() as u64 > LARGEST_CONTENT_TYPES {
        return None;
    }
    // Office reads UTF-16 here too; what is looked for is ASCII in either.
    bytes.retain(|byte| *byte != 0);
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Entries by the record at the end, when the directory ends where that record begins and is not too large to be read. Only
/// such an archive has one reading.
fn end_record<R: Read + Seek>(file: &mut R) -> std::io::Result<Option<u16>> {
    let length = file.seek(SeekFrom::End(0))?;
    let start = length.saturating_sub(END_RECORD + u64::from(u16::MAX));
    let mut tail = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.by_ref().take(length - start).read_to_end(&mut tail)?;
    let Some(at) = tail.windows(4).rposition(|bytes| bytes == b"PK\x05\x06") else { return Ok(None) };
    let record = &tail[at..];
    if record.len() < 22 {
        return Ok(None);
    }
    let u16_at = |at: usize| u16::from_le_bytes([record[at], record[at + 1]]);
    let u32_at = |at: usize| u64::from(u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]));
    let (entries, size, offset, comment) = (u16_at(10), u32_at(12), u32_at(16), u16_at(20));
    let is_whole = offset + size == start + at as u64 && usize::from(comment) + 22 == record.len();
    Ok((is_whole && size <= LARGEST_DIRECTORY).then_some(entries))
}
