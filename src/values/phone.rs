//! Telephone numbers where a landline will do as well as a mobile.

use super::mobile::normalise_mobile;
use super::typed::half_width;

/// Neither a mobile number nor a landline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPhone;

/// A mobile as `normalise_mobile` writes it, or a Chinese landline as `021-62345678`, `0755-1234567-123` with its extension,
/// `400-8123456`. `(021) 6234 5678`, `+86 21 62345678`, `021-62345678转123` and full-width digits are understood.
///
/// # Errors
/// [`NotAPhone`] when it is neither.
pub fn normalise_phone(typed: &str) -> Result<String, NotAPhone> {
    normalise_mobile(typed).or_else(|_| landline(typed).ok_or(NotAPhone))
}

fn landline(typed: &str) -> Option<String> {
    let typed = half_width(typed).to_lowercase();
    let (international, typed) = match ["+86", "0086"].iter().find_map(|prefix| typed.strip_prefix(prefix)) {
        Some(rest) => (true, rest.trim_start_matches([' ', '-']).to_owned()),
        None => (false, typed),
    };
    let (number, extension) = split_extension(&typed);
    let digits = digits_of(number)?;
    let digits = if international && !digits.starts_with('0') && !digits.starts_with("400") { format!("0{digits}") } else { digits };
    let area = match digits.as_bytes() {
        [b'4' | b'8', b'0', b'0', ..] if digits.len() == 10 => 3,
        [b'0', b'1' | b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return None,
    };
    let (area, number) = digits.split_at_checked(area)?;
    let fits = (7..=8).contains(&number.len()) && !number.starts_with(['0', '1']) || digits.len() == 10 && !area.starts_with('0');
    if !fits {
        return None;
    }
    match extension {
        None => Some(format!("{area}-{number}")),
        Some(extension) => {
            let extension = digits_of(extension).filter(|digits| digits.len() <= 6)?;
            Some(format!("{area}-{number}-{extension}"))
        }
    }
}

/// `62345678-123`, `62345678转123`, `62345678 ext. 123`.
fn split_extension(text: &str) -> (&str, Option<&str>) {
    for mark in ["转", "ext.", "ext", "x"] {
        if let Some((number, extension)) = text.split_once(mark) {
            return (number, Some(extension));
        }
    }
    match text.rsplit_once('-') {
        // The last part of 021-6234-5678 belongs to the number.
        Some((number, last)) if digits_of(number).is_some_and(|digits| digits.len() >= 10) => (number, Some(last)),
        _ => (text, None),
    }
}

fn digits_of(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '‑' | '–' | '—')).collect();
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_landline_is_one_number_however_it_is_typed() {
        for typed in [
            "021-62345678",
            "02162345678",
            "(021) 6234 5678",
            "+86 21 62345678",
            "0086-021-62345678",
            "０２１－６２３４５６７８",
            "021-6234-5678",
        ] {
            assert_eq!(normalise_phone(typed).as_deref(), Ok("021-62345678"), "{typed}");
        }
        assert_eq!(normalise_phone("0755-1234567").ok(), None, "no number begins with 1");
        assert_eq!(normalise_phone("0755 8234567").as_deref(), Ok("0755-8234567"));
        assert_eq!(normalise_phone("400-812-3456").as_deref(), Ok("400-8123456"));
    }

    #[test]
    fn an_extension_is_kept() {
        for typed in ["021-62345678-123", "021-62345678转123", "021 62345678 ext. 123", "02162345678x123"] {
            assert_eq!(normalise_phone(typed).as_deref(), Ok("021-62345678-123"), "{typed}");
        }
    }

    #[test]
    fn a_mobile_stays_a_mobile_and_anything_else_is_refused() {
        assert_eq!(normalise_phone("+86 138-0013-8000").as_deref(), Ok("13800138000"));
        for typed in ["", "62345678", "021-6234", "021-623456789", "extension 12", "12", "2.02611E+14"] {
            assert_eq!(normalise_phone(typed), Err(NotAPhone), "{typed}");
        }
        let once = normalise_phone("021-62345678转123").unwrap();
        assert_eq!(normalise_phone(&once), Ok(once.clone()), "what is kept is read again");
    }
}
