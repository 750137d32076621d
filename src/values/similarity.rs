//! How alike two names are, by the pairs of neighbouring characters that they share. Works for Chinese from two
//! characters on, where words have no spaces.

use std::collections::HashMap;

use super::name_key::name_key;

/// Shared pairs, of a hundred, from which two names count as alike. Low on purpose: the answer is a hint beside a form,
/// which a person overrides with one tick; a hint that stays away is a duplicate.
pub const ALIKE_FROM: usize = 50;

/// Names are compared up to here, so that a pasted page costs nothing.
const COMPARED_CHARACTERS: usize = 256;

/// Whether two names probably mean the same thing. Case, width, spaces and punctuation do not count; a name without a
/// letter or digit is like no other.
pub fn similar(one: &str, other: &str) -> bool {
    similarity(one, other) >= ALIKE_FROM
}

/// Twice the shared pairs by all pairs, of a hundred (Dice). Names of a single character are alike when equal.
pub fn similarity(one: &str, other: &str) -> usize {
    let (one, other) = (regular(one), regular(other));
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    if one == other {
        return 100;
    }
    let all = (one.len() - 1) + (other.len() - 1);
    if all == 0 {
        return 0;
    }
    let mut pairs: HashMap<(char, char), usize> = HashMap::new();
    for pair in one.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    let shared = other.windows(2).filter(|pair| match pairs.get_mut(&(pair[0], pair[1])) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    });
    200 * shared.count() / all
}

fn regular(name: &str) -> Vec<char> {
    let begin: String = name.chars().take(2 * COMPARED_CHARACTERS).collect();
    name_key(&begin).chars().filter(|c| c.is_alphanumeric()).take(COMPARED_CHARACTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_width_spaces_and_punctuation_do_not_count() {
        assert_eq!(similarity("ERP 迁移（二期）", "ｅｒｐ迁移-二期"), 100);
        assert_eq!(similarity("Data lake", "data-LAKE"), 100);
    }

    #[test]
    fn the_same_plan_in_other_words_is_alike() {
        assert!(similar("Live streaming for winter season", "Winter season streaming"));
        assert!(similar("历史影像迁移至对象存储", "影像迁移对象存储"));
        assert!(similar("异地灾备", "灾备"));
        assert!(similar("Data lake for claims", "Data lake claims, phase 2"));
    }

    #[test]
    fn another_plan_is_not() {
        assert!(!similar("Live streaming for winter season", "ERP on dedicated hosts"));
        assert!(!similar("异地灾备", "票务系统安全防护"));
        assert!(!similar("灾备", "直播"));
    }

    #[test]
    fn a_name_without_letters_is_like_no_other() {
        assert!(!similar("", ""));
        assert!(!similar("--", "--"));
        assert!(similar("云", "云"));
        assert!(!similar("云", "山"));
    }

    proptest! {
        #[test]
        fn every_name_is_like_itself_and_never_beyond_a_hundred(one in "[a-z云山水]{1,40}", other in "[a-z云山水]{1,40}") {
            prop_assert_eq!(similarity(&one, &one), 100);
            prop_assert!(similarity(&one, &other) <= 100);
        }

        #[test]
        fn it_does_not_matter_who_comes_first(one in "\\PC{0,40}", other in "\\PC{0,40}") {
            prop_assert_eq!(similarity(&one, &other), similarity(&other, &one));
        }
    }
}
