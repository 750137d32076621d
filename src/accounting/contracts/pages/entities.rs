//! `/operations/contracting-entities`: who signs for the vendor, from which day on.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::accounting::contracts::access::operator;
use crate::accounting::contracts::model::ContractingEntity;
use crate::accounting::contracts::queries;
use crate::accounting::contracts::rules::LONGEST_NAME;
use crate::accounting::contracts::text::ContractText;
use crate::auth::viewer;
use crate::server::request::{locale, state};
use crate::ui::badge::{Badge, Tone};
use crate::ui::fields::{DateField, TextField};
use crate::ui::form::Form;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::shell::{Page, page};
use crate::values::date::{beijing_date, format_date};

/// Contracting entities.
#[component]
pub fn EntitiesPage() -> impl IntoView {
    let (viewer, locale, state) = (viewer(), locale(), state());
    let done = use_query_map().get_untracked().get("done").is_some_and(|done| done == "added");
    page(async move {
        let operator = operator(&viewer?, locale)?;
        let entities = queries::list_entities(&state.db, operator).await?;
        let (t, today) = (ContractText(locale), beijing_date(state.clock.now()));
        let said = done.then(|| view! { <Notice tone=NoticeTone::Good>{t.done_added()}</Notice> });
        let known = if entities.is_empty() {
            view! { <Notice tone=NoticeTone::Warn>{t.no_entities()}</Notice> }.into_any()
        } else {
            table(entities, today, t)
        };
        Ok(view! {
            <Page
                title=t.entities() section=t.operations() crumbs=vec![(t.operations().to_owned(), "/operations".to_owned())]
                lead=view! { <p>{t.entities_lead()}</p> }
            >
                <div class="stack">{said}{known}{form(t)}</div>
            </Page>
        }
        .into_any())
    })
}

fn table(entities: Vec<ContractingEntity>, today: NaiveDate, t: ContractText) -> AnyView {
    let rows = entities.into_iter().map(|entity| {
        let day = |day| format_date(day, t.locale());
        let until = entity.until.map_or_else(|| t.no_end().to_owned(), day);
        let (tone, state) = match (entity.from > today, entity.until.is_some_and(|until| until < today)) {
            (true, _) => (Tone::Note, t.coming()),
            (false, true) => (Tone::Neutral, t.past()),
            (false, false) => (Tone::Good, t.in_force()),
        };
        view! {
            <tr>
                <th scope="row">{entity.code}</th><td>{entity.name}</td>
                <td class="nowrap">{day(entity.from)}</td><td class="nowrap">{until}</td>
                <td class="nowrap"><Badge tone=tone>{state}</Badge></td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="card scroll">
            <table class="records" aria-label=t.entities()>
                <thead>
                    <tr>
                        <th scope="col">{t.entity_code()}</th><th scope="col">{t.entity_name()}</th>
                        <th scope="col">{t.entity_from()}</th><th scope="col">{t.entity_until()}</th><th scope="col">{t.state()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn form(t: ContractText) -> AnyView {
    let most = u32::try_from(LONGEST_NAME).unwrap_or(u32::MAX);
    view! {
        <section class="card">
            <header><h2>{t.add_entity()}</h2></header>
            <Form action="contracts.add_entity" class="body fields" guard=true>
                <TextField name="form[code]" label=t.entity_code() required=true autocomplete="off" maxlength=32/>
                <TextField name="form[name]" label=t.entity_name() required=true autocomplete="off" maxlength=most/>
                <DateField name="form[from]" label=t.entity_from() hint=t.entity_from_hint() required=true/>
                <div class="wide"><button class="button main">{t.add()}</button></div>
            </Form>
        </section>
    }
    .into_any()
}
