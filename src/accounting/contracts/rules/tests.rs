//! Sentences of the manual on contracts.

use chrono::NaiveDate;

use super::*;
use crate::accounting::contracts::model::{EntityForm, PaperContractForm, Refusal, RequestForm};
use crate::i18n::Locale;
use crate::organisation::rules::fixtures::{HARBOR, of, viewer};
use crate::values::money::{AmountProblem, Charged};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-30")
}

fn form() -> RequestForm {
    RequestForm { promised_on: "2026-10-15".into(), amount: "12,600.50".into(), language: "zh-CN".into(), ..RequestForm::default() }
}

fn refusals(form: &RequestForm, field: &str) -> Vec<Refusal> {
    let problems = parse_request(form, today()).err().map(|problems| problems.0).unwrap_or_default();
    problems.into_iter().filter(|problem| problem.field == format!("form[{field}]")).map(|problem| problem.kind).collect()
}

#[test]
fn the_promised_date_may_lie_in_the_past_but_within_the_past_12_months() {
    for (typed, expected) in [
        ("2025-11-30", vec![]),
        ("2025-11-29", vec![Refusal::TooEarly(day("2025-11-30"))]),
        ("2026-11-30", vec![]),
        ("2027-11-30", vec![]),
        ("2027-12-01", vec![Refusal::TooLate(day("2027-11-30"))]),
        ("", vec![Refusal::Missing]),
        ("soon", vec![Refusal::NotADate]),
    ] {
        assert_eq!(refusals(&RequestForm { promised_on: typed.into(), ..form() }, "promised_on"), expected, "{typed}");
    }
    assert_eq!(promise_window(day("2028-02-29")), (day("2027-02-28"), day("2029-02-28")));
}

#[test]
fn the_promised_amount_is_above_zero_and_has_two_decimals() {
    for (typed, expected) in [
        ("0.01", vec![]),
        ("１２，６００．５０", vec![]),
        ("0", vec![Refusal::NotAboveZero]),
        ("-5", vec![Refusal::Amount(AmountProblem::Negative)]),
        ("10.005", vec![Refusal::Amount(AmountProblem::TooManyDecimals)]),
        ("", vec![Refusal::Missing]),
    ] {
        assert_eq!(refusals(&RequestForm { amount: typed.into(), ..form() }, "amount"), expected, "{typed}");
    }
    assert_eq!(parse_request(&form(), today()).unwrap().amount, Charged::parse("12600.50").unwrap());
}

#[test]
fn all_problems_of_a_request_are_said_at_once() {
    let empty = RequestForm { remark: "长".repeat(257), account: "6222#".into(), ..RequestForm::default() };
    let problems = parse_request(&empty, today()).unwrap_err();
    let fields: Vec<&str> = problems.0.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["form[promised_on]", "form[amount]", "form[account]", "form[remark]", "form[language]"]);
}

#[test]
fn only_verified_partners_request_and_download_and_somebody_must_sign_for_the_vendor() {
    let entity = (ContractingEntityId(uuid::Uuid::nil()), "Vendor".to_owned());
    let parties = |real_name, party_b| Parties { party_a: "Harbor".into(), real_name, manager: String::new(), party_b };
    for state in [RealNameState::Unverified, RealNameState::InReview, RealNameState::Rejected] {
        assert_eq!(check_parties(&parties(state, Some(entity.clone()))), Err(Obstacle::NotVerified(state)));
        assert_eq!(check_verified(state), Err(Obstacle::NotVerified(state)));
    }
    assert_eq!(check_parties(&parties(RealNameState::Verified, None)), Err(Obstacle::NoEntity));
    assert_eq!(check_parties(&parties(RealNameState::Verified, Some(entity.clone()))), Ok(entity));
}

#[test]
fn what_was_previewed_is_not_what_is_requested_once_anything_differs() {
    let entity = |id| Some((ContractingEntityId(uuid::Uuid::from_u128(id)), "Vendor".to_owned()));
    let parties =
        |name: &str, id| Parties { party_a: name.into(), real_name: RealNameState::Verified, manager: String::new(), party_b: entity(id) };
    let new = parse_request(&form(), today()).unwrap();
    let shown = fingerprint(&new, &parties("Harbor", 1));
    assert_eq!(fingerprint(&new, &parties("Harbor", 1)), shown);
    let other = NewAgreement { language: Locale::En, ..new.clone() };
    for differs in
        [fingerprint(&other, &parties("Harbor", 1)), fingerprint(&new, &parties("Haven", 1)), fingerprint(&new, &parties("Harbor", 2))]
    {
        assert_ne!(differs, shown);
    }
}

#[test]
fn preset_account_managers_and_supervisors_see_no_contracts() {
    assert_eq!(may_view(&viewer("grace")), Ok(()));
    assert_eq!(may_request(&viewer("grace")), Ok(()));
    for account in ["mei", "zhao", "tom"] {
        assert_eq!(may_view(&viewer(account)), Err(Denial::NoItem(Permission::ContractsView)), "{account}");
    }
    assert_eq!(may_view(&viewer("viktor")), Err(Denial::VendorStaff));
    let reader = of(HARBOR, "tom", &[], &[Permission::ContractsView]);
    assert_eq!((may_view(&reader), may_request(&reader)), (Ok(()), Err(Denial::NoItem(Permission::ContractsRequest))));
    let requester = of(HARBOR, "tom", &[], &[Permission::ContractsRequest]);
    assert_eq!((may_view(&requester), may_request(&requester)), (Ok(()), Ok(())), "who requests sees what came of it");
}

#[test]
fn a_contracting_entity_follows_the_one_before_it_and_not_in_the_past() {
    let entity = |from: &str| EntityForm { code: "cv-03".into(), name: "Vendor".into(), from: from.into(), ..EntityForm::default() };
    assert_eq!(parse_entity(&entity("2020-01-01"), None, today()).unwrap().code, "CV-03");
    for (from, latest, expected) in [
        ("2026-11-29", "2024-01-01", Err(Refusal::BeginsTooEarly(today()))),
        ("2026-11-30", "2024-01-01", Ok(())),
        ("2027-01-01", "2027-01-01", Err(Refusal::BeginsTooEarly(day("2027-01-02")))),
        ("2027-01-02", "2027-01-01", Ok(())),
    ] {
        let parsed = parse_entity(&entity(from), Some(day(latest)), today());
        assert_eq!(parsed.map(|_| ()).map_err(|problems| problems.0[0].kind.clone()), expected, "{from}");
    }
}

#[test]
fn a_contract_on_paper_ends_no_earlier_than_it_begins() {
    let form = PaperContractForm {
        code: "HC-2026/1".into(),
        title: "Framework".into(),
        signed_on: "2026-01-01".into(),
        valid_from: "2026-01-02".into(),
        valid_until: "2026-01-01".into(),
        ..PaperContractForm::default()
    };
    assert_eq!(parse_paper_contract(&form).unwrap_err().0[0].kind, Refusal::EndsBeforeItBegins);
    let open = PaperContractForm { valid_until: String::new(), ..form };
    let parsed = parse_paper_contract(&open).unwrap();
    assert_eq!((parsed.valid_until, parsed.amount), (None, None));
}
