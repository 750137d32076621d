//! By what both lists are narrowed.

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::is_of_resellers;
use crate::customers::mask::names_customers;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::lists::description::{Choosable, Filter, FilterKind, ListContext, Loading, Options};
use crate::lists::paging::push_contains;
use crate::orders::model::{OrderState, OrderType};
use crate::orders::queries;
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

/// Resellers of a distributor, in its tab of their customers. `sql` is the column of the partner.
pub(super) const fn reseller(sql: &'static str) -> Filter {
    Filter {
        key: "reseller",
        label: |l| OrderText(l).reseller(),
        kind: FilterKind::Record { sql, options: resellers, find: None, blank: |l| OrderText(l).all_resellers(), none: None },
        offered: is_of_resellers,
        ..Filter::PLAIN
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

fn resellers(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let resellers = queries::resellers(&db, &context.scope()?, context.today).await?;
        Ok(resellers.into_iter().map(|(id, name)| (id.0, name)).collect::<Vec<_>>().into())
    })
}
