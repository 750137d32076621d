//! What may be wrong with a file or a row.

use serde::{Deserialize, Serialize};

use crate::values::choice::choices;

choices! {
    /// What may be wrong with a file or a cell, whatever the kind. Kinds add their own (`kind::Check`).
    Code {
        /// Nothing stands in the cell.
        Missing => "missing",
        /// More characters than the argument.
        TooLong => "too_long",
        /// Not one of the words that may stand here.
        NotAChoice => "not_a_choice",
        /// Not a date.
        NotADate => "not_a_date",
        /// Not a moment.
        NotAMoment => "not_a_moment",
        /// Neither a mobile number nor, where allowed, a landline.
        NotAPhone => "not_a_phone",
        /// Not an e-mail address.
        NotAnEmail => "not_an_email",
        /// Contains spaces.
        NotAnAccountName => "not_an_account_name",
        /// Neither yes nor no.
        NotYesOrNo => "not_yes_or_no",
        /// Not an amount.
        NotAnAmount => "not_an_amount",
        /// More decimals than the argument.
        TooManyDecimals => "too_many_decimals",
        /// More digits before the point than the argument.
        TooManyDigits => "too_many_digits",
        /// A long number that a spreadsheet has shortened: `2.02611E+14`.
        DamagedNumber => "damaged_number",
        /// Characters that were lost before the file came here (U+FFFD).
        DamagedText => "damaged_text",
        /// A formula whose value is not in the file.
        FormulaWithoutValue => "formula_without_value",
        /// A formula that ends in an error: `#REF!`.
        FormulaError => "formula_error",
        /// More cells than the header has columns.
        TooManyCells => "too_many_cells",
        /// A quotation mark is opened and never closed.
        UnclosedQuote => "unclosed_quote",
        /// The end lies before the beginning.
        EndsBeforeItBegins => "ends_before_it_begins",
        /// The same stands in the line of the argument.
        Repeated => "repeated",
        /// A file of a later moment has written the record.
        OlderFile => "older_file",

        /// The file is empty, or has a header only.
        NoRows => "no_rows",
        /// More rows than the argument.
        TooManyRows => "too_many_rows",
        /// More bytes than are taken.
        TooLarge => "too_large",
        /// The header lacks the columns of the argument.
        ColumnsMissing => "columns_missing",
        /// The header has columns that the kind does not know, or one twice.
        ColumnsUnknown => "columns_unknown",
        /// No encoding fits all bytes of the file.
        UnknownEncoding => "unknown_encoding",
        /// An XLSX file that cannot be read.
        DamagedWorkbook => "damaged_workbook",
        /// A workbook with macros.
        Macros => "macros",
        /// The old binary format of Excel, or another kind of file.
        NotATable => "not_a_table",
        /// A file of this kind that came later was imported already.
        NewerFile => "newer_file",
        /// The server failed several times.
        Broken => "broken",
    }
}

/// What is wrong with a row or a file, as it is stored: `column:code:argument`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Key of the column; empty for the whole row or file.
    pub column: String,
    /// [`Code`], or the key of a check of the kind.
    pub code: String,
    /// A number, a line, names of columns.
    pub argument: String,
}

impl Problem {
    /// A problem at a column; at the whole row with an empty one.
    pub fn at(column: &str, code: Code) -> Self {
        Self { column: column.to_owned(), code: code.to_string(), argument: String::new() }
    }

    /// A problem of a whole file or row.
    pub fn of_all(code: Code) -> Self {
        Self::at("", code)
    }

    /// With an argument.
    #[must_use]
    pub fn with(mut self, argument: impl std::fmt::Display) -> Self {
        self.argument = argument.to_string();
        self
    }

    /// Reads what [`Display`](std::fmt::Display) wrote.
    pub fn decode(text: &str) -> Self {
        let mut parts = text.splitn(3, ':').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { column: next(), code: next(), argument: next() }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.column, self.code, self.argument)
    }
}
