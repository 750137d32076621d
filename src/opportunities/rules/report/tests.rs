use super::*;
use crate::opportunities::model::{Confidence, Industry, Kind};
use crate::values::money::{AmountProblem, format_charged};
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn product(name: &str, revenue: &str) -> ProductForm {
    ProductForm { name: name.into(), revenue: revenue.into() }
}

fn form() -> ReportForm {
    ReportForm {
        customer: "association:00000000-0000-0000-0000-000000000001".into(),
        name: "Live streaming for winter season".into(),
        industry: "media".into(),
        kind: "expansion".into(),
        confidence: "70".into(),
        stage: "solution".into(),
        test_project: "yes".into(),
        tender: "no".into(),
        expected_monthly_revenue: "128,000.00".into(),
        expected_date: "2026-12-15".into(),
        service_period: "12".into(),
        products: vec![product("Content delivery", "96,000"), product("Object storage", "32,000")],
        ..ReportForm::default()
    }
}

fn problem(form: &ReportForm, field: &str) -> Option<Refusal> {
    parse_report(form, today()).err().and_then(|problems| problems.at(field).next().copied())
}

#[test]
fn a_complete_report_is_accepted() {
    let report = parse_report(&form(), today()).unwrap();
    assert_eq!((report.basic.industry, report.basic.kind), (Industry::Media, Kind::Expansion));
    assert_eq!((report.stage, report.confidence), (Stage::Solution, Confidence::Seventy));
    assert_eq!(format_charged(report.revenue.expected_monthly_revenue), "128,000.00");
    assert_eq!(report.revenue.products.len(), 2);
    assert_eq!((report.owner, report.acknowledged), (None, false));
    assert!(report.basic.test_project && !report.basic.tender);
}

#[test]
fn every_problem_of_every_step_is_told_at_once() {
    let problems = parse_report(&ReportForm::default(), today()).unwrap_err();
    let fields: Vec<&str> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
    let expected = [
        "form[customer]",
        "form[name]",
        "form[industry]",
        "form[kind]",
        "form[test_project]",
        "form[tender]",
        "form[confidence]",
        "form[stage]",
        "form[expected_monthly_revenue]",
        "form[expected_date]",
        "form[service_period]",
        "form[products][0][name]",
        "form[products][0][revenue]",
    ];
    assert_eq!(fields, expected);
    assert!(problems.0.iter().all(|problem| problem.kind == Refusal::Missing));
}

#[test]
fn every_revenue_field_is_mandatory() {
    type Emptying = fn(&mut ReportForm);
    let cases: [(&str, Emptying); 5] = [
        ("form[expected_monthly_revenue]", |form| form.expected_monthly_revenue.clear()),
        ("form[expected_date]", |form| form.expected_date.clear()),
        ("form[service_period]", |form| form.service_period.clear()),
        ("form[products][0][name]", |form| form.products[0].name.clear()),
        ("form[products][0][revenue]", |form| form.products[0].revenue.clear()),
    ];
    for (field, empty) in cases {
        let mut form = form();
        empty(&mut form);
        assert_eq!(problem(&form, field), Some(Refusal::Missing), "{field}");
    }
}

#[test]
fn a_name_has_1_to_128_characters_and_a_text_up_to_1000() {
    assert_eq!(problem(&ReportForm { name: "云".repeat(128), ..form() }, "form[name]"), None);
    assert_eq!(problem(&ReportForm { name: "云".repeat(129), ..form() }, "form[name]"), Some(Refusal::TooLong(128)));
    assert_eq!(problem(&ReportForm { name: " \u{200b} ".into(), ..form() }, "form[name]"), Some(Refusal::Missing));
    assert_eq!(problem(&ReportForm { key_need: "云".repeat(1000), ..form() }, "form[key_need]"), None);
    assert_eq!(problem(&ReportForm { key_need: "云".repeat(1001), ..form() }, "form[key_need]"), Some(Refusal::TooLong(1000)));
}

#[test]
fn the_details_are_optional_and_the_spend_is_an_amount_when_it_is_there() {
    assert_eq!(parse_report(&form(), today()).unwrap().details, Details::default());
    let wrong = ReportForm { current_monthly_spend: "a lot".into(), ..form() };
    assert_eq!(problem(&wrong, "form[current_monthly_spend]"), Some(Refusal::Amount(AmountProblem::NotAnAmount)));
}

#[test]
fn the_expected_date_is_today_or_later() {
    assert_eq!(problem(&ReportForm { expected_date: "2026/11/23".into(), ..form() }, "form[expected_date]"), None);
    let yesterday = today().pred_opt().unwrap();
    assert_eq!(
        problem(&ReportForm { expected_date: "2026.11.22".into(), ..form() }, "form[expected_date]"),
        Some(Refusal::DatePassed(yesterday))
    );
    assert_eq!(problem(&ReportForm { expected_date: "soon".into(), ..form() }, "form[expected_date]"), Some(Refusal::NotADate));
    assert_eq!(problem(&ReportForm { expected_date: "2026-11-31".into(), ..form() }, "form[expected_date]"), Some(Refusal::NoSuchDay));
}

