//! Rules of signing in and of passwords.

/// A password has at least so many characters.
pub const SHORTEST_PASSWORD: usize = 12;
/// And at most so many.
pub const LONGEST_PASSWORD: usize = 128;
/// Failed attempts for one account name within [`THROTTLE_MINUTES`]. High on purpose: a low one would let anybody lock
/// a colleague out.
pub const ATTEMPTS_PER_ACCOUNT: i32 = 20;
/// Failed attempts from one source within [`THROTTLE_MINUTES`]; an office shares one.
pub const ATTEMPTS_PER_SOURCE: i32 = 100;
/// The window over which failures are counted.
pub const THROTTLE_MINUTES: i64 = 15;

/// A mailed link to set a new password works so many minutes.
pub const RESET_MINUTES: i64 = 30;
/// Links that are mailed to one person within [`THROTTLE_MINUTES`].
pub const RESETS_AT_ONCE: i64 = 3;

/// Why a new password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer than 12 characters.
    TooShort,
    /// More than 128 characters.
    TooLong,
    /// Among the first that anybody would try.
    Common,
    /// The same as before.
    Unchanged,
    /// The repetition differs.
    NotRepeated,
}

/// Judges the length; any composition is welcome, and every character counts.
///
/// # Errors
/// [`PasswordProblem::TooShort`] or [`PasswordProblem::TooLong`].
pub fn check_length(password: &str) -> Result<(), PasswordProblem> {
    match password.chars().count() {
        n if n < SHORTEST_PASSWORD => Err(PasswordProblem::TooShort),
        n if n > LONGEST_PASSWORD => Err(PasswordProblem::TooLong),
        _ => Ok(()),
    }
}

/// Whether so many failures are too many.
pub const fn is_throttled(failures_of_account: i32, failures_of_source: i32) -> bool {
    failures_of_account > ATTEMPTS_PER_ACCOUNT || failures_of_source > ATTEMPTS_PER_SOURCE
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_password_has_twelve_to_a_hundred_and_twenty_eight_characters() {
        assert_eq!(check_length("eleven char"), Err(PasswordProblem::TooShort));
        assert_eq!(check_length("twelve chars"), Ok(()));
        assert_eq!(check_length(&"密".repeat(128)), Ok(()));
        assert_eq!(check_length(&"密".repeat(129)), Err(PasswordProblem::TooLong));
    }

    proptest! {
        #[test]
        fn any_composition_of_characters_is_accepted(password in "\\PC{12,128}") {
            prop_assert_eq!(check_length(&password), Ok(()));
        }
    }

    #[test]
    fn the_twenty_first_failure_of_an_account_waits_whatever_its_source() {
        assert!(!is_throttled(ATTEMPTS_PER_ACCOUNT, 1));
        assert!(is_throttled(ATTEMPTS_PER_ACCOUNT + 1, 1));
        assert!(is_throttled(1, ATTEMPTS_PER_SOURCE + 1));
    }
}
