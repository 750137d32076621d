//! Reading `multipart/form-data`: plain fields go to memory, within [`super::limits::MAX_FORM`]; files go to spools, within the limit of
//! uploads. What is too large is read on and thrown away, so that the browser hears the answer and the fields behind the file
//! are not lost.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, header};
use bytes::Bytes;
use futures_util::Stream;
use multer::{Field, Multipart};
use tokio::time::{Instant, timeout};

use super::limits::MAX_FORM;
use crate::server::files::{Files, Purpose, Spool, SpoolError, Spooled, names};

/// Bytes that are handed to the parser at once.
const SLICE: usize = 64 * 1024;
/// Bytes that may pass between two parts without anything of use: preamble and headers.
const MOST_UNREAD: usize = 4 * SLICE;
/// A part counts as so many bytes more than it holds.
const COST_OF_A_PART: usize = 64;
/// How slow a client may be.
const PACE: Pace = Pace { longest_pause: Duration::from_secs(30), slowest: 2 * 1024 };
/// What is thrown away of files that are too large, as a multiple of the limit.
const MOST_THROWN_AWAY: u64 = 4;

/// Why a body could not be read as a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is no well-formed form, or the client went away.
    Malformed,
    /// Its plain fields are larger than [`MAX_FORM`].
    TooLarge,
    /// The client sends nothing any more, or next to nothing.
    TooSlow,
}

/// How slow a client may be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// One that sends nothing for so long is given up.
    pub(super) longest_pause: Duration,
    /// Once that time has passed, so many bytes a second are needed on average.
    pub(super) slowest: u64,
}

/// What came of a file.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is spooled.
    Spooled(&'static Purpose, Spooled),
    /// Nobody asked for it, or not this person.
    NotAsked,
    /// It is larger than the limit of this many bytes.
    TooLarge(u64),
}

/// A file that was chosen.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) field: String,
    pub(super) name: String,
    pub(super) outcome: Outcome,
}

/// What a form held.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Plain fields, in their order.
    pub(super) fields: Vec<(String, String)>,
    /// The names of all file inputs, also of those that were left empty.
    pub(super) file_fields: Vec<String>,
    /// The files that were chosen.
    pub(super) files: Vec<Chosen>,
}

/// Reads a form. `asked` says what a file input is for; `None` where this person's file is not wanted.
pub(super) async fn read(
    headers: &HeaderMap,
    body: Body,
    files: &Files,
    asked: impl Fn(&str) -> Option<&'static Purpose>,
) -> Result<Parts, ReadError> {
    read_at(PACE, headers, body, files, asked).await
}

pub(super) async fn read_at(
    pace: Pace,
    headers: &HeaderMap,
    body: Body,
    files: &Files,
    asked: impl Fn(&str) -> Option<&'static Purpose>,
) -> Result<Parts, ReadError> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let boundary = multer::parse_boundary(content_type).map_err(|_| Unreadable::Malformed)?;
    let unread = Arc::new(AtomicUsize::new(0));
    let mut reader =
        Reader { multipart: Multipart::new(Paced::new(body, unread.clone()), boundary), unread, pace, started: Instant::now(), read: 0 };
    let (mut parts, mut plain, limit) = (Parts::default(), 0_usize, files.max_bytes());
    let (mut room, mut thrown_away) = (limit, 0_u64);
    while let Some(mut field) = reader.next().await? {
        let name = field.name().unwrap_or("").to_owned();
        plain += name.len() + COST_OF_A_PART;
        let Some(file_name) = field.file_name().map(str::to_owned) else {
            let mut value = Vec::new();
            while let Some(chunk) = reader.chunk(&mut field).await? {
                plain += chunk.len();
                if plain > MAX_FORM {
                    return Err(Unreadable::TooLarge.into());
                }
                value.extend_from_slice(&chunk);
            }
            parts.fields.push((name, String::from_utf8_lossy(&value).into_owned()));
            continue;
        };
        plain += file_name.len();
        if plain > MAX_FORM {
            return Err(Unreadable::TooLarge.into());
        }
        if !parts.file_fields.contains(&name) {
            parts.file_fields.push(name.clone());
        }
        let purpose = asked(&name).filter(|_| !file_name.is_empty());
        let mut spool = match purpose {
            Some(_) => Some(files.spool(room).await?),
            None => None,
        };
        let mut is_too_large = false;
        while let Some(chunk) = reader.chunk(&mut field).await? {
            match write(&mut spool, &chunk).await? {
                Written::Yes => continue,
                Written::NoRoom => is_too_large = true,
                Written::NoSpool => {}
            }
            thrown_away += chunk.len() as u64;
            if thrown_away > limit * MOST_THROWN_AWAY {
                parts.files.push(Chosen { field: name, name: names::cleaned(&file_name), outcome: Outcome::TooLarge(limit) });
                return Ok(parts);
            }
        }
        if file_name.is_empty() {
            continue;
        }
        let outcome = match (purpose, spool) {
            (Some(purpose), Some(spool)) => {
                let spooled = spool.finish().await?;
                room -= spooled.size;
                Outcome::Spooled(purpose, spooled)
            }
            _ if is_too_large => Outcome::TooLarge(limit),
            _ => Outcome::NotAsked,
        };
        parts.files.push(Chosen { field: name, name: names::cleaned(&file_name), outcome });
    }
    Ok(parts)
}

