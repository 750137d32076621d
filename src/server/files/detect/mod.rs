//! What a file is, by its content. A name or a browser's word for it decides nothing.

use std::io::{Read, Seek, SeekFrom};

mod office;
mod plain_text;

use crate::i18n::Locale;

/// What is read at the beginning of a file.
const HEAD: u64 = 64 * 1024;

/// A type that can be accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileType {
    /// Excel workbook (Office Open XML), without macros.
    Xlsx,
    /// Word document (Office Open XML), without macros.
    Docx,
    /// PDF.
    Pdf,
    /// PNG image.
    Png,
    /// JPEG image.
    Jpeg,
    /// Text in any encoding, CSV among it: content alone does not tell them apart.
    Text,
    /// Made by a later version of the program.
    Unknown,
}

impl FileType {
    const ALL: [Self; 6] = [Self::Xlsx, Self::Docx, Self::Pdf, Self::Png, Self::Jpeg, Self::Text];

    /// As the database keeps it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Text => "text",
            Self::Unknown => "unknown",
        }
    }

    /// The type of a tag.
    pub fn from_tag(tag: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.tag() == tag).unwrap_or(Self::Unknown)
    }

    /// The media type of downloads.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Text => "text/plain",
            Self::Unknown => "application/octet-stream",
        }
    }

    /// As people call it.
    pub const fn label(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Xlsx, _) => "Excel (.xlsx)",
            (Self::Docx, _) => "Word (.docx)",
            (Self::Pdf, _) => "PDF",
            (Self::Png, _) => "PNG",
            (Self::Jpeg, _) => "JPEG",
            (Self::Text, Locale::En) => "text or CSV",
            (Self::Text, Locale::ZhCn) => "文本或 CSV",
            (Self::Unknown, _) => "-",
        }
    }
}

/// Why content has no type that is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoType {
    /// There is no content.
    Empty,
    /// An Office document with macros.
    Macros,
    /// HTML, SVG, XML or a script.
    Active,
    /// An Office document of before 2007, or one that is protected with a password.
    OldOffice,
    /// A zip archive or document that cannot be read.
    Damaged,
    /// Anything else.
    Other,
}

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
