//! Why a file came to nothing.

use super::model::Problem;
use super::reading::Stop;

/// Why a file came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The file as a whole is not accepted.
    #[error("{0}")]
    File(Problem),
    /// The database's.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    /// The file's or the machine's.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::File(problem) => Self::File(problem),
            Stop::Io(error) => Self::Io(error),
            Stop::Enough => Self::Io(std::io::ErrorKind::BrokenPipe.into()),
        }
    }
}
