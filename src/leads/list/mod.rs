//! The list of leads (线索), masked: what is to be dispatched, and what the viewer follows or entered.

mod row;

use std::sync::Arc;

use leptos::prelude::*;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use self::row::Row;
use super::model::{LeadState, MINE};
use super::pages::{REVEAL, above_list, denied, eye};
use super::queries::{self, Visibility, followers};
use super::rules;
use super::text::LeadText;
use crate::auth::Viewer;
use crate::customers::model::MaskedColumn;
use crate::customers::reveal::answered_by;
use crate::error::AppError;
use crate::i18n::{Locale, Words};
use crate::lists::ListName;
use crate::lists::description::columns::Revealed;
use crate::lists::description::{
    Access, CellSet, Choosable, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Loading, Mask, Narrow, Order,
    SortKind, Source, Tab, TickTarget, Ticks, Unasked,
};
use crate::lists::paging::push_contains;
use crate::lists::queries::conditions::push_any;
use crate::lists::record::present;
use crate::ui::icon::{Icon, IconName};

/// The description.
pub const LIST: List = List {
    name: ListName::Leads,
    title: |locale| LeadText(locale).leads(),
    section: |locale| Words(locale).sales(),
    access: |viewer, locale| {
        let reach = rules::scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?;
        Access::within(viewer, reach)
    },
    counted: None,
    tabs: &[
        Tab { key: "all", label: |l| LeadText(l).all(), offered: dispatches },
        Tab { key: MINE, label: |l| LeadText(l).mine(), offered: dispatches },
    ],
    source: Source {
        table: "lead l",
        alias: "l",
        id: "l.id",
        always: "l.company_name, l.industry, l.state, l.owner_id, l.supervisor_id, l.created_by, l.version, ca.name as campaign, \
                 p.marketing_programme as contacts_stay_masked",
        joins: &[
            Join { name: "partner", sql: " join partner p on p.id = l.partner_id" },
            Join { name: "campaign", sql: " left join campaign ca on ca.id = l.campaign_id" },
            Join { name: "follower", sql: " left join person w on w.id = l.owner_id" },
        ],
        always_joins: &["partner", "campaign"],
        visible_joins: &[],
        visible,
        sums: None,
    },
    columns: &[
        Column::new("company", |l| LeadText(l).company())
            .fixed()
            .masked(mask(MaskedColumn::Name.as_str(), |keys, open, l| eye_over(MaskedColumn::Name, &keys, open, l))),
        Column::new("contact", |l| LeadText(l).contact())
            .reads("l.contact_name", &[])
            .masked(mask(MaskedColumn::Contact.as_str(), |keys, open, l| eye_over(MaskedColumn::Contact, &keys, open, l)))
            .narrow(Narrow::Hidden),
        Column::new("mobile", |l| LeadText(l).mobile())
            .reads("l.mobile", &[])
            .masked(mask(MaskedColumn::Mobile.as_str(), |keys, open, l| eye_over(MaskedColumn::Mobile, &keys, open, l)))
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("email", |l| LeadText(l).email())
            .reads("l.email", &[])
            .masked(mask(MaskedColumn::Email.as_str(), |keys, open, l| eye_over(MaskedColumn::Email, &keys, open, l)))
            .narrow(Narrow::Hidden),
        Column::new("industry", |l| LeadText(l).industry()).sorted("l.industry", SortKind::Word).narrow(Narrow::Hidden).on_demand(),
        Column::new("campaign", |l| LeadText(l).campaign())
            .joined(&["campaign"])
            .sorted_or_empty("ca.name", SortKind::Name)
            .narrow(Narrow::Hidden)
            .on_demand(),
        Column::new("follower", |l| LeadText(l).follower())
            .reads("w.display_name as follower", &["follower"])
            .sorted_or_empty("w.display_name", SortKind::Person("l.owner_id"))
            .set(CellSet::Line)
            .narrow(Narrow::Plain)
            .offered(|context| !context.is_own()),
        Column::new("state", |l| LeadText(l).state()).sorted("l.state", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("created", |l| LeadText(l).created())
            .reads("l.created_at", &[])
            .sorted("l.created_at", SortKind::Moment)
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("updated", |l| LeadText(l).updated())
            .reads("l.updated_at", &[])
            .sorted("l.updated_at", SortKind::Moment)
            .set(CellSet::Line),
    ],
    filters: &[
        Filter { key: "company", label: |l| LeadText(l).company(), kind: FilterKind::private(push_company, 128), ..Filter::PLAIN },
        Filter { key: "contact", label: |l| LeadText(l).contact(), kind: FilterKind::private(push_contact, 64), ..Filter::PLAIN },
        Filter {
            key: "follower",
            label: |l| LeadText(l).follower(),
            kind: FilterKind::Record {
                sql: "l.owner_id",
                options: people,
                find: Some(find_follower),
                blank: |l| LeadText(l).all_people(),
                none: None,
            },
            ..Filter::PLAIN
        },
        Filter {
            key: "campaign",
            label: |l| LeadText(l).campaign(),
            kind: FilterKind::Record {
                sql: "l.campaign_id",
                options: campaigns,
                find: None,
                blank: |l| LeadText(l).all_campaigns(),
                none: None,
            },
            ..Filter::PLAIN
        },
        Filter {
            key: "state",
            label: |l| LeadText(l).state(),
            hint: |l| LeadText(l).states_hint(),
            kind: FilterKind::Choices {
                options: |l| LeadState::ALL.iter().map(|state| (state.as_str(), LeadText(l).state_of(*state))).collect(),
                push: |query, states, _| push_any(query, "l.state", states),
            },
            is_further: true,
            unasked: Some(Unasked {
                push: |query, _| {
                    let open: Vec<String> = LeadState::OPEN.iter().map(ToString::to_string).collect();
                    push_any(query, "l.state", &open);
                },
                nothing: |l| (LeadText(l).none_open(), LeadText(l).none_open_text()),
            }),
            ..Filter::PLAIN
        },
    ],
    usual_order: Order { column: "updated", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, standing| Lead {
            sentence: LeadText(context.locale).sentence(context.tab == MINE, context.reach(), &standing.count),
            rule: LeadText(context.locale).why(context.reach()),
        },
        actions: |context| {
            let word = LeadText(context.locale).new_lead();
            Some(view! { <a class="button main" href="/sales/leads/new"><Icon name=IconName::Plus/>{word}</a> }.into_any())
        },
        above: Some(|db, context| Box::pin(above_list(db, context))),
        done: |context, done, count| {
            let count = count.filter(|_| done == "dispatched")?;
            Some(LeadText(context.locale).dispatched(count))
        },
        ticks: Some(Ticks {
            name: "form[leads][]",
            target: TickTarget::Action("leads.pick"),
            buttons: |context| vec![("dispatch", LeadText(context.locale).dispatch_many())],
            offered: |context| dispatches(&context.viewer, &context.access),
        }),
        nothing: |context| {
            let t = LeadText(context.locale);
            let text = if context.tab == MINE || !dispatches(&context.viewer, &context.access) { t.empty_text() } else { t.empty_all() };
            (t.empty_title(), text)
        },
        ..ListPage::PLAIN
    },
};

const fn mask(field: &'static str, eye: fn(Vec<String>, bool, Locale) -> AnyView) -> Mask {
    Mask { field, eye, revealed }
}

fn eye_over(column: MaskedColumn, keys: &[String], open: bool, locale: Locale) -> AnyView {
    if keys.is_empty() { ().into_any() } else { eye(column, keys.join(","), open, LeadText(locale)) }
}

fn revealed() -> Option<Revealed> {
    answered_by(REVEAL).map(|revealed| (revealed.field, revealed.values))
}

fn dispatches(viewer: &Viewer, _: &Access) -> bool {
    rules::dispatch_reach(viewer).is_ok()
}

fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    let Ok(visibility) = visibility(context) else {
        query.push("false");
        return;
    };
    visibility.push(query);
    if context.tab == MINE {
        visibility.push_own(query);
    }
}

fn visibility(context: &ListContext) -> Result<Visibility, AppError> {
    Visibility::of(&context.viewer, context.access.reach().ok_or(AppError::NotFound)?)
}

fn push_company(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_contains(query, "l.company_name_key", typed, false);
}

fn push_contact(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_contains(query, "l.contact_name_key", typed, false);
}

/// Where all are one person's, there is nothing to choose.
fn people(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let people = followers::following(&visibility(&context)?).choosable(&db, chosen).await?;
        let are_some = people.are_typed || people.records.len() > 1 || chosen.is_some();
        Ok(if are_some { people } else { Choosable::default() })
    })
}

fn find_follower(db: PgPool, context: Arc<ListContext>, name: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move { followers::following(&visibility(&context)?).find(&db, &name, context.locale).await })
}

fn campaigns(db: PgPool, _: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let campaigns = queries::campaigns(&db).await?;
        Ok(campaigns.into())
    })
}

#[cfg(test)]
mod tests;
