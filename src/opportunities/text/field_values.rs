//! The fields of the three groups, as inputs carry them and as people read them: for forms, conflicts and audit rows.

use super::OpportunityText;
use crate::opportunities::model::{Basic, Details, Revenue};
use crate::values::date::format_date;
use crate::values::money::{Charged, format_cny};

/// One input: its name without `form[…]`, its value as the input carries it, and as people read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    /// Without `form[` and `]`: `name`, `products][0][name`.
    pub name: String,
    /// As the input carries it.
    pub raw: String,
    /// As people read it.
    pub shown: String,
}

impl FieldValue {
    /// A value with words of its own.
    pub fn new(name: &str, raw: impl Into<String>, shown: impl Into<String>) -> Self {
        Self { name: name.into(), raw: raw.into(), shown: shown.into() }
    }

    fn text(name: &str, text: &str) -> Self {
        Self::new(name, text, text)
    }
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// 基本信息.
pub fn basic_values(basic: &Basic, t: OpportunityText) -> Vec<FieldValue> {
    vec![
        FieldValue::text("name", &basic.name),
        FieldValue::new("industry", basic.industry.as_str(), t.industry(basic.industry)),
        FieldValue::text("business_system", &basic.business_system),
        FieldValue::new("kind", basic.kind.as_str(), t.kind(basic.kind)),
        FieldValue::new("test_project", yes_or_no(basic.test_project), t.yes_or_no(basic.test_project)),
        FieldValue::new("tender", yes_or_no(basic.tender), t.yes_or_no(basic.tender)),
    ]
}

/// 详细信息.
pub fn details_values(details: &Details) -> Vec<FieldValue> {
    let spend = details.current_monthly_spend;
    vec![
        FieldValue::text("current_platform", &details.current_platform),
        FieldValue::new("current_monthly_spend", raw_amount(spend), spend.map(format_cny).unwrap_or_default()),
        FieldValue::text("competitors", &details.competitors),
        FieldValue::text("decision_maker", &details.decision_maker),
        FieldValue::text("key_need", &details.key_need),
    ]
}

/// 收入信息.
pub fn revenue_values(revenue: &Revenue, t: OpportunityText) -> Vec<FieldValue> {
    let total = revenue.expected_monthly_revenue;
    let mut values = vec![
        FieldValue::new("expected_monthly_revenue", total.to_string(), format_cny(total)),
        FieldValue::new("expected_date", revenue.expected_date.to_string(), format_date(revenue.expected_date, t.locale())),
        FieldValue::new("service_period", revenue.service_period.to_string(), t.months(revenue.service_period.months())),
    ];
    for (index, product) in revenue.products.iter().enumerate() {
        let amount = product.expected_monthly_revenue;
        values.push(FieldValue::text(&format!("products][{index}][name"), &product.name));
        values.push(FieldValue::new(&format!("products][{index}][revenue"), amount.to_string(), format_cny(amount)));
    }
    values
}

fn raw_amount(amount: Option<Charged>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}
