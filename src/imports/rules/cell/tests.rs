use super::*;
use crate::imports::kind::{column, words};

const fn of(value: Value) -> Column {
    column("c", words("C", "列"), value)
}

static DATE: Column = of(Value::Date);
static MOMENT_OF: Column = of(Value::Moment);
static AMOUNT: Column = of(Value::Amount(2));
static PHONE: Column = of(Value::Phone);
static MOBILE: Column = of(Value::Mobile);
static IDENTIFIER: Column = of(Value::Identifier(64));
static ACCOUNT: Column = of(Value::Account(8));
static YES: Column = of(Value::YesNo);
static EMPTIES: Column = of(Value::Line(8)).empties();
static REQUIRED: Column = of(Value::Line(8)).required();
static COLOURS: Column = of(Value::Choices(|| {
    vec![Choice { key: "dark_red", name: words("Dark red", "深红") }, Choice { key: "blue", name: words("Blue", "蓝") }]
}));

fn read(column: &'static Column, cell: &str) -> Result<Option<String>, String> {
    Parser::new(column).read(cell).map_err(|problem| problem.to_string())
}

fn said(column: &'static Column, cell: &str) -> String {
    read(column, cell).unwrap().unwrap()
}

#[test]
fn a_day_is_read_however_a_spreadsheet_writes_it() {
    for cell in [
        "2026/11/1",
        "2026/11/1 0:00",
        "2026-11-01 00:00:00",
        "2026-11-01T00:00:00Z",
        "2026/11/1 上午12:00",
        "2026年11月1日",
        "２０２６／１１／１　０：００",
        "20261101",
        "46327",
        "46327.5",
    ] {
        assert_eq!(said(&DATE, cell), "2026-11-01", "{cell}");
    }
    for cell in ["11/1/2026", "2026-02-30", "2026-11-01 sometime", "1", "463270", "2026-11-01 :", "yesterday"] {
        let outcome = read(&DATE, cell);
        assert!(cell == "2026-11-01 :" || outcome == Err("c:not_a_date:".to_owned()), "{cell}: {outcome:?}");
    }
}

#[test]
fn a_moment_keeps_its_time_in_beijing_however_a_spreadsheet_writes_it() {
    for cell in ["2026/11/1 18:30", "2026-11-01 18:30:00", "2026/11/1 下午6:30", "46327.7708333333", "2026-11-01T10:30:00Z"] {
        assert_eq!(said(&MOMENT_OF, cell), "2026-11-01 18:30:00", "{cell}");
    }
    assert_eq!(said(&MOMENT_OF, "2026-11-01"), "2026-11-01 00:00:00");
    for cell in ["yesterday", "2026-02-30 10:00", "18:30", "463270.5"] {
        assert_eq!(read(&MOMENT_OF, cell), Err("c:not_a_moment:".to_owned()), "{cell}");
    }
}

#[test]
fn an_amount_beyond_what_columns_hold_is_refused() {
    assert_eq!(said(&AMOUNT, "9,999,999,999,999,999.99"), "9999999999999999.99");
    for cell in ["10000000000000000", "-1E+16"] {
        assert_eq!(read(&AMOUNT, cell), Err("c:too_many_digits:16".to_owned()), "{cell}");
    }
}

#[test]
fn an_amount_may_have_separators_a_currency_and_two_ways_to_be_negative() {
    for (cell, amount) in [
        ("1,234,567.5", "1234567.5"),
        ("¥１，２３４．５０", "1234.5"),
        ("1 234 元", "1234"),
        ("(1,250.50)", "-1250.5"),
        ("-0.01", "-0.01"),
        ("-0.00", "0"),
        ("1.5E+3", "1500"),
    ] {
        assert_eq!(said(&AMOUNT, cell), amount, "{cell}");
    }
    assert_eq!(read(&AMOUNT, "0.005"), Err("c:too_many_decimals:2".into()));
    for cell in ["abc", "(-5)", "1.2.3"] {
        assert_eq!(read(&AMOUNT, cell), Err("c:not_an_amount:".into()), "{cell}");
    }
}

#[test]
fn a_number_that_was_shortened_is_refused_where_every_digit_counts() {
    for cell in ["2.02611E+14", "1.23457E+17", "1E+05", "１．２Ｅ＋１５", "1.39e+10"] {
        for column in [&IDENTIFIER, &ACCOUNT, &PHONE, &MOBILE] {
            assert_eq!(read(column, cell), Err("c:damaged_number:".into()), "{cell}");
        }
    }
    for cell in ["12E3", "E+14", "1E+", "A1E+14", "2026-11"] {
        assert_eq!(said(&IDENTIFIER, cell), cell);
    }
}

#[test]
fn an_empty_cell_is_refused_empties_or_says_nothing() {
    for cell in ["", "  ", "\u{feff}\u{200b}", "\t"] {
        assert_eq!(read(&REQUIRED, cell), Err("c:missing:".into()), "{cell:?}");
        assert_eq!(read(&EMPTIES, cell), Ok(Some(String::new())), "{cell:?}");
        assert_eq!(read(&PHONE, cell), Ok(None), "{cell:?}");
    }
}

#[test]
fn words_are_read_by_key_and_by_name_in_both_languages() {
    for cell in ["blue; dark_red", "蓝；深红", "BLUE、Dark Red;blue;", "dark red|蓝"] {
        assert_eq!(said(&COLOURS, cell), "blue;dark_red", "{cell}");
    }
    assert_eq!(read(&COLOURS, "blue;green"), Err("c:not_a_choice:".into()));
    for (cell, answer) in [("是", "true"), ("Yes", "true"), ("FALSE", "false"), ("０", "false")] {
        assert_eq!(said(&YES, cell), answer, "{cell}");
    }
    assert_eq!(read(&ACCOUNT, "a b"), Err("c:not_an_account_name:".into()));
    assert_eq!(read(&REQUIRED, "123456789"), Err("c:too_long:8".into()));
    assert_eq!(read(&REQUIRED, "a\u{fffd}b"), Err("c:damaged_text:".into()));
}

#[test]
fn what_a_spreadsheet_would_compute_is_guarded_and_read_back_as_it_was() {
    for cell in ["=1+1", "@name", "-2+3+cmd", "+a", "\tx"] {
        let guarded = guarded(cell);
        assert!(guarded.starts_with('\''), "{cell}");
        assert_eq!(unguarded(&guarded), cell);
    }
    for cell in ["-0.00567891", "+8613800138000", "plain", "'quoted'", ""] {
        assert_eq!(guarded(cell), cell);
        assert_eq!(unguarded(cell), cell);
    }
}
