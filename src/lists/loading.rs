//! What every list loads before its rows.

use serde::de::DeserializeOwned;
use sqlx::PgPool;
use uuid::Uuid;

use super::model::{ListName, Preference};
use super::queries;
use crate::auth::Viewer;
use crate::error::AppError;
use crate::values::cursor::Cursor;

/// Rows a page for a person who never chose.
pub const USUAL_SIZE: u16 = 20;

/// How a person wants a list, and the conditions that its address names.
#[derive(Debug)]
pub struct Wanted<T> {
    /// Columns and page size.
    pub preference: Preference,
    /// What was typed on masked columns.
    pub typed: Option<T>,
    /// The address names conditions that are no longer kept, or are another person's: everything is shown, and said so.
    pub filter_is_gone: bool,
}

/// Loads both; conditions that are gone are taken out of the address.
///
/// # Errors
/// Those of the database.
pub async fn wanted<T: DeserializeOwned>(
    db: &PgPool,
    viewer: &Viewer,
    list: ListName,
    filter: &mut Option<Uuid>,
) -> Result<Wanted<T>, AppError> {
    let kept = async {
        match *filter {
            Some(id) => queries::filter(db, viewer, list, id).await,
            None => Ok(None),
        }
    };
    let (preference, kept) = tokio::try_join!(queries::preference(db, viewer, list), kept)?;
    let typed: Option<T> = kept.and_then(|conditions| serde_json::from_value(conditions).ok());
    let filter_is_gone = filter.is_some() && typed.is_none();
    if filter_is_gone {
        *filter = None;
    }
    Ok(Wanted { preference, typed, filter_is_gone })
}

/// Whether an address says a place that cannot be read.
pub fn is_unreadable(cursors: [Option<&str>; 2]) -> bool {
    cursors.into_iter().flatten().any(|text| Cursor::decode(text).is_err())
}
