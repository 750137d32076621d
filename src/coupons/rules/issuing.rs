//! What may be issued of a quota: amounts, days, scope and customers, all inside the quota's.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::orders::same_name;
use super::states::may_issue_of;
use crate::coupons::model::{
    CustomerLimit, DiscountKind, GiveForm, IssueForm, Limits, NewIssue, NewQuota, ORDER_TYPES, Problem, PurchaseType, QuotaTerms,
    ScopeFields, Validity,
};
use crate::customers::model::AssociationId;
use crate::orders::model::OrderType;
use crate::values::date::parse_date;
use crate::values::money::{AmountProblem, Charged};
use crate::values::problems::Problems;
use crate::values::typed::{TextProblem, line, optional_lines};

/// Customers of one issue (BR-47, U20).
pub const MOST_CUSTOMERS: usize = 10;
/// Services, and products, of one coupon (BR-47).
pub const MOST_SCOPE_NAMES: usize = 10;
/// Characters of a service's or product's name, as orders have them.
pub const LONGEST_SCOPE_NAME: usize = 128;
/// Characters of a remark.
pub const LONGEST_REMARK: usize = 256;
/// Coupons, or quotas of resellers, that are reclaimed together.
const MOST_PICKS: usize = 100;
/// The group of [`ScopeFields`] in forms.
const SCOPE: &str = "scope";

/// An amount above zero with at most two decimals: validated, never rounded (BR-14).
///
/// # Errors
/// `Missing`, `NotAnAmount`, `TooManyDecimals`, `NotAboveZero`.
pub fn parse_amount(typed: &str) -> Result<Charged, Problem> {
    match amount(typed)? {
        None => Err(Problem::Missing),
        Some(amount) if amount <= Charged::ZERO => Err(Problem::NotAboveZero),
        Some(amount) => Ok(amount),
    }
}

/// An amount with at most two decimals, or none.
pub(super) fn amount(typed: &str) -> Result<Option<Charged>, Problem> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Charged::parse(typed).map(Some).map_err(|problem| match problem {
        AmountProblem::TooManyDecimals => Problem::TooManyDecimals,
        AmountProblem::Negative => Problem::Negative,
        AmountProblem::NotAnAmount | AmountProblem::TooLarge => Problem::NotAnAmount,
    })
}

/// What the issuer notes for herself.
///
/// # Errors
/// `TooLong`.
pub fn parse_remark(typed: &str) -> Result<String, Problem> {
    optional_lines(typed, LONGEST_REMARK).map_err(|problem| match problem {
        TextProblem::Missing => Problem::Missing,
        TextProblem::TooLong(most) => Problem::TooLong(most),
    })
}

/// Ids that were ticked, each once.
///
/// # Errors
/// `Missing`, `NotAChoice`, `TooMany`.
pub fn parse_picks(typed: &[String]) -> Result<Vec<Uuid>, Problem> {
    each_once(typed, MOST_PICKS)
}

/// Ids of any type, each once; empty ones are none.
fn each_once<T: FromStr + PartialEq>(typed: &[String], most: usize) -> Result<Vec<T>, Problem> {
    let mut ids: Vec<T> = Vec::new();
    for id in typed.iter().map(|id| id.trim()).filter(|id| !id.is_empty()) {
        let id: T = id.parse().map_err(|_| Problem::NotAChoice)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    match ids.len() {
        0 => Err(Problem::Missing),
        many if many > most => Err(Problem::TooMany(most)),
        _ => Ok(ids),
    }
}

/// Whether a quota holds so many coupons of this face (BR-46); answers their sum.
///
/// # Errors
/// `MoreThanLeft`.
pub fn check_total(face: Charged, customers: usize, remaining: Charged) -> Result<Charged, Problem> {
    let asked = face.amount().checked_mul(Decimal::from(customers)).and_then(|sum| Charged::new(sum).ok());
    match asked {
        Some(asked) if asked <= remaining => Ok(asked),
        Some(asked) => Err(Problem::MoreThanLeft(asked, remaining)),
        None => Err(Problem::MoreThanLeft(face, remaining)),
    }
}

/// Coupons to be issued of a quota now (BR-45–BR-47). Days and scope that are left empty are the quota's.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_issue(form: &IssueForm, quota: &QuotaTerms, now: DateTime<Utc>) -> Result<NewIssue, Problems<Problem>> {
    let mut problems = Problems::new();
    if let Err(refusal) = may_issue_of(quota, now) {
        problems.add_whole(Problem::Quota(refusal));
        return Err(problems);
    }
    let face = problems.keep("face", parse_amount(&form.face));
    let (customers, remark) = (
        problems.keep("customers", each_once::<AssociationId>(&form.customers, MOST_CUSTOMERS)),
        problems.keep("remark", parse_remark(&form.remark)),
    );
    let validity = validity(&mut problems, &form.scope, Some(&quota.validity), now);
    let limits = limits(&mut problems, &form.scope, Some(&quota.limits));
    if let (Some(face), Some(customers)) = (face, &customers)
        && let Err(problem) = check_total(face, customers.len(), quota.remaining)
    {
        problems.add("face", problem);
    }
    let issue = (|| Some(NewIssue { face: face?, validity: validity?, limits: limits?, customers: customers?, remark: remark? }))();
    problems.check(issue)
}

/// A quota that Operations give.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_new_quota(form: &GiveForm, now: DateTime<Utc>) -> Result<NewQuota, Problems<Problem>> {
    let mut problems = Problems::new();
    let total = problems.keep("amount", parse_amount(&form.amount));
    let validity = validity(&mut problems, &form.scope, None, now);
    let limits = limits(&mut problems, &form.scope, None);
    let customers: Result<CustomerLimit, _> = form.customer_limit.trim().parse();
    let customers = problems.keep("customer_limit", customers.map_err(|_| Problem::NotAChoice));
    let remark = problems.keep("remark", parse_remark(&form.remark));
    let quota = (|| Some(NewQuota { total: total?, validity: validity?, limits: limits?, customers: customers?, remark: remark? }))();
    problems.check(quota)
}

