use super::*;
use crate::app::imports::KINDS;
use crate::i18n::Locale;
use crate::imports::failure::Failure;
use crate::imports::model::{Code, Format};
use crate::imports::rules::columns_of;
use crate::imports::{templates, wording::Wording};

fn problem(failure: Failure) -> String {
    match failure {
        Failure::File(problem) => problem.to_string(),
        failure => panic!("{failure}"),
    }
}

#[sqlx::test]
async fn a_file_of_chinese_excel_is_read_as_it_was_written_and_the_run_says_how(db: PgPool) {
    let text = "外部ID,名称,开始日期,结束日期\r\n春1,春季迁移活动,2026/3/1,2026/3/31 0:00\r\n秋1,秋季上云专场（华东）,2026年9月1日,2026-09-30 00:00:00\r\n";
    let encodings: [(&str, Vec<u8>); 4] = [
        ("gb18030", encoding_rs::GBK.encode(text).0.into_owned()),
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-16LE", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("UTF-16BE", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ];
    for (name, bytes) in encodings {
        let report = checked(&db, "campaigns", &bytes, now()).await.unwrap();
        assert_eq!(report.numbers(), [2, 0, 0, 0], "{name}: {:?}", report.lines);
        assert_eq!(report.lines[0].subject, "春季迁移活动", "{name}");
        let run = run_of(&db, report.id).await.unwrap().unwrap();
        assert_eq!(run.understood.unwrap().encoding, name);
    }
}

#[sqlx::test]
async fn characters_that_were_lost_before_are_never_taken_for_text(db: PgPool) {
    let file = "external_id,name,starts_on,ends_on\n1,����ʳƷ,2026-03-01,2026-03-31\n2,Spring,2026-03-01,2026-03-31\n";
    assert_eq!(check(&db, "campaigns", file).await.line(2), refused(&["name:damaged_text:"]));
    for bytes in
        [&b"external_id,name,starts_on,ends_on\n1,\x81\x20\xff\xff,2026-03-01,2026-03-31\n"[..], &b"\x00\x01\x02\x03,\xff\n1,2\n"[..]]
    {
        assert_eq!(problem(checked(&db, "campaigns", bytes, now()).await.unwrap_err()), ":unknown_encoding:");
    }
}

#[sqlx::test]
async fn short_rows_long_rows_and_empty_columns_are_each_rows_own(db: PgPool) {
    let file =
        "Day;Working day;Name;;\n2026-10-01;no;\"National;\nday\";;\n2026-10-02;no\n\n2026-10-03;no;x;y;\n;;;;\n2026-10-04;no;z;;;;\n";
    let report = import(&db, "calendar", file).await;
    assert_eq!(report.numbers(), [3, 0, 0, 1], "{:?}", report.lines);
    assert_eq!(report.line(2).0, Outcome::Created);
    assert_eq!(report.line(4).0, Outcome::Created, "the line in which a row begins");
    assert_eq!(report.line(6), refused(&[":too_many_cells:"]));
    assert_eq!(report.line(8).0, Outcome::Created);
    let required = check(&db, "calendar", "working,day\nno\n").await;
    assert_eq!(required.line(2), refused(&["day:missing:"]), "a short row without a required cell");
}

#[sqlx::test]
async fn numbers_that_excel_has_shortened_are_refused_with_the_reason(db: PgPool) {
    let file = "external_id,name,starts_on,ends_on\n2.02611E+14,A,2026-03-01,2026-03-31\n1.23457E+17,B,2026-03-01,2026-03-31\n\
                1E+15,C,2026-03-01,2026-03-31\n12E3,D,2026-03-01,2026-03-31\n";
    let report = import(&db, "campaigns", file).await;
    for line in [2, 3, 4] {
        assert_eq!(report.line(line), refused(&["external_id:damaged_number:"]), "{line}");
    }
    assert_eq!(report.line(5).0, Outcome::Created, "a code with an E in it");
}

#[sqlx::test]
async fn the_same_record_twice_is_said_with_both_lines(db: PgPool) {
    let head = "external_id,name,starts_on,ends_on\n";
    let differ = format!(
        "{head}a,Spring,2026-03-01,2026-03-31\na,Summer,2026-06-01,2026-06-30\nb,Autumn,2026-06-01,2026-06-30\nc, AUTUMN,2026-06-01,2026-06-30\n"
    );
    let report = import(&db, "campaigns", &differ).await;
    assert_eq!(report.line(2), (Outcome::Duplicate, vec![":repeated:3".to_owned()]), "nobody can tell which of them holds");
    assert_eq!(report.line(3), (Outcome::Duplicate, vec![":repeated:2".to_owned()]));
    assert_eq!((report.line(4).0, report.line(5)), (Outcome::Created, refused(&["name:repeated:4"])));
    let equal = format!("{head}d,Winter,2026-03-01,2026-03-31\nd,Winter,2026/3/1,2026-03-31\n");
    let report = import(&db, "campaigns", &equal).await;
    assert_eq!((report.line(2).0, report.line(3)), (Outcome::Created, (Outcome::Duplicate, vec![":repeated:2".to_owned()])));
}

#[test]
fn every_heading_stands_for_one_column_of_its_kind() {
    for kind in KINDS {
        for column in kind.columns {
            let names = [column.key, column.name.en, column.name.zh];
            for name in names.iter().chain(column.aliases) {
                let typed = format!(" {}（必填）", name.to_uppercase());
                let needed =
                    kind.columns.iter().filter(|other| other.required && other.key != column.key).map(|other| other.key.to_owned());
                let header: Vec<String> = std::iter::once(typed.clone()).chain(needed).collect();
                let found = columns_of(kind, &header).unwrap_or_else(|problem| panic!("{} {name}: {problem}", kind.key));
                assert_eq!(found[0], column.key, "{} {name}", kind.key);
            }
        }
        assert!(kind.identity.iter().chain([&kind.subject]).all(|key| kind.column(key).is_some()), "{}", kind.key);
        assert!(kind.checks.iter().all(|check| check.key.parse::<Code>().is_err()), "{}: keys of checks are its own", kind.key);
    }
}

#[sqlx::test]
async fn every_template_is_a_file_of_its_kind_in_both_languages_and_formats(db: PgPool) {
    crate::demo::load(&db, now()).await.unwrap();
    for kind in KINDS {
        for locale in [Locale::En, Locale::ZhCn] {
            for (format, bytes) in
                [(Format::Csv, templates::csv(kind, locale).into_bytes()), (Format::Xlsx, templates::workbook(kind, locale).unwrap())]
            {
                let report =
                    checked(&db, kind.key, &bytes, now()).await.unwrap_or_else(|failure| panic!("{} {format}: {failure}", kind.key));
                assert_eq!(report.counts.total, 1, "{} {format}", kind.key);
                let (_, problems) = report.line(2);
                // Records that an example refers to need not be there.
                assert!(problems.iter().all(|problem| problem.contains("unknown_")), "{} {format}: {problems:?}", kind.key);
                let run = run_of(&db, report.id).await.unwrap().unwrap();
                assert_eq!(run.understood.as_ref().unwrap().format, format);
                assert!(!Wording { kind, locale }.understood(&run).is_empty());
            }
        }
    }
}
