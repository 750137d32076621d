//! By what the list is narrowed.

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::customers::mask::names_customers;
use crate::error::AppError;
use crate::lists::description::{Access, Choosable, Filter, FilterKind, ListContext, Loading};
use crate::lists::paging::push_contains;
use crate::lists::queries::conditions::push_any;
use crate::marketing_tasks::list::push_customer;
use crate::marketing_tasks::model::TaskState;
use crate::marketing_tasks::renewals::queries::owners;
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::text::TaskText;
use crate::orders::model::Renewal;
use crate::orders::text::OrderText;
use crate::organisation::distributor_tabs::{is_of_resellers, reseller};

/// Under "More conditions".
const FURTHER: Filter = Filter { is_further: true, ..Filter::PLAIN };

/// In the order in which the form offers them.
pub(super) const FILTERS: &[Filter] = &[
    Filter {
        key: "state",
        label: |l| TaskText(l).state(),
        kind: FilterKind::Choice {
            options: |l| TaskState::ALL.iter().map(|one| (one.as_str(), TaskText(l).task_state(*one))).collect(),
            blank: |l| RenewalText(l).all_states(),
            push: push_state,
        },
        usual: TaskState::Pending.as_str(),
        is_in_totals_index: true,
        ..Filter::PLAIN
    },
    Filter::new("order", |l| RenewalText(l).order_number_is(), FilterKind::Exact { sql: "upper(od.number)", longest: 64 })
        .joined(&["order"]),
    Filter {
        offered: names_customers,
        joins: &["customer"],
        ..Filter::new("customer", |l| RenewalText(l).customer(), FilterKind::private(push_customer, 128))
    },
    reseller("rt.partner_id"),
    Filter {
        key: "overdue",
        label: |l| RenewalText(l).overdue(),
        kind: FilterKind::Choice {
            options: |l| vec![("yes", TaskText(l).overdue()), ("no", TaskText(l).not_overdue())],
            blank: |l| RenewalText(l).overdue_or_not(),
            push: push_overdue,
        },
        ..FURTHER
    },
    Filter {
        key: "expires_from",
        label: |l| RenewalText(l).expires_from(),
        kind: FilterKind::Days {
            until: "expires_until",
            until_label: |l| RenewalText(l).expires_until(),
            sql: "rt.expires_at",
            is_moment: true,
        },
        ..FURTHER
    },
    Filter {
        key: "renewed",
        label: |l| RenewalText(l).renewed(),
        kind: FilterKind::Choice {
            options: |l| Renewal::ALL.iter().map(|one| (one.as_str(), OrderText(l).renewal_of(*one))).collect(),
            blank: |l| RenewalText(l).renewed_or_not(),
            push: |query, words, _| push_any(query, "ol.renewal", words),
        },
        joins: &["line"],
        ..FURTHER
    },
    Filter {
        key: "owner",
        label: |l| RenewalText(l).owner(),
        kind: FilterKind::Record {
            sql: "rt.owner_id",
            options: people,
            find: Some(find_person),
            blank: |l| RenewalText(l).all_people(),
            none: Some(("nobody", |l| RenewalText(l).nobody())),
        },
        offered: |context| !context.is_own() && !is_of_resellers(context),
        ..FURTHER
    },
    Filter { key: "number", label: |l| RenewalText(l).number_is(), kind: FilterKind::Exact { sql: "rt.number", longest: 32 }, ..FURTHER },
    Filter {
        key: "account",
        label: |l| RenewalText(l).account(),
        kind: FilterKind::private(push_account, 64),
        joins: &["customer"],
        offered: names_customers,
        ..FURTHER
    },
    Filter {
        key: "customer_number",
        label: |l| OrderText(l).customer_number(),
        kind: FilterKind::Exact { sql: "cu.number", longest: 64 },
        joins: &["customer"],
        ..FURTHER
    },
];

/// Where only open tasks are asked, the index of the usual order leads to them.
fn push_state(query: &mut QueryBuilder<Postgres>, words: &[String], _: &ListContext) {
    let is_open = |word: &String| word.parse::<TaskState>().is_ok_and(TaskState::is_open);
    if words.iter().all(is_open) {
        query.push(" and rt.open_until is not null");
    }
    push_any(query, "rt.state", words);
}

/// Open and past its day, or not; another word matches nothing.
fn push_overdue(query: &mut QueryBuilder<Postgres>, words: &[String], context: &ListContext) {
    match words.first().map(String::as_str) {
        Some("yes") => {
            query.push(" and rt.open_until is not null and rt.deadline < ").push_bind(context.today);
        }
        Some("no") => {
            query.push(" and (rt.open_until is null or rt.deadline >= ").push_bind(context.today).push(")");
        }
        _ => {
            query.push(" and false");
        }
    }
}

fn push_account(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_contains(query, "cu.account_name_key", typed, false);
}

fn people(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Ok(Choosable::default()) };
        let Some(people) = owners(&scope, partner, context.today) else { return Ok(Choosable::default()) };
        Ok(people.choosable(&db, chosen).await?)
    })
}

fn find_person(db: PgPool, context: Arc<ListContext>, name: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Err(AppError::NotFound) };
        owners(&scope, partner, context.today).ok_or(AppError::NotFound)?.find(&db, &name, context.locale).await
    })
}
