//! By what both lists are narrowed.

use sqlx::{Postgres, QueryBuilder};

use crate::customers::mask::names_customers;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::lists::description::{Filter, FilterKind, ListContext, Options};
use crate::lists::paging::push_contains;
use crate::orders::model::{OrderState, OrderType};
use crate::orders::text::OrderText;

/// Under "More conditions".
pub(super) const FURTHER: Filter = Filter { is_further: true, ..Filter::PLAIN };

pub(super) const fn customer_name(joins: &'static [&'static str]) -> Filter {
    Filter {
        offered: names_customers,
        joins,
        ..Filter::new("customer", |l| OrderText(l).customer_contains(), FilterKind::private(push_name, 128))
    }
}

pub(super) const fn account_name(joins: &'static [&'static str]) -> Filter {
    Filter {
        offered: names_customers,
        joins,
        ..Filter::new("account", |l| OrderText(l).account_contains(), FilterKind::private(push_account, 64))
    }
}

pub(super) const fn customer_number(joins: &'static [&'static str]) -> Filter {
    Filter {
        key: "customer_number",
        label: |l| OrderText(l).customer_number(),
        kind: FilterKind::Exact { sql: "cu.number", longest: 64 },
        joins,
        ..FURTHER
    }
}

pub(super) const TYPES: Options = |l| OrderType::ALL.iter().map(|one| (one.as_str(), OrderText(l).type_of(*one))).collect();
pub(super) const STATES: Options = |l| OrderState::ALL.iter().map(|one| (one.as_str(), OrderText(l).state_of(*one))).collect();
pub(super) const ASSOCIATIONS: Options =
    |l| AssociationType::ALL.iter().map(|one| (one.as_str(), CustomerText(l).association_type(*one))).collect();

fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    push_contains(query, "cu.name_key", typed, context.access.is_wide());
}

fn push_account(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    push_contains(query, "cu.account_name_key", typed, false);
}
