//! `/operations/expansion-campaigns/new`: what a campaign says and for whom it is. The customers are counted first; only then
//! there is a button that creates so many tasks.

use leptos::context::Provider;
use leptos::prelude::*;

use super::{operator, under_campaigns};
use crate::auth::viewer;
use crate::customers::model::{AssociationType, Industry};
use crate::customers::text::CustomerText;
use crate::i18n::Words;
use crate::marketing_tasks::expansion::model::{Preview, StrategyId, StrategyLevel};
use crate::marketing_tasks::expansion::queries;
use crate::marketing_tasks::expansion::rules::{LONGEST_CAMPAIGN_NAME, LONGEST_LEVEL, LONGEST_TALKING_POINTS};
use crate::marketing_tasks::expansion::text::{CampaignText, ExpansionText};
use crate::organisation::model::PartnerId;
use crate::server::request::{locale, state};
use crate::ui::fields::{CheckBox, CheckGroup, Choice, DateField, HiddenField, MoneyField, Select, TextArea, TextField};
use crate::ui::form::{EnterPresses, Form, Submission, address_of, answer_of, filled_as};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// The server function of the form; counting sends the same fields.
const CREATE: &str = "expansion.create_campaign";
const COUNT: &str = "expansion.count_customers";

/// A new campaign.
#[component]
pub fn NewCampaignPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let posted = use_context::<Submission>().filter(|posted| [CREATE, COUNT].contains(&posted.action.as_str()));
    page(async move {
        let operator = operator(&viewer?, locale)?;
        let kept = queries::strategies(&state.db, operator).await?;
        let partners = queries::partners_to_choose(&state.db, operator).await?;
        let t = CampaignText(locale);
        Ok(view! {
            <Page title=t.create_title() section=t.operations() crumbs=under_campaigns(t) lead=view! { <p>{t.lead()}</p> }>
                {form(posted, &kept, partners, t)}
            </Page>
        }
        .into_any())
    })
}

fn form(
    posted: Option<Submission>,
    kept: &[(StrategyId, StrategyLevel, String)],
    partners: Vec<(PartnerId, String)>,
    t: CampaignText,
) -> AnyView {
    let preview = posted.as_ref().and_then(answer_of);
    // Whichever button was pressed, the fields are those of this form. The key is a new one after each count.
    let typed = filled_as(CREATE, posted);
    let names: Vec<&str> = kept.iter().map(|(_, _, name)| name.as_str()).collect();
    let known = names.join(if t.locale() == crate::i18n::Locale::En { ", " } else { "、" });
    view! {
        <Provider value=typed>
            <Form action=CREATE class="card" guard=true>
                <div class="body fields">
                    // What Enter presses: counting, which creates nothing.
                    <EnterPresses action=COUNT/>
                    <What known=known t=t/>
                    <ForWhom partners=partners t=t/>
                    <Buttons preview=preview t=t/>
                </div>
            </Form>
        </Provider>
    }
    .into_any()
}

fn most(characters: usize) -> u32 {
    u32::try_from(characters).unwrap_or(u32::MAX)
}

#[component]
fn What(known: String, t: CampaignText) -> impl IntoView {
    let tasks = ExpansionText(t.locale());
    let hint = if known.is_empty() { t.level_2_first().to_owned() } else { t.level_2_hint(known) };
    let levels = StrategyLevel::ALL.iter().map(|level| (level.as_str().to_owned(), tasks.level(*level).to_owned())).collect();
    view! {
        <TextField
            name="form[name]" label=t.name() hint=t.name_hint() required=true class="wide" autocomplete="off"
            maxlength=most(LONGEST_CAMPAIGN_NAME)
        />
        <Select name="form[level_1]" label=tasks.level_1() options=levels blank=t.choose() required=true class="wide short"/>
        <TextField
            name="form[level_2]" label=tasks.level_2() hint=hint required=true class="wide" autocomplete="off"
            maxlength=most(LONGEST_LEVEL)
        />
        <TextArea
            name="form[talking_points]" label=t.talking_points() hint=t.talking_points_hint() required=true class="wide"
            maxlength=most(LONGEST_TALKING_POINTS)
        />
        <DateField name="form[deadline]" label=tasks.deadline() hint=t.deadline_hint() required=true class="wide short"/>
    }
    .into_any()
}

