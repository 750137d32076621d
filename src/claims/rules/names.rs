//! Whether two company names probably mean the same company, Latin or Chinese. The answer is a warning that a person
//! overrides with a tick.

use crate::values::name_key::name_key;
use crate::values::similarity::similarity;

/// Shared pairs, of a hundred, from which two names count as the same. Higher than for plans: trades repeat in names
/// (Maple Hospital, Willow Hospital).
const SAME_FROM: usize = 70;
/// A name that stands whole in the other has at least so many Latin letters and digits,
const SHORTEST_LATIN: usize = 5;
/// or so many Chinese characters.
const SHORTEST_CHINESE: usize = 3;
/// Legal forms say nothing about which company it is; longer ones first.
const CHINESE_FORMS: [&str; 6] = ["股份有限公司", "有限责任公司", "有限公司", "集团公司", "集团", "公司"];
const LATIN_FORMS: [&str; 14] =
    ["limited", "ltd", "inc", "incorporated", "corp", "corporation", "company", "co", "llc", "gmbh", "ag", "plc", "group", "holding"];
/// Probes of one name; a pasted page asks no more than this.
const MOST_PROBES: usize = 8;

/// Whether they probably are. Legal forms, case, width, spaces and punctuation do not count.
pub fn is_likely_same(one: &str, other: &str) -> bool {
    let (one, other) = (core(one), core(other));
    let (short, long) = if one.chars().count() <= other.chars().count() { (&one, &other) } else { (&other, &one) };
    let stands_whole = long.contains(short.as_str()) && is_long_enough(short);
    !one.is_empty() && (stands_whole || similarity(&one, &other) >= SAME_FROM)
}

fn is_long_enough(name: &str) -> bool {
    let count = name.chars().count();
    if name.is_ascii() { count >= SHORTEST_LATIN } else { count >= SHORTEST_CHINESE }
}

/// The pieces of a name of which a like name carries at least one whole: the halves of long words, short words as they
/// are, Chinese in steps of three characters. Each at least two characters, in lower case; for a search by pairs.
pub fn probes(name: &str) -> Vec<String> {
    let mut probes: Vec<String> = Vec::new();
    for word in words(name) {
        let letters: Vec<char> = word.chars().collect();
        let step = if word.is_ascii() { if letters.len() >= 8 { letters.len().div_ceil(2) } else { letters.len() } } else { 3 };
        let mut from = 0;
        while from < letters.len() {
            // The last piece is as long as the others: it begins earlier.
            let start = if from + step > letters.len() { letters.len().saturating_sub(step) } else { from };
            let piece: String = letters[start..(start + step).min(letters.len())].iter().collect();
            if piece.chars().count() >= 2 && !probes.contains(&piece) {
                probes.push(piece);
            }
            from += step;
        }
    }
    probes.truncate(MOST_PROBES);
    probes
}

/// The key of the name without legal forms, spaces and punctuation.
fn core(name: &str) -> String {
    words(name).concat()
}

/// Runs of letters and digits of the key of the name, Chinese and other scripts apart, without legal forms; a name that is
/// nothing but those keeps them. A key has no spaces beside Chinese characters, so the script is what parts words there.
fn words(name: &str) -> Vec<String> {
    let key = name_key(name);
    let letters: Vec<char> = key.chars().collect();
    let runs = letters.chunk_by(|one, other| (one.is_alphanumeric(), is_chinese(*one)) == (other.is_alphanumeric(), is_chinese(*other)));
    let words: Vec<String> = runs.filter(|run| run[0].is_alphanumeric()).map(|run| run.iter().collect()).collect();
    let all: Vec<&str> = words.iter().map(String::as_str).collect();
    let kept: Vec<String> =
        all.iter().filter(|word| !LATIN_FORMS.contains(word)).map(|word| without_form(word)).filter(|word| !word.is_empty()).collect();
    if kept.is_empty() { all.into_iter().map(str::to_owned).collect() } else { kept }
}

const fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn without_form(word: &str) -> String {
    let mut rest = word;
    while let Some(shorter) = CHINESE_FORMS.iter().find_map(|form| rest.strip_suffix(form)) {
        rest = shorter;
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_company_in_another_spelling_is_noticed() {
        for (one, other) in [
            ("Snowpeak Resorts", "SNOWPEAK RESORTS LTD."),
            ("Snowpeak Resorts", "Snowpeak Resort"),
            ("Snowpeak Resorts", "Snowpeak  Resorts (Beijing) Co., Ltd"),
            ("Snowpeak", "Snowpeak Resorts"),
            ("雪岭文旅集团", "雪岭文旅"),
            ("雪岭文旅集团有限公司", "北京雪岭文旅有限责任公司"),
            ("ＥＲＰ软件有限公司", "erp软件"),
            ("雪岭 Snowridge Ltd", "雪岭Snowridge"),
            ("ｶﾌｪ雪岭有限公司", "カフェ 雪岭"),
        ] {
            assert!(is_likely_same(one, other) && is_likely_same(other, one), "{one} / {other}");
        }
    }

    #[test]
    fn another_company_of_the_same_trade_is_not() {
        for (one, other) in [
            ("Maple Hospital", "Willow Hospital"),
            ("Ridgeway Foods", "Orchard Foods"),
            ("瑞安食品有限公司", "丰源食品有限公司"),
            ("枫林医院", "枫林银行"),
            ("北辰物流有限公司", "北辰汽车制造有限公司"),
            ("Bank", "Maple Bank"),
            ("", ""),
            ("Ltd", "GmbH"),
        ] {
            assert!(!is_likely_same(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn a_name_is_searched_for_by_its_pieces() {
        assert_eq!(probes("Snowpeak Foods Ltd"), ["snow", "peak", "foods"]);
        assert_eq!(probes("雪岭文旅集团"), ["雪岭文", "岭文旅"]);
        assert_eq!(probes("枫林医院"), ["枫林医", "林医院"]);
        assert_eq!(probes("雪岭Snowpeak 有限公司"), ["雪岭", "snow", "peak"]);
        assert_eq!(probes("云"), Vec::<String>::new());
    }

    #[test]
    fn a_like_name_carries_a_piece_of_the_other() {
        for (one, other) in [("Snowpeak Resorts", "Snowpeak Resort"), ("雪岭文旅集团", "北京雪岭文旅"), ("Snowpeak", "Snow peak Resorts")]
        {
            let other = other.to_lowercase();
            assert!(probes(one).iter().any(|piece| other.contains(piece.as_str())), "{one} / {other}");
        }
    }

    proptest! {
        #[test]
        fn every_name_with_enough_letters_is_like_itself_and_no_input_panics(name in "\\PC{0,60}") {
            let _ = probes(&name);
            let is_long = core(&name).chars().count() >= SHORTEST_LATIN;
            prop_assert!(!is_long || is_likely_same(&name, &name));
        }

        #[test]
        fn it_does_not_matter_who_comes_first(one in "[a-z 云山水公司]{0,20}", other in "[a-z 云山水公司]{0,20}") {
            prop_assert_eq!(is_likely_same(&one, &other), is_likely_same(&other, &one));
        }
    }
}
