//! The list of a partner's customers (客户管理): associated ones, and prospects that it claimed, masked.

mod columns;
mod filters;
mod row;
mod tabs;

use std::sync::Arc;

use leptos::prelude::*;
use sqlx::{PgPool, Postgres, QueryBuilder};

use self::columns::COLUMNS;
use self::filters::FILTERS;
use self::row::Row;
use self::tabs::{CLAIMED, RESELLERS, TABS, can_be_assigned, has_resellers, is_claimed};
use super::queries::assigning;
use super::queries::claimed::of_a_masked_lead;
use super::rules;
use super::text::{AssignText, CustomerText, ListText};
use crate::auth::Reach;
use crate::auth::scope::Alias;
use crate::error::AppError;
use crate::i18n::Words;
use crate::lists::ListName;
use crate::lists::description::{AboveList, Access, Join, Lead, List, ListContext, ListPage, Order, Source, Standing, TickTarget, Ticks};
use crate::lists::record::present;
use crate::ui::notice::{Notice, NoticeTone};

/// The description; the number of open opportunities is counted where `app` says how far the viewer sees them.
pub const LIST: List = List {
    name: ListName::Customers,
    title: |locale| CustomerText(locale).customers(),
    section: |locale| Words(locale).sales(),
    access: |viewer, locale| {
        let reach = rules::scope_of(viewer).map_err(|denial| AppError::NotAllowed { rule: CustomerText(locale).denial(denial, viewer) })?;
        Access::within(viewer, reach)
    },
    counted: None,
    tabs: TABS,
    // One table of two. A condition on the constant `is_claim` leaves one of them to the planner, with its indexes.
    source: Source {
        table: "(select id, distributor_id, partner_id, supervisor_id, owner_id, false as is_claim, started_at as since, customer_id, \
                kind, ended_at, tag, tags, null::text as company_name, null::text as company_name_key, null::text as industry, \
                null::text as mobile, null::text as email, null::text as state, null::timestamptz as valid_until from association \
                union all select id, distributor_id, partner_id, supervisor_id, owner_id, true, claimed_at, null::uuid, null::text, \
                null::timestamptz, null::text, null::text[], company_name, company_name_key, industry, mobile, email, state, valid_until \
                from claim) a",
        alias: "a",
        id: "a.id",
        always: concat!(
            "a.customer_id, cu.number, coalesce(cu.name, a.company_name) as name, a.state, a.valid_until, a.is_claim and ",
            of_a_masked_lead!("a.id"),
            " as contacts_stay_masked"
        ),
        joins: &[
            Join { name: "customer", sql: " left join customer cu on cu.id = a.customer_id" },
            Join { name: "partner", sql: " join partner r on r.id = a.partner_id" },
            Join { name: "owner", sql: " left join person w on w.id = a.owner_id" },
            Join {
                name: "alerts",
                sql: " cross join lateral (select count(*) as n from customer_alert al where al.association_id = a.id \
                      and al.state = 'pending') waiting",
            },
        ],
        always_joins: &["customer"],
        visible_joins: &[],
        visible,
        sums: None,
    },
    columns: COLUMNS,
    filters: FILTERS,
    usual_order: Order { column: "since", descending: true },
    totals: &[],
    present: present::<Row>,
    page: ListPage {
        lead,
        above: Some(|db, context| Box::pin(receiver(db, context))),
        done: |context, done, _| match done {
            "assigned" => Some(AssignText(context.locale).done_assigned().to_owned()),
            "taken-back" => Some(AssignText(context.locale).done_taken_back().to_owned()),
            _ => None,
        },
        ticks: Some(Ticks {
            name: "customers",
            target: TickTarget::PageFor("/sales/customers/assign", "to"),
            buttons: |context| vec![("assign", AssignText(context.locale).assign_or_take_back())],
            offered: can_be_assigned,
        }),
        nothing: |context| {
            let t = CustomerText(context.locale);
            let text = match context.reach() {
                reach if is_claimed(context) => ListText(context.locale).empty_claims(reach),
                Reach::Own => t.empty_own(),
                Reach::Team => t.empty_team(),
                Reach::Partner | Reach::PartnerAndResellers => t.empty_all(),
            };
            (t.empty_title(), text)
        },
        ..ListPage::PLAIN
    },
};

/// A claim is its partner's alone: a distributor does not see those of its resellers.
fn visible(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    let Access::Within { scope, partner, .. } = context.access else {
        query.push("false");
        return;
    };
    scope.push(query, Alias::Association);
    query.push(match context.tab {
        CLAIMED => " and a.is_claim and a.state <> 'associated'",
        _ => " and not a.is_claim and a.ended_at is null",
    });
    if is_claimed(context) || has_resellers(&context.access) {
        query.push(if context.tab == RESELLERS { " and a.partner_id <> " } else { " and a.partner_id = " }).push_bind(partner.0);
    }
}

/// Says who receives the customers that are ticked, where one came to assign.
async fn receiver(db: PgPool, context: Arc<ListContext>) -> Result<AboveList, AppError> {
    let Some(to) = context.carried.as_deref().filter(|_| can_be_assigned(&context)) else { return Ok(AboveList::default()) };
    let (Access::Within { partner, .. }, Ok(reach)) = (context.access, rules::may_assign(&context.viewer)) else {
        return Ok(AboveList::default());
    };
    let team = (reach == Reach::Team).then_some(context.viewer.person_id);
    let people = assigning::account_managers(&db, partner, team).await?;
    let words = people.into_iter().find(|one| one.id.to_string() == to).map(|one| AssignText(context.locale).receives(one.name));
    let notice = words.map(|words| view! { <Notice tone=NoticeTone::Note>{words}</Notice> }.into_any());
    Ok(AboveList { figures: None, line: notice })
}

fn lead(context: &ListContext, standing: &Standing) -> Lead {
    let partner = context.viewer.partner().map(|partner| partner.name.clone()).unwrap_or_default();
    Lead {
        sentence: ListText(context.locale).lead(context.reach(), &standing.count, standing.is_one, standing.is_narrowed, &partner),
        rule: rules::visibility_basis(&context.viewer).map_or("", |whose| CustomerText(context.locale).visibility_basis(whose)),
    }
}

#[cfg(test)]
mod tests;
