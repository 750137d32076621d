//! Creating a partner with its first administrator; afterwards the temporary password, once.

use leptos::prelude::*;

use super::{operator, under_partners};
use crate::auth::viewer;
use crate::i18n::Words;
use crate::operations::model::CreatedPartner;
use crate::operations::queries::{companies, distributors};
use crate::operations::text::OperationsText;
use crate::organisation::model::{PartnerId, PartnerKind, RealNameState};
use crate::organisation::text::{OrganisationText, PeopleText};
use crate::server::request::{locale, state};
use crate::ui::fields::{Choice, RadioGroup, Select, TextField};
use crate::ui::form::{Form, Submission};
use crate::ui::notice::{Notice, NoticeTone, Secret};
use crate::ui::shell::{Page, page};

/// `/operations/partners/new`.
#[component]
pub fn NewPartnerPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let created = created();
    page(async move {
        let operator = operator(viewer, locale)?;
        let t = OperationsText(locale);
        if let Some(created) = created {
            return Ok(view! { <Created created=created t=t/> }.into_any());
        }
        let (known, distributors) = (companies(&state.db, operator).await?, distributors(&state.db, operator).await?);
        Ok(view! {
            <Page title=t.create_partner() section=t.operations() crumbs=under_partners(t) lead=view! { <p>{t.partner_lead()}</p> }>
                <Form action="operations.create_partner" class="card" guard=true>
                    <div class="body stack">
                        <PartnerFields known=known distributors=distributors t=t/>
                        <AdministratorFields t=t/>
                        <div class="row">
                            <button class="button main">{t.create_partner()}</button>
                            <a class="button plain" href="/operations/partners">{Words(locale).cancel()}</a>
                        </div>
                    </div>
                </Form>
            </Page>
        }
        .into_any())
    })
}

fn created() -> Option<CreatedPartner> {
    let submission = use_context::<Submission>().filter(|submission| submission.action == "operations.create_partner")?;
    serde_json::from_value(submission.answer?).ok()
}

#[component]
fn PartnerFields(known: Vec<String>, distributors: Vec<(PartnerId, String)>, t: OperationsText) -> impl IntoView {
    let words = OrganisationText(t.locale());
    let kinds: Vec<Choice> = PartnerKind::ALL.iter().map(|kind| Choice::new(kind.as_str(), words.kind(*kind))).collect();
    let distributors: Vec<(String, String)> = distributors.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let states: Vec<(String, String)> =
        RealNameState::ALL.iter().map(|state| (state.as_str().to_owned(), words.real_name(*state).to_owned())).collect();
    let yes_or_no = vec![Choice::new("no", Words(t.locale()).no()), Choice::new("yes", Words(t.locale()).yes())];
    let known = (!known.is_empty()).then(|| {
        let names = known.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
        view! { <details class="wide"><summary>{t.known_companies()}</summary><ul class="small">{names}</ul></details> }
    });
    view! {
        <div class="fields">
            <TextField name="form[company_name]" label=t.company() hint=t.company_hint() required=true class="wide" autocomplete="off" maxlength=128/>
            {known}
            <TextField name="form[name]" label=t.partner_name() hint=t.partner_name_hint() required=true class="wide" autocomplete="off" maxlength=128/>
            <RadioGroup name="form[kind]" label=t.kind() options=kinds required=true class="wide"/>
            <Select
                name="form[distributor]" label=t.distributor() hint=t.distributor_hint() options=distributors blank=t.no_distributor()
                unmarked=true class="wide short"
            />
            <RadioGroup
                name="form[channel_only]" label=t.channel_only() hint=t.channel_only_hint() options=yes_or_no value="no" required=true class="wide"
            />
            <Select
                name="form[real_name_state]" label=t.real_name_state() options=states value=RealNameState::Unverified.as_str() required=true
                class="wide short"
            />
        </div>
    }
}

#[component]
fn AdministratorFields(t: OperationsText) -> impl IntoView {
    let people = PeopleText(t.locale());
    view! {
        <fieldset>
            <legend class="title">{t.first_administrator()}</legend>
            <div class="fields">
                <TextField
                    name="form[account_name]" label=t.account_name() hint=t.account_name_hint() required=true class="wide short"
                    autocomplete="off" maxlength=64
                />
                <TextField name="form[display_name]" label=t.display_name() required=true class="wide short" autocomplete="off" maxlength=64/>
                <TextField
                    name="form[email]" label=people.email() hint=people.email_hint() kind="email" class="wide short" autocomplete="off" maxlength=254
                />
            </div>
        </fieldset>
    }
}

#[component]
fn Created(created: CreatedPartner, t: OperationsText) -> impl IntoView {
    let href = format!("/operations/partners/{}", created.partner_id);
    view! {
        <Page title=t.partner_created_title() section=t.operations() crumbs=under_partners(t)>
            <div class="stack">
                <Notice tone=NoticeTone::Good>{t.partner_created(&created.name)}</Notice>
                <section class="card"><div class="body">
                    <Secret label=t.temporary_password_of(&created.account_name) value=created.password/>
                </div></section>
                <div class="row">
                    <a class="button main" href=href>{t.to_partner()}</a>
                    <a class="button" href="/operations/partners/new">{t.another_partner()}</a>
                    <a class="button plain" href="/operations/partners">{t.to_partners()}</a>
                </div>
            </div>
        </Page>
    }
    .into_any()
}
