//! Decisions about partners and people.

mod company;
#[cfg(test)]
pub(crate) mod fixtures;
mod handing_over;
mod partners;
mod people;
mod roles;
mod viewing;

pub use company::{LONGEST_REASON, may_decide, parse_decision, parse_rename};
pub use handing_over::{NO_SUPERVISOR, TEAM_PAGE, TO_THE_PARTNER, gives_up, may_receive, page_of, parse_hand_over};
pub use partners::{may_operate, parse_partner};
pub use people::{check_roles, may_disable, may_enable, may_manage_people, may_reset_password, may_supervise, parse_change, parse_person};
pub use roles::{
    LONGEST_DESCRIPTION, MOST_CUSTOM_ROLES, last_administrator_stays, may_change_roles, may_create_role, may_delete_role, outlook,
    parse_role,
};
pub use viewing::may_view_as;

use super::model::{Identity, Refusal};
use crate::values::email::normalise_email;
use crate::values::mobile::normalise_mobile;
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, half_width, required_line};

/// Longest account name and display name, in characters.
pub const LONGEST_PERSON_NAME: usize = 64;
/// Longest name of a company or partner, in characters.
pub const LONGEST_COMPANY_NAME: usize = 128;

impl From<TextProblem> for Refusal {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => Self::Missing,
            TextProblem::TooLong(most) => Self::TooLong(most),
        }
    }
}

/// An account name: 3 to 64 lower-case letters, digits, dots, hyphens and underscores, beginning with a letter. It is
/// refused and not corrected, because it can never be changed (R77).
///
/// # Errors
/// `Missing`, `NotAnAccountName`.
pub fn parse_account_name(typed: &str) -> Result<String, Refusal> {
    let name = half_width(typed);
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    if name.is_empty() {
        Err(Refusal::Missing)
    } else if (3..=LONGEST_PERSON_NAME).contains(&name.len())
        && name.chars().all(allowed)
        && name.starts_with(|c: char| c.is_ascii_lowercase())
    {
        Ok(name)
    } else {
        Err(Refusal::NotAnAccountName)
    }
}

/// A person's name as colleagues read it: one to 64 characters.
///
/// # Errors
/// `Missing`, `TooLong`.
pub fn parse_display_name(typed: &str) -> Result<String, Refusal> {
    required_line(typed, LONGEST_PERSON_NAME).map_err(Refusal::from)
}

/// The four fields that say who a new person is; e-mail and mobile may be empty.
fn parse_identity(problems: &mut Problems<Refusal>, account: &str, display: &str, email: &str, mobile: &str) -> Option<Identity> {
    let account_name = problems.keep("account_name", parse_account_name(account));
    let display_name = problems.keep("display_name", parse_display_name(display));
    let email = problems.keep("email", optional(email, |typed| normalise_email(typed).map_err(|_| Refusal::NotAnEmail)));
    let mobile = problems.keep("mobile", optional(mobile, |typed| normalise_mobile(typed).map_err(|_| Refusal::NotAMobile)));
    Some(Identity { account_name: account_name?, display_name: display_name?, email: email?, mobile: mobile? })
}

fn optional<T>(typed: &str, parse: impl FnOnce(&str) -> Result<T, Refusal>) -> Result<Option<T>, Refusal> {
    if typed.trim().is_empty() { Ok(None) } else { parse(typed).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_account_name_has_3_to_64_lower_case_letters_digits_dots_hyphens_and_underscores_and_begins_with_a_letter() {
        for name in ["mei", "mei.chen", "m-1", "a_b", &"a".repeat(64)] {
            assert_eq!(parse_account_name(name).as_deref(), Ok(name));
        }
        for name in ["me", "Mei", "1mei", ".mei", "mei chen", "méi", "梅梅梅", &"a".repeat(65)] {
            assert_eq!(parse_account_name(name), Err(Refusal::NotAnAccountName), "{name}");
        }
        assert_eq!(parse_account_name("  "), Err(Refusal::Missing));
        assert_eq!(parse_account_name(" ｍｅｉ ").as_deref(), Ok("mei"));
    }

    proptest! {
        #[test]
        fn every_accepted_account_name_satisfies_the_check_in_the_database(typed in "[ a-zA-Z0-9._-]{0,70}") {
            if let Ok(name) = parse_account_name(&typed) {
                let mut bytes = name.bytes();
                prop_assert!(bytes.next().is_some_and(|first| first.is_ascii_lowercase()));
                prop_assert!((2..=63).contains(&bytes.len()));
                prop_assert!(bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte)));
            }
        }
    }
}
