//! Reading multipart bodies: what is held in memory, what ends, what is refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Extensions, HeaderMap, HeaderValue, header};
use bytes::Bytes;
use futures_util::{StreamExt as _, stream};

use crate::server::AppState;
use crate::server::files::purpose::MayRead;
use crate::server::files::{FileSettings, FileType, Files, Purpose, StoredFile};
use crate::server::form::multipart::{Outcome, Pace, Paced, Parts, ReadError, Unreadable, read, read_at};

const CHUNK: usize = 100_000;

fn anybody(_: &Extensions) -> bool {
    true
}

fn nobody<'a>(_: &'a AppState, _: &'a Extensions, _: &'a StoredFile) -> MayRead<'a> {
    Box::pin(async { Ok(false) })
}

static PURPOSE: Purpose =
    Purpose { name: "test", action: "tests.send", field: "form[file]", accepts: &[FileType::Text], may_upload: anybody, may_read: nobody };

fn headers() -> HeaderMap {
    HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("multipart/form-data; boundary=X"))])
}

fn files(max_bytes: u64) -> (tempfile::TempDir, Files) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::new(FileSettings { folder: folder.path().into(), max_bytes, bucket: None });
    (folder, files)
}

async fn parts(files: &Files, body: Body) -> Result<Parts, Unreadable> {
    read(&headers(), body, files, |field| (field == "form[file]").then_some(&PURPOSE)).await.map_err(|error| match error {
        ReadError::Client(why) => why,
        ReadError::Disk(error) => panic!("{error}"),
    })
}

/// A body that is always ready with more, and a count of what was taken of it.
fn eager(before: &'static str, chunks: usize, after: &'static str) -> (Body, Arc<AtomicU64>) {
    let taken = Arc::new(AtomicU64::new(0));
    let count = taken.clone();
    let middle = stream::iter(0..chunks).map(move |_| {
        count.fetch_add(CHUNK as u64, Ordering::SeqCst);
        Bytes::from(vec![b'a'; CHUNK])
    });
    let whole = stream::iter([Bytes::from(before)]).chain(middle).chain(stream::iter([Bytes::from(after)]));
    (Body::from_stream(whole.map(Ok::<_, std::io::Error>)), taken)
}

const FILE: &str = "--X\r\ncontent-disposition: form-data; name=\"form[file]\"; filename=\"a.csv\"\r\n\r\n";
const REST: &str = "\r\n--X\r\ncontent-disposition: form-data; name=\"form[name]\"\r\n\r\nMei\r\n--X--\r\n";

#[tokio::test]
async fn a_file_passes_through_memory_in_slices_however_fast_it_comes() {
    let (_folder, files) = files(64 << 20);
    let (body, taken) = eager(FILE, 500, REST);
    let unread = Arc::new(AtomicUsize::new(0));
    let mut reader = multer::Multipart::new(Paced::new(body, unread.clone()), "X");
    let mut field = reader.next_field().await.unwrap().unwrap();
    let (mut handed_on, mut ahead) = (0, 0);
    while let Some(chunk) = field.chunk().await.unwrap() {
        unread.store(0, Ordering::SeqCst);
        handed_on += chunk.len() as u64;
        ahead = ahead.max(taken.load(Ordering::SeqCst).saturating_sub(handed_on));
    }
    assert_eq!(handed_on, 500 * CHUNK as u64);
    assert!(ahead < 512 << 10, "{ahead} bytes in memory");

    let (body, _) = eager(FILE, 500, REST);
    let found = parts(&files, body).await.unwrap();
    let Outcome::Spooled(_, spooled) = &found.files[0].outcome else { panic!("{found:?}") };
    assert_eq!((spooled.size, found.fields), (500 * CHUNK as u64, vec![("form[name]".into(), "Mei".into())]));
}