/// What stopped the reading: the client, or our own disk.
#[derive(Debug)]
pub(super) enum ReadError {
    Client(Unreadable),
    Disk(SpoolError),
}

impl From<Unreadable> for ReadError {
    fn from(why: Unreadable) -> Self {
        Self::Client(why)
    }
}

impl From<SpoolError> for ReadError {
    fn from(error: SpoolError) -> Self {
        Self::Disk(error)
    }
}

enum Written {
    Yes,
    NoRoom,
    NoSpool,
}

/// Without room the spool is dropped, and with it what it held.
async fn write(spool: &mut Option<Spool>, chunk: &[u8]) -> Result<Written, SpoolError> {
    let Some(open) = spool else { return Ok(Written::NoSpool) };
    match open.write(chunk).await {
        Ok(()) => Ok(Written::Yes),
        Err(SpoolError::TooLarge(_)) => {
            *spool = None;
            Ok(Written::NoRoom)
        }
        Err(error) => Err(error),
    }
}

/// The parser with limits of time and of what it may hold.
struct Reader {
    multipart: Multipart<'static>,
    unread: Arc<AtomicUsize>,
    pace: Pace,
    started: Instant,
    read: u64,
}

impl Reader {
    async fn next(&mut self) -> Result<Option<Field<'static>>, Unreadable> {
        let next = timeout(self.pace.longest_pause, self.multipart.next_field()).await;
        self.unread.store(0, Ordering::Relaxed);
        next.map_err(|_| Unreadable::TooSlow)?.map_err(|_| Unreadable::Malformed)
    }

    async fn chunk(&mut self, field: &mut Field<'static>) -> Result<Option<Bytes>, Unreadable> {
        let chunk = timeout(self.pace.longest_pause, field.chunk()).await;
        self.unread.store(0, Ordering::Relaxed);
        let chunk = chunk.map_err(|_| Unreadable::TooSlow)?.map_err(|_| Unreadable::Malformed)?;
        self.read += chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
        let time = self.started.elapsed();
        if time > self.pace.longest_pause && u128::from(self.read) * 1000 < u128::from(self.pace.slowest) * time.as_millis() {
            return Err(Unreadable::TooSlow);
        }
        Ok(chunk)
    }
}

/// A body in small slices. The parser takes all that is ready before it hands anything on, so after each slice nothing is
/// ready until it asks again.
pub(super) struct Paced {
    body: BodyDataStream,
    rest: Bytes,
    unread: Arc<AtomicUsize>,
    is_turn: bool,
}

impl Paced {
    pub(super) fn new(body: Body, unread: Arc<AtomicUsize>) -> Self {
        Self { body: body.into_data_stream(), rest: Bytes::new(), unread, is_turn: true }
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.is_turn {
            self.is_turn = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        while self.rest.is_empty() {
            match Pin::new(&mut self.body).poll_next(cx) {
                Poll::Ready(Some(Ok(bytes))) => self.rest = bytes,
                other => return other,
            }
        }
        let length = self.rest.len().min(SLICE);
        let slice = self.rest.split_to(length);
        self.is_turn = false;
        if self.unread.fetch_add(length, Ordering::Relaxed) > MOST_UNREAD {
            return Poll::Ready(Some(Err(axum::Error::new(std::io::Error::other("a part without an end of its headers")))));
        }
        Poll::Ready(Some(Ok(slice)))
    }
}
