//! Text: no control characters but those of lines and tables, in UTF-8, UTF-16 or an encoding that keeps ASCII (GB18030).

use std::io::{Read, Seek, SeekFrom};

use super::types::{FileType, NoType};

pub(super) fn detect<R: Read + Seek>(file: &mut R) -> std::io::Result<Result<FileType, NoType>> {
    file.seek(SeekFrom::Start(0))?;
    let mut block = vec![0; super::HEAD as usize];
    let mut filled = fill(file, &mut block)?;
    let wide = utf16(&block[..filled]);
    if is_active(&start(&block[..filled], wide)) {
        return Ok(Err(NoType::Active));
    }
    // An even block size keeps the pairs of UTF-16 together.
    while filled > 0 {
        if !is_text(&block[..filled], wide) {
            return Ok(Err(NoType::Other));
        }
        filled = fill(file, &mut block)?;
    }
    Ok(Ok(FileType::Text))
}

fn fill<R: Read>(file: &mut R, block: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    loop {
        let read = file.read(&mut block[filled..])?;
        filled += read;
        if read == 0 || filled == block.len() {
            return Ok(filled);
        }
    }
}

/// The byte order of UTF-16.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wide {
    Little,
    Big,
}

/// By its mark, or by where the zeros of the first characters are: some programs write none.
fn utf16(head: &[u8]) -> Option<Wide> {
    match head {
        [0xff, 0xfe, ..] => return Some(Wide::Little),
        [0xfe, 0xff, ..] => return Some(Wide::Big),
        _ => {}
    }
    let (mut even, mut odd) = (0, 0);
    for pair in head.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    match (even, odd) {
        (0, 1..) => Some(Wide::Little),
        (1.., 0) => Some(Wide::Big),
        _ => None,
    }
}

/// The units of a text: characters of UTF-16, bytes of anything else.
fn units(bytes: &[u8], wide: Option<Wide>) -> Box<dyn Iterator<Item = u16> + '_> {
    match wide {
        None => Box::new(bytes.iter().map(|byte| u16::from(*byte))),
        Some(order) => Box::new(bytes.chunks_exact(2).map(move |pair| match order {
            Wide::Little => u16::from_le_bytes([pair[0], pair[1]]),
            Wide::Big => u16::from_be_bytes([pair[0], pair[1]]),
        })),
    }
}

/// 0x1A ends files of DOS programs, 0x0C pages of reports.
fn is_text(bytes: &[u8], wide: Option<Wide>) -> bool {
    units(bytes, wide).all(|unit| unit >= 0x20 && unit != 0x7f || matches!(unit, 0x09 | 0x0a | 0x0c | 0x0d | 0x1a))
}

/// The first visible characters, ASCII alone, without a byte-order mark.
fn start(head: &[u8], wide: Option<Wide>) -> String {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let ascii = units(head, wide).filter(|unit| *unit != 0xfeff && *unit != 0xfffe).map(|unit| u8::try_from(unit).unwrap_or(b'?'));
    ascii.skip_while(u8::is_ascii_whitespace).take(256).map(|byte| byte.to_ascii_lowercase() as char).collect()
}

/// Markup or a script: no table and no letter begins with a tag or with the line that names an interpreter.
fn is_active(start: &str) -> bool {
    let mut signs = start.chars();
    match (signs.next(), signs.next()) {
        (Some('<'), Some(next)) => next.is_ascii_alphabetic() || matches!(next, '!' | '?' | '%' | '/'),
        (Some('#'), Some('!')) => true,
        _ => ["javascript:", "@echo off", "%!ps"].iter().any(|script| start.starts_with(script)),
    }
}
