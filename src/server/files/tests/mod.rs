//! The file store over a folder and over a bucket. The bucket is `s3s-fs`, an S3 server, run inside the test and reached
//! through HTTP with signed requests.

mod kills;
mod sweeping;
mod types;

use std::net::SocketAddr;
use std::path::{Path as FilePath, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use sha2::{Digest as _, Sha256};
use std::io::{Read as _, Seek as _, SeekFrom};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use uuid::Uuid;

use super::*;

const KEY: &str = "test-access-key";
const SECRET: &str = "test-secret-key";

/// A store with all that lies in it.
struct Place {
    name: &'static str,
    files: Files,
    settings: FileSettings,
    root: TempDir,
    server: Option<JoinHandle<()>>,
}

impl Place {
    fn folder() -> Self {
        let root = tempfile::tempdir().unwrap();
        let settings = FileSettings { folder: root.path().join("files"), max_bytes: 64 << 20, bucket: None };
        Self { name: "folder", files: Files::new(settings.clone()), settings, root, server: None }
    }

    async fn bucket() -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("s3/uploads")).unwrap();
        let (server, address) = serve(&root.path().join("s3"), "127.0.0.1:0".parse().unwrap()).await;
        let bucket = Bucket {
            name: "uploads".into(),
            endpoint: Some(format!("http://{address}")),
            region: "us-east-1".into(),
            keys: Some((KEY.into(), SECRET.into())),
        };
        let settings = FileSettings { folder: root.path().join("files"), max_bytes: 64 << 20, bucket: Some(bucket) };
        Self { name: "bucket", files: Files::new(settings.clone()), settings, root, server: Some(server) }
    }

    async fn both() -> [Self; 2] {
        [Self::folder(), Self::bucket().await]
    }

    /// Everything on disk that is no folder: stored files, parts, what is being received. `s3s-fs` never deletes its own notes on
    /// a finished object; those on an unfinished one carry `.upload-` and count.
    fn left(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        walk(self.root.path(), &mut found);
        found.retain(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            let is_note = name.starts_with(".bucket-") && (name.ends_with(".metadata.json") || name.ends_with(".internal.json"));
            !is_note || name.contains(".upload-")
        });
        found
    }

    /// Where a file's bytes are on this machine.
    fn on_disk(&self, file: &StoredFile) -> PathBuf {
        let base = if self.server.is_some() { "s3/uploads" } else { "files/stored" };
        self.root.path().join(base).join(&file.storage_path)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(server) = &self.server {
            server.abort();
        }
    }
}

fn walk(folder: &FilePath, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

async fn serve(folder: &FilePath, address: SocketAddr) -> (JoinHandle<()>, SocketAddr) {
    let mut service = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    service.set_auth(SimpleAuth::from_single(KEY, SECRET));
    let service = service.build();
    let listener = TcpListener::bind(address).await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        // Connections end with the server.
        let mut connections = tokio::task::JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let service = service.clone();
            connections.spawn(async move {
                let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
            });
        }
    });
    (server, address)
}

async fn person(db: &PgPool, account: &str) -> Uuid {
    sqlx::query_scalar(
        "insert into person (id, account_name, display_name, password_hash, must_change_password, created_at, updated_at)
         values ($1, $2, $2, 'x', false, $3, $3) returning id",
    )
    .bind(crate::server::new_id())
    .bind(account)
    .bind(now())
    .fetch_one(db)
    .await
    .unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-30T02:00:00Z".parse().unwrap()
}

fn new_file(person: Uuid) -> NewFile<'static> {
    NewFile {
        person,
        upload_key: crate::server::new_id(),
        field: "form[file]",
        purpose: "import",
        name: "客户.csv",
        file_type: FileType::Text,
        at: now(),
    }
}

/// Content of so many bytes that no block of it repeats.
fn content(length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length + 32);
    let mut block = Sha256::digest(b"content");
    while bytes.len() < length {
        bytes.extend_from_slice(&block);
        block = Sha256::digest(block);
    }
    bytes.truncate(length);
    bytes
}

fn stream(bytes: &[u8]) -> impl Stream<Item = std::io::Result<Bytes>> + use<> {
    let chunks: Vec<_> = bytes.chunks(100_000).map(|chunk| Ok(Bytes::copy_from_slice(chunk))).collect();
    futures_util::stream::iter(chunks)
}

async fn stored(db: &PgPool, place: &Place, new: &NewFile<'_>, bytes: &[u8]) -> StoredFile {
    place.files.put_stream(db, new, stream(bytes)).await.unwrap()
}

async fn read(place: &Place, file: &StoredFile) -> Vec<u8> {
    let mut content = place.files.open(file).await.unwrap();
    let mut bytes = Vec::new();
    while let Some(chunk) = content.next().await {
        bytes.extend_from_slice(&chunk.unwrap());
    }
    bytes
}

async fn rows(db: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from stored_file").fetch_one(db).await.unwrap()
}

#[sqlx::test]
async fn a_file_is_read_as_it_was_stored_whole_and_at_any_place(db: PgPool) {
    let mei = person(&db, "mei").await;
    for place in Place::both().await {
        place.files.check().await.unwrap();
        // One part, and three.
        for length in [1, 5_000, 20 << 20] {
            let bytes = content(length);
            let file = stored(&db, &place, &new_file(mei), &bytes).await;
            assert_eq!((file.size, file.name.as_str(), file.is_kept), (length as u64, "客户.csv", false), "{}", place.name);
            assert_eq!(file.sha256, Sha256::digest(&bytes).to_vec());
            assert!(read(&place, &file).await == bytes, "{} of {length}", place.name);
            let mut copy = place.files.local_copy(&file).await.unwrap();
            let (mut tail, middle) = (Vec::new(), length / 2);
            copy.seek(SeekFrom::Start(middle as u64)).unwrap();
            copy.read_to_end(&mut tail).unwrap();
            assert!(tail == bytes[middle..], "{} of {length}", place.name);
        }
        let unfinished: i64 = sqlx::query_scalar("select count(*) from stored_file where multipart_ids <> '{}' or state <> 'temporary'")
            .fetch_one(&db)
            .await
            .unwrap();
        assert_eq!(unfinished, 0, "{}", place.name);
    }
}

