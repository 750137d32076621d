//! The list of alerts (客户预警): those that wait for the viewer, all that she may see, and at a distributor those of its
//! resellers.

mod row;

use sqlx::{Postgres, QueryBuilder};

use self::row::Row;
use super::model::{AlertState, Category, tab};
use super::queries::{COLUMNS, JOINS};
use super::rules;
use super::text::AlertText;
use crate::auth::scope::Alias;
use crate::auth::{Reach, ScopeColumn};
use crate::error::AppError;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Column, Filter, FilterKind, Lead, List, ListContext, ListPage, Narrow, Order, Personal, SortKind, Source, Tab,
};
use crate::lists::paging::push_name_condition;
use crate::lists::queries::conditions::push_any;
use crate::lists::record::present;

/// The description.
pub const LIST: List = List {
    name: ListName::Alerts,
    title: |locale| AlertText(locale).alerts(),
    section: |locale| Words(locale).sales(),
    access: |viewer, locale| {
        let denied = |denial| AppError::NotAllowed { rule: AlertText(locale).denial(denial, viewer) };
        Access::within(viewer, rules::scope_of(viewer).map_err(denied)?)
    },
    counted: None,
    tabs: &[
        Tab { key: tab::MINE, label: |l| AlertText(l).view_mine(), offered: |_, _| true },
        Tab { key: tab::ALL, label: |l| AlertText(l).view_all(), offered: |_, _| true },
        Tab {
            key: tab::RESELLERS,
            label: |l| AlertText(l).view_resellers(),
            offered: |_, access| access.reach() == Some(Reach::PartnerAndResellers),
        },
    ],
    source: Source {
        table: "customer_alert w",
        alias: "w",
        id: "w.id",
        always: COLUMNS,
        joins: JOINS,
        always_joins: &["association", "customer", "partner", "owner", "administrator", "handler"],
        visible_joins: &["association"],
        visible,
        sums: None,
    },
    columns: &[
        Column::new("title", |l| AlertText(l).title()).sorted("w.title", SortKind::Name).fixed(),
        Column::new("scenario", |l| AlertText(l).scenario()).sorted("w.scenario", SortKind::Name).narrow(Narrow::Hidden),
        Column::new("category", |l| AlertText(l).category()).sorted("w.category", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("customer", |l| AlertText(l).customer()).personal(Personal::Name).narrow(Narrow::Plain),
        Column::new("sent", |l| AlertText(l).sent_at()).sorted("w.sent_at", SortKind::Moment).set(CellSet::Line),
        Column::new("responsible", |l| AlertText(l).responsible())
            .joined(&["partner", "owner", "administrator"])
            .sorted_or_empty(
                "coalesce(p.display_name, ad.display_name)",
                SortKind::Person("coalesce(w.owner_id, r.primary_administrator_id)"),
            )
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("state", |l| AlertText(l).state()).sorted("w.state", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
    ],
    filters: &[
        Filter {
            key: "name",
            label: |l| AlertText(l).name_contains(),
            kind: FilterKind::Private { push: push_name, longest: 128 },
            joins: &["customer", "owner"],
            ..Filter::PLAIN
        },
        Filter {
            key: "number",
            label: |l| AlertText(l).number_is(),
            kind: FilterKind::Exact { sql: "cu.number", longest: 64 },
            joins: &["customer"],
            // Whoever looks for one customer's wants to see them, whose they are or not.
            opens_tab: tab::ALL,
            ..Filter::PLAIN
        },
        Filter {
            key: "category",
            label: |l| AlertText(l).category(),
            kind: FilterKind::Choices {
                options: |l| Category::ALL.iter().map(|one| (one.as_str(), AlertText(l).category_of(*one))).collect(),
                push: |query, words, _| push_any(query, "w.category", words),
            },
            is_further: true,
            ..Filter::PLAIN
        },
        Filter {
            key: "state",
            label: |l| AlertText(l).state(),
            kind: FilterKind::Choices {
                options: |l| AlertState::ALL.iter().map(|state| (state.as_str(), AlertText(l).state_of(*state))).collect(),
                push: |query, words, _| push_any(query, "w.state", words),
            },
            is_further: true,
            offered: |context| context.tab != tab::MINE,
            ..Filter::PLAIN
        },
    ],
    usual_order: Order { column: "sent", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead: |context, _| {
            let t = AlertText(context.locale);
            let sentence = match (context.tab, context.reach()) {
                (tab::MINE, _) => t.lead_mine(),
                (tab::RESELLERS, _) => t.lead_resellers(),
                (_, Reach::Own) => t.lead_own(),
                _ => t.lead_partner(),
            };
            Lead { sentence: sentence.to_owned(), rule: "" }
        },
        nothing: |context| {
            let t = AlertText(context.locale);
            if context.tab == tab::MINE { (t.empty_mine(), t.empty_mine_text()) } else { (t.empty_all(), t.empty_all_text()) }
        },
        ..ListPage::PLAIN
    },
};

fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    let Access::Within { scope, partner, .. } = context.access else {
        query.push("false");
        return;
    };
    scope.push(query, Alias::Alert);
    // What waits on an association that has ended, waits for nobody.
    query.push(" and (w.state = 'handled' or a.ended_at is null)");
    match context.tab {
        tab::MINE => {
            let person = context.viewer.person_id.0;
            query.push(" and w.state = 'pending' and w.partner_id = ").push_bind(partner.0);
            query.push(" and (w.owner_id = ").push_bind(person);
            query.push(" or (w.owner_id is null and exists (select from partner mine where mine.id = ").push_bind(partner.0);
            query.push(" and mine.primary_administrator_id = ").push_bind(person).push(")))");
        }
        tab::RESELLERS => {
            query.push(" and w.partner_id <> ").push_bind(partner.0);
        }
        _ if scope.column() == ScopeColumn::Distributor => {
            query.push(" and w.partner_id = ").push_bind(partner.0);
        }
        _ => {}
    }
}

/// Part of the customer's name or of the account manager's.
fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    query.push(" and (");
    push_name_condition(query, "cu.name_key", typed, false);
    query.push(" or ");
    push_name_condition(query, "p.display_name_key", typed, false);
    query.push(")");
}

#[cfg(test)]
mod tests;