#[component]
fn ForWhom(partners: Vec<(PartnerId, String)>, t: CampaignText) -> impl IntoView {
    let customers = CustomerText(t.locale());
    let partners = partners.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let industries = Industry::ALL.iter().map(|one| Choice::new(one.as_str(), customers.industry(*one))).collect::<Vec<_>>();
    let kinds = AssociationType::ALL.iter().map(|kind| (kind.as_str().to_owned(), customers.association_type(*kind).to_owned())).collect();
    view! {
        <div class="wide"><h2>{t.for_whom()}</h2><p class="hint">{t.for_whom_hint()}</p></div>
        <Select name="form[partner]" label=t.partner() options=partners blank=t.all_partners() unmarked=true/>
        <Select name="form[association]" label=t.association() options=kinds blank=t.any_association() unmarked=true/>
        <MoneyField name="form[spend_from]" label=t.spend_from() unmarked=true/>
        <MoneyField name="form[spend_until]" label=t.spend_until() unmarked=true/>
        <TextField name="form[tag]" label=t.tag() hint=t.tag_hint() unmarked=true autocomplete="off" maxlength=64/>
        <CheckGroup name="form[industries][]" label=t.industries() options=industries class="wide"/>
        <CheckBox name="form[with_open]" label=t.with_open() class="wide"/>
    }
    .into_any()
}

#[component]
fn Buttons(preview: Option<Preview>, t: CampaignText) -> impl IntoView {
    let count = address_of(COUNT);
    let said = preview.as_ref().map(|preview| {
        if preview.customers == 0 {
            return nobody_matches(preview, t);
        }
        let (words, unassigned) = (t.counted(preview.customers, preview.partners), t.counted_unassigned(preview.unassigned));
        view! { <div class="wide"><Notice tone=NoticeTone::Note>{words}" "{unassigned}</Notice></div> }.into_any()
    });
    let is_none = preview.as_ref().is_some_and(|preview| preview.customers == 0);
    let creates = preview.filter(|preview| preview.customers > 0);
    let hint = (creates.is_none() && !is_none).then(|| view! { <span class="small quiet">{t.count_hint()}</span> });
    let is_counted = creates.is_some();
    let create = creates.map(|preview| {
        view! {
            <HiddenField name="form[counted]" value=preview.customers.to_string()/>
            <HiddenField name="form[counted_for]" value=preview.counted_for/>
            <button class="button main">{t.create_tasks(preview.customers)}</button>
        }
    });
    view! {
        {said}
        <div class="wide row">
            {create}
            <button class=if is_counted { "button" } else { "button main" } formaction=count>{t.count()}</button>
            <a class="button plain" href="/operations/expansion-campaigns">{Words(t.locale()).cancel()}</a>
            {hint}
        </div>
    }
    .into_any()
}

/// That no customer matches, and which condition is the reason.
fn nobody_matches(preview: &Preview, t: CampaignText) -> AnyView {
    let lines = preview.wider.iter().map(|(condition, count)| view! { <li>{t.wider(*condition, *count)}</li> }).collect_view();
    let rest = if preview.wider.is_empty() {
        view! { <p>{t.wider_none()}</p> }.into_any()
    } else {
        view! { <ul>{lines}</ul><p>{t.wider_again()}</p> }.into_any()
    };
    view! { <div class="wide"><Notice tone=NoticeTone::Warn><p>{t.nobody_matches()}</p>{rest}</Notice></div> }.into_any()
}
