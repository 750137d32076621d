//! What the lists of tasks and of their records share: who enters, the tabs of distributors, and by whom they are narrowed.

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::access::denied;
use super::model::tab;
use super::rules::scope_of;
use super::text::TaskText;
use crate::auth::scope::Alias;
use crate::auth::{Reach, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, Choosable, ListContext, Loading, Tab};
use crate::lists::paging::push_contains;
use crate::orders::queries::resellers as resellers_of;

/// Who enters, and how far she sees (R40).
pub(super) fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    Access::within(viewer, scope_of(viewer).map_err(|denial| denied(denial, viewer, locale))?)
}

/// Distributors look at their own customers' or at their resellers' customers'; everybody else has no tabs.
pub(super) const TABS: &[Tab] = &[
    Tab { key: tab::OWN, label: |l| TaskText(l).own_customers(), offered: has_tabs },
    Tab { key: tab::RESELLERS, label: |l| TaskText(l).resellers_customers(), offered: has_tabs },
];

fn has_tabs(_: &Viewer, access: &Access) -> bool {
    access.reach() == Some(Reach::PartnerAndResellers)
}

/// A distributor looks at its resellers' customers'.
pub(super) fn is_of_resellers(context: &ListContext) -> bool {
    context.tab == tab::RESELLERS
}

/// Pushes the scope, and in a distributor's tabs whose customers' they are; without a tab both (an export by days). `partner` is the
/// column of the partner.
pub(super) fn push_visible(query: &mut QueryBuilder<Postgres>, context: &ListContext, alias: Alias, partner: &'static str) {
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

/// Pushes that the customer `cu` has a name like this.
pub(super) fn push_customer(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    push_contains(query, "cu.name_key", typed, context.access.is_wide());
}

/// The resellers of a distributor, by name.
pub(super) fn resellers(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let resellers = resellers_of(&db, &context.scope()?, context.today).await?;
        Ok(resellers.into_iter().map(|(id, name)| (id.0, name)).collect::<Vec<_>>().into())
    })
}
