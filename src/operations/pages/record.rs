//! Recording a customer for a partner.

use leptos::prelude::*;

use super::operator;
use crate::auth::viewer;
use crate::customers::model::{AssociationType, Industry};
use crate::customers::text::CustomerText;
use crate::i18n::Words;
use crate::operations::queries::partner_choices;
use crate::operations::text::OperationsText;
use crate::organisation::model::PartnerId;
use crate::organisation::text::OrganisationText;
use crate::server::request::{locale, state};
use crate::server::terms;
use crate::ui::badge::Tone;
use crate::ui::fields::{Choice, RadioGroup, Select, TextField};
use crate::ui::form::Form;
use crate::ui::notice::Notice;
use crate::ui::shell::{Page, page};

/// `/operations/customers/new`.
#[component]
pub fn RecordCustomerPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        let partners = partner_choices(&state.db, operator).await?;
        let claim_days = terms::load(&state.db).await?.claim_days;
        let none = partners.is_empty().then(|| {
            view! { <Notice tone=Tone::Warn>{t.partner_first()}" "<a href="/operations/partners/new">{t.create_partner()}</a></Notice> }
        });
        let crumbs = vec![(t.operations().into(), "/operations".into()), (t.recorded_customers().into(), "/operations/customers".into())];
        Ok(view! {
            <Page title=t.record_customer() section=t.operations() crumbs=crumbs>
                {none}
                <Form action="operations.record_customer" class="card" guard=true>
                    <div class="body fields">
                        <Relation partners=partners claim_days=claim_days t=t/>
                        <Customer t=t/>
                        <Contact t=t/>
                        <div class="wide row">
                            <button class="button main">{t.record_customer()}</button>
                            <a class="button plain" href="/operations/customers">{Words(locale).cancel()}</a>
                        </div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Relation(partners: Vec<(PartnerId, String)>, claim_days: i16, t: OperationsText) -> impl IntoView {
    let words = CustomerText(t.locale());
    let partners: Vec<(String, String)> = partners.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let kinds = vec![
        Choice::new("association", words.relation_association()).note(t.association_note()),
        Choice::new("claim", words.relation_claim()).note(t.claim_note(claim_days)),
    ];
    view! {
        <RadioGroup name="form[kind]" label=t.relation_question() options=kinds value="association" cards=true required=true class="wide"/>
        <Select name="form[partner]" label=words.partner() options=partners blank=t.choose_partner() required=true class="wide short"/>
        <TextField
            name="form[account_manager]" label=words.account_manager() hint=words.hint_account_manager() unmarked=true class="wide short"
            autocomplete="off" maxlength=64
        />
    }
}

#[component]
fn Customer(t: OperationsText) -> impl IntoView {
    let words = CustomerText(t.locale());
    let industries: Vec<(String, String)> =
        Industry::ALL.iter().map(|it| (it.as_str().to_owned(), words.industry(*it).to_owned())).collect();
    let types: Vec<(String, String)> =
        AssociationType::ALL.iter().map(|it| (it.as_str().to_owned(), words.association_type(*it).to_owned())).collect();
    let choose = OrganisationText(t.locale()).choose_one();
    view! {
        <TextField
            name="form[company_name]" label=words.full_name() hint=words.hint_company_name() required=true class="wide"
            autocomplete="off" maxlength=128
        />
        <Select name="form[industry]" label=words.industry_label() options=industries blank=choose required=true/>
        <Select name="form[association_type]" label=words.association_type_label() hint=t.for_association() options=types blank=choose unmarked=true/>
        <TextField
            name="form[account_name]" label=words.account_name() hint=words.hint_account_name() unmarked=true class="wide short"
            autocomplete="off" maxlength=64
        />
    }
}

#[component]
fn Contact(t: OperationsText) -> impl IntoView {
    let words = CustomerText(t.locale());
    view! {
        <TextField name="form[contact_name]" label=words.contact_name() class="wide short" autocomplete="off" maxlength=64/>
        <TextField name="form[mobile]" label=words.mobile() hint=words.hint_mobile() unmarked=true kind="tel" autocomplete="off" maxlength=32/>
        <TextField name="form[email]" label=words.email() kind="email" autocomplete="off" maxlength=254/>
    }
}
