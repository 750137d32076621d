//! The list of a partner's claims (线上拓展), masked.

mod row;

use std::sync::Arc;

use leptos::prelude::*;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use self::row::Row;
use super::model::ClaimState;
use super::pages::above_list;
use super::queries::list::owners;
use super::rules;
use super::text::{ClaimText, ListText};
use crate::auth::Reach;
use crate::auth::scope::Alias;
use crate::customers::mask;
use crate::customers::queries::claimed::{of_a_masked_lead, push_opportunities, push_shown_contact, push_states};
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{
    Access, CellSet, Choosable, Column, Filter, FilterKind, Join, Lead, List, ListContext, ListPage, Loading, Narrow, Order, SortKind,
    Source, Standing, TickTarget, Ticks,
};
use crate::lists::paging::push_contains;
use crate::lists::queries::conditions::push_part;
use crate::lists::record::present;
use crate::ui::icon::{Icon, IconName};

/// The description; the number of open opportunities is counted where `app` says how far the viewer sees them.
pub const LIST: List = List {
    name: ListName::Claims,
    title: |locale| ClaimText(locale).customer_development(),
    section: |locale| Words(locale).sales(),
    access: |viewer, locale| {
        let reach = rules::scope_of(viewer).map_err(|denial| super::pages::denied(denial, viewer, locale))?;
        Access::within(viewer, reach)
    },
    counted: None,
    tabs: &[],
    source: Source {
        table: "claim c",
        alias: "c",
        id: "c.id",
        always: concat!(
            "c.company_name, c.mobile, c.email, c.industry, c.state, c.valid_until, ",
            of_a_masked_lead!("c.id"),
            " as contacts_stay_masked"
        ),
        joins: &[Join { name: "owner", sql: " left join person w on w.id = c.owner_id" }],
        always_joins: &[],
        visible_joins: &[],
        visible,
        sums: None,
    },
    columns: &[
        Column::new("name", |l| CustomerText(l).name()).fixed().masked(mask::NAME),
        Column::new("mobile", |l| CustomerText(l).mobile()).masked(mask::MOBILE).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("email", |l| CustomerText(l).email()).masked(mask::EMAIL).narrow(Narrow::Hidden),
        Column::new("industry", |l| CustomerText(l).industry_label())
            .sorted("c.industry", SortKind::Word)
            .narrow(Narrow::Hidden)
            .on_demand(),
        Column::new("state", |l| ListText(l).state()).sorted("c.state", SortKind::Word).set(CellSet::Line).narrow(Narrow::Plain),
        Column::new("claimed", |l| ListText(l).claimed_on())
            .reads("c.claimed_at", &[])
            .sorted("c.claimed_at", SortKind::Moment)
            .set(CellSet::Line)
            .narrow(Narrow::Hidden),
        Column::new("until", |l| ListText(l).until()).sorted("c.valid_until", SortKind::Moment).rising().set(CellSet::Line),
        Column::new("account_manager", |l| ListText(l).account_manager())
            .reads("w.display_name as account_manager", &["owner"])
            .sorted_or_empty("w.display_name", SortKind::Person("c.owner_id"))
            .set(CellSet::Line)
            .narrow(Narrow::Plain)
            .offered(|context| !context.is_own()),
        Column::new("opportunities", |l| ListText(l).opportunities())
            .reads_with(|query, context| push_opportunities(query, context.counted.as_ref(), "o.claim_id = c.id"), &[])
            .set(CellSet::Number)
            .narrow(Narrow::Hidden)
            .offered(|context| context.counted.is_some()),
    ],
    filters: &[
        Filter { key: "name", label: |l| ListText(l).name_contains(), kind: FilterKind::private(push_name, 128), ..Filter::PLAIN },
        Filter { key: "mobile", label: |l| ListText(l).mobile_contains(), kind: FilterKind::private(push_mobile, 20), ..Filter::PLAIN },
        Filter {
            key: "email",
            label: |l| ListText(l).email_contains(),
            kind: FilterKind::private(push_email, 128),
            is_further: true,
            ..Filter::PLAIN
        },
        Filter {
            key: "account_manager",
            label: |l| ListText(l).account_manager(),
            kind: FilterKind::Record {
                sql: "c.owner_id",
                options: account_managers,
                find: Some(find_account_manager),
                blank: |l| ListText(l).all_people(),
                none: None,
            },
            offered: |context| !context.is_own(),
            ..Filter::PLAIN
        },
        Filter {
            key: "state",
            label: |l| ListText(l).state(),
            kind: FilterKind::Choices {
                options: |l| ClaimState::ALL.iter().map(|state| (state.as_str(), CustomerText(l).claim_state(*state))).collect(),
                push: |query, states, context| push_states(query, ("c.state", "c.valid_until"), states, context.now),
            },
            ..Filter::PLAIN
        },
    ],
    usual_order: Order { column: "claimed", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead,
        actions: |context| {
            let word = ClaimText(context.locale).claim_prospect();
            rules::may_claim(&context.viewer).is_ok().then(|| {
                view! { <a class="button main" href="/sales/customer-development/new"><Icon name=IconName::Plus/>{word}</a> }.into_any()
            })
        },
        above: Some(|db, context| Box::pin(above_list(db, context))),
        done: |context, done, _| (done == "withdrawn").then(|| ListText(context.locale).withdrawn_many().to_owned()),
        ticks: Some(Ticks {
            name: "form[claims][]",
            target: TickTarget::Action("claims.choose"),
            buttons: |context| {
                let t = ListText(context.locale);
                vec![("invite", t.invite_many()), ("withdraw", t.withdraw_many())]
            },
            offered: |context| rules::may_change(&context.viewer).is_ok(),
        }),
        nothing: |context| {
            let t = ListText(context.locale);
            (t.empty_title(), if context.reach() == Reach::Team { t.empty_team() } else { t.empty_text() })
        },
        ..ListPage::PLAIN
    },
};

/// A claim is its partner's alone: a distributor does not see those of its resellers.
fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    match context.access {
        Access::Within { scope, partner, .. } => {
            scope.push(query, Alias::Claim);
            query.push(" and c.partner_id = ").push_bind(partner.0);
        }
        Access::Installation => {
            query.push("false");
        }
    }
}

fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    push_contains(query, "c.company_name_key", typed, context.access.is_wide());
}

fn push_mobile(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_part(query, "c.mobile", typed);
    push_shown_contact(query, "c.id");
}

fn push_email(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_part(query, "c.email", typed);
    push_shown_contact(query, "c.id");
}

fn account_managers(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Ok(Choosable::default()) };
        let Some(people) = owners(&scope, partner, context.today) else { return Ok(Choosable::default()) };
        Ok(people.choosable(&db, chosen).await?)
    })
}

fn find_account_manager(db: PgPool, context: Arc<ListContext>, name: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Err(AppError::NotFound) };
        owners(&scope, partner, context.today).ok_or(AppError::NotFound)?.find(&db, &name, context.locale).await
    })
}

fn lead(context: &ListContext, standing: &Standing) -> Lead {
    let t = ListText(context.locale);
    let partner = context.viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default();
    let rule = match context.reach() {
        Reach::Own => t.whose_own(),
        Reach::Team => t.whose_team(),
        Reach::Partner | Reach::PartnerAndResellers => t.whose_partner(),
    };
    Lead { sentence: t.lead(context.reach(), &standing.count, &partner), rule }
}

#[cfg(test)]
mod tests;
