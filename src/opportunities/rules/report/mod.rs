//! Reporting and revising: what is typed in the three groups, and what is made of it.

use chrono::NaiveDate;

use super::{LONGEST_NAME, choose, choose_yes_or_no, optional_text};
use crate::auth::model::PersonId;
use crate::opportunities::model::{
    Basic, BasicForm, CustomerRef, Details, DetailsForm, MOST_PRODUCTS, NewOpportunity, Product, ProductForm, Refusal, ReportForm, Revenue,
    RevenueForm, ServicePeriod, Stage, Step,
};
use crate::values::date::parse_date;
use crate::values::money::Charged;
use crate::values::problems::{Problem, Problems};
use crate::values::typed::required_line;

/// A report. The expected date is today or later, and the stage is an open one. Whether the customer may be chosen,
/// [`may_report_for`](super::may_report_for) says; who owns it, [`owner_for`](super::owner_for).
///
/// # Errors
/// All problems of all four steps, each at its input.
pub fn parse_report(form: &ReportForm, today: NaiveDate) -> Result<NewOpportunity, Problems<Refusal>> {
    let mut problems = Problems::new();
    let customer: Option<CustomerRef> = problems.keep("customer", choose(&form.customer));
    let owner = problems.keep("owner", parse_owner(&form.owner));
    let basic = basic(&mut problems, &basic_of(form));
    let confidence = problems.keep("confidence", choose(&form.confidence));
    let stage = problems.keep("stage", choose(&form.stage).and_then(still_open));
    let details = details(&mut problems, &details_of(form));
    let revenue = revenue(&mut problems, &revenue_of(form), |date| date >= today);
    let report = (|| {
        Some(NewOpportunity {
            customer: customer?,
            owner: owner?,
            stage: stage?,
            confidence: confidence?,
            basic: basic?,
            details: details?,
            revenue: revenue?,
            acknowledged: form.acknowledged.trim() == "yes",
        })
    })();
    problems.check(report)
}

/// The basic information, revised. Stage and confidence are not in it: progress sets them (R10).
///
/// # Errors
/// All problems, each at its input.
pub fn parse_basic(form: &BasicForm) -> Result<Basic, Problems<Refusal>> {
    let mut problems = Problems::new();
    let parsed = basic(&mut problems, form);
    problems.check(parsed)
}

/// The details, revised.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_details(form: &DetailsForm) -> Result<Details, Problems<Refusal>> {
    let mut problems = Problems::new();
    let parsed = details(&mut problems, form);
    problems.check(parsed)
}

/// The revenue, revised. An expected date that has passed meanwhile may stay as it `stands`; a new one is today or later.
///
/// # Errors
/// All problems, each at its input.
pub fn parse_revenue(form: &RevenueForm, today: NaiveDate, stands: NaiveDate) -> Result<Revenue, Problems<Refusal>> {
    let mut problems = Problems::new();
    let parsed = revenue(&mut problems, form, |date| date >= today || date == stands);
    problems.check(parsed)
}

/// The step of the report on which an input stands, by its full name. What belongs to no input stands on the last.
pub fn step_of(field: &str) -> Step {
    match field.strip_prefix("form[").and_then(|rest| rest.split(']').next()).unwrap_or_default() {
        "customer" | "owner" => Step::Customer,
        "name" | "industry" | "business_system" | "kind" | "confidence" | "stage" | "test_project" | "tender" => Step::Basics,
        "current_platform" | "current_monthly_spend" | "competitors" | "decision_maker" | "key_need" => Step::Details,
        _ => Step::Revenue,
    }
}

/// The problems of one step, for "Next".
pub fn problems_of(step: Step, form: &ReportForm, today: NaiveDate) -> Vec<Problem<Refusal>> {
    let problems = parse_report(form, today).err().unwrap_or_default();
    problems.0.into_iter().filter(|problem| step_of(&problem.field) == step).collect()
}

fn basic(problems: &mut Problems<Refusal>, form: &BasicForm) -> Option<Basic> {
    let name = problems.keep("name", required_line(&form.name, LONGEST_NAME).map_err(Refusal::from));
    let industry = problems.keep("industry", choose(&form.industry));
    let business_system = problems.keep("business_system", optional_text(&form.business_system));
    let kind = problems.keep("kind", choose(&form.kind));
    let test_project = problems.keep("test_project", choose_yes_or_no(&form.test_project));
    let tender = problems.keep("tender", choose_yes_or_no(&form.tender));
    Some(Basic {
        name: name?,
        industry: industry?,
        business_system: business_system?,
        kind: kind?,
        test_project: test_project?,
        tender: tender?,
    })
}

