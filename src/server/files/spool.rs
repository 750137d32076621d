//! Receiving: bytes go to a nameless local file while size and hash are taken.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt as _;

/// Why bytes could not be spooled.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// More bytes than this came.
    #[error("larger than {0} bytes")]
    TooLarge(u64),
    /// Local disk.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A file that is being received.
#[derive(Debug)]
pub struct Spool {
    file: tokio::fs::File,
    hash: Sha256,
    size: u64,
    limit: u64,
}

impl Spool {
    pub(super) async fn create(folder: &Path, limit: u64) -> Result<Self, SpoolError> {
        let folder = folder.to_path_buf();
        let file = tokio::task::spawn_blocking(move || {
            std::fs::create_dir_all(&folder)?;
            tempfile::tempfile_in(&folder)
        })
        .await
        .map_err(std::io::Error::other)??;
        Ok(Self { file: tokio::fs::File::from_std(file), hash: Sha256::new(), size: 0, limit })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`SpoolError::TooLarge`] when the limit is passed, those of the local disk.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), SpoolError> {
        self.size += bytes.len() as u64;
        if self.size > self.limit {
            return Err(SpoolError::TooLarge(self.limit));
        }
        self.hash.update(bytes);
        Ok(self.file.write_all(bytes).await?)
    }

    /// Nothing follows.
    ///
    /// # Errors
    /// Those of the local disk.
    pub async fn finish(mut self) -> Result<Spooled, SpoolError> {
        self.file.flush().await?;
        Ok(Spooled { file: self.file.into_std().await, size: self.size, sha256: self.hash.finalize().into() })
    }
}

/// A file that was received or made, on the local disk only.
#[derive(Debug)]
pub struct Spooled {
    file: File,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content.
    pub sha256: [u8; 32],
}

impl Spooled {
    /// A nameless local file that the server itself wrote, and whose size and hash it took meanwhile.
    pub fn written(file: File, size: u64, sha256: [u8; 32]) -> Self {
        Self { file, size, sha256 }
    }

    /// Runs blocking work on the content, from its beginning, apart from the threads that answer requests.
    ///
    /// # Errors
    /// Those of the local disk and of the work.
    pub async fn read<T, Work>(&self, work: Work) -> std::io::Result<T>
    where
        T: Send + 'static,
        Work: FnOnce(&mut File) -> std::io::Result<T> + Send + 'static,
    {
        let mut file = self.file.try_clone()?;
        tokio::task::spawn_blocking(move || {
            file.seek(SeekFrom::Start(0))?;
            work(&mut file)
        })
        .await
        .map_err(std::io::Error::other)?
    }

    /// Up to `length` bytes from `offset`.
    ///
    /// # Errors
    /// Those of the local disk.
    pub(super) async fn part(&self, offset: u64, length: u64) -> std::io::Result<Vec<u8>> {
        // With room for more at the end of it, which is not asked for twice then.
        let room = usize::try_from(length.min(self.size.saturating_sub(offset))).unwrap_or_default();
        self.read(move |file| {
            let mut bytes = Vec::with_capacity(room);
            file.seek(SeekFrom::Start(offset))?;
            file.take(length).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
        .await
    }

    pub(super) fn into_file(mut self) -> File {
        // A seek to the beginning of an open local file does not fail; a reader would see it at once if it did.
        let _ = self.file.rewind();
        self.file
    }
}
