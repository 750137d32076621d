//! Masking: what pages, exports, notifications and logs show instead of a name or an address (U28).
//!
//! One rule a kind, and the masked form never tells how long the original is: the middle is always three stars (four in
//! a mobile). A value too short to keep what its kind keeps shows less, down to nothing.

/// Names of people and companies, Chinese or Latin: the first and the last character of the whole name stay
/// (`张***丰`, `S***s`); of two characters only the first (`李*`); a single character not at all (`*`).
pub fn mask_name(name: &str) -> String {
    let mut characters = name.trim().chars();
    match (characters.next(), characters.next(), characters.next_back()) {
        (None, ..) => String::new(),
        (Some(_), None, _) => "*".to_owned(),
        (Some(first), Some(_), None) => format!("{first}*"),
        (Some(first), Some(_), Some(last)) => format!("{first}***{last}"),
    }
}

/// Account names, by the rule of names.
pub fn mask_account(account: &str) -> String {
    mask_name(account)
}

/// Mobile numbers: `138****1234` from eleven digits on, two digits at each end from eight on, nothing of anything else.
/// A leading `+` stays.
pub fn mask_mobile(mobile: &str) -> String {
    let mobile = mobile.trim();
    let (plus, number) = mobile.strip_prefix('+').map_or(("", mobile), |rest| ("+", rest));
    let digits: Vec<char> = number.chars().filter(char::is_ascii_digit).collect();
    let ends = match digits.len() {
        11.. => Some((3, 4)),
        8..=10 => Some((2, 2)),
        _ => None,
    };
    match ends {
        _ if mobile.is_empty() => String::new(),
        None => "****".to_owned(),
        Some((head, tail)) => {
            let head: String = digits.iter().take(head).collect();
            let tail: String = digits.iter().skip(digits.len() - tail).collect();
            format!("{plus}{head}****{tail}")
        }
    }
}

/// E-mail addresses: the first character before the `@` and the whole domain (`a***@harbor.example`); a single character
/// is hidden too. Without an `@` it is masked like a name.
pub fn mask_email(email: &str) -> String {
    let email = email.trim();
    let Some((local, domain)) = email.rsplit_once('@') else { return mask_name(email) };
    let mut characters = local.chars();
    match (characters.next(), characters.next()) {
        (Some(first), Some(_)) => format!("{first}***@{domain}"),
        _ => format!("***@{domain}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_keeps_its_first_and_last_character() {
        assert_eq!(mask_name("张三丰"), "张***丰");
        assert_eq!(mask_name("雪峰度假有限公司"), "雪***司");
        assert_eq!(mask_name("Snowpeak Resorts"), "S***s");
        assert_eq!(mask_account("snowpeak_it"), "s***t");
    }

    #[test]
    fn of_a_short_name_even_less_is_shown() {
        assert_eq!(mask_name("李四"), "李*");
        assert_eq!(mask_name("李"), "*");
        assert_eq!(mask_name(" 李 "), "*");
        assert_eq!(mask_name("  "), "");
    }

    #[test]
    fn a_mobile_keeps_three_and_four_digits() {
        assert_eq!(mask_mobile("13800131234"), "138****1234");
        assert_eq!(mask_mobile("138 0013 1234"), "138****1234");
        assert_eq!(mask_mobile("+4915112345678"), "+491****5678");
    }

    #[test]
    fn of_a_short_number_even_less_is_shown() {
        assert_eq!(mask_mobile("+6591234567"), "+65****67");
        assert_eq!(mask_mobile("1234567"), "****");
        assert_eq!(mask_mobile("extension 12"), "****");
        assert_eq!(mask_mobile(""), "");
    }

    #[test]
    fn an_address_keeps_its_first_character_and_its_domain() {
        assert_eq!(mask_email("ann@snowpeak.example"), "a***@snowpeak.example");
        assert_eq!(mask_email("an@snowpeak.example"), "a***@snowpeak.example");
        assert_eq!(mask_email("a@snowpeak.example"), "***@snowpeak.example");
        assert_eq!(mask_email("@snowpeak.example"), "***@snowpeak.example");
        assert_eq!(mask_email("a@b@snowpeak.example"), "a***@snowpeak.example");
        assert_eq!(mask_email("no address"), "n***s");
        assert_eq!(mask_email(""), "");
    }

    proptest! {
        #[test]
        fn two_names_with_the_same_ends_look_alike(first in "[a-z张李]", one in "[a-z三四 ]{1,30}", other in "[a-z三四 ]{1,30}", last in "[a-z丰]") {
            prop_assert_eq!(mask_name(&format!("{first}{one}{last}")), mask_name(&format!("{first}{other}{last}")));
        }

        #[test]
        fn a_masked_name_shows_at_most_two_characters_and_never_all(name in "[^\\s*\\pC]{1,60}") {
            let masked = mask_name(&name);
            let shown = masked.chars().filter(|c| *c != '*').count();
            prop_assert!(shown <= 2 && shown < name.chars().count());
            prop_assert_ne!(masked, name);
        }

        #[test]
        fn a_masked_mobile_hides_at_least_four_digits(mobile in "[0-9]{1,15}") {
            let shown = mask_mobile(&mobile).chars().filter(char::is_ascii_digit).count();
            prop_assert!(shown == 0 || shown + 4 <= mobile.len());
        }

        #[test]
        fn two_addresses_that_begin_alike_look_alike(one in "[a-z0-9.]{1,20}", other in "[a-z0-9.]{1,20}") {
            prop_assert_eq!(mask_email(&format!("m{one}@harbor.example")), mask_email(&format!("m{other}@harbor.example")));
        }

        #[test]
        fn masking_never_panics(text in "\\PC{0,60}") {
            let _ = (mask_name(&text), mask_mobile(&text), mask_email(&text), mask_account(&text));
        }
    }
}
