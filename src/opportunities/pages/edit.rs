//! 修改: three groups, each saved by itself. What progress sets is shown and cannot be edited (R10).

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::changing::{Changing, ReadOnly};
use super::fields::{BasicFields, DetailsFields, ProductLine, RevenueFields};
use crate::auth;
use crate::i18n::Words;
use crate::opportunities::islands::MoreProducts;
use crate::opportunities::model::{Group, MOST_PRODUCTS};
use crate::opportunities::queries::record::Record;
use crate::opportunities::text::{OpportunityText, WritingText, basic_values, details_values, revenue_values};
use crate::server::request;
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};

/// Empty lines for further products where there is no script.
const SPARE_LINES: usize = 3;

/// `/sales/opportunities/{id}/edit`.
#[component]
pub fn EditPage() -> impl IntoView {
    let (viewer, locale, state) = (auth::viewer(), request::locale(), request::state());
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let done = use_query_map().get_untracked().get("done");
    page(async move {
        let t = OpportunityText(locale);
        let changing = Changing::load(&state, viewer?, &id, t).await?;
        let record = changing.record.clone();
        let saved = [("saved-basics", Group::Basic), ("saved-details", Group::Details), ("saved-revenue", Group::Revenue)];
        let saved = saved.into_iter().find(|(code, _)| done.as_deref() == Some(code)).map(|(_, group)| t.group(group));
        let lead = changing.lead(t);
        Ok(view! {
            <Page title=t.revise_title() section=Words(locale).sales() crumbs=changing.crumbs(t) lead=lead>
                {saved.map(|group| view! { <Notice tone=NoticeTone::Good>{WritingText(locale).saved_group(group)}</Notice> })}
                {changing.refusal.clone().map(|refusal| view! { <Notice tone=NoticeTone::Warn>{refusal}</Notice> })}
                <div class="stack far">
                    <ReadOnly record=record.clone() may_add=changing.refusal.is_none() t=t/>
                    {changing.refusal.is_none().then(|| view! { <Groups record=record t=t/> })}
                </div>
            </Page>
        }
        .into_any())
    })
}

#[component]
fn Groups(record: Record, t: OpportunityText) -> impl IntoView {
    let (id, version) = (record.id.to_string(), record.version);
    let basic = basic_values(&record.basic, t);
    let details = details_values(&record.details);
    view! {
        <GroupForm action="opportunities.revise_basics" group=Group::Basic id=id.clone() version=version t=t>
            <BasicFields values=basic t=t/>
        </GroupForm>
        <GroupForm action="opportunities.revise_details" group=Group::Details id=id.clone() version=version t=t>
            <DetailsFields values=details t=t/>
        </GroupForm>
        <GroupForm action="opportunities.revise_revenue" group=Group::Revenue id=id version=version t=t>
            <Revenue record=record t=t/>
        </GroupForm>
    }
    .into_any()
}

/// One group with its own button. Leaving with unsaved input asks first.
#[component]
fn GroupForm(action: &'static str, group: Group, id: String, version: i32, t: OpportunityText, children: Children) -> impl IntoView {
    view! {
        <section class="card" aria-label=t.group(group)>
            <header><h2 class="grow">{t.group(group)}</h2></header>
            <div class="body">
                <Form action=action version=Some(version) guard=true>
                    <input type="hidden" name="form[id]" value=id/>
                    <div class="fields">{children()}</div>
                    <div class="foot"><button type="submit" class="button main">{t.save_group(t.group(group))}</button></div>
                </Form>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Revenue(record: Record, t: OpportunityText) -> impl IntoView {
    let values = revenue_values(&record.revenue, t);
    // What was typed into more lines comes back with them.
    let came_back = crate::ui::form::was_posted();
    let shown = record.revenue.products.len() + SPARE_LINES;
    let lines = (1..MOST_PRODUCTS).map(|at| view! { <ProductLine at=at hidden={at >= shown && !came_back} values=values.clone() t=t/> });
    let lines = lines.collect_view();
    view! {
        <RevenueFields values=values t=t/>
        <div class="wide"><MoreProducts locale=t.locale() lines={MOST_PRODUCTS - 1}><div class="stack far">{lines}</div></MoreProducts></div>
    }
    .into_any()
}
