//! `/sales/accounting/bills/{bill}/focus`: the dataset as a file. It is read and sent in parts; records of a final bill never change, so
//! that the parts belong together. A part that cannot be read, or a number of rows that is not the bill's, breaks the connection off: a
//! file that arrived whole is whole.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Router};
use futures_util::stream;
use sqlx::PgPool;

use super::columns::{COLUMNS, Head, Row, cells};
use crate::accounting::bills::model::BillId;
use crate::accounting::bills::queries;
use crate::accounting::bills::rules::scope_of;
use crate::auth::{Scope, Viewer};
use crate::error::AppError;
use crate::exports::guarded;
use crate::server::AppState;
use crate::server::audit;
use crate::server::db::begin;
use crate::server::files::download::attached;

/// Where it is.
pub const PATH: &str = "/sales/accounting/bills/{id}/focus";
/// Rows of one part.
const PART: i64 = 2_000;

/// The router's gate stands before it as before every page.
pub fn routes() -> Router<AppState> {
    Router::new().route(PATH, axum::routing::get(answer))
}

async fn answer(State(state): State<AppState>, viewer: Option<Extension<Viewer>>, Path(id): Path<String>) -> Response {
    // Whoever looks with another person's eyes takes no file along.
    let viewer = viewer.map(|Extension(viewer)| viewer).filter(|viewer| viewer.viewed_by.is_none());
    let (Some(viewer), Ok(id)) = (viewer, id.parse::<BillId>()) else { return StatusCode::NOT_FOUND.into_response() };
    match found(&state, &viewer, id).await {
        Ok(response) => response,
        Err(AppError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response(),
    }
}

async fn found(state: &AppState, viewer: &Viewer, id: BillId) -> Result<Response, AppError> {
    let scope = Scope::of(viewer, scope_of(viewer).map_err(|_| AppError::NotFound)?)?;
    let head = queries::focus_head(&state.db, &scope, id).await?.ok_or(AppError::NotFound)?;
    let mut tx = begin(&state.db).await?;
    let event = viewer.audit_event(state.clock.now(), "partner_bill.focus_downloaded", ("partner_bill", id.0), None, None);
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    let name = format!("focus-1.2 {} {}.csv", head.cycle, head.number);
    Ok(attached(Body::from_stream(parts(state.db.clone(), scope, head)), "text/csv; charset=utf-8", &name))
}

/// Where reading stands.
struct Place {
    db: PgPool,
    scope: Scope,
    head: Head,
    /// The last row that was read.
    after: Option<Row>,
    read: i64,
    is_over: bool,
}

fn parts(db: PgPool, scope: Scope, head: Head) -> impl futures_util::Stream<Item = Result<Vec<u8>, std::io::Error>> {
    let begin = Place { db, scope, head, after: None, read: 0, is_over: false };
    stream::try_unfold(begin, |place| async move { if place.is_over { Ok(None) } else { next(place).await.map(Some) } })
}

async fn next(mut place: Place) -> Result<(Vec<u8>, Place), std::io::Error> {
    let failed = |error: sqlx::Error| {
        tracing::error!(%error, "a FOCUS dataset could not be read");
        std::io::Error::other(error)
    };
    let after = place.after.as_ref().map(|row| (row.day, row.id));
    let rows = queries::focus_rows(&place.db, &place.scope, &place.head, after, PART).await.map_err(failed)?;
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    if place.read == 0 {
        out.write_record(COLUMNS).map_err(std::io::Error::other)?;
    }
    for row in &rows {
        // Whoever opens it as a spreadsheet gets no formula; amounts stay numbers.
        let cells = cells(&place.head, row);
        let cells = COLUMNS.iter().zip(&cells).map(|(column, cell)| if is_amount(column) { cell.clone() } else { guarded(cell) });
        out.write_record(cells.map(|cell| cell.into_owned())).map_err(std::io::Error::other)?;
    }
    place.read += i64::try_from(rows.len()).unwrap_or(i64::MAX);
    place.is_over = rows.len() < usize::try_from(PART).unwrap_or(usize::MAX);
    if place.is_over && place.read != place.head.records {
        tracing::error!(bill = place.head.number, read = place.read, records = place.head.records, "a FOCUS dataset lacks rows");
        return Err(std::io::Error::other("rows are missing"));
    }
    place.after = rows.into_iter().next_back().or(place.after);
    Ok((out.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?, place))
}

fn is_amount(column: &str) -> bool {
    column.ends_with("Cost") || column.ends_with("Quantity") || column == "x_Remainder"
}
