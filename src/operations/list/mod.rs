//! The lists of operations, over all partners, for the vendor's staff.

mod customers;
mod partners;
mod renames;

pub use customers::CUSTOMERS;
pub use partners::PARTNERS;
pub use renames::RENAMES;

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::model::Operator;
use super::pages::operator;
use super::queries;
use super::rules;
use super::text::OperationsListText;
use crate::auth::Viewer;
use crate::customers::text::CustomerText;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::choosing::the_one;
use crate::lists::description::{Access, Choosable, Filter, FilterKind, FindRecord, ListContext, Loading, Records};
use crate::values::name_key::name_key;

/// Whoever operates sees the rows of all partners; nobody else enters.
fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    operator(Ok(viewer.clone()), locale).map(|_| Access::Installation)
}

/// Pushes a condition that holds for operators alone.
fn push_for_operators(query: &mut QueryBuilder<Postgres>, context: &ListContext, condition: &'static str) {
    query.push(if context.access == Access::Installation { condition } else { "false" });
}

fn operator_of(context: &ListContext) -> Result<Operator, AppError> {
    rules::operator(&context.viewer).map_err(|_| AppError::NotFound)
}

/// A list is narrowed to the rows of a partner.
const fn of_partner(sql: &'static str) -> Filter {
    let (options, find): (Records, FindRecord) = (partners_to_choose, find_partner);
    let kind = FilterKind::Record { sql, options, find: Some(find), blank: |l| OperationsListText(l).all_partners(), none: None };
    Filter::new("partner", |l| CustomerText(l).partner(), kind)
}

/// The partners among which a list is narrowed.
fn partners_to_choose(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move { Ok(queries::partners_to_choose(&db, operator_of(&context)?, chosen).await?) })
}

/// The partner whose name was typed: the only one that contains it, or the one that is called so.
fn find_partner(db: PgPool, context: Arc<ListContext>, typed: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move {
        let t = OperationsListText(context.locale);
        let found = queries::partners_named(&db, operator_of(&context)?, &typed).await?;
        let key = name_key(&typed);
        Ok(match (the_one(&found, |(_, name)| name_key(name) == key), found.first()) {
            (Some((id, _)), _) => Ok(*id),
            (None, Some((_, name))) => Err(t.several_partners(name)),
            (None, None) => Err(t.no_such_partner().to_owned()),
        })
    })
}

#[cfg(test)]
mod tests;
