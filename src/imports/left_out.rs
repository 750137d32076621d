//! The rows of a run that were left out, as CSV that can be mended and sent again.

use bytes::Bytes;
use futures_util::{Stream, stream};
use sqlx::PgPool;

use super::kind::{self, Kinds};
use super::model::{Outcome, Problem, Run, RunId};
use super::queries::{history, report};
use super::rules::Staff;
use super::rules::{REASON, guarded};
use super::wording::Wording;
use crate::i18n::Locale;

/// Rows that are read at once.
const PART: i64 = 500;

/// All of them, in parts: the header of the file and the reason, then row by row. `None` for a run that is not there.
pub(super) async fn stream(
    db: &PgPool,
    kinds: Kinds,
    staff: Staff,
    id: RunId,
    locale: Locale,
) -> Option<impl Stream<Item = std::io::Result<Bytes>> + Send + use<>> {
    let run = history::lookup(db, staff, id).await.ok()??;
    let wording = Wording { kind: kind::find(kinds, &run.kind)?, locale };
    let db = db.clone();
    Some(stream::try_unfold(Some(0), move |after| {
        let (db, run) = (db.clone(), run.clone());
        async move {
            let Some(after) = after else { return Ok(None) };
            let rows = report::left_out(&db, staff, run.id, after, PART).await.map_err(std::io::Error::other)?;
            let next = rows.last().map(|row| row.line);
            let mut lines = if after == 0 { header(&run, wording) } else { String::new() };
            for row in rows {
                let cells = cells(&row, &run, wording);
                lines += &line(cells.into_iter().chain([reason(&row, wording)]));
            }
            Ok((!lines.is_empty()).then_some((Bytes::from(lines), next)))
        }
    }))
}

fn header(run: &Run, wording: Wording) -> String {
    let header = run.understood.as_ref().map(|understood| understood.header.clone()).unwrap_or_default();
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    format!("\u{feff}{}", line(header.into_iter().chain([REASON.in_language(wording.locale).to_owned()])))
}

/// The cells of a row in the columns of the file.
fn cells(row: &report::LeftOut, run: &Run, wording: Wording) -> Vec<String> {
    let Some(understood) = &run.understood else { return Vec::new() };
    let of = |at: usize| row.cells.get(at).cloned().flatten().unwrap_or_default();
    if row.is_raw {
        return (0..understood.header.len().max(row.cells.len())).map(of).collect();
    }
    let place = |key: &String| wording.kind.columns.iter().position(|column| column.key == key.as_str());
    understood.columns.iter().map(|key| place(key).map(of).unwrap_or_default()).collect()
}

fn reason(row: &report::LeftOut, wording: Wording) -> String {
    let mut reasons: Vec<String> = row.problems.iter().map(|problem| wording.problem(&Problem::decode(problem))).collect();
    if row.outcome == Outcome::Likely {
        reasons.extend(row.likely.as_deref().map(|likely| wording.likely(likely)));
    }
    reasons.join("; ")
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = |cell: String| {
        let cell = guarded(&cell);
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    cells.map(quoted).collect::<Vec<_>>().join(",") + "\r\n"
}
