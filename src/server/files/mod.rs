//! Uploaded files: received as a stream, kept in a folder or an S3-compatible bucket, described by a row of `stored_file`.
//!
//! A file is spooled to a nameless temporary file while its size and SHA-256 are taken, its type is read from its content,
//! then it is stored as `temporary`. The transaction that names the file in a record calls [`keep`]; [`sweep`] removes what no
//! transaction has named within a day. Reading goes through [`Files::open`] (a stream) or [`Files::local_copy`] (a local file
//! with random access). Who may upload and read is said by a [`Purpose`]; the application registers those.

pub mod detect;
pub mod download;
mod error;
pub mod names;
pub mod purpose;
mod records;
mod spool;
mod store;
mod sweep;
pub mod text;

use std::sync::Arc;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use sqlx::PgPool;
use tokio::sync::OnceCell;

pub use detect::FileType;
pub use error::FilesError;
pub use purpose::Purpose;
pub use records::{NewFile, StoredFile, discard, keep, lookup, lookup_own, release, touch};
pub use spool::{Spool, SpoolError, Spooled};
pub use store::{Bucket, FileSettings};
pub use sweep::sweep;

use store::Store;

/// The file store of this installation. Clones share it.
#[derive(Clone, Debug)]
pub struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    settings: FileSettings,
    store: OnceCell<Store>,
}

impl Files {
    /// A handle; the store is opened when it is first used.
    pub fn new(settings: FileSettings) -> Self {
        Self(Arc::new(Inner { settings, store: OnceCell::new() }))
    }

    /// The largest upload of one form, in bytes.
    pub fn max_bytes(&self) -> u64 {
        self.0.settings.max_bytes
    }

    /// Opens the store and asks it for something, so that wrong settings show when the server starts.
    ///
    /// # Errors
    /// The folder cannot be made; the bucket does not answer or refuses the keys.
    pub async fn check(&self) -> Result<(), FilesError> {
        self.store().await?.check().await
    }

    async fn store(&self) -> Result<&Store, FilesError> {
        self.0.store.get_or_try_init(|| async { Store::open(&self.0.settings) }).await
    }

    /// An empty spool for at most `limit` bytes. It has no name on disk: it is gone when it is dropped or the process dies.
    ///
    /// # Errors
    /// Those of the local disk.
    pub async fn spool(&self, limit: u64) -> Result<Spool, SpoolError> {
        Spool::create(&self.0.settings.folder.join("incoming"), limit).await
    }

    /// The folder for files without a name that the server writes before it stores them.
    ///
    /// # Errors
    /// Those of the local disk.
    pub async fn scratch_folder(&self) -> std::io::Result<std::path::PathBuf> {
        let folder = self.0.settings.folder.join("incoming");
        tokio::fs::create_dir_all(&folder).await?;
        Ok(folder)
    }

    /// Stores what was spooled, as a temporary file. The same upload again answers with the first one's row.
    ///
    /// # Errors
    /// [`FilesError::TooMany`], those of the store and of the database.
    pub async fn put(&self, db: &PgPool, new: &NewFile<'_>, spooled: &Spooled) -> Result<StoredFile, FilesError> {
        let (file, is_stored) = records::begin(db, new, spooled).await?.ok_or(FilesError::TooMany)?;
        if is_stored {
            return Ok(file);
        }
        let stored = match self.store().await {
            Ok(store) => store.put(db, &file, spooled).await,
            Err(error) => Err(error),
        };
        match stored {
            Ok(()) if records::finish(db, file.id, new.at).await? => Ok(file),
            Ok(()) => Err(FilesError::Store("the file was removed while it was stored".into())),
            Err(error) => {
                // The next sweep removes what there is of it.
                records::give_up(db, file.id).await?;
                Err(error)
            }
        }
    }

    /// Spools and stores a stream, for files that the server itself makes.
    ///
    /// # Errors
    /// [`FilesError::TooLarge`] beyond [`Files::max_bytes`], those of the stream and of [`Files::put`].
    pub async fn put_stream<S>(&self, db: &PgPool, new: &NewFile<'_>, content: S) -> Result<StoredFile, FilesError>
    where
        S: Stream<Item = std::io::Result<Bytes>>,
    {
        let mut spool = self.spool(self.max_bytes()).await?;
        let mut content = std::pin::pin!(content);
        while let Some(chunk) = content.next().await {
            spool.write(&chunk?).await?;
        }
        self.put(db, new, &spool.finish().await?).await
    }

    /// The file's bytes, from the first to the last.
    ///
    /// # Errors
    /// Those of the store, also within the stream.
    pub async fn open(
        &self,
        file: &StoredFile,
    ) -> Result<impl Stream<Item = Result<Bytes, FilesError>> + Send + Unpin + use<>, FilesError> {
        self.store().await?.read(&file.storage_path).await
    }

    /// A local copy with random access (`Read` and `Seek`), whose size and SHA-256 were compared with the row. It has no name on
    /// disk and is gone when it is dropped.
    ///
    /// # Errors
    /// Those of the store and of the local disk; [`FilesError::Store`] where the content is not what was uploaded.
    pub async fn local_copy(&self, file: &StoredFile) -> Result<std::fs::File, FilesError> {
        let mut spool = self.spool(file.size).await?;
        let mut content = self.open(file).await?;
        while let Some(chunk) = content.next().await {
            spool.write(&chunk?).await?;
        }
        let copy = spool.finish().await?;
        if copy.size != file.size || copy.sha256[..] != file.sha256[..] {
            return Err(FilesError::Store(format!("{} is not what was uploaded", file.storage_path)));
        }
        Ok(copy.into_file())
    }

    /// Removes the bytes of a file, and every trace of attempts to store it. Nothing there is no error.
    ///
    /// # Errors
    /// Those of the store.
    async fn remove(&self, storage_path: &str, multipart_ids: &[String]) -> Result<(), FilesError> {
        self.store().await?.remove(storage_path, multipart_ids).await
    }
}

#[cfg(test)]
mod tests;
