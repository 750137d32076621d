use proptest::prelude::*;

use super::*;
use crate::coupons::model::{QuotaRefusal, QuotaStatus};

fn charged(text: &str) -> Charged {
    Charged::parse(text).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-11-23T02:00:00Z".parse().unwrap()
}

fn days(first: &str, last: &str) -> Validity {
    Validity::of_days(first.parse().unwrap(), last.parse().unwrap())
}

/// 1,000.00 for servers and disks, new and renewed, with commercial discounts, until the end of the year.
fn quota() -> QuotaTerms {
    QuotaTerms {
        status: QuotaStatus::Valid,
        validity: days("2026-11-01", "2026-12-31"),
        remaining: charged("1000"),
        limits: Limits {
            order_types: vec![OrderType::New, OrderType::Renewal],
            services: vec!["Server".into(), "Disk".into()],
            combines_with: vec![DiscountKind::Commercial],
            min_order: charged("50"),
            ..Limits::NONE
        },
        customers: CustomerLimit::All,
    }
}

fn ids(count: usize) -> Vec<String> {
    (1..=count).map(|n| Uuid::from_u128(n as u128).to_string()).collect()
}

fn form(face: &str, customers: usize) -> IssueForm {
    IssueForm { face: face.into(), customers: ids(customers), ..IssueForm::default() }
}

fn scoped(scope: ScopeFields) -> IssueForm {
    IssueForm { scope, ..form("10", 1) }
}

fn parsed(form: &IssueForm) -> Result<NewIssue, Problems<Problem>> {
    parse_issue(form, &quota(), now())
}

fn problem(form: &IssueForm, field: &str) -> Problem {
    let problems = parsed(form).unwrap_err();
    problems.at(field).next().unwrap_or_else(|| panic!("{field}: {problems:?}")).clone()
}

#[test]
fn c10_six_times_150_of_1000_leave_100_and_twice_60_more_are_refused() {
    let issue = parsed(&form("150", 6)).unwrap();
    assert_eq!(check_total(issue.face, 6, charged("1000")), Ok(charged("900")));
    let left = QuotaTerms { remaining: charged("100"), ..quota() };
    let refused = parse_issue(&form("60", 2), &left, now()).unwrap_err();
    assert_eq!(refused.at("form[face]").next(), Some(&Problem::MoreThanLeft(charged("120"), charged("100"))));
    assert!(parse_issue(&form("50", 2), &left, now()).is_ok(), "to the last cent");
}

#[test]
fn c12_br_14_a_face_value_has_two_decimals_and_is_above_zero_and_never_rounded() {
    for (typed, expected) in [
        ("10.005", Problem::TooManyDecimals),
        ("0", Problem::NotAboveZero),
        ("0.00", Problem::NotAboveZero),
        ("-5", Problem::Negative),
        ("much", Problem::NotAnAmount),
        ("", Problem::Missing),
    ] {
        assert_eq!(problem(&form(typed, 1), "form[face]"), expected, "{typed}");
    }
    assert_eq!(parsed(&form("10.500", 1)).unwrap().face, charged("10.50"));
}

#[test]
fn br_47_to_at_most_ten_customers_each_once() {
    assert_eq!(problem(&form("1", 0), "form[customers]"), Problem::Missing);
    assert_eq!(parsed(&form("1", 10)).unwrap().customers.len(), 10);
    assert_eq!(problem(&form("1", 11), "form[customers]"), Problem::TooMany(10));
    let twice = IssueForm { customers: [ids(1), ids(1)].concat(), ..form("600", 1) };
    assert_eq!(parsed(&twice).unwrap().customers.len(), 1, "and is counted once");
    let odd = IssueForm { customers: vec!["x".into()], ..form("1", 1) };
    assert_eq!(problem(&odd, "form[customers]"), Problem::NotAChoice);
}

#[test]
fn days_lie_inside_of_the_quotas_and_are_its_own_where_none_are_typed() {
    let days_of =
        |from: &str, until: &str| scoped(ScopeFields { valid_from: from.into(), valid_until: until.into(), ..ScopeFields::default() });
    assert_eq!(parsed(&days_of("", "")).unwrap().validity, quota().validity);
    assert_eq!(parsed(&days_of("2026-12-01", "2026-12-31")).unwrap().validity, days("2026-12-01", "2026-12-31"));
    assert_eq!(parsed(&days_of("", "2026-11-23")).unwrap().validity.last_day().to_string(), "2026-11-23", "today is not over");
    let until = "form[scope][valid_until]";
    assert_eq!(problem(&days_of("2026-12-01", "2027-01-01"), until), Problem::OutsideOfQuota(quota().validity));
    assert_eq!(problem(&days_of("2026-10-31", "2026-12-01"), until), Problem::OutsideOfQuota(quota().validity));
    assert_eq!(problem(&days_of("2026-12-02", "2026-12-01"), until), Problem::EndsBeforeItBegins);
    assert_eq!(problem(&days_of("2026-11-01", "2026-11-22"), until), Problem::Over);
    assert_eq!(problem(&days_of("soon", ""), "form[scope][valid_from]"), Problem::NotADate);
}

