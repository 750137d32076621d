//! Conditions that both lists of consumption have.

use std::sync::Arc;

use sqlx::PgPool;
use uuid::Uuid;

use super::customer::{names_customers, push_account, push_name};
use super::within::has_resellers;
use crate::consumption::queries;
use crate::consumption::text::ConsumptionText;
use crate::customers::model::AssociationType;
use crate::customers::text::CustomerText;
use crate::lists::description::{Access, Choosable, Filter, FilterKind, ListContext, Loading};
use crate::lists::queries::conditions::push_any;

pub(super) const NAME: Filter =
    Filter { offered: names_customers, ..Filter::new("name", |l| ConsumptionText(l).name_contains(), FilterKind::private(push_name, 128)) };

pub(super) const ACCOUNT: Filter = Filter {
    offered: names_customers,
    ..Filter::new("account", |l| ConsumptionText(l).account_contains(), FilterKind::private(push_account, 64))
};

pub(super) const NUMBER: Filter = Filter {
    is_further: true,
    joins: &["customer"],
    ..Filter::new("number", |l| ConsumptionText(l).number_is(), FilterKind::Exact { sql: "cu.number", longest: 64 })
};

pub(super) const ACCOUNT_MANAGER: Filter = Filter {
    offered: |context| !context.is_own(),
    ..Filter::new(
        "account_manager",
        |l| ConsumptionText(l).account_manager(),
        FilterKind::Record {
            sql: "n.owner_id",
            options: account_managers,
            find: None,
            blank: |l| ConsumptionText(l).all_people(),
            none: None,
        },
    )
};

pub(super) const PARTNER: Filter = Filter {
    offered: has_resellers,
    ..Filter::new(
        "partner",
        |l| ConsumptionText(l).partner(),
        FilterKind::Record { sql: "n.partner_id", options: partners, find: None, blank: |l| ConsumptionText(l).any_partner(), none: None },
    )
};

pub(super) const ASSOCIATION_TYPE: Filter = Filter {
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

fn account_managers(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Ok(Choosable::default()) };
        let people = queries::account_managers(&db, &scope, partner).await?;
        Ok(people.into_iter().map(|(id, name)| (id.0, name)).collect::<Vec<_>>().into())
    })
}

fn partners(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, .. } = context.access else { return Ok(Choosable::default()) };
        Ok(queries::partners(&db, &scope, context.today).await?.into())
    })
}
