//! The encoding of a text file, and the file in UTF-8. A file is decoded only by an encoding that fits all of its bytes.

use std::fs::File;
use std::io::{BufReader, Read, Seek as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::types::Stop;
use crate::imports::model::Code;

/// Bytes that are decoded at once.
const PART: usize = 64 * 1024;

/// The encoding of a file: its mark at the beginning, then UTF-8 if every byte fits, then UTF-16 by the zeros between Latin
/// letters, digits and separators, then what the frequency of characters says, with GB18030 before all others.
///
/// # Errors
/// `UnknownEncoding` when none fits every byte.
pub fn detect(file: &mut File) -> Result<&'static Encoding, Stop> {
    let mut head = vec![0; PART];
    file.rewind()?;
    let length = fill(file, &mut head)?;
    head.truncate(length);
    let marked = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
    for encoding in marked.into_iter().chain((marked.is_none()).then_some(UTF_8)).chain(utf_16(&head)) {
        if fits(file, encoding)? {
            return Ok(encoding);
        }
    }
    // A file in UTF-8 with a broken byte is a damaged file, not one in another encoding.
    if is_almost_utf_8(file)? {
        return Err(Code::UnknownEncoding.into());
    }
    let guess = guess(file)?;
    for encoding in guess.into_iter().chain([GB18030]) {
        if fits(file, encoding)? {
            return Ok(encoding);
        }
    }
    Err(Code::UnknownEncoding.into())
}

fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = head.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    // Separators and line breaks alone are a tenth of a table in Chinese.
    let enough = (pairs.len() / 20).max(1);
    match (first >= enough, second >= enough) {
        (false, true) => Some(UTF_16LE),
        (true, false) => Some(UTF_16BE),
        _ => None,
    }
}

/// What the frequency of characters says, among encodings in which tables come here. Every byte has a meaning in most encodings of
/// one byte a character: of these only the Western one counts, and only for text that is mostly Latin letters without accents.
fn guess(file: &mut File) -> Result<Option<&'static Encoding>, Stop> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut part = vec![0; PART];
    let (mut all, mut beyond_ascii) = (0, 0);
    file.rewind()?;
    loop {
        let length = fill(file, &mut part)?;
        all += length;
        beyond_ascii += part[..length].iter().filter(|byte| !byte.is_ascii()).count();
        detector.feed(&part[..length], length < PART);
        if length < PART {
            break;
        }
    }
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    Ok(match guess {
        guess if guess == GBK => Some(GB18030),
        guess if guess == WINDOWS_1252 => Some(guess).filter(|_| beyond_ascii * 5 < all),
        guess => Some(guess).filter(|guess| !guess.is_single_byte()),
    })
}

/// Whether nearly all of the characters beyond ASCII are right in UTF-8.
fn is_almost_utf_8(file: &mut File) -> Result<bool, Stop> {
    let mut decoder = UTF_8.new_decoder_with_bom_removal();
    let mut part = vec![0; PART];
    let mut text = String::with_capacity(PART * 3 + 16);
    let (mut right, mut wrong) = (0_u64, 0_u64);
    file.rewind()?;
    loop {
        let length = fill(file, &mut part)?;
        text.clear();
        let _ = decoder.decode_to_string(&part[..length], &mut text, length < PART);
        for c in text.chars().filter(|c| !c.is_ascii()) {
            *(if c == '\u{fffd}' { &mut wrong } else { &mut right }) += 1;
        }
        if length < PART {
            return Ok(right > 10 * wrong);
        }
    }
}

/// Whether every byte of the file has a meaning in the encoding.
fn fits(file: &mut File, encoding: &'static Encoding) -> Result<bool, Stop> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let mut part = vec![0; PART];
    let mut text = String::with_capacity(PART * 3 + 16);
    file.rewind()?;
    loop {
        let length = fill(file, &mut part)?;
        let is_last = length < PART;
        text.clear();
        match decoder.decode_to_string_without_replacement(&part[..length], &mut text, is_last).0 {
            DecoderResult::Malformed(..) => return Ok(false),
            // A NUL or a control character means that it is no text in this encoding.
            DecoderResult::InputEmpty | DecoderResult::OutputFull if text.contains(is_no_text) => return Ok(false),
            DecoderResult::InputEmpty | DecoderResult::OutputFull if is_last => return Ok(true),
            _ => {}
        }
    }
}

fn is_no_text(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{1a}' | '\u{b}' | '\u{c}' | '\u{85}')
}

fn fill(file: &mut File, part: &mut [u8]) -> std::io::Result<usize> {
    let mut length = 0;
    while length < part.len() {
        match file.read(&mut part[length..])? {
            0 => break,
            read => length += read,
        }
    }
    Ok(length)
}

/// A file in UTF-8, line breaks as `\n`, the last line with one as well.
pub struct Decoded {
    file: BufReader<File>,
    decoder: Decoder,
    ready: String,
    given: usize,
    after_return: bool,
    ends_in_break: bool,
    is_done: bool,
    quotes: Arc<AtomicU64>,
}

impl Decoded {
    /// From the beginning, in an encoding that [`detect`] found.
    ///
    /// # Errors
    /// When the file cannot be reached.
    pub fn new(mut file: File, encoding: &'static Encoding) -> std::io::Result<Self> {
        file.rewind()?;
        Ok(Self {
            file: BufReader::with_capacity(PART, file),
            decoder: encoding.new_decoder_with_bom_removal(),
            ready: String::new(),
            given: 0,
            after_return: false,
            ends_in_break: true,
            is_done: false,
            quotes: Arc::default(),
        })
    }

    /// Quotation marks so far.
    pub fn quotes(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.quotes)
    }

    fn decode_more(&mut self) -> std::io::Result<()> {
        let mut part = [0; 8 * 1024];
        let length = self.file.read(&mut part)?;
        let mut text = String::with_capacity(self.decoder.max_utf8_buffer_length(length).unwrap_or(PART));
        let (result, ..) = self.decoder.decode_to_string(&part[..length], &mut text, length == 0);
        debug_assert_eq!(result, CoderResult::InputEmpty, "the buffer was as large as the decoder asked for");
        self.ready.clear();
        self.given = 0;
        for c in text.chars() {
            match c {
                '\n' if self.after_return => {}
                '\r' => self.ready.push('\n'),
                c => self.ready.push(c),
            }
            self.after_return = c == '\r';
            self.ends_in_break = matches!(c, '\n' | '\r');
        }
        if length == 0 {
            self.is_done = true;
            if !self.ends_in_break {
                self.ready.push('\n');
            }
        }
        self.quotes.fetch_add(self.ready.bytes().filter(|byte| *byte == b'"').count() as u64, Ordering::Relaxed);
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.ready.len() && !self.is_done {
            self.decode_more()?;
        }
        let rest = &self.ready.as_bytes()[self.given..];
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        self.given += length;
        Ok(length)
    }
}
