//! Conditions that both lists of consumption have.

use std::sync::Arc;

use sqlx::PgPool;
use uuid::Uuid;

use super::customer::{push_account, push_name};
use super::within::has_resellers;
use crate::consumption::queries;
use crate::consumption::text::ConsumptionText;
use crate::customers::mask::names_customers;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::lists::description::{Access, Choosable, Filter, FilterKind, ListContext, Loading};
use crate::lists::queries::conditions::push_any;

pub(crate) const NAME: Filter =
    Filter { offered: names_customers, ..Filter::new("name", |l| ConsumptionText(l).name_contains(), FilterKind::private(push_name, 128)) };

pub(crate) const ACCOUNT: Filter = Filter {
    offered: names_customers,
    ..Filter::new("account", |l| ConsumptionText(l).account_contains(), FilterKind::private(push_account, 64))
};

pub(crate) const NUMBER: Filter = Filter {
    is_further: true,
    joins: &["customer"],
    ..Filter::new("number", |l| ConsumptionText(l).number_is(), FilterKind::Exact { sql: "cu.number", longest: 64 })
};

/// The word of addresses for consumption on days without an account manager.
pub(crate) const NOBODY: &str = "nobody";

pub(crate) const ACCOUNT_MANAGER: Filter = Filter {
    offered: |context| !context.is_own(),
    ..Filter::new(
        "account_manager",
        |l| ConsumptionText(l).account_manager(),
        FilterKind::Record {
            sql: "n.owner_id",
            options: account_managers,
            find: Some(find_account_manager),
            blank: |l| ConsumptionText(l).all_people(),
            none: Some((NOBODY, |l| ConsumptionText(l).nobody())),
        },
    )
};

pub(crate) const PARTNER: Filter = Filter {
    offered: has_resellers,
    ..Filter::new(
        "partner",
        |l| ConsumptionText(l).partner(),
        FilterKind::Record { sql: "n.partner_id", options: partners, find: None, blank: |l| ConsumptionText(l).any_partner(), none: None },
    )
};

pub(crate) const ASSOCIATION_TYPE: Filter = Filter {
    is_further: true,
    ..Filter::new(
        "type",
        |l| ConsumptionText(l).association_type(),
        FilterKind::Choices {
            options: |l| AssociationType::ALL.iter().map(|kind| (kind.as_str(), CustomerText(l).association_type(*kind))).collect(),
            push: |query, words, _| push_any(query, "n.association_kind", words),
        },
    )
};

fn account_managers(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Ok(Choosable::default()) };
        let Some(people) = queries::owners(&scope, partner) else { return Ok(Choosable::default()) };
        Ok(people.choosable(&db, chosen).await?)
    })
}

fn find_account_manager(db: PgPool, context: Arc<ListContext>, name: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Err(AppError::NotFound) };
        queries::owners(&scope, partner).ok_or(AppError::NotFound)?.find(&db, &name, context.locale).await
    })
}

fn partners(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, .. } = context.access else { return Ok(Choosable::default()) };
        Ok(queries::partners(&db, &scope).await?.into())
    })
}
