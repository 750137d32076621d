//! The lists of quotas, of issued coupons, and of what happened to quotas.

mod coupons;
mod coupons_row;
mod given;
mod log;
mod quotas;

pub use coupons::COUPONS;
pub use given::GIVEN;
pub use log::LOG;
pub use quotas::QUOTAS;

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::command::denied;
use super::queries::quotas::resellers as resellers_of;
use super::rules;
use crate::auth::scope::Alias;
use crate::auth::{Reach, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, Choosable, Filter, ListContext, Loading};
use crate::orders::model::tab;

/// Under "More conditions".
const FURTHER: Filter = Filter { is_further: true, ..Filter::PLAIN };

/// Who sees quotas and their log, and how far.
fn quotas_access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    Access::within(viewer, rules::quotas_scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}

/// Who sees coupons.
fn coupons_access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    Access::within(viewer, rules::coupons_scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}

/// Distributors look at their own quotas or at those that their resellers hold; everybody else has no tabs.
fn has_tabs(_: &Viewer, access: &Access) -> bool {
    access.reach() == Some(Reach::PartnerAndResellers)
}

fn is_of_resellers(context: &ListContext) -> bool {
    context.tab == tab::RESELLERS
}

/// Pushes the scope, and in a distributor's tabs whose they are. `partner` is the column of the partner.
fn push_visible(query: &mut QueryBuilder<Postgres>, context: &ListContext, alias: Alias, partner: &'static str) {
    let Access::Within { scope, partner: own, .. } = context.access else {
        query.push("false");
        return;
    };
    scope.push(query, alias);
    match context.tab {
        tab::RESELLERS => query.push(" and ").push(partner).push(" <> ").push_bind(own.0),
        tab::OWN => query.push(" and ").push(partner).push(" = ").push_bind(own.0),
        _ => query,
    };
}

/// The resellers of a distributor, by name.
fn resellers(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let resellers = resellers_of(&db, &context.scope()?, context.today).await?;
        Ok(resellers.into_iter().map(|(id, name)| (id.0, name)).collect::<Vec<_>>().into())
    })
}

#[cfg(test)]
mod tests;
