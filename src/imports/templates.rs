//! Templates of a kind, made from its description: headings, one example, and an explanation of every column.

use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::kind::{Column, Kind, Value, Words, words};
use crate::i18n::Locale;

/// The sheet of rows.
const ROWS: Words = words("Rows", "数据");
/// The sheet of explanations.
const EXPLANATIONS: Words = words("Explanations", "说明");
/// The headings of the explanations.
const HEADINGS: [Words; 5] = [
    words("Column", "列"),
    words("Required", "是否必填"),
    words("What stands in it", "填写内容"),
    words("Empty cell", "留空时"),
    words("Note", "说明"),
];
const YES: Words = words("required", "必填");
const NO: Words = words("optional", "选填");
const EMPTIES: Words = words("empties the field", "清空该字段");
const KEEPS: Words = words("leaves the field as it is", "保持原值");
const REFUSES: Words = words("the row is refused", "该行被拒绝");

/// Headings and one example as CSV, UTF-8 with a mark for spreadsheets.
pub(super) fn csv(kind: &Kind, locale: Locale) -> String {
    let quoted = |text: String| if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text };
    let line =
        |of: fn(&Column, Locale) -> String| kind.columns.iter().map(|column| quoted(of(column, locale))).collect::<Vec<_>>().join(",");
    format!("\u{feff}{}\r\n{}\r\n", line(heading), line(example))
}

/// The same as a workbook, with a sheet that explains every column.
///
/// # Errors
/// Those of the writer.
pub(super) fn workbook(kind: &Kind, locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let head = Format::new().set_bold();
    // Excel changes long numbers and days in cells that are not text.
    let text = Format::new().set_num_format("@");
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let rows = workbook.add_worksheet().set_name(ROWS.in_language(locale))?;
    for (at, column) in (0u16..).zip(kind.columns) {
        rows.set_column_width(at, 18)?.set_column_format(at, &text)?;
        rows.write_string_with_format(0, at, heading(column, locale), &head)?;
        rows.write_string_with_format(1, at, example(column, locale), &text)?;
    }
    rows.set_freeze_panes(1, 0)?;
    let sheet = workbook.add_worksheet().set_name(EXPLANATIONS.in_language(locale))?;
    for (at, name) in (0u16..).zip(HEADINGS) {
        sheet.set_column_width(at, if at == 2 || at == 4 { 60 } else { 20 })?;
        sheet.write_string_with_format(0, at, name.in_language(locale), &head)?;
    }
    for (at, column) in (1u32..).zip(kind.columns) {
        let cells = [
            heading(column, locale),
            if column.required { YES } else { NO }.in_language(locale).to_owned(),
            content(column, locale),
            empty(column).in_language(locale).to_owned(),
            column.hint.in_language(locale).to_owned(),
        ];
        for (place, cell) in (0u16..).zip(cells) {
            sheet.write_string_with_format(at, place, cell, &wrapped)?;
        }
    }
    workbook.save_to_buffer()
}

fn heading(column: &Column, locale: Locale) -> String {
    column.name.in_language(locale).to_owned()
}

fn example(column: &Column, locale: Locale) -> String {
    let example = column.example.in_language(locale);
    match column.value {
        Value::Choice(choices) => {
            choices().iter().find(|choice| choice.key == example).map_or(example, |choice| choice.name.in_language(locale)).to_owned()
        }
        Value::Choices(choices) => {
            let choices = choices();
            let name = |key| choices.iter().find(|choice| choice.key == key).map_or(key, |choice| choice.name.in_language(locale));
            example.split(';').map(name).collect::<Vec<_>>().join(";")
        }
        _ => example.to_owned(),
    }
}

/// What may stand in a column, in words.
fn content(column: &Column, locale: Locale) -> String {
    let said = |en: &str, zh: &str| if locale == Locale::En { en.to_owned() } else { zh.to_owned() };
    match column.value {
        Value::Line(most) | Value::Identifier(most) | Value::Lines(most) => {
            said(&format!("text of up to {most} characters"), &format!("文本，不超过 {most} 个字符"))
        }
        Value::Account(most) => said(&format!("account name of up to {most} characters"), &format!("账号名，不超过 {most} 个字符")),
        Value::Date => said("day, such as 2026-11-01", "日期，如 2026-11-01"),
        Value::Moment => said("moment in Beijing, such as 2026-11-01 18:30:00", "北京时间，如 2026-11-01 18:30:00"),
        Value::YesNo => said("yes or no", "是或否"),
        Value::Mobile => said("mobile number", "手机号"),
        Value::Phone => said("mobile or landline number", "手机号或固定电话"),
        Value::Email => said("e-mail address", "邮箱地址"),
        Value::Amount(decimals) => said(&format!("amount with up to {decimals} decimals"), &format!("金额，最多 {decimals} 位小数")),
        Value::Choice(choices) | Value::Choices(choices) => {
            let names: Vec<&str> = choices().iter().map(|choice| choice.name.in_language(locale)).collect();
            let names = names.join(", ");
            if matches!(column.value, Value::Choice(_)) {
                said(&format!("one of: {names}"), &format!("任选其一：{names}"))
            } else {
                said(&format!("any of, separated by semicolons: {names}"), &format!("可多选，以分号分隔：{names}"))
            }
        }
    }
}

const fn empty(column: &Column) -> Words {
    match (column.required, column.empties) {
        (true, _) => REFUSES,
        (false, true) => EMPTIES,
        (false, false) => KEEPS,
    }
}
