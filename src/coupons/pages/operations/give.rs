//! `/operations/coupon-quotas/new`: the vendor gives a partner a quota.

use leptos::prelude::*;

use super::{operator, under_quotas};
use crate::auth::model::PartnerId;
use crate::auth::viewer;
use crate::coupons::model::CustomerLimit;
use crate::coupons::pages::scope_fields::{NameFields, Offered, RemarkField, ScopeFields};
use crate::coupons::queries::operations;
use crate::coupons::text::{CouponText, OperationsText};
use crate::server::request::{locale, state};
use crate::ui::fields::{MoneyField, Select};
use crate::ui::form::Form;
use crate::ui::shell::{Page, page};

/// A new quota.
#[component]
pub fn GivePage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    page(async move {
        let operator = operator(&viewer?, locale)?;
        let partners = operations::partners_to_choose(&state.db, operator).await?;
        let t = OperationsText(locale);
        Ok(view! {
            <Page title=t.give() section=t.operations() crumbs=under_quotas(t) lead=view! { <p>{t.give_lead()}</p> }>{form(partners, t)}</Page>
        }
        .into_any())
    })
}

fn form(partners: Vec<(PartnerId, String)>, t: OperationsText) -> AnyView {
    let words = CouponText(t.locale());
    let partners = partners.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let limits = CustomerLimit::ALL.iter().map(|one| (one.as_str().to_owned(), words.customers_of(*one).to_owned())).collect();
    view! {
        <Form action="coupons.give" class="card" guard=true>
            <div class="body fields">
                <Select name="form[partner]" label=t.partner() options=partners blank=words.choose() required=true class="wide short"/>
                <MoneyField name="form[amount]" label=words.total() hint=t.amount_hint() required=true/>
                <Select
                    name="form[customer_limit]" label=words.customer_limit() options=limits value=CustomerLimit::All.as_str() class="short"
                />
                <ScopeFields offered=Offered::all(words) t=words/>
                <details class="wide">
                    <summary>{words.advanced()}</summary><div class="fields"><NameFields hint=words.names_hint_new() t=words/></div>
                </details>
                <RemarkField hint=t.remark_hint() t=words/>
                <div class="wide"><button class="button main">{t.give_submit()}</button></div>
            </div>
        </Form>
    }
    .into_any()
}