#[tokio::test]
async fn what_is_too_large_is_read_to_its_end_but_not_for_ever() {
    let (_folder, files) = files(1_000_000);
    let (body, _) = eager(FILE, 30, REST);
    let found = parts(&files, body).await.unwrap();
    assert!(matches!(found.files[0].outcome, Outcome::TooLarge(1_000_000)));
    assert_eq!(found.fields, [("form[name]".into(), "Mei".into())], "what follows is there");

    let (body, taken) = eager(FILE, 100_000, REST);
    let found = parts(&files, body).await.unwrap();
    assert!(matches!(found.files[0].outcome, Outcome::TooLarge(1_000_000)) && found.fields.is_empty());
    assert!(taken.load(Ordering::SeqCst) < 6_000_000, "ten gigabytes would follow");
}

#[tokio::test]
async fn bodies_that_are_no_forms_end_before_they_fill_the_memory() {
    let (_folder, files) = files(64 << 20);
    let no_boundary = ("", Unreadable::Malformed);
    let no_end_of_headers = ("--X\r\ncontent-disposition: form-data; name=\"a", Unreadable::Malformed);
    let plain = ("--X\r\ncontent-disposition: form-data; name=\"form[name]\"\r\n\r\n", Unreadable::TooLarge);
    for (before, expected) in [no_boundary, no_end_of_headers, plain] {
        let (body, taken) = eager(before, 10_000, "");
        assert_eq!(parts(&files, body).await.unwrap_err(), expected, "{before}");
        assert!(taken.load(Ordering::SeqCst) < 1 << 20, "{before}");
    }
    let many = "--X\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n\r\n".repeat(10_000) + "--X--";
    assert_eq!(parts(&files, Body::from(many)).await.unwrap_err(), Unreadable::TooLarge);
    assert_eq!(parts(&files, Body::from(FILE)).await.unwrap_err(), Unreadable::Malformed, "the client went away");
}

#[tokio::test]
async fn a_client_that_sends_nothing_more_or_next_to_nothing_is_given_up() {
    let (_folder, files) = files(64 << 20);
    let pace = Pace { longest_pause: Duration::from_millis(300), slowest: 1_000_000 };
    let outcome = async |body: Body| match read_at(pace, &headers(), body, &files, |_| Some(&PURPOSE)).await {
        Err(ReadError::Client(why)) => Some(why),
        Err(ReadError::Disk(error)) => panic!("{error}"),
        Ok(_) => None,
    };
    let silent = stream::iter([Ok::<_, std::io::Error>(Bytes::from(FILE))]).chain(stream::pending());
    assert_eq!(outcome(Body::from_stream(silent)).await, Some(Unreadable::TooSlow));
    let dripping = stream::unfold(0, |sent| async move {
        tokio::time::sleep(Duration::from_millis(20)).await;
        Some((Ok::<_, std::io::Error>(Bytes::from(if sent == 0 { FILE } else { "aaaa" })), sent + 1))
    });
    assert_eq!(outcome(Body::from_stream(dripping)).await, Some(Unreadable::TooSlow));
    let (quick, _) = eager(FILE, 10, REST);
    assert_eq!(outcome(quick).await, None);
}

#[tokio::test]
async fn only_inputs_that_take_files_are_spooled_and_an_empty_one_is_no_file() {
    let (_folder, files) = files(64 << 20);
    let body = "--X\r\ncontent-disposition: form-data; name=\"form[other]\"; filename=\"..\\\\b.csv\"\r\n\r\nb\r\n\
                --X\r\ncontent-disposition: form-data; name=\"form[file]\"; filename=\"\"\r\ncontent-type: application/octet-stream\r\n\r\n\r\n--X--\r\n";
    let found = parts(&files, Body::from(body)).await.unwrap();
    assert_eq!(found.file_fields, ["form[other]", "form[file]"]);
    assert_eq!(found.files.len(), 1);
    assert!(matches!(found.files[0].outcome, Outcome::NotAsked) && found.files[0].name == "b.csv");
}
