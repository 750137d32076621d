//! The two tabs of a distributor in a list whose rows belong to partners: its own, and those of its resellers.

use std::sync::Arc;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::queries;
use super::text::OrganisationText;
use crate::auth::scope::Alias;
use crate::auth::{Reach, Viewer};
use crate::i18n::Locale;
use crate::lists::description::{Access, Choosable, Filter, FilterKind, ListContext, Loading, Tab};

/// The distributor's own rows.
pub const OWN: &str = "own";
/// Those of its resellers.
pub const RESELLERS: &str = "resellers";

/// Both tabs, by their names; whoever is no distributor's has none.
pub const fn tabs(own: fn(Locale) -> &'static str, resellers: fn(Locale) -> &'static str) -> [Tab; 2] {
    [Tab { key: OWN, label: own, offered: has_tabs }, Tab { key: RESELLERS, label: resellers, offered: has_tabs }]
}

fn has_tabs(_: &Viewer, access: &Access) -> bool {
    access.reach() == Some(Reach::PartnerAndResellers)
}

/// A distributor looks at what is its resellers'.
pub fn is_of_resellers(context: &ListContext) -> bool {
    context.tab == RESELLERS
}

/// Pushes the scope, and in a distributor's tabs whose rows they are; without a tab both (an export by days). `partner` is the column of
/// the partner.
pub fn push_visible(query: &mut QueryBuilder<Postgres>, context: &ListContext, alias: Alias, partner: &'static str) {
    let Access::Within { scope, partner: own, .. } = context.access else {
        query.push("false");
        return;
    };
    scope.push(query, alias);
    match context.tab {
        RESELLERS => query.push(" and ").push(partner).push(" <> ").push_bind(own.0),
        OWN => query.push(" and ").push(partner).push(" = ").push_bind(own.0),
        _ => query,
    };
}

/// Which reseller, in the tab of theirs. `sql` is the column of the partner.
pub const fn reseller(sql: &'static str) -> Filter {
    Filter {
        key: "reseller",
        label: |l| OrganisationText(l).reseller(),
        kind: FilterKind::Record { sql, options: resellers, find: None, blank: |l| OrganisationText(l).all_resellers(), none: None },
        offered: is_of_resellers,
        ..Filter::PLAIN
    }
}

fn resellers(db: PgPool, context: Arc<ListContext>, _: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let resellers = queries::resellers(&db, &context.scope()?, context.today).await?;
        Ok(resellers.into_iter().map(|(id, name)| (id.0, name)).collect::<Vec<_>>().into())
    })
}
