//! E-mail addresses, made regular so that one address is one address.

use super::typed::half_width;

/// Not an e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnEmail;

/// Longest address that mail can carry (RFC 5321).
pub const LONGEST: usize = 254;

/// The address in lower case and half width. Whether it exists, only a message can tell.
///
/// # Errors
/// [`NotAnEmail`] without exactly one `@`, without a dot in the domain, with spaces, or above 254 bytes.
pub fn normalise_email(typed: &str) -> Result<String, NotAnEmail> {
    let address = half_width(typed).to_lowercase();
    let (local, domain) = address.split_once('@').ok_or(NotAnEmail)?;
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '(' | ')');
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
    }

    #[test]
    fn what_cannot_be_an_address_is_refused() {
        let long = format!("{}@harbor.example", "m".repeat(250));
        for typed in ["", "mei", "@harbor.example", "mei@", "mei@harbor", "mei@@harbor.example", "me i@harbor.example", "a@.cn", &long] {
            assert_eq!(normalise_email(typed), Err(NotAnEmail), "{typed}");
        }
    }
}
