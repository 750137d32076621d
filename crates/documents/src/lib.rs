//! Typesets documents as PDF: a template of ours, data as JSON in, bytes out. Nothing is read but what is compiled in, and data
//! never becomes markup.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Which document is typeset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Template {
    /// The payment agreement (付款协议), domain/accounting.md §2.1.
    PaymentAgreement,
}

impl Template {
    const fn source(self) -> &'static str {
        match self {
            Self::PaymentAgreement => include_str!("../templates/payment_agreement.typ"),
        }
    }
}

/// What the program reads from its standard input.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Order {
    /// The template.
    pub template: Template,
    /// What it says, as the template names it. Text only: amounts and days are written out by the sender.
    pub data: serde_json::Value,
}

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The font has no glyph for these characters, so that the document would show boxes in their place.
    #[error("the font of the documents does not have {0}")]
    Missing(String),
    /// The template does not compile with this data.
    #[error("the template: {0}")]
    Template(String),
    /// The result cannot be written as PDF.
    #[error("the PDF: {0}")]
    Pdf(String),
}

static FONT: LazyLock<Font> = LazyLock::new(|| {
    let bytes = Bytes::new(include_bytes!("../fonts/NotoSansCJKsc-Regular-subset.otf").as_slice());
    Font::new(bytes, 0).expect("the font that is compiled in")
});
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts([&*FONT])));

/// One document: the template, its data as the input `data`, our font and nothing else.
struct Sheet {
    library: LazyHash<Library>,
    main: Source,
}

impl World for Sheet {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        (index == 0).then(|| FONT.clone())
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The characters of a text that the documents cannot show, each once, in their order. Line breaks are not characters.
pub fn missing(text: &str) -> Vec<char> {
    let mut missing = Vec::new();
    for character in text.chars().filter(|character| !matches!(character, '\n' | '\r' | '\t')) {
        if !FONT.info().coverage.contains(u32::from(character)) && !missing.contains(&character) {
            missing.push(character);
        }
    }
    missing
}

fn texts(value: &serde_json::Value, found: &mut String) {
    match value {
        serde_json::Value::String(text) => found.push_str(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

/// The document as PDF. The same order gives the same bytes.
pub fn typeset(order: &Order) -> Result<Vec<u8>, Failure> {
    let mut said = String::new();
    texts(&order.data, &mut said);
    let missing = missing(&said);
    if !missing.is_empty() {
        return Err(Failure::Missing(missing.iter().collect()));
    }
    let mut inputs = Dict::new();
    inputs.insert("data".into(), order.data.to_string().into_value());
    let sheet =
        Sheet { library: LazyHash::new(Library::builder().with_inputs(inputs).build()), main: Source::detached(order.template.source()) };
    let reasons =
        |errors: &[typst::diag::SourceDiagnostic]| errors.iter().map(|error| error.message.to_string()).collect::<Vec<_>>().join("; ");
    let document: typst_layout::PagedDocument = typst::compile(&sheet).output.map_err(|errors| Failure::Template(reasons(&errors)))?;
    typst_pdf::pdf(&document, &typst_pdf::PdfOptions::default()).map_err(|errors| Failure::Pdf(reasons(&errors)))
}
