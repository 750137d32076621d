use super::*;

fn fields(pairs: &[(&str, &str)]) -> Fields {
    pairs.iter().map(|(column, value)| ((*column).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_campaign_ends_on_or_after_the_day_it_begins() {
    let row = |end| fields(&[("external_id", "c1"), ("name", "Spring"), ("starts_on", "2026-03-01"), ("ends_on", end)]);
    assert!(parse_row(Kind::Campaigns, &row("2026-03-01")).is_ok());
    assert_eq!(parse_row(Kind::Campaigns, &row("2026-02-28")), Err(vec![("ends_on".into(), Refusal::EndsBeforeItBegins)]));
}

#[test]
fn every_wrong_column_of_a_row_is_named() {
    let row =
        fields(&[("account_name", "two words"), ("industry", "fishing"), ("mobile", "12"), ("email", "x"), ("traits", "partner;odd")]);
    let wrong = parse_row(Kind::Customers, &row).unwrap_err();
    let columns: Vec<&str> = wrong.iter().map(|(column, _)| column.as_str()).collect();
    assert_eq!(columns, ["external_id", "account_name", "name", "industry", "mobile", "email", "traits"]);
}

#[test]
fn a_customer_without_a_partner_has_neither_type_nor_account_manager() {
    let base = [("external_id", "1"), ("account_name", "sail"), ("name", "Sail"), ("industry", "travel")];
    let with = |more: &[(&str, &str)]| fields(&[&base, more].concat());
    assert!(parse_row(Kind::Customers, &with(&[])).is_ok());
    assert_eq!(parse_row(Kind::Customers, &with(&[("account_manager", "mei")])), Err(vec![("partner".into(), Refusal::Missing)]));
    assert_eq!(parse_row(Kind::Customers, &with(&[("partner", "Harbor")])), Err(vec![("association_type".into(), Refusal::Missing)]));
    assert!(parse_row(Kind::Customers, &with(&[("partner", "Harbor"), ("association_type", "resale")])).is_ok());
}

#[test]
fn traits_are_words_separated_by_semicolons_each_once() {
    let row =
        fields(&[("external_id", "1"), ("account_name", "a"), ("name", "A"), ("industry", "other"), ("traits", "partner; debt;partner")]);
    let Ok(ParsedRow::Customer(row)) = parse_row(Kind::Customers, &row) else { panic!("a customer") };
    assert_eq!(row.traits, [Trait::Partner, Trait::Debt]);
}

#[test]
fn an_alert_is_about_churn_or_a_resource() {
    let row = |category| {
        let pairs = [("external_id", "1"), ("customer", "sail"), ("scenario", "s"), ("title", "t"), ("sent_on", "2026/11/1")];
        fields(&[&pairs[..], &[("category", category)]].concat())
    };
    assert!(matches!(parse_row(Kind::Alerts, &row("churn")), Ok(ParsedRow::Alert(AlertRow { is_churn: true, .. }))));
    assert_eq!(
        parse_row(Kind::Alerts, &row("weather")),
        Err(vec![("category".into(), Refusal::NotAChoice(vec!["churn".into(), "resource".into()]))])
    );
}

#[test]
fn a_day_is_worked_or_not_in_both_languages() {
    let row = |working| fields(&[("day", "2026年10月1日"), ("working", working)]);
    assert!(matches!(parse_row(Kind::Calendar, &row("否")), Ok(ParsedRow::Day(DayRow { working: false, .. }))));
    assert_eq!(parse_row(Kind::Calendar, &row("perhaps")), Err(vec![("working".into(), Refusal::NotYesOrNo)]));
}
