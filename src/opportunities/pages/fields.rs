//! The inputs of the three groups, for reporting and for revising. What was typed survives; `values` is what stands.

use leptos::prelude::*;

use crate::auth::PersonId;
use crate::opportunities::model::{Confidence, Industry, Kind, Stage};
use crate::opportunities::queries::choice::Managers;
use crate::opportunities::rules::{LONGEST_NAME, LONGEST_TEXT};
use crate::opportunities::text::{FieldValue, OpportunityText, WritingText};
use crate::ui::fields::{Choice, DateField, MoneyField, RadioGroup, Select, TextArea, TextField};

/// The stages to choose from.
pub fn stages(stages: &[Stage], t: OpportunityText) -> Vec<(String, String)> {
    stages.iter().map(|stage| (stage.to_string(), t.stage(*stage).to_owned())).collect()
}

/// The steps of confidence.
pub fn confidences(steps: &[Confidence]) -> Vec<(String, String)> {
    steps.iter().map(|step| (step.to_string(), format!("{step}%"))).collect()
}

/// The account managers to choose from, without one who is not to be chosen.
pub fn people(managers: &Managers, without: Option<PersonId>, t: OpportunityText) -> Vec<(String, String)> {
    let words = WritingText(t.locale());
    let people = managers.people.iter().filter(|one| Some(one.id) != without);
    people.map(|one| (one.id.to_string(), words.owner_one(&one.name, &one.account))).collect()
}

/// The raw value of an input.
fn raw(values: &[FieldValue], name: &str) -> String {
    values.iter().find(|value| value.name == name).map(|value| value.raw.clone()).unwrap_or_default()
}

const NAME: u32 = LONGEST_NAME as u32;
const TEXT: u32 = LONGEST_TEXT as u32;

fn yes_or_no(t: OpportunityText) -> Vec<Choice> {
    vec![Choice::new("yes", t.yes()), Choice::new("no", t.no())]
}

/// 基本信息 without what progress sets.
#[component]
pub fn BasicFields(values: Vec<FieldValue>, t: OpportunityText) -> impl IntoView {
    let raw = |name: &str| raw(&values, name);
    let choose = WritingText(t.locale()).choose();
    let industries: Vec<_> = Industry::ALL.iter().map(|one| (one.to_string(), t.industry(*one).to_owned())).collect();
    let kinds: Vec<_> = Kind::ALL.iter().map(|kind| (kind.to_string(), t.kind(*kind).to_owned())).collect();
    view! {
        <TextField name="form[name]" label=t.name() value=raw("name") hint=t.hint_name() required=true class="wide" maxlength=NAME/>
        <Select name="form[industry]" label=t.industry_label() options=industries value=raw("industry") blank=choose required=true/>
        <Select name="form[kind]" label=t.kind_label() options=kinds value=raw("kind") blank=choose required=true/>
        <TextArea name="form[business_system]" label=t.business_system() value=raw("business_system") hint=t.hint_business_system() class="wide" rows=2 maxlength=TEXT/>
        <div><RadioGroup name="form[test_project]" label=t.test_project() options=yes_or_no(t) value=raw("test_project") required=true/></div>
        <div><RadioGroup name="form[tender]" label=t.tender() options=yes_or_no(t) value=raw("tender") required=true/></div>
    }
    .into_any()
}

/// 详细信息: the customer's cloud status and how the deal is run.
#[component]
pub fn DetailsFields(values: Vec<FieldValue>, t: OpportunityText) -> impl IntoView {
    let raw = |name: &str| raw(&values, name);
    view! {
        <h3 class="wide">{t.cloud_status()}</h3>
        <TextArea name="form[current_platform]" label=t.current_platform() value=raw("current_platform") hint=t.hint_current_platform() class="wide" rows=2 maxlength=TEXT/>
        <MoneyField name="form[current_monthly_spend]" label=t.current_monthly_spend() value=raw("current_monthly_spend") hint=t.hint_current_monthly_spend() class="wide short"/>
        <h3 class="wide">{t.deal_operation()}</h3>
        <TextArea name="form[competitors]" label=t.competitors() value=raw("competitors") class="wide" rows=2 maxlength=TEXT/>
        <TextField name="form[decision_maker]" label=t.decision_maker() value=raw("decision_maker") class="wide" maxlength=TEXT/>
        <TextArea name="form[key_need]" label=t.key_need() value=raw("key_need") class="wide" rows=3 maxlength=TEXT/>
    }
    .into_any()
}

/// 收入信息, with the main product.
#[component]
pub fn RevenueFields(values: Vec<FieldValue>, t: OpportunityText) -> impl IntoView {
    let raw = |name: &str| raw(&values, name);
    view! {
        <MoneyField name="form[expected_monthly_revenue]" label=t.expected_monthly_revenue() value=raw("expected_monthly_revenue") hint=t.hint_expected_monthly_revenue() required=true class="wide short"/>
        <DateField name="form[expected_date]" label=t.expected_date() value=raw("expected_date") hint=t.hint_expected_date() required=true/>
        <TextField name="form[service_period]" label=t.service_period_months() value=raw("service_period") hint=t.hint_service_period() required=true class="short" inputmode="numeric" autocomplete="off"/>
        <TextField name="form[products][0][name]" label=t.product_name() value=raw("products][0][name") required=true maxlength=NAME/>
        <MoneyField name="form[products][0][revenue]" label=t.product_revenue() value=raw("products][0][revenue") hint=t.hint_product_revenue() required=true/>
    }
    .into_any()
}

/// One further product.
#[component]
pub fn ProductLine(at: usize, hidden: bool, values: Vec<FieldValue>, t: OpportunityText) -> impl IntoView {
    let (name, revenue) = (format!("form[products][{at}][name]"), format!("form[products][{at}][revenue]"));
    let (typed_name, typed_revenue) = (raw(&values, &format!("products][{at}][name")), raw(&values, &format!("products][{at}][revenue")));
    view! {
        <div data-product=at hidden=hidden>
            <div class="fields">
                <TextField name=name label=t.further_product_name(at + 1) value=typed_name maxlength=NAME/>
                <MoneyField name=revenue label=t.further_product_revenue(at + 1) value=typed_revenue/>
            </div>
        </div>
    }
    .into_any()
}