#[test]
fn br_47_the_scope_lies_inside_of_the_quotas_and_is_its_own_where_nothing_is_typed() {
    assert_eq!(parsed(&form("10", 1)).unwrap().limits, Limits { combines_with: vec![], ..quota().limits });
    let typed = ScopeFields {
        min_order: "80".into(),
        purchase: "subscription".into(),
        order_types: vec!["renewal".into()],
        services: " disk \n\nDisk".into(),
        products: "Disk S".into(),
        combines_with: vec!["commercial".into()],
        ..ScopeFields::default()
    };
    let limits = parsed(&scoped(typed)).unwrap().limits;
    assert_eq!(
        (limits.purchase, limits.order_types, limits.min_order),
        (PurchaseType::Subscription, vec![OrderType::Renewal], charged("80"))
    );
    assert_eq!((limits.services, limits.products), (vec!["disk".to_owned()], vec!["Disk S".to_owned()]));
    assert_eq!(limits.combines_with, [DiscountKind::Commercial]);
    let refused = |scope: ScopeFields, field: &str| problem(&scoped(scope), &format!("form[scope][{field}]"));
    let scope = ScopeFields::default;
    assert_eq!(
        refused(ScopeFields { services: "Server\nDatabase".into(), ..scope() }, "services"),
        Problem::BeyondQuota("Database".into())
    );
    assert_eq!(refused(ScopeFields { order_types: vec!["change".into()], ..scope() }, "order_types"), Problem::WiderThanQuota);
    assert_eq!(refused(ScopeFields { order_types: vec!["trial".into()], ..scope() }, "order_types"), Problem::NotAChoice);
    assert_eq!(refused(ScopeFields { combines_with: vec!["promotional".into()], ..scope() }, "combines_with"), Problem::WiderThanQuota);
    assert_eq!(refused(ScopeFields { min_order: "49.99".into(), ..scope() }, "min_order"), Problem::BelowQuotaMinimum(charged("50")));
    let eleven = (0..11).map(|n| format!("Product {n}\n")).collect::<String>();
    assert_eq!(refused(ScopeFields { products: eleven, ..scope() }, "products"), Problem::TooMany(10));
    let yearly = QuotaTerms { limits: Limits { purchase: PurchaseType::Subscription, ..Limits::NONE }, ..quota() };
    let both = scoped(ScopeFields { purchase: "both".into(), ..scope() });
    let wider = parse_issue(&both, &yearly, now()).unwrap_err();
    assert_eq!(wider.at("form[scope][purchase]").next(), Some(&Problem::WiderThanQuota));
    let combined = scoped(ScopeFields { combines_with: vec!["commercial".into()], ..scope() });
    let wider = parse_issue(&combined, &QuotaTerms { limits: Limits::NONE, ..quota() }, now()).unwrap_err();
    assert_eq!(wider.at("form[scope][combines_with]").next(), Some(&Problem::WiderThanQuota), "an unlimited quota allows no discount");
}

#[test]
fn br_45_of_a_frozen_quota_nothing_is_issued_whatever_is_typed() {
    let frozen = QuotaTerms { status: QuotaStatus::Frozen, ..quota() };
    let refused = parse_issue(&form("10", 1), &frozen, now()).unwrap_err();
    assert_eq!(refused.at("").next(), Some(&Problem::Quota(QuotaRefusal::Frozen)));
}

#[test]
fn all_problems_are_said_at_once_and_a_remark_has_at_most_256_characters() {
    let form =
        IssueForm { remark: "云".repeat(257), scope: ScopeFields { purchase: "luck".into(), ..ScopeFields::default() }, ..form("0", 0) };
    let problems = parsed(&form).unwrap_err();
    assert_eq!(problems.0.len(), 4, "{problems:?}");
    assert_eq!(problems.at("form[remark]").next(), Some(&Problem::TooLong(256)));
    assert_eq!(parse_remark(&"云".repeat(256)).map(|text| text.chars().count()), Ok(256));
}

#[test]
fn a_quota_is_given_with_an_amount_and_days_and_may_be_limited() {
    let given = GiveForm {
        amount: "5,000".into(),
        customer_limit: "resale".into(),
        scope: ScopeFields { valid_from: "2026-11-23".into(), valid_until: "2027-11-22".into(), ..ScopeFields::default() },
        ..GiveForm::default()
    };
    let quota = parse_new_quota(&given, now()).unwrap();
    assert_eq!((quota.total, quota.customers, quota.limits), (charged("5000"), CustomerLimit::Resale, Limits::NONE));
    let empty = parse_new_quota(&GiveForm::default(), now()).unwrap_err();
    let fields: Vec<&str> = empty.0.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["form[amount]", "form[scope][valid_from]", "form[scope][valid_until]", "form[customer_limit]"]);
}

#[test]
fn ticks_count_once_and_are_at_most_a_hundred() {
    let typed: Vec<String> = [ids(2), ids(2)].concat();
    assert_eq!(parse_picks(&typed).map(|ids| ids.len()), Ok(2));
    assert_eq!(parse_picks(&[]), Err(Problem::Missing));
    assert_eq!(parse_picks(&["7".into()]), Err(Problem::NotAChoice));
    assert_eq!(parse_picks(&ids(101)), Err(Problem::TooMany(100)));
}

proptest! {
    #[test]
    fn nothing_is_issued_beyond_the_quota(face in 1i64..1_000_000, customers in 1usize..=10, remaining in 0i64..5_000_000) {
        let (face, remaining) = (Charged::new(Decimal::new(face, 2)).unwrap(), Charged::new(Decimal::new(remaining, 2)).unwrap());
        let sum = face.amount() * Decimal::from(customers);
        match check_total(face, customers, remaining) {
            Ok(asked) => prop_assert!(asked.amount() == sum && asked <= remaining),
            Err(problem) => prop_assert!(sum > remaining.amount() && problem == Problem::MoreThanLeft(Charged::new(sum).unwrap(), remaining)),
        }
    }
}