/// Days as typed; inside the quota's, and its own where none are typed.
fn validity(problems: &mut Problems<Problem>, typed: &ScopeFields, quota: Option<&Validity>, now: DateTime<Utc>) -> Option<Validity> {
    let from = problems.keep_in(SCOPE, "valid_from", day(&typed.valid_from, quota.map(Validity::first_day)));
    let until = problems.keep_in(SCOPE, "valid_until", day(&typed.valid_until, quota.map(Validity::last_day)));
    let validity = Validity::of_days(from?, until?);
    let problem = if until? < from? {
        Problem::EndsBeforeItBegins
    } else if validity.until <= now {
        Problem::Over
    } else {
        match quota.filter(|quota| !quota.contains(&validity)) {
            Some(quota) => Problem::OutsideOfQuota(*quota),
            None => return Some(validity),
        }
    };
    problems.add_in(SCOPE, "valid_until", problem);
    None
}

fn day(typed: &str, otherwise: Option<NaiveDate>) -> Result<NaiveDate, Problem> {
    match (typed.trim(), otherwise) {
        ("", Some(day)) => Ok(day),
        ("", None) => Err(Problem::Missing),
        (typed, _) => parse_date(typed).map_err(|_| Problem::NotADate),
    }
}

/// The scope as typed; inside the quota's, and its own where nothing is typed.
fn limits(problems: &mut Problems<Problem>, typed: &ScopeFields, quota: Option<&Limits>) -> Option<Limits> {
    let combines_with = problems.keep_in(SCOPE, "combines_with", discounts(&typed.combines_with, quota));
    let none = Limits::NONE;
    let quota = quota.unwrap_or(&none);
    let purchase = problems.keep_in(SCOPE, "purchase", purchase(&typed.purchase, quota.purchase));
    let order_types = problems.keep_in(SCOPE, "order_types", order_types(&typed.order_types, &quota.order_types));
    let services = problems.keep_in(SCOPE, "services", names(&typed.services, &quota.services));
    let products = problems.keep_in(SCOPE, "products", names(&typed.products, &quota.products));
    let min_order = problems.keep_in(SCOPE, "min_order", minimum(&typed.min_order, quota.min_order));
    Some(Limits {
        purchase: purchase?,
        order_types: order_types?,
        services: services?,
        products: products?,
        min_order: min_order?,
        combines_with: combines_with?,
    })
}

fn purchase(typed: &str, quota: PurchaseType) -> Result<PurchaseType, Problem> {
    let purchase = match typed.trim() {
        "" => return Ok(quota),
        word => word.parse().map_err(|_| Problem::NotAChoice)?,
    };
    if quota == PurchaseType::Both || purchase == quota { Ok(purchase) } else { Err(Problem::WiderThanQuota) }
}

fn order_types(typed: &[String], quota: &[OrderType]) -> Result<Vec<OrderType>, Problem> {
    let chosen: Result<Vec<OrderType>, _> = typed.iter().map(|word| word.parse()).collect();
    let mut chosen = chosen.map_err(|_| Problem::NotAChoice)?;
    if chosen.iter().any(|one| !ORDER_TYPES.contains(one)) {
        return Err(Problem::NotAChoice);
    }
    chosen.sort();
    chosen.dedup();
    match chosen.iter().find(|one| !quota.is_empty() && !quota.contains(one)) {
        Some(_) => Err(Problem::WiderThanQuota),
        None if chosen.is_empty() => Ok(quota.to_vec()),
        None => Ok(chosen),
    }
}

/// Names, one a line; none are the quota's.
fn names(typed: &str, quota: &[String]) -> Result<Vec<String>, Problem> {
    let mut names: Vec<String> = Vec::new();
    for name in typed.lines().map(line).filter(|name| !name.is_empty()) {
        if name.chars().count() > LONGEST_SCOPE_NAME {
            return Err(Problem::TooLong(LONGEST_SCOPE_NAME));
        }
        if !quota.is_empty() && !quota.iter().any(|one| same_name(one, &name)) {
            return Err(Problem::BeyondQuota(name));
        }
        if !names.iter().any(|one| same_name(one, &name)) {
            names.push(name);
        }
    }
    match names.len() {
        0 => Ok(quota.to_vec()),
        many if many > MOST_SCOPE_NAMES => Err(Problem::TooMany(MOST_SCOPE_NAMES)),
        _ => Ok(names),
    }
}

fn minimum(typed: &str, quota: Charged) -> Result<Charged, Problem> {
    match amount(typed)? {
        None => Ok(quota),
        Some(amount) if amount < quota => Err(Problem::BelowQuotaMinimum(quota)),
        Some(amount) => Ok(amount),
    }
}

/// With which discounts: none where none is ticked, and none that the quota does not allow.
fn discounts(typed: &[String], quota: Option<&Limits>) -> Result<Vec<DiscountKind>, Problem> {
    let chosen: Result<Vec<DiscountKind>, _> = typed.iter().map(|word| word.parse()).collect();
    let mut chosen = chosen.map_err(|_| Problem::NotAChoice)?;
    chosen.sort();
    chosen.dedup();
    let is_within = |quota: &Limits| chosen.iter().all(|one| quota.combines_with.contains(one));
    if quota.is_none_or(is_within) { Ok(chosen) } else { Err(Problem::WiderThanQuota) }
}

#[cfg(test)]
mod tests;
