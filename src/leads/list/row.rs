//! One lead as the list shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::auth::PersonId;
use crate::customers::model::{Industry, MaskedColumn};
use crate::customers::text::CustomerText;
use crate::leads::model::{LeadId, LeadState, Standing};
use crate::leads::pages::{key, tone};
use crate::leads::rules;
use crate::leads::text::LeadText;
use crate::lists::description::ListContext;
use crate::lists::record::{Action, Cell, Record, Tick};
use crate::values::masking::{mask_email, mask_mobile, mask_name};

/// One lead.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: LeadId,
    company_name: String,
    industry: Industry,
    state: LeadState,
    owner_id: Option<PersonId>,
    supervisor_id: Option<PersonId>,
    created_by: Option<PersonId>,
    version: i32,
    campaign: Option<String>,
    contacts_stay_masked: bool,
    #[sqlx(default)]
    contact_name: String,
    #[sqlx(default)]
    mobile: String,
    #[sqlx(default)]
    email: String,
    #[sqlx(default)]
    follower: Option<String>,
    #[sqlx(default)]
    created_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    updated_at: Option<DateTime<Utc>>,
}

impl Row {
    fn standing(&self) -> Standing {
        Standing {
            id: self.id,
            state: self.state,
            follower: self.owner_id,
            supervisor: self.supervisor_id,
            created_by: self.created_by,
            version: self.version,
        }
    }

    /// A value behind the eye. In marketing programme 2.0 number and address stay masked (R24).
    fn masked(&self, column: MaskedColumn, text: String) -> Cell {
        let stays = self.contacts_stay_masked && column.is_contact();
        Cell::masked(text, (!stays).then(|| key(self.id)))
    }

    /// Whether the viewer can give it to somebody now.
    fn can_be_dispatched(&self, context: &ListContext) -> bool {
        self.state.is_open() && rules::may_dispatch(&context.viewer, &self.standing()).is_ok()
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let (t, industry) = (LeadText(context.locale), CustomerText(context.locale).industry(self.industry));
        match column {
            "company" => {
                let company = self.masked(MaskedColumn::Name, mask_name(&self.company_name));
                let campaign = self.campaign.as_ref().map(|name| format!(" · {name}")).unwrap_or_default();
                Cell::leading(format!("/sales/leads/{}", self.id), company).over(format!("{industry}{campaign}"))
            }
            "contact" => self.masked(MaskedColumn::Contact, mask_name(&self.contact_name)),
            "mobile" => self.masked(MaskedColumn::Mobile, mask_mobile(&self.mobile)),
            "email" => self.masked(MaskedColumn::Email, mask_email(&self.email)),
            "industry" => Cell::text(industry),
            "campaign" => Cell::text(self.campaign.clone().unwrap_or_else(|| t.no_campaign().to_owned())),
            "follower" => Cell::person(self.follower.clone(), t.nobody()),
            "state" => Cell::Badge(tone(self.state), t.state_of(self.state).into()),
            "created" => self.created_at.map_or(Cell::Empty, Cell::Moment),
            "updated" => self.updated_at.map_or(Cell::Empty, Cell::Moment),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let (t, name, id) = (LeadText(context.locale), mask_name(&self.company_name), self.id);
        let can_be_claimed = self.state.is_open() && rules::may_claim_of(&context.viewer, &self.standing()).is_ok();
        let claim = || Action { href: format!("/sales/leads/{id}/claim"), label: t.claim(), name: t.claim_one(&name) };
        let dispatch = || Action { href: format!("/sales/leads/dispatch?leads={id}"), label: t.dispatch(), name: t.dispatch_one(&name) };
        can_be_claimed.then(claim).into_iter().chain(self.can_be_dispatched(context).then(dispatch)).collect()
    }

    fn tick(&self, context: &ListContext) -> Option<Tick> {
        let label = || LeadText(context.locale).select_one(mask_name(&self.company_name));
        self.can_be_dispatched(context).then(|| Tick { value: self.id.to_string(), label: label() })
    }
}
