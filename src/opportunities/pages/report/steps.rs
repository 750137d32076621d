//! The fields of the four steps, and the look at all of it before it is sent.

use leptos::prelude::*;

use super::page_data::Loaded;
use super::remembered::value;
use crate::opportunities::api::LikelyDuplicate;
use crate::opportunities::islands::{CustomerChoice, Duplicates, MoreProducts};
use crate::opportunities::model::{Confidence, MOST_PRODUCTS, Stage, Step};
use crate::opportunities::origin::Beginning;
use crate::opportunities::pages::fields::{BasicFields, DetailsFields, ProductLine, RevenueFields, confidences, people, stages};
use crate::opportunities::text::{OpportunityText, WritingText};
use crate::organisation::model::PartnerKind;
use crate::ui::fields::Select;
use crate::ui::form::{Submission, wrong};

/// Empty lines for further products where there is no script.
const SPARE_LINES: usize = 3;

/// One step: what the wizard shows at a time.
#[component]
fn StepFields(step: Step, t: OpportunityText, children: Children) -> impl IntoView {
    let at = Step::ALL.iter().position(|one| *one == step).unwrap_or(0);
    view! { <Numbered at=at name=t.step(step) t=t>{children()}</Numbered> }
}

#[component]
fn Numbered(at: usize, name: &'static str, t: OpportunityText, children: Children) -> impl IntoView {
    view! {
        <fieldset data-step=at>
            <legend class="title" tabindex="-1">
                {name}<span class="quiet">" · "{t.step_of(at + 1, Step::ALL.len() + 1)}</span>
            </legend>
            <div class="fields">{children()}</div>
        </fieldset>
    }
    .into_any()
}

/// The look at all of it: with script the answers stand below it, without they stand above.
#[component]
pub fn CheckStep(t: OpportunityText) -> impl IntoView {
    let words = WritingText(t.locale());
    view! { <Numbered at=Step::ALL.len() name=words.step_check() t=t><p class="wide">{words.check_hint()}</p></Numbered> }
}

/// 选择客户.
#[component]
pub fn CustomerStep(loaded: Loaded, t: OpportunityText) -> impl IntoView {
    let words = WritingText(t.locale());
    let chooses_owner = !loaded.viewer.is_account_manager();
    let is_distributor = loaded.viewer.partner().is_some_and(|partner| partner.kind == PartnerKind::Distributor);
    let first = loaded.managers.are_more.then(|| words.first_people(loaded.managers.people.len()));
    let owner_hint = is_distributor.then(|| words.owner_hint().to_owned()).into_iter().chain(first).collect::<Vec<_>>().join(" ");
    let mut owners =
        vec![("customer".to_owned(), words.owner_customers().to_owned()), (String::new(), words.owner_self(&loaded.viewer.display_name))];
    owners.extend(people(&loaded.managers, None, t));
    let is_empty = loaded.customers.is_empty() && value(&loaded.typed, "find").is_empty();
    let fixed = loaded.beginning.clone().map(|beginning| fixed_customer(&beginning, &loaded, t));
    let (is_empty, chooses) = (is_empty && fixed.is_none(), !is_empty && fixed.is_none());
    view! {
        <StepFields step=Step::Customer t=t>
            {fixed}
            {is_empty.then(|| view! { <div class="wide hintbox"><b>{t.no_customers_title()}</b><p>{t.no_customers()}</p></div> })}
            // An island is an element of its own: what lies inside it is no cell of the grid.
            {chooses.then(|| view! {
                <div class="wide">
                    <CustomerChoice
                        locale=t.locale() options=loaded.customers more=loaded.more chosen=value(&loaded.typed, "form[customer]")
                        find=value(&loaded.typed, "find") error=wrong("form[customer]").unwrap_or_default()
                    />
                </div>
            })}
            {chooses_owner.then(|| view! {
                <Select name="form[owner]" label=t.owner() options=owners value="customer" hint=owner_hint unmarked=true/>
            })}
        </StepFields>
    }
    .into_any()
}

/// The customer of the record that the opportunity is reported from: there is nothing to choose.
fn fixed_customer(beginning: &Beginning, loaded: &Loaded, t: OpportunityText) -> AnyView {
    let value = beginning.customer.to_string();
    let (name, note) = loaded
        .customers
        .iter()
        .find(|one| one.value == value)
        .map_or_else(|| ("***".to_owned(), String::new()), |one| (one.name.clone(), one.note.clone()));
    let task = super::remembered::value(&loaded.typed, "form[task]");
    let error = wrong("form[customer]");
    let (invalid, class) = (error.is_some().then_some("true"), if error.is_some() { "field wide wrong" } else { "field wide" });
    view! {
        <div class="wide hintbox"><p><a href=beginning.href.clone()>{beginning.says.clone()}</a></p></div>
        <fieldset class=class>
            <legend>{t.choose_customer()}</legend>
            {error.map(|error| view! { <p class="error" id="form-customer-error"><span>{error}</span></p> })}
            <input type="hidden" name="form[task]" value=task/>
            <label class="tick" for="form-customer">
                <input type="radio" id="form-customer" name="form[customer]" value=value checked=true required=true aria-invalid=invalid/>
                <span>{name}<span class="hint">{note}</span></span>
            </label>
        </fieldset>
    }
    .into_any()
}

/// 填写基本信息.
#[component]
pub fn BasicsStep(t: OpportunityText) -> impl IntoView {
    view! {
        <StepFields step=Step::Basics t=t>
            <BasicFields values=Vec::new() t=t/>
            <Select name="form[confidence]" label=t.confidence() options=confidences(Confidence::ALL) blank=WritingText(t.locale()).choose() required=true/>
            <Select name="form[stage]" label=t.stage_label() options=stages(Stage::OPEN, t) blank=WritingText(t.locale()).choose() required=true/>
        </StepFields>
    }
    .into_any()
}

/// 填写详细信息.
#[component]
pub fn DetailsStep(t: OpportunityText) -> impl IntoView {
    view! { <StepFields step=Step::Details t=t><DetailsFields values=Vec::new() t=t/></StepFields> }.into_any()
}

/// 填写收入信息.
#[component]
pub fn RevenueStep(typed: Option<Submission>, similar: Vec<LikelyDuplicate>, t: OpportunityText) -> impl IntoView {
    let filled = (1..MOST_PRODUCTS)
        .filter(|at| ["name", "revenue"].iter().any(|part| !value(&typed, &format!("form[products][{at}][{part}]")).is_empty()))
        .max()
        .unwrap_or(0);
    let lines = (1..MOST_PRODUCTS).map(|at| view! { <ProductLine at=at hidden={at > filled + SPARE_LINES} values=Vec::new() t=t/> });
    let lines = lines.collect_view();
    view! {
        <StepFields step=Step::Revenue t=t>
            <RevenueFields values=Vec::new() t=t/>
            <div class="wide"><MoreProducts locale=t.locale() lines={MOST_PRODUCTS - 1}><div class="stack far">{lines}</div></MoreProducts></div>
            <div class="wide"><Duplicates locale=t.locale() found=similar/></div>
        </StepFields>
    }
    .into_any()
}