fn details(problems: &mut Problems<Refusal>, form: &DetailsForm) -> Option<Details> {
    let current_platform = problems.keep("current_platform", optional_text(&form.current_platform));
    let spend = match form.current_monthly_spend.trim() {
        "" => Ok(None),
        typed => Charged::parse(typed).map(Some).map_err(Refusal::from),
    };
    let current_monthly_spend = problems.keep("current_monthly_spend", spend);
    let competitors = problems.keep("competitors", optional_text(&form.competitors));
    let decision_maker = problems.keep("decision_maker", optional_text(&form.decision_maker));
    let key_need = problems.keep("key_need", optional_text(&form.key_need));
    Some(Details {
        current_platform: current_platform?,
        current_monthly_spend: current_monthly_spend?,
        competitors: competitors?,
        decision_maker: decision_maker?,
        key_need: key_need?,
    })
}

fn revenue(problems: &mut Problems<Refusal>, form: &RevenueForm, may_be: impl Fn(NaiveDate) -> bool) -> Option<Revenue> {
    let total = problems.keep("expected_monthly_revenue", amount(&form.expected_monthly_revenue));
    let expected_date = problems.keep("expected_date", date(&form.expected_date, may_be));
    let service_period = problems.keep("service_period", period(&form.service_period));
    let products = products(problems, &form.products);
    let main = products.as_ref().and_then(|products| products.first()).map(|product| product.expected_monthly_revenue);
    if main > total && total.is_some() {
        problems.add_item("products", 0, "revenue", Refusal::ProductExceedsTotal);
        return None;
    }
    Some(Revenue { expected_monthly_revenue: total?, expected_date: expected_date?, service_period: service_period?, products: products? })
}

/// The main product is mandatory; further lines that were left empty do not count, half-filled ones do.
fn products(problems: &mut Problems<Refusal>, typed: &[ProductForm]) -> Option<Vec<Product>> {
    let nothing = ProductForm::default();
    let main = typed.first().unwrap_or(&nothing);
    let further = typed.iter().enumerate().skip(1);
    let filled = further.filter(|(_, line)| !(line.name.trim().is_empty() && line.revenue.trim().is_empty()));
    let mut products = Some(Vec::new());
    for (count, (index, line)) in std::iter::once((0, main)).chain(filled).enumerate() {
        if count == MOST_PRODUCTS {
            problems.add_item("products", index, "name", Refusal::TooManyProducts(MOST_PRODUCTS));
            return None;
        }
        let name = problems.keep_item("products", index, "name", required_line(&line.name, LONGEST_NAME).map_err(Refusal::from));
        let revenue = problems.keep_item("products", index, "revenue", amount(&line.revenue));
        let product = name.zip(revenue).map(|(name, expected_monthly_revenue)| Product { name, expected_monthly_revenue });
        products = products.zip(product).map(|(mut products, product)| {
            products.push(product);
            products
        });
    }
    products
}

fn amount(typed: &str) -> Result<Charged, Refusal> {
    if typed.trim().is_empty() { Err(Refusal::Missing) } else { Charged::parse(typed).map_err(Refusal::from) }
}

fn date(typed: &str, may_be: impl Fn(NaiveDate) -> bool) -> Result<NaiveDate, Refusal> {
    if typed.trim().is_empty() {
        return Err(Refusal::Missing);
    }
    let date = parse_date(typed)?;
    if may_be(date) { Ok(date) } else { Err(Refusal::DatePassed(date)) }
}

fn period(typed: &str) -> Result<ServicePeriod, Refusal> {
    if typed.trim().is_empty() { Err(Refusal::Missing) } else { typed.parse().map_err(|_| Refusal::NotAServicePeriod) }
}

fn parse_owner(typed: &str) -> Result<Option<PersonId>, Refusal> {
    if typed.trim().is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| Refusal::UnknownOwner) }
}

fn still_open(stage: Stage) -> Result<Stage, Refusal> {
    if stage.is_closed() { Err(Refusal::ReportedClosed) } else { Ok(stage) }
}

fn basic_of(form: &ReportForm) -> BasicForm {
    BasicForm {
        name: form.name.clone(),
        industry: form.industry.clone(),
        business_system: form.business_system.clone(),
        kind: form.kind.clone(),
        test_project: form.test_project.clone(),
        tender: form.tender.clone(),
        ..BasicForm::default()
    }
}

fn details_of(form: &ReportForm) -> DetailsForm {
    DetailsForm {
        current_platform: form.current_platform.clone(),
        current_monthly_spend: form.current_monthly_spend.clone(),
        competitors: form.competitors.clone(),
        decision_maker: form.decision_maker.clone(),
        key_need: form.key_need.clone(),
        ..DetailsForm::default()
    }
}

fn revenue_of(form: &ReportForm) -> RevenueForm {
    RevenueForm {
        expected_monthly_revenue: form.expected_monthly_revenue.clone(),
        expected_date: form.expected_date.clone(),
        service_period: form.service_period.clone(),
        products: form.products.clone(),
        ..RevenueForm::default()
    }
}

#[cfg(test)]
mod tests;