#[sqlx::test]
async fn what_is_larger_than_the_limit_is_not_stored(db: PgPool) {
    let mei = person(&db, "mei").await;
    for place in Place::both().await {
        let files = Files::new(FileSettings { max_bytes: 1000, ..place.settings.clone() });
        assert!(files.put_stream(&db, &new_file(mei), stream(&content(1000))).await.is_ok());
        let refused = files.put_stream(&db, &new_file(mei), stream(&content(1001))).await;
        assert!(matches!(refused, Err(FilesError::TooLarge(1000))), "{}", place.name);
    }
    assert_eq!(rows(&db).await, 2);
}

#[sqlx::test]
async fn the_same_upload_of_a_form_is_stored_once(db: PgPool) {
    let (mei, jun) = (person(&db, "mei").await, person(&db, "jun").await);
    for place in Place::both().await {
        let new = new_file(mei);
        let first = stored(&db, &place, &new, b"a,b").await;
        assert_eq!(stored(&db, &place, &new, b"a,b").await.id, first.id, "sent twice");
        for other in [
            stored(&db, &place, &new, b"a,c").await,
            stored(&db, &place, &NewFile { name: "other.csv", ..new }, b"a,b").await,
            stored(&db, &place, &NewFile { field: "form[other]", ..new }, b"a,b").await,
            stored(&db, &place, &NewFile { upload_key: crate::server::new_id(), ..new }, b"a,b").await,
            stored(&db, &place, &NewFile { person: jun, ..new }, b"a,b").await,
        ] {
            assert_ne!(other.id, first.id, "{}", place.name);
        }
        let (one, two) = tokio::join!(stored(&db, &place, &new, b"at once"), stored(&db, &place, &new, b"at once"));
        assert_eq!(one.id, two.id, "{}", place.name);
        assert_eq!(read(&place, &one).await, b"at once");
    }
}

#[sqlx::test]
async fn a_second_person_reaches_nothing_and_a_file_is_kept_by_one_record(db: PgPool) {
    let (mei, jun) = (person(&db, "mei").await, person(&db, "jun").await);
    let place = Place::folder();
    let file = stored(&db, &place, &new_file(mei), b"a,b").await;
    let mut connection = db.acquire().await.unwrap();
    for (who, purpose) in [(jun, "import"), (mei, "contract")] {
        assert!(keep(&mut connection, who, purpose, file.id, now()).await.unwrap().is_none());
        assert!(touch(&db, who, purpose, file.id, now()).await.unwrap().is_none());
        assert!(lookup_own(&db, who, purpose, file.id).await.unwrap().is_none());
    }
    assert_eq!(lookup_own(&db, mei, "import", file.id).await.unwrap().as_ref(), Some(&file));
    assert!(keep(&mut connection, mei, "import", file.id, now()).await.unwrap().unwrap().is_kept);
    assert!(keep(&mut connection, mei, "import", file.id, now()).await.unwrap().is_none(), "named already");
    // A form that is sent once more carries it still.
    assert!(touch(&db, mei, "import", file.id, now()).await.unwrap().is_some());
}

#[sqlx::test]
async fn nobody_fills_the_store_with_files_that_nothing_names(db: PgPool) {
    let (mei, jun) = (person(&db, "mei").await, person(&db, "jun").await);
    let place = Place::folder();
    for number in 0..records::MOST_TEMPORARY {
        stored(&db, &place, &new_file(mei), number.to_string().as_bytes()).await;
    }
    let refused = place.files.put_stream(&db, &new_file(mei), stream(b"one more")).await;
    assert!(matches!(refused, Err(FilesError::TooMany)));
    stored(&db, &place, &new_file(jun), b"hers").await;
}

#[sqlx::test]
async fn content_that_was_changed_in_the_store_is_not_taken_for_the_upload(db: PgPool) {
    let mei = person(&db, "mei").await;
    for place in Place::both().await {
        let file = stored(&db, &place, &new_file(mei), b"pay 100").await;
        std::fs::write(place.on_disk(&file), b"pay 900").unwrap();
        assert!(matches!(place.files.local_copy(&file).await, Err(FilesError::Store(_))), "{}", place.name);
    }
}

#[sqlx::test]
async fn wrong_keys_and_a_bucket_that_is_not_there_show_at_the_start(_db: PgPool) {
    let place = Place::bucket().await;
    let bucket = place.settings.bucket.clone().unwrap();
    let with = |bucket: Bucket| Files::new(FileSettings { bucket: Some(bucket), ..place.settings.clone() });
    assert!(with(bucket.clone()).check().await.is_ok());
    assert!(with(Bucket { keys: Some((KEY.into(), "wrong".into())), ..bucket.clone() }).check().await.is_err());
    let nowhere = Bucket { endpoint: Some("http://127.0.0.1:1".into()), ..bucket };
    assert!(with(nowhere.clone()).check().await.is_err());
    assert!(!format!("{nowhere:?}").contains(SECRET));
}
