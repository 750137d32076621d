//! Who is admitted at all: before any page or server function is asked.

use super::BEFORE_FIRST_PASSWORD;
use crate::auth::{Viewer, viewing};

/// Why somebody does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Nobody is signed in.
    SignInFirst,
    /// The first password is due for a change.
    PasswordFirst,
    /// Who views as somebody else changes nothing, and does not see that person's account.
    NotWhileViewing,
}

/// Who passes to this page or function, whatever it decides by itself afterwards.
pub(super) fn refuse(viewer: Option<&Viewer>, path: &str, public: &[&str]) -> Option<Refusal> {
    match viewer {
        None if public.iter().any(|pattern| fits(path, pattern)) => None,
        None => Some(Refusal::SignInFirst),
        Some(viewer) if viewer.viewed_by.is_some() => {
            let shut = if path.starts_with("/api/") { !viewing::WHILE_VIEWING.contains(&path) } else { viewing::is_own_page(path) };
            shut.then_some(Refusal::NotWhileViewing)
        }
        Some(viewer) if viewer.must_change_password && !BEFORE_FIRST_PASSWORD.contains(&path) => Some(Refusal::PasswordFirst),
        Some(_) => None,
    }
}

/// Whether an address has the parts of a pattern, one for one. `{…}` fits any one part but none that is empty or that
/// stands for another folder.
fn fits(path: &str, pattern: &str) -> bool {
    let (mut parts, mut wanted) = (path.split('/'), pattern.split('/'));
    loop {
        match (parts.next(), wanted.next()) {
            (None, None) => return true,
            (Some(part), Some(want)) if want.starts_with('{') => {
                let is_plain = part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
                if part.is_empty() || !is_plain {
                    return false;
                }
            }
            (Some(part), Some(want)) if part == want => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::PUBLIC_PAGES;
    use super::*;

    #[test]
    fn a_secret_in_the_address_is_one_part_and_not_none() {
        let is_public = |path: &str| ["/sign-in", "/join/{token}"].iter().any(|page| fits(path, page));
        for page in ["/sign-in", "/join/secret"] {
            assert!(is_public(page), "{page}");
        }
        for page in ["/", "/sign-in/x", "/join", "/join/", "/join/a/b", "/joins/x"] {
            assert!(!is_public(page), "{page}");
        }
    }

    #[test]
    fn a_public_pattern_opens_exactly_its_own_addresses() {
        assert!(fits("/sign-in", "/sign-in") && fits("/join/aB3_-x", "/join/{token}"));
        for path in [
            "/join",
            "/join/",
            "/join//",
            "/join/a/b",
            "/joins/a",
            "//join/a",
            "/join/a/",
            "/sales/join/a",
            "/join/..",
            "/join/%2e%2e",
            "/join/a%2Fb",
            "/",
        ] {
            assert!(!fits(path, "/join/{token}"), "{path}");
            assert_eq!(refuse(None, path, PUBLIC_PAGES), Some(Refusal::SignInFirst), "{path}");
        }
    }
}
