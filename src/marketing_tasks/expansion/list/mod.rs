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

use uuid::Uuid;

use crate::auth::scope::Ancestors;
use crate::auth::{Scope, Viewer};
use crate::customers::model::CustomerId;
use crate::lists::description::ListContext;
use crate::lists::record::Cell;
use crate::marketing_tasks::expansion::text::ExpansionText;
use crate::organisation::distributor_tabs::is_of_resellers;
use crate::organisation::model::PartnerKind;

/// What a row needs to say whether its customer is the viewer's to see: the association of today, `a`.
macro_rules! customer_columns {
    () => {
        "a.ended_at is null as is_active, a.customer_id, a.distributor_id as a_distributor_id, a.partner_id as a_partner_id, \
         a.supervisor_id as a_supervisor_id, a.owner_id as a_owner_id"
    };
}
use customer_columns;

/// The viewer's partner is a reseller, whose tasks its distributor processes.
fn is_reseller(context: &ListContext) -> bool {
    context.viewer.partner().is_some_and(|partner| partner.kind == PartnerKind::Reseller)
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

    /// The customer's masked name, among a distributor's resellers' customers over whose it is.
    fn name(&self, masked: String, partner: &str, context: &ListContext) -> Cell {
        let name = self.masked(masked, &context.viewer);
        if is_of_resellers(context) { name.over(ExpansionText(context.locale).customer_of(partner)) } else { name }
    }
}

#[cfg(test)]
mod tests;
