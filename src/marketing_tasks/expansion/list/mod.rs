//! The lists of expansion tasks, of their records (任务明细) and of campaigns, and what the first two share.

mod campaigns;
mod conditions;
mod records;
mod records_row;
mod tasks;
mod tasks_row;

pub use campaigns::CAMPAIGNS;
pub use records::RECORDS;
pub use tasks::TASKS;

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::{Alias, Ancestors};
use crate::auth::{Reach, Scope, Viewer};
use crate::customers::model::CustomerId;
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::description::{Access, ListContext};
use crate::lists::record::Cell;
use crate::marketing_tasks::model::tab;
use crate::marketing_tasks::rules::scope_of;
use crate::marketing_tasks::text::TaskText;
use crate::organisation::model::PartnerKind;

/// What a row needs to say whether its customer is the viewer's to see: the association of today, `a`.
macro_rules! customer_columns {
    () => {
        "a.ended_at is null as is_active, a.customer_id, a.distributor_id as a_distributor_id, a.partner_id as a_partner_id, \
         a.supervisor_id as a_supervisor_id, a.owner_id as a_owner_id"
    };
}
use customer_columns;

/// Who enters, and how far she sees (R40).
fn access(viewer: &Viewer, locale: Locale) -> Result<Access, AppError> {
    let denied = |denial| AppError::NotAllowed { rule: TaskText(locale).denial(denial, viewer) };
    Access::within(viewer, scope_of(viewer).map_err(denied)?)
}

/// Distributors look at their own customers' or at their resellers' customers'; everybody else has no tabs.
fn has_tabs(_: &Viewer, access: &Access) -> bool {
    access.reach() == Some(Reach::PartnerAndResellers)
}

fn is_of_resellers(context: &ListContext) -> bool {
    context.tab == tab::RESELLERS
}

/// The viewer's partner is a reseller, whose tasks its distributor processes.
fn is_reseller(context: &ListContext) -> bool {
    context.viewer.partner().is_some_and(|partner| partner.kind == PartnerKind::Reseller)
}

/// Pushes the scope, and in a distributor's tabs whose customers' they are; without a tab both (an export by days).
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

/// The customer of a task as its row shows it.
#[derive(sqlx::FromRow)]
struct OfCustomer {
    customer_id: CustomerId,
    is_active: bool,
    a_distributor_id: Option<Uuid>,
    a_partner_id: Uuid,
    a_supervisor_id: Option<Uuid>,
    a_owner_id: Option<Uuid>,
}

impl OfCustomer {
    /// Whether the viewer may see the customer today: a task that is over stays with whoever had it, its customer may not.
    fn is_visible(&self, viewer: &Viewer) -> bool {
        let scope = crate::customers::rules::scope_of(viewer).ok().and_then(|reach| Scope::of(viewer, reach).ok());
        let ancestors = Ancestors {
            distributor_id: self.a_distributor_id,
            partner_id: self.a_partner_id,
            supervisor_id: self.a_supervisor_id,
            owner_id: self.a_owner_id,
        };
        self.is_active && scope.is_some_and(|scope| scope.covers(&ancestors))
    }

    /// A masked value, with what the eye asks for where the viewer may see the customer.
    fn masked(&self, text: String, viewer: &Viewer) -> Cell {
        Cell::masked(text, self.is_visible(viewer).then(|| format!("customer:{}", self.customer_id)))
    }
}

#[cfg(test)]
mod tests;
