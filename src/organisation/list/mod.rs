//! The list of the partner's people (人员管理), for its system administrator.

mod row;

use std::sync::Arc;

use leptos::prelude::*;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use self::row::Row;
use super::model::PersonState;
use super::pages::scope_of;
use super::queries::{partner_of, supervisors};
use super::text::PeopleText;
use crate::auth::text::AuthText;
use crate::auth::{Preset, Reach};
use crate::i18n::{Locale, Words};
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Choosable, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Loading, Narrow, Order, SortKind,
    Source, Standing,
};
use crate::lists::queries::conditions::push_any;
use crate::lists::record::present;
use crate::values::name_key::name_key;

/// A role that the partner made for itself, among the presets.
const CUSTOM: &str = "custom";

/// The description.
pub const LIST: List = List {
    name: ListName::People,
    title: |l| PeopleText(l).people(),
    section: |l| Words(l).organisation(),
    access: |viewer, locale| {
        let (viewer, _) = scope_of(Ok(viewer.clone()), locale)?;
        Access::within(&viewer, Reach::Partner)
    },
    counted: None,
    tabs: &[],
    source: Source {
        table: "person p",
        alias: "p",
        id: "p.id",
        always: "p.account_name, p.display_name, p.state, pa.primary_administrator_id is not distinct from p.id as is_primary",
        joins: &[
            Join { name: "partner", sql: " join partner pa on pa.id = p.partner_id" },
            Join {
                name: "supervisor",
                sql: " left join supervision su on su.account_manager_id = p.id and upper_inf(su.during) \
                      left join person sv on sv.id = su.supervisor_id",
            },
        ],
        always_joins: &["partner"],
        visible_joins: &[],
        visible,
        sums: None,
    },
    columns: &[
        Column::new("account", |l| PeopleText(l).account_name()).sorted("p.account_name", SortKind::Account("p.id")).fixed(),
        Column::new("name", |l| PeopleText(l).display_name()).narrow(Narrow::Plain).sorted("p.display_name", SortKind::Person("p.id")),
        Column::new("roles", |l| PeopleText(l).roles()).narrow(Narrow::Plain).reads(
            "array(select r.preset from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id order by pr.slot) \
             as presets, \
             array(select r.name from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id order by pr.slot) \
             as role_names",
            &[],
        ),
        Column::new("supervisor", |l| PeopleText(l).supervisor())
            .narrow(Narrow::Hidden)
            .reads("sv.display_name as supervisor", &["supervisor"])
            .sorted_or_empty("sv.display_name", SortKind::Person("su.supervisor_id")),
        Column::new("state", |l| PeopleText(l).state()).narrow(Narrow::Plain).sorted("p.state", SortKind::Word).set(CellSet::Line),
    ],
    filters: &[
        Filter::new("text", |l| PeopleText(l).search_label(), FilterKind::Private { push: push_text, longest: 64 }),
        Filter::new(
            "role",
            |l| PeopleText(l).role(),
            FilterKind::Choice { options: roles, blank: |l| PeopleText(l).all_roles(), push: push_roles },
        ),
        Filter::new(
            "supervisor",
            |l| PeopleText(l).supervisor(),
            FilterKind::Record {
                sql: "su.supervisor_id",
                options: supervisors_to_choose,
                find: None,
                blank: |l| PeopleText(l).all_supervisors(),
                none: Some(("none", |l| PeopleText(l).no_supervisor())),
            },
        )
        .joined(&["supervisor"]),
        Filter::new(
            "state",
            |l| PeopleText(l).state(),
            FilterKind::Choice {
                options: |l| PersonState::ALL.iter().map(|state| (state.as_str(), PeopleText(l).person_state(*state))).collect(),
                blank: |l| PeopleText(l).all_states(),
                push: |query, words, _| push_any(query, "p.state", words),
            },
        ),
    ],
    usual_order: Order { column: "account", descending: false },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead,
        actions: |context| {
            let word = PeopleText(context.locale).new_person();
            Some(view! { <a class="button main" href="/organisation/people/new">{word}</a> }.into_any())
        },
        no_match: |l| (PeopleText(l).nobody_title(), PeopleText(l).nobody_text()),
        ..ListPage::PLAIN
    },
};

fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    query.push("p.partner_id = ").push_bind(context.scope().ok().and_then(|scope| partner_of(&scope)));
}

fn push_text(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    let key = name_key(typed);
    query.push(" and (position(").push_bind(key.clone()).push(" in p.account_name) > 0 or position(");
    query.push_bind(key).push(" in p.display_name_key) > 0)");
}

fn roles(locale: Locale) -> Vec<(&'static str, &'static str)> {
    let presets = Preset::ALL.into_iter().map(|preset| (preset.as_str(), AuthText(locale).preset(preset)));
    presets.chain([(CUSTOM, PeopleText(locale).customs())]).collect()
}

fn push_roles(query: &mut QueryBuilder<Postgres>, words: &[String], _: &ListContext) {
    query.push(" and exists (select from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id and ");
    query.push("coalesce(r.preset, 'custom') = any(").push_bind(words.to_vec()).push("))");
}

fn supervisors_to_choose(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let found = supervisors(&db, &context.scope()?).await?;
        Ok(found.into_iter().map(|(id, name, _)| (id, name)).collect::<Vec<_>>().into())
    })
}

fn lead(context: &ListContext, standing: &Standing) -> Lead {
    let t = PeopleText(context.locale);
    let partner = context.viewer.partner().map(|partner| partner.name.as_str()).unwrap_or_default();
    let sentence = match (standing.is_narrowed, standing.is_one) {
        (true, _) => t.people_found(&standing.count, partner),
        (false, true) => t.one_person(partner),
        (false, false) => t.people_lead(&standing.count, partner),
    };
    Lead { sentence, rule: "" }
}

#[cfg(test)]
mod tests;
