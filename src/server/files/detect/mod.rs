//! What a file is, by its content. A name or a browser's word for it decides nothing.

use std::io::{Read, Seek, SeekFrom};

mod office;
mod plain_text;
mod types;

pub use types::{FileType, NoType};

use types::HEAD;

/// Reads the type of a whole file. Of a zip archive its directory is read, and one entry of it, up to a megabyte.
///
/// # Errors
/// Those of the reader; what is wrong with the content is the inner result.
pub fn detect<R: Read + Seek>(file: &mut R) -> std::io::Result<Result<FileType, NoType>> {
    let mut head = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(HEAD).read_to_end(&mut head)?;
    if head.is_empty() {
        return Ok(Err(NoType::Empty));
    }
    // The crate's own look at Office documents expects their parts in an order that only some programs write.
    if head.starts_with(b"PK\x03\x04") {
        return office::detect(file);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Ok(Err(NoType::OldOffice));
    }
    let by_signature = match infer::get(&head).map(|found| found.mime_type()) {
        Some("application/pdf") => Some(FileType::Pdf),
        Some("image/png") => Some(FileType::Png),
        Some("image/jpeg") => Some(FileType::Jpeg),
        _ => None,
    };
    if let Some(found) = by_signature {
        return Ok(Ok(found));
    }
    plain_text::detect(file)
}