#[test]
fn an_opportunity_is_reported_open() {
    for stage in Stage::ALL {
        let refused = problem(&ReportForm { stage: stage.to_string(), ..form() }, "form[stage]");
        assert_eq!(refused, stage.is_closed().then_some(Refusal::ReportedClosed), "{stage}");
    }
}

#[test]
fn the_main_product_brings_at_most_the_whole_and_the_sum_is_not_compared() {
    let more = ReportForm { products: vec![product("Content delivery", "128,000.01")], ..form() };
    assert_eq!(problem(&more, "form[products][0][revenue]"), Some(Refusal::ProductExceedsTotal));
    let sum = ReportForm { products: vec![product("Content delivery", "128000"), product("Object storage", "128000")], ..form() };
    assert!(parse_report(&sum, today()).is_ok());
}

#[test]
fn lines_left_empty_do_not_count_and_half_filled_ones_do() {
    let gap = ReportForm { products: vec![product("CDN", "1"), product(" ", ""), product("OBS", "1")], ..form() };
    assert_eq!(parse_report(&gap, today()).unwrap().revenue.products.len(), 2);
    let half = ReportForm { products: vec![product("CDN", "1"), product("", ""), product("OBS", "")], ..form() };
    assert_eq!(problem(&half, "form[products][2][revenue]"), Some(Refusal::Missing));
    let none = ReportForm { products: vec![product("", ""), product("OBS", "1")], ..form() };
    assert_eq!(problem(&none, "form[products][0][name]"), Some(Refusal::Missing));
}

#[test]
fn there_are_at_most_ten_products() {
    let ten = ReportForm { products: vec![product("CDN", "1"); 10], ..form() };
    assert!(parse_report(&ten, today()).is_ok());
    let eleven = ReportForm { products: vec![product("CDN", "1"); 11], ..form() };
    assert_eq!(problem(&eleven, "form[products][10][name]"), Some(Refusal::TooManyProducts(10)));
}

#[test]
fn a_date_that_has_passed_may_stay_when_the_revenue_is_revised_but_not_be_chosen() {
    let stands = NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let revised = RevenueForm { expected_date: "2026-11-01".into(), ..revenue_of(&form()) };
    assert!(parse_revenue(&revised, today(), stands).is_ok());
    let earlier = RevenueForm { expected_date: "2026-10-31".into(), ..revised };
    assert!(parse_revenue(&earlier, today(), stands).is_err());
}

#[test]
fn each_group_is_revised_by_itself() {
    assert_eq!(parse_basic(&basic_of(&form())).unwrap().name, "Live streaming for winter season");
    assert_eq!(parse_details(&DetailsForm::default()), Ok(Details::default()));
    assert_eq!(parse_basic(&BasicForm::default()).unwrap_err().0.len(), 5);
}

#[test]
fn every_step_answers_for_its_own_inputs() {
    let empty = ReportForm::default();
    let counts: Vec<usize> = Step::ALL.iter().map(|step| problems_of(*step, &empty, today()).len()).collect();
    assert_eq!(counts, [1, 7, 0, 5]);
    assert!(Step::ALL.iter().all(|step| problems_of(*step, &form(), today()).is_empty()));
    assert_eq!(step_of("form[products][3][name]"), Step::Revenue);
}

#[test]
fn a_draft_is_the_form_as_json_and_an_older_one_still_opens() {
    let json = serde_json::to_string(&form()).unwrap();
    assert_eq!(serde_json::from_str::<ReportForm>(&json).unwrap(), form());
    let older: ReportForm = serde_json::from_str(r#"{"name":"Data lake","gone":"1"}"#).unwrap();
    assert_eq!(older.name, "Data lake");
}

#[test]
fn a_target_that_no_page_writes_is_none() {
    let id = "00000000-0000-0000-0000-000000000001";
    assert!(super::super::parse_target(id, "3").is_some());
    for (id, version) in [("1", "3"), (id, ""), (id, "0"), (id, "x")] {
        assert_eq!(super::super::parse_target(id, version), None);
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_the_answer_is_a_report_or_at_least_one_problem(
        texts in proptest::collection::vec("\\PC{0,40}", 12),
    ) {
        let form = ReportForm {
            customer: texts[0].clone(), name: texts[1].clone(), industry: texts[2].clone(), stage: texts[3].clone(),
            confidence: texts[4].clone(), current_monthly_spend: texts[5].clone(), expected_monthly_revenue: texts[6].clone(),
            expected_date: texts[7].clone(), service_period: texts[8].clone(), owner: texts[9].clone(),
            products: vec![product(&texts[10], &texts[11])],
            ..form()
        };
        if let Err(problems) = parse_report(&form, today()) {
            prop_assert!(!problems.is_empty());
        }
    }
}
