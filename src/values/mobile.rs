//! Mobile numbers, made regular: at most one open claim a number over all partners needs one spelling of it.

use super::typed::half_width;

/// Not a mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMobile;

/// The number without spaces and marks: eleven digits for a Chinese mobile, `+` and 8 to 15 digits for any other.
/// `+86 138-0013-8000`, `0086 13800138000` and `１３８００１３８０００` are the same number.
///
/// # Errors
/// [`NotAMobile`] when it is neither.
pub fn normalise_mobile(typed: &str) -> Result<String, NotAMobile> {
    let typed = half_width(typed);
    let (prefix, rest) = match typed.strip_prefix('+').or_else(|| typed.strip_prefix("00")) {
        Some(rest) => (true, rest),
        None => (false, typed.as_str()),
    };
    let digits: String = rest.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '‑' | '–')).collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NotAMobile);
    }
    let chinese = match digits.strip_prefix("86") {
        Some(rest) if prefix || is_chinese_mobile(rest) => rest,
        _ if prefix => "",
        _ => digits.as_str(),
    };
    if is_chinese_mobile(chinese) {
        Ok(chinese.to_owned())
    } else if prefix && !digits.starts_with("86") && !digits.starts_with('0') && (8..=15).contains(&digits.len()) {
        Ok(format!("+{digits}"))
    } else {
        Err(NotAMobile)
    }
}

fn is_chinese_mobile(digits: &str) -> bool {
    let mut bytes = digits.bytes();
    digits.len() == 11 && bytes.next() == Some(b'1') && bytes.next().is_some_and(|second| (b'3'..=b'9').contains(&second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_number_is_one_number_however_it_is_typed() {
        for typed in [
            "13800138000",
            "138 0013 8000",
            "+86 138-0013-8000",
            "0086 13800138000",
            "8613800138000",
            "１３８００１３８０００",
            "+86(138)00138000",
        ] {
            assert_eq!(normalise_mobile(typed).as_deref(), Ok("13800138000"), "{typed}");
        }
    }

    #[test]
    fn a_number_of_another_country_keeps_its_code() {
        assert_eq!(normalise_mobile("+49 151 12345678").as_deref(), Ok("+4915112345678"));
        assert_eq!(normalise_mobile("0049 151 12345678").as_deref(), Ok("+4915112345678"));
    }

    #[test]
    fn what_cannot_be_a_mobile_is_refused() {
        for typed in
            ["", "abc", "12345", "1380013800", "138001380000", "12800138000", "+86 12345678901", "+1", "+0123456789", "138001380o0", "+"]
        {
            assert_eq!(normalise_mobile(typed), Err(NotAMobile), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn a_regular_number_stays_as_it_is(typed in "[0-9+ ().-]{0,20}") {
            if let Ok(number) = normalise_mobile(&typed) {
                prop_assert_eq!(normalise_mobile(&number), Ok(number.clone()));
            }
        }

        #[test]
        fn no_input_panics(typed in "\\PC{0,40}") {
            let _ = normalise_mobile(&typed);
        }
    }
}
