//! By what the list of customers is narrowed.

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::tabs::{is_associated, is_claimed};
use crate::auth::Reach;
use crate::customers::model::{AssociationType, Industry, RealNameState};
use crate::customers::queries::claimed::push_shown_contact;
use crate::customers::queries::list::account_managers;
use crate::customers::text::{CustomerText, ListText};
use crate::lists::description::{Access, Choosable, Filter, FilterKind, ListContext, Loading};
use crate::lists::paging::{contains, push_contains};
use crate::lists::queries::conditions::{push_any, push_part};
use crate::values::typed::half_width;

pub(super) const FILTERS: &[Filter] = &[
    Filter {
        key: "name",
        label: |l| ListText(l).name_contains(),
        kind: FilterKind::private(push_name, 128),
        joins: CUSTOMER,
        ..Filter::PLAIN
    },
    Filter {
        key: "account",
        label: |l| ListText(l).account_contains(),
        kind: FilterKind::private(|query, typed, _| push_contains(query, "cu.account_name_key", typed, false), 64),
        joins: CUSTOMER,
        offered: is_associated,
        ..Filter::PLAIN
    },
    Filter {
        key: "mobile",
        label: |l| ListText(l).mobile_contains(),
        kind: FilterKind::private(push_mobile, 20),
        joins: CUSTOMER,
        ..Filter::PLAIN
    },
    Filter { kind: account_manager(true), offered: sees_unassigned, ..ACCOUNT_MANAGER },
    Filter { offered: |context| !context.is_own() && !sees_unassigned(context), ..ACCOUNT_MANAGER },
    Filter {
        key: "number",
        label: |l| ListText(l).number_is(),
        kind: FilterKind::Exact { sql: "cu.number", longest: 64 },
        joins: CUSTOMER,
        ..OF_ASSOCIATIONS
    },
    Filter { key: "tag", label: |l| ListText(l).tag_contains(), kind: FilterKind::private(push_tag, 64), ..OF_ASSOCIATIONS },
    Filter {
        key: "from",
        label: |l| ListText(l).day_from(),
        kind: FilterKind::Days { until: "until", until_label: |l| ListText(l).day_until(), sql: "a.since", is_moment: true },
        ..OF_ASSOCIATIONS
    },
    Filter {
        key: "type",
        label: |l| CustomerText(l).association_type_label(),
        kind: FilterKind::Choices {
            options: |l| AssociationType::ALL.iter().map(|kind| (kind.as_str(), CustomerText(l).association_type(*kind))).collect(),
            push: |query, words, _| push_any(query, "a.kind", words),
        },
        ..OF_ASSOCIATIONS
    },
    Filter {
        key: "real_name",
        label: |l| CustomerText(l).real_name_state_label(),
        kind: FilterKind::Choices {
            options: |l| RealNameState::ALL.iter().map(|state| (state.as_str(), CustomerText(l).real_name_state(*state))).collect(),
            push: |query, words, _| push_any(query, "cu.real_name_state", words),
        },
        joins: CUSTOMER,
        ..OF_ASSOCIATIONS
    },
    Filter {
        key: "industry",
        label: |l| CustomerText(l).industry_label(),
        kind: FilterKind::Choices {
            options: |l| Industry::ALL.iter().map(|industry| (industry.as_str(), CustomerText(l).industry(*industry))).collect(),
            push: |query, words, context| {
                push_any(query, if is_claimed(context) { "a.industry" } else { "cu.industry" }, words);
            },
        },
        joins: CUSTOMER,
        is_further: true,
        ..Filter::PLAIN
    },
];

const CUSTOMER: &[&str] = &["customer"];
/// What claims do not have.
const OF_ASSOCIATIONS: Filter = Filter { is_further: true, offered: is_associated, ..Filter::PLAIN };
const ACCOUNT_MANAGER: Filter =
    Filter { key: "account_manager", label: |l| CustomerText(l).account_manager(), kind: account_manager(false), ..Filter::PLAIN };

const fn account_manager(or_nobody: bool) -> FilterKind {
    let nobody = |l| ListText(l).nobody();
    FilterKind::Record {
        sql: "a.owner_id",
        options: people,
        find: None,
        blank: |l| CustomerText(l).all_people(),
        none: if or_nobody { Some(("nobody", nobody)) } else { None },
    }
}

/// Whether customers of nobody are among the rows of the scope.
fn sees_unassigned(context: &ListContext) -> bool {
    is_associated(context) && matches!(context.reach(), Reach::Partner | Reach::PartnerAndResellers)
}

fn people(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Ok(Choosable::default()) };
        let people = account_managers(&db, &scope, partner, context.today).await?;
        Ok(people.into())
    })
}

fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    let key = if is_claimed(context) { "a.company_name_key" } else { "cu.name_key" };
    push_contains(query, key, typed, context.access.is_wide());
}

/// Of a claim whose number stays masked, it is not found out digit by digit either.
fn push_mobile(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    if is_claimed(context) {
        push_part(query, "a.mobile", typed);
        push_shown_contact(query, "a.id");
    } else {
        push_part(query, "cu.mobile", typed);
    }
}

/// Tags tell upper and lower case apart.
fn push_tag(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    query.push(" and exists (select 1 from unnest(a.tag || a.tags) as one (tag) where one.tag like ");
    query.push_bind(contains(&half_width(typed))).push(")");
}
