//! The statements that a kind's description becomes. All parts are literals of descriptions, whatever is typed is bound.

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{Postgres, QueryBuilder};

use crate::imports::kind::{Batch, Column, Kind, Value};

/// Parts of a statement, added one after the other.
pub(super) struct Statement(pub(super) QueryBuilder<Postgres>);

impl Statement {
    /// `with s as (…)`: the rows of a batch that the file itself does not refuse, one text column for each of the kind.
    pub(super) fn over(kind: &Kind) -> Self {
        let mut sql = Self(QueryBuilder::new(
            "with s as (select r.line as row_line, r.id as row_id, r.outcome as row_outcome, r.likely as row_likely, r.facts as row_facts",
        ));
        for (at, column) in (1i32..).zip(kind.columns) {
            sql.add(", r.cells[").number(at).add("] as ").add(column.key);
        }
        sql.add(" from import_row r where r.run_id = $1 and r.line > $2 and r.line <= $3 and not r.fixed)");
        sql
    }

    pub(super) fn add(&mut self, literal: &'static str) -> &mut Self {
        self.0.push(literal);
        self
    }

    pub(super) fn number(&mut self, number: i32) -> &mut Self {
        self.0.push(number);
        self
    }

    /// What a column is to be, as text: null where the file says nothing.
    pub(super) fn said(&mut self, column: &Column) -> &mut Self {
        if column.stands_for.is_empty() {
            return self.add("s.").add(column.key);
        }
        self.add("case when coalesce(s.").add(column.key).add(", '') = '' then s.").add(column.key);
        self.add(" else (").add(column.stands_for).add(")::text end")
    }

    /// What a column is, as text; empty where there is nothing.
    pub(super) fn present(&mut self, column: &Column) -> &mut Self {
        let (before, after) = match column.value {
            Value::Choices(_) => ("coalesce(array_to_string(", ", ';'), '')"),
            Value::Amount(_) => ("coalesce(trim_scale(", ")::text, '')"),
            _ => ("coalesce((", ")::text, '')"),
        };
        self.add(before).add(if column.present.is_empty() { "null" } else { column.present }).add(after)
    }

    /// What a column is after the import, in its SQL type.
    pub(super) fn value(&mut self, column: &Column) -> &mut Self {
        let present = if column.present.is_empty() { "null" } else { column.present };
        let kind = column.value.sql_type();
        match column.value {
            Value::Choices(_) => {
                self.add("case when s.").add(column.key).add(" is null then coalesce(").add(present).add(", '{}')");
                self.add(" else string_to_array(s.").add(column.key).add(", ';') end")
            }
            _ if kind == "text" => self.add("coalesce(").said(column).add(", ").add(present).add(", '").add(column.default).add("')"),
            _ => {
                self.add("case when s.").add(column.key).add(" is null then ").add(present);
                self.add(" else nullif(s.").add(column.key).add(", '')::").add(kind).add(" end")
            }
        }
    }

    /// `, m as (…)`: created and changed rows of the batch with the new value of every column.
    pub(super) fn merged(&mut self, kind: &Kind) -> &mut Self {
        self.add(", m as (select s.row_line, s.row_outcome as outcome, s.row_facts as facts, coalesce(")
            .add(kind.record)
            .add(", s.row_id) as id");
        for column in kind.columns {
            self.add(", ").value(column).add(" as ").add(column.key);
        }
        self.add(" from s ").add(kind.lookup).add(" where s.row_outcome in ('created', 'changed')) ")
    }

    /// The plan of the statement instead of its work.
    #[cfg(test)]
    pub(super) fn explained(self) -> Self {
        let mut sql = QueryBuilder::new("explain ");
        sql.push(self.0.sql().as_str());
        Self(sql)
    }

    /// With what every statement of a description may refer to.
    pub(super) fn bound<'q>(&'q mut self, batch: &Batch<'q>) -> Query<'q, Postgres, PgArguments> {
        self.0
            .build()
            .bind(batch.run)
            .bind(batch.after)
            .bind(batch.to)
            .bind(batch.source)
            .bind(batch.at)
            .bind(batch.with_likely)
            .bind(batch.as_of)
    }
}
