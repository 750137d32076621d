//! Why a file could not be stored or read.

use super::spool::SpoolError;

/// Why a file could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The folder or the bucket failed, or holds something else than the row says.
    #[error("file store: {0}")]
    Store(String),
    /// Local disk.
    #[error("file spool: {0}")]
    Io(#[from] std::io::Error),
    /// Database.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// Larger than allowed, in bytes.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// The person has [`super::records::MOST_TEMPORARY`] files that no record names yet.
    #[error("too many temporary files")]
    TooMany,
}

impl From<object_store::Error> for FilesError {
    fn from(error: object_store::Error) -> Self {
        Self::Store(error.to_string())
    }
}

impl From<SpoolError> for FilesError {
    fn from(error: SpoolError) -> Self {
        match error {
            SpoolError::TooLarge(limit) => Self::TooLarge(limit),
            SpoolError::Io(error) => Self::Io(error),
        }
    }
}
