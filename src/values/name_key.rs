//! The form in which names are compared, for what is stored and what is typed alike.

use unicode_normalization::UnicodeNormalization;

/// The key of a name: two names that people take for the same have the same key, and the key of a part of a name is a part
/// of the key of the whole. The SQL function `name_key` gives the same text; generated columns of that name hold it.
///
/// Width, case, composition (NFKC), characters without a glyph, spaces at the ends, runs of spaces, and spaces beside Chinese
/// characters or punctuation do not count: `雪峰度假（北京） 有限公司` equals `雪峰度假(北京)有限公司`, and `ＡＢＣ Co., Ltd.` equals
/// `abc co.,ltd.`. A space between two words of other scripts counts. Typographic quotes, dashes and middle dots equal their
/// plain forms. A key is for comparing, never for showing.
///
/// Source: Unicode NFKC (UAX #15) and default lower-case mapping, `ß` as `ss`.
pub fn name_key(name: &str) -> String {
    let folded = name.chars().filter(|c| !is_ignored(*c)).nfkc().collect::<String>().to_lowercase();
    let mut key = String::with_capacity(folded.len());
    let mut last = None;
    let mut space = false;
    for c in folded.chars().map(plain) {
        if c.is_whitespace() {
            space = true;
            continue;
        }
        if space && last.is_some_and(|last| !is_unspaced(last)) && !is_unspaced(c) {
            key.push(' ');
        }
        space = false;
        last = Some(c);
        key.push(c);
    }
    key.replace('ß', "ss")
}

/// Control characters that are no white space, and those that Unicode asks to ignore where they have no effect: joiners,
/// directions, variation selectors, tags.
fn is_ignored(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The plain form of typographic variants that NFKC leaves apart. The final sigma is one of them: as the end of what is typed
/// it must match a sigma within a name.
fn plain(c: char) -> char {
    match c {
        'ς' => 'σ',
        '\u{2010}' | '\u{2012}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2032}' | '\u{2bc}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201f}' => '"',
        '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22c5}' | '\u{30fb}' => '\u{b7}',
        _ => c,
    }
}

/// Punctuation, symbols and the characters of scripts without spaces between words: a space beside one of them says nothing.
fn is_unspaced(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '\u{a1}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20cf}'
            | '\u{2e00}'..='\u{312f}' | '\u{3190}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(all(test, feature = "ssr"))]
mod database_tests;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn width_case_and_spaces_do_not_count() {
        for (one, other) in [
            ("雪峰度假（北京）有限公司", "雪峰度假(北京)有限公司"),
            ("雪峰度假（北京）有限公司", "　雪峰 度假 ( 北京 ) 有限公司 "),
            ("ＡＢＣ　Ｃｌｏｕｄ", "abc cloud"),
            ("Snowpeak Resorts (Beijing) Co., Ltd.", "SNOWPEAK  RESORTS（BEIJING） CO.,LTD."),
            ("上海 ABC 科技", "上海ａｂｃ科技"),
            ("Ｎｏ．５ Mill", "no. 5\u{a0}mill"),
            ("O’Neill – Söhne", "o'neill-so\u{308}hne"),
            ("STRASSE", "Straße"),
            ("强生•中国", "强生・中国"),
            ("Data\u{200b}lake\u{feff}", "datalake"),
            ("ΟΔΟΣ", "οδος"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} / {other}");
        }
    }

    #[test]
    fn other_letters_and_a_space_between_words_count() {
        for (one, other) in [("Snow Peak", "Snowpeak"), ("雪峰度假（北京）", "雪峰度假（南京）"), ("Müller", "Muller"), ("ABC", "ABD")]
        {
            assert_ne!(name_key(one), name_key(other), "{one} / {other}");
        }
        assert_eq!(name_key(" \u{3000}\u{200d}\n"), "");
    }

    #[test]
    fn what_is_typed_of_a_name_is_found_in_it() {
        let key = name_key("雪峰度假（北京）有限公司 Snowpeak Resorts Co., Ltd.");
        for part in ["度假（", "(北京)有限", "北京） 有限", "司 snow", "ｐｅａｋ RES", "Co.,L", "resorts "] {
            assert!(key.contains(&name_key(part)), "{part}");
        }
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(name in "\\PC{0,60}") {
            let key = name_key(&name);
            prop_assert_eq!(name_key(&key), key);
        }

        #[test]
        fn a_part_in_another_width_and_case_is_found(before in "[a-zA-Z 云山（）()，,Ａ-ｚ]{0,20}", part in "[a-zA-Z 云山（）()，,Ａ-ｚ]{1,20}", after in "[a-zA-Z 云山（）()，,Ａ-ｚ]{0,20}") {
            let whole = name_key(&format!("{before}{part}{after}"));
            prop_assert!(whole.contains(&name_key(&part.to_uppercase())), "{} in {}", name_key(&part), whole);
        }
    }
}
