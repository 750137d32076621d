//! Problems, changes and likenesses of rows in words, with those of the kind.

use super::kind::{Column, Kind, Mask, Value};
use super::model::{Code, Line, Problem, Run, Understood};
use super::text::ImportText;
use crate::i18n::Locale;
use crate::values::masking::{mask_email, mask_mobile, mask_name};

/// Words of a run, in one language.
#[derive(Clone, Copy, Debug)]
pub struct Wording {
    /// The kind of file.
    pub kind: &'static Kind,
    /// The language.
    pub locale: Locale,
}

impl Wording {
    fn t(self) -> ImportText {
        ImportText(self.locale)
    }

    /// A column by its key.
    pub fn column(self, key: &str) -> &'static str {
        self.kind.column(key).map_or("", |column| column.name.in_language(self.locale))
    }

    /// What is wrong with a row or a file.
    pub fn problem(self, problem: &Problem) -> String {
        let said = match problem.code.parse::<Code>() {
            Ok(Code::NotAChoice) => self.t().code(Code::NotAChoice, &self.choices(&problem.column)),
            Ok(Code::ColumnsMissing) => {
                let names: Vec<&str> = problem.argument.split(',').map(|key| self.column(key)).collect();
                self.t().code(Code::ColumnsMissing, &names.join(", "))
            }
            Ok(code) => self.t().code(code, &problem.argument),
            Err(_) => {
                let closed = self.kind.closed.iter();
                let check = self.kind.checks.iter().chain(closed).find(|check| check.key == problem.code);
                check.map_or(String::new(), |check| check.says.in_language(self.locale).to_owned())
            }
        };
        match self.column(&problem.column) {
            "" => said,
            column => self.t().at_column(column, said),
        }
    }

    /// Where records count that do not count as usual, and how many.
    pub fn elsewhere(self, counted: &[(String, i64)]) -> Vec<String> {
        let Some(elsewhere) = self.kind.elsewhere else { return Vec::new() };
        counted.iter().map(|(place, records)| (elsewhere.says)(self.locale, place, *records)).collect()
    }

    fn choices(self, key: &str) -> String {
        match self.kind.column(key).map(|column| column.value) {
            Some(Value::Choice(choices) | Value::Choices(choices)) => {
                choices().iter().map(|choice| choice.name.in_language(self.locale)).collect::<Vec<_>>().join(", ")
            }
            _ => String::new(),
        }
    }

    /// A value of a column, masked as the kind says, words by their names.
    pub fn value(self, column: &Column, value: &str) -> String {
        let shown = match (column.mask, column.value) {
            (Mask::Name, _) => mask_name(value),
            (Mask::Phone, _) => mask_mobile(value),
            (Mask::Email, _) => mask_email(value),
            (Mask::Clear, Value::Choice(choices) | Value::Choices(choices)) => {
                let choices = choices();
                let name = |key: &str| choices.iter().find(|choice| choice.key == key).map(|choice| choice.name.in_language(self.locale));
                value.split(';').map(|key| name(key).unwrap_or(key)).collect::<Vec<_>>().join(", ")
            }
            (Mask::Clear, _) => value.to_owned(),
        };
        if shown.is_empty() { self.t().nothing().to_owned() } else { shown }
    }

    /// What a row is about.
    pub fn subject(self, line: &Line) -> String {
        match self.kind.column(self.kind.subject) {
            Some(column) if !line.subject.is_empty() => self.value(column, &line.subject),
            _ => String::new(),
        }
    }

    /// Why a row is left out, or what changes.
    pub fn details(self, line: &Line) -> Vec<String> {
        let mut details: Vec<String> = line.problems.iter().map(|problem| self.problem(problem)).collect();
        details.extend(line.likely.as_deref().map(|likely| self.likely(likely)));
        details.extend(line.changes.iter().filter_map(|(key, before, after)| {
            let column = self.kind.column(key)?;
            let name = column.name.in_language(self.locale);
            Some(self.t().change(name, self.value(column, before), self.value(column, after)))
        }));
        details
    }

    /// Which record a row is likely the same as.
    pub fn likely(self, likely: &str) -> String {
        match likely.strip_prefix("line:") {
            Some(line) => self.t().likely_line(line),
            None => {
                let found = self.kind.likely.iter().find(|one| one.key == likely);
                found.map_or(String::new(), |found| found.says.in_language(self.locale).to_owned())
            }
        }
    }

    /// How a file was read.
    pub fn understood(self, run: &Run) -> String {
        let t = self.t();
        match &run.understood {
            None => String::new(),
            Some(Understood { encoding, separator, sheet, .. }) if sheet.is_empty() => {
                format!("{} {}", t.understood_csv(encoding, t.separator(*separator)), t.rows(run.counts.total))
            }
            Some(Understood { sheet, .. }) => format!("{} {}", t.understood_xlsx(sheet), t.rows(run.counts.total)),
        }
    }
}
