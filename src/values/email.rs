//! E-mail addresses, made regular so that one address is one address.

use super::typed::{half_width, line};

/// Not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnEmail;

/// Longest address that mail can carry (RFC 5321).
pub const LONGEST: usize = 254;

/// The address in lower case and half width, without characters that nobody can see. Whether it exists, only a message can
/// tell. Only ASCII, for other scripts have many spellings of what mail takes for one address, and one address must not be
/// claimed twice; a domain in another script is written as it is registered (`xn--…`).
///
/// # Errors
/// [`NotAnEmail`] without exactly one `@`, without a dot in the domain, with spaces or other scripts, or above 254 bytes.
pub fn normalise_email(typed: &str) -> Result<String, NotAnEmail> {
    let address = half_width(&line(typed)).to_ascii_lowercase();
    let (local, domain) = address.split_once('@').ok_or(NotAnEmail)?;
    let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '(' | ')');
    let labels_stand = domain.contains('.') && domain.split('.').all(|label| !label.is_empty());
    if address.len() <= LONGEST && !local.is_empty() && labels_stand && address.replacen('@', "", 1).chars().all(plain) {
        Ok(address)
    } else {
        Err(NotAnEmail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_is_one_address_however_it_is_typed() {
        assert_eq!(normalise_email(" Mei.Chen@Harbor.Example ").as_deref(), Ok("mei.chen@harbor.example"));
        assert_eq!(normalise_email("ｍｅｉ＠harbor.example").as_deref(), Ok("mei@harbor.example"));
        for hidden in ['\u{200b}', '\u{ad}', '\u{34f}', '\u{180e}', '\u{2060}', '\u{feff}'] {
            let typed = format!("me{hidden}i@har{hidden}bor.example{hidden}");
            assert_eq!(normalise_email(&typed).as_deref(), Ok("mei@harbor.example"), "{hidden:?}");
        }
    }

    #[test]
    fn what_cannot_be_an_address_is_refused() {
        let long = format!("{}@harbor.example", "m".repeat(250));
        for typed in [
            "",
            "mei",
            "@harbor.example",
            "mei@",
            "mei@harbor",
            "mei@@harbor.example",
            "me i@harbor.example",
            "a@.cn",
            "ſam@harbor.example",
            "mei@hаrbor.example",
            "陈@harbor.example",
            &long,
        ] {
            assert_eq!(normalise_email(typed), Err(NotAnEmail), "{typed}");
        }
    }
}
