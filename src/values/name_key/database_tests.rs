//! The SQL function and the one in Rust are the same function.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use sqlx::PgPool;

use super::name_key;

/// Keys by the database, of many names in one question.
async fn by_database(db: &PgPool, names: &[String]) -> Vec<String> {
    sqlx::query_scalar("select name_key(name) from unnest($1::text[]) with ordinality as typed (name, at) order by at")
        .bind(names)
        .fetch_all(db)
        .await
        .unwrap()
}

/// Characters with a lower case or a compatibility form that Unicode assigned after version 14, the one of PostgreSQL 15.
/// Which of them are known depends on the version of PostgreSQL, of ICU and of our own tables; each side is consistent in
/// itself, and no name in use has them.
fn is_newer(c: char) -> bool {
    matches!(u32::from(c),
        0x558 | 0x58b..=0x58c | 0x1c89 | 0x209d..=0x209f | 0xa7cb..=0xa7cf | 0xa7d2..=0xa7d5 | 0xa7da..=0xa7dd | 0xa7f1
        | 0x107bb..=0x107bf | 0x10d50..=0x10d65 | 0x16ea0..=0x16ebf | 0x1b123..=0x1b126 | 0x1ccd6..=0x1ccf9 | 0x1d6a6
        | 0x1df95 | 0x1dfcd..=0x1dfff | 0x1e030..=0x1e06d)
}

/// An old Hangul vowel that PostgreSQL loses when it composes (`findings/postgresql-normalize-loses-a-hangul-vowel.sh`).
const LOST: char = '\u{11a7}';

async fn differing(db: &PgPool, names: Vec<String>) -> Vec<String> {
    let keys = by_database(db, &names).await;
    let differ = names.into_iter().zip(keys).filter(|(name, key)| name_key(name) != *key).map(|(name, _)| name);
    differ.filter(|name| !name.contains(is_newer) && !name.contains(LOST)).collect()
}

#[sqlx::test]
async fn every_character_of_unicode_has_the_same_key_in_rust_and_in_the_database(db: PgPool) {
    let all: Vec<char> = ('\u{1}'..=char::MAX).collect();
    let mut differ = Vec::new();
    for some in all.chunks(20_000) {
        let names = some.iter().map(|c| format!("a {c} b")).collect();
        differ.extend(differing(&db, names).await);
    }
    assert_eq!(differ, Vec::<String>::new());
}

#[sqlx::test]
async fn any_text_has_the_same_key_in_rust_and_in_the_database(db: PgPool) {
    let kinds = [
        // Whatever Unicode 14 knows: a newer mark has no place in the order of marks yet.
        "[\\p{age=14.0}&&\\PC]{0,40}",
        "[ \u{3000}\u{a0}\ta-zA-Z云山（）()，,.。Ａ-ｚ０-９-]{0,30}",
        "[aAeEoOσΣςßẞİıſǅﬁ \u{300}-\u{36f}\u{200b}\u{200d}'.]{0,20}",
        "[\u{ac00}-\u{d7a3}\u{1100}-\u{11ff}\u{ff66}-\u{ff9f}\u{30a1}-\u{30f6} \u{2460}-\u{2473}\u{3220}-\u{33ff}\u{f900}-\u{fa6d}]{0,20}",
    ];
    let mut runner = TestRunner::new(Config::default());
    let mut names = Vec::new();
    for kind in kinds {
        let strategy = proptest::string::string_regex(kind).unwrap();
        names.extend((0..5_000).map(|_| strategy.new_tree(&mut runner).unwrap().current()));
    }
    assert_eq!(differing(&db, names).await, Vec::<String>::new());
}

#[sqlx::test]
async fn names_as_companies_write_them_have_the_same_key_in_rust_and_in_the_database(db: PgPool) {
    for (name, key) in [
        ("雪峰度假（北京）有限公司", "雪峰度假(北京)有限公司"),
        ("　雪峰 度假 ( 北京 ) 有限公司 ", "雪峰度假(北京)有限公司"),
        ("ＡＢＣ　Ｃｌｏｕｄ", "abc cloud"),
        ("Snowpeak  Resorts Co., Ltd.", "snowpeak resorts co.,ltd."),
        ("100％＿＼", "100%_\\"),
        ("ΟΔΟΣ Straße", "οδοσ strasse"),
        (" \u{3000}", ""),
    ] {
        assert_eq!((name_key(name).as_str(), by_database(&db, &[name.to_owned()]).await[0].as_str()), (key, key));
    }
}

#[sqlx::test]
async fn a_text_that_is_not_there_has_no_key(db: PgPool) {
    let key: Option<String> = sqlx::query_scalar("select name_key(null)").fetch_one(&db).await.unwrap();
    assert_eq!(key, None);
}
