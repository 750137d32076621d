//! Some rows on their way to the writer. Their cells and all of their text lie in one piece each: a value of its own for each of a
//! million rows' cells would take longer than writing it.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use rust_decimal::Decimal;

use super::anonymising::Value;

/// A [`Value`] whose text stands in [`Batch::text`], behind that of the cell before it.
#[derive(Debug)]
enum Kept {
    Empty,
    /// So many bytes.
    Text(usize),
    Integer(i64),
    Amount(Decimal),
    Day(NaiveDate),
    Moment(NaiveDateTime),
}

/// Rows of equally many cells.
#[derive(Debug)]
pub struct Batch {
    columns: usize,
    cells: Vec<Kept>,
    text: String,
}

impl Batch {
    /// No row yet, of at least one column each; room for so many.
    pub fn of(columns: usize, rows: usize) -> Self {
        Self { columns: columns.max(1), cells: Vec::with_capacity(columns * rows), text: String::new() }
    }

    /// The next cell; rows follow each other without a mark.
    pub fn push(&mut self, value: Value<'_>) {
        self.cells.push(match value {
            Value::Empty => Kept::Empty,
            Value::Text(text) => {
                self.text.push_str(&text);
                Kept::Text(text.len())
            }
            Value::Integer(number) => Kept::Integer(number),
            Value::Amount(amount) => Kept::Amount(amount),
            Value::Day(day) => Kept::Day(day),
            Value::Moment(moment) => Kept::Moment(moment),
        });
    }

    /// Hands on each row.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn each<E>(&self, mut take: impl FnMut(&[Value<'_>]) -> Result<(), E>) -> Result<(), E> {
        let (mut row, mut text) = (Vec::with_capacity(self.columns), self.text.as_str());
        for cells in self.cells.chunks(self.columns) {
            row.clear();
            for cell in cells {
                row.push(match *cell {
                    Kept::Empty => Value::Empty,
                    Kept::Text(length) => {
                        let (own, rest) = text.split_at(length);
                        text = rest;
                        Value::Text(Cow::Borrowed(own))
                    }
                    Kept::Integer(number) => Value::Integer(number),
                    Kept::Amount(amount) => Value::Amount(amount),
                    Kept::Day(day) => Value::Day(day),
                    Kept::Moment(moment) => Value::Moment(moment),
                });
            }
            take(&row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_as_they_went_in() {
        let moment: NaiveDateTime = "2026-12-01T00:30:15".parse().unwrap();
        let rows = [
            [Value::Text("云".into()), Value::Empty, Value::Integer(-7)],
            [Value::Text("".into()), Value::Text("net, \"work\"".into()), Value::Amount(Decimal::new(-4200, 2))],
            [Value::Day(moment.date()), Value::Moment(moment), Value::Text("last".into())],
        ];
        let mut batch = Batch::of(3, 1);
        rows.iter().flatten().for_each(|value| batch.push(value.clone()));
        let mut left = rows.iter();
        let all = batch.each(|row| {
            assert_eq!(row, left.next().unwrap());
            Ok::<_, ()>(())
        });
        assert_eq!((all, left.len()), (Ok(()), 0));
    }
}
