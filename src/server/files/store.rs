//! Where bytes are kept: a local folder or an S3-compatible bucket. Each file has a folder (a key prefix) of its own.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::local::LocalFileSystem;
use object_store::multipart::MultipartStore as _;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt as _, RetryConfig};
use sqlx::PgPool;

use super::error::FilesError;
use super::records::{self, StoredFile};
use super::spool::Spooled;

/// What is written at once: S3 takes parts of 5 MiB and more.
const PART: u64 = 8 * 1024 * 1024;
/// What is written at once to the folder, which takes parts of any size: with it goes memory.
const LOCAL_PART: u64 = 1024 * 1024;

/// Settings of the file store.
#[derive(Clone, Debug)]
pub struct FileSettings {
    /// Files are kept here unless there is a bucket; what is being received lies in its folder `incoming`.
    pub folder: PathBuf,
    /// The largest upload of one form, in bytes.
    pub max_bytes: u64,
    /// An S3-compatible bucket instead of the folder.
    pub bucket: Option<Bucket>,
}

/// An S3-compatible bucket.
#[derive(Clone)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Where it answers, `https://s3.example.com`; none for AWS itself.
    pub endpoint: Option<String>,
    /// Its region.
    pub region: String,
    /// Access key and secret; none for what AWS's own variables or the machine's role give.
    pub keys: Option<(String, String)>,
}

impl fmt::Debug for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bucket").field("name", &self.name).field("endpoint", &self.endpoint).finish_non_exhaustive()
    }
}

#[derive(Debug)]
pub(super) enum Store {
    Folder { root: PathBuf, files: LocalFileSystem },
    Bucket(Box<AmazonS3>),
}

impl Store {
    pub(super) fn open(settings: &FileSettings) -> Result<Self, FilesError> {
        let Some(bucket) = &settings.bucket else {
            let root = settings.folder.join("stored");
            std::fs::create_dir_all(&root)?;
            let files = LocalFileSystem::new_with_prefix(&root)?.with_fsync(true);
            return Ok(Self::Folder { root, files });
        };
        // The tree holds one TLS library; the client asks which. A second call changes nothing.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = AmazonS3Builder::from_env()
            .with_bucket_name(&bucket.name)
            .with_region(&bucket.region)
            .with_client_options(client(bucket))
            .with_retry(RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() });
        if let Some(endpoint) = &bucket.endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        if let Some((key, secret)) = &bucket.keys {
            builder = builder.with_access_key_id(key).with_secret_access_key(secret);
        }
        Ok(Self::Bucket(Box::new(builder.build()?)))
    }

    fn objects(&self) -> &dyn ObjectStore {
        match self {
            Self::Folder { files, .. } => files,
            Self::Bucket(bucket) => &**bucket,
        }
    }

    /// Nothing has this name: "not found" shows that the store answers and accepts the keys.
    pub(super) async fn check(&self) -> Result<(), FilesError> {
        match self.objects().head(&Path::from("check")).await {
            Ok(_) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes a whole file. A file that is there already is replaced by the same content.
    pub(super) async fn put(&self, db: &PgPool, file: &StoredFile, content: &Spooled) -> Result<(), FilesError> {
        let path = Path::from(file.storage_path.as_str());
        match self {
            Self::Folder { files, .. } => {
                let mut upload = files.put_multipart(&path).await?;
                for offset in offsets(content.size, LOCAL_PART) {
                    if let Err(error) = upload.put_part(content.part(offset, LOCAL_PART).await?.into()).await {
                        let _ = upload.abort().await;
                        return Err(error.into());
                    }
                }
                upload.complete().await?;
            }
            Self::Bucket(bucket) if content.size <= PART => {
                bucket.put(&path, content.part(0, PART).await?.into()).await?;
            }
            Self::Bucket(bucket) => {
                // A bucket shows unfinished parts to nobody and keeps them for good: the row knows of them before the first.
                let id = bucket.create_multipart(&path).await?;
                records::note_multipart(db, file.id, &id).await?;
                let mut parts = Vec::new();
                for (number, offset) in offsets(content.size, PART).enumerate() {
                    parts.push(bucket.put_part(&path, &id, number, content.part(offset, PART).await?.into()).await?);
                }
                bucket.complete_multipart(&path, &id, parts).await?;
                records::forget_multipart(db, file.id, &id).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn read(
        &self,
        storage_path: &str,
    ) -> Result<impl Stream<Item = Result<Bytes, FilesError>> + Send + Unpin + use<>, FilesError> {
        let found = self.objects().get(&Path::from(storage_path)).await?;
        Ok(found.into_stream().map(|chunk| chunk.map_err(FilesError::from)))
    }

    pub(super) async fn remove(&self, storage_path: &str, multipart_ids: &[String]) -> Result<(), FilesError> {
        let path = Path::from(storage_path);
        match self {
            Self::Folder { root, .. } => {
                // Its folder holds nothing else but what a killed server left half written.
                let Some(folder) = std::path::Path::new(storage_path).parent().map(|folder| root.join(folder)) else { return Ok(()) };
                match tokio::fs::remove_dir_all(folder).await {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
                    _ => Ok(()),
                }
            }
            Self::Bucket(bucket) => {
                for id in multipart_ids {
                    gone(bucket.abort_multipart(&path, id).await)?;
                }
                gone(bucket.delete(&path).await)
            }
        }
    }
}

fn gone(outcome: object_store::Result<()>) -> Result<(), FilesError> {
    match outcome {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn offsets(size: u64, part: u64) -> impl Iterator<Item = u64> {
    (0..size.div_ceil(part).max(1)).map(move |number| number * part)
}

fn client(bucket: &Bucket) -> ClientOptions {
    let is_plain = bucket.endpoint.as_deref().is_some_and(|endpoint| endpoint.starts_with("http://"));
    // No limit on the whole: a download takes as long as the line of whoever reads it.
    ClientOptions::new()
        .with_allow_http(is_plain)
        .with_connect_timeout(Duration::from_secs(5))
        .with_timeout_disabled()
        .with_read_timeout(Duration::from_secs(60))
}
