//! What files are asked for: which form brings them, which types pass, who may upload and who may read.

use std::future::Future;
use std::pin::Pin;

use axum::http::Extensions;

use super::{FileType, StoredFile};
use crate::server::AppState;

/// The answer of [`Purpose::may_read`].
pub type MayRead<'a> = Pin<Box<dyn Future<Output = sqlx::Result<bool>> + Send + 'a>>;

/// One input of one form. A file that comes in any other input is not stored.
#[derive(Clone, Copy, Debug)]
pub struct Purpose {
    /// As `stored_file.purpose` keeps it.
    pub name: &'static str,
    /// The server function that the form names, `imports.import`.
    pub action: &'static str,
    /// The full name of the input, `form[file]`; an ending of `[]` accepts several files.
    pub field: &'static str,
    /// Types that pass.
    pub accepts: &'static [FileType],
    /// Whether the person of this request may send the form at all, by the request's extensions. Others' files are read to
    /// their end and not stored; the server function answers why.
    pub may_upload: fn(&Extensions) -> bool,
    /// Whether the person of this request may download the file.
    pub may_read: for<'a> fn(&'a AppState, &'a Extensions, &'a StoredFile) -> MayRead<'a>,
}

impl Purpose {
    /// The purpose of an input, if there is one.
    pub fn of(all: &'static [Self], action: &str, field: &str) -> Option<&'static Self> {
        all.iter().find(|purpose| purpose.action == action && purpose.field == field)
    }

    /// The purpose of a stored file.
    pub fn named(all: &'static [Self], name: &str) -> Option<&'static Self> {
        all.iter().find(|purpose| purpose.name == name)
    }
}
