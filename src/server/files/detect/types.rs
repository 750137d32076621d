//! The types of files that are told apart, and why content has none of them.

use crate::i18n::Locale;

/// What is read at the beginning of a file.
pub(super) const HEAD: u64 = 64 * 1024;

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
