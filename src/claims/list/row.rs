//! One claim as the list shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::claims::model::{ClaimId, ClaimState};
use crate::claims::pages::tone;
use crate::claims::rules;
use crate::claims::text::{ClaimText, ListText};
use crate::customers::model::{Industry, MaskedColumn};
use crate::customers::rules::{claim_day, claim_state};
use crate::customers::text::CustomerText;
use crate::lists::description::ListContext;
use crate::lists::record::{Action, Cell, Record, Tick};
use crate::values::date::beijing_date;
use crate::values::masking::{mask_email, mask_mobile, mask_name};

/// One claim.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: ClaimId,
    company_name: String,
    mobile: String,
    email: String,
    industry: Industry,
    state: ClaimState,
    valid_until: DateTime<Utc>,
    contacts_stay_masked: bool,
    #[sqlx(default)]
    claimed_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    account_manager: Option<String>,
    #[sqlx(default)]
    opportunities: i64,
}

impl Row {
    fn state(&self, context: &ListContext) -> ClaimState {
        claim_state(self.state, self.valid_until, context.now)
    }

    /// A value behind the eye. Of a claim made of a lead in marketing programme 2.0, number and address stay masked (R24).
    fn masked(&self, column: MaskedColumn, text: String) -> Cell {
        let stays = self.contacts_stay_masked && column.is_contact();
        Cell::masked(text, (!stays).then(|| format!("claim:{}", self.id)))
    }

    /// The last day in Beijing, and how long it still holds.
    fn deadline(&self, context: &ListContext) -> Cell {
        let state = self.state(context);
        let Some(day) = claim_day(state, self.valid_until) else { return Cell::Text("–".into()) };
        match state {
            ClaimState::Open | ClaimState::InReview => {
                Cell::Day(day).over(ClaimText(context.locale).days_left((day - context.today).num_days()))
            }
            _ => Cell::Day(day),
        }
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let c = CustomerText(context.locale);
        match column {
            "name" => Cell::leading(
                format!("/sales/customer-development/claims/{}", self.id),
                self.masked(MaskedColumn::Name, mask_name(&self.company_name)),
            )
            .over(c.industry(self.industry)),
            "mobile" => self.masked(MaskedColumn::Mobile, mask_mobile(&self.mobile)),
            "email" => self.masked(MaskedColumn::Email, mask_email(&self.email)),
            "industry" => Cell::text(c.industry(self.industry)),
            "state" => Cell::Badge(tone(self.state(context)), c.claim_state(self.state(context)).into()),
            "claimed" => self.claimed_at.map_or(Cell::Empty, |at| Cell::Day(beijing_date(at))),
            "until" => self.deadline(context),
            "account_manager" => Cell::text(self.account_manager.clone().unwrap_or_else(|| c.no_account_manager().to_owned())),
            "opportunities" => Cell::Count(self.opportunities),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        if rules::may_change(&context.viewer).is_err() {
            return Vec::new();
        }
        let (t, state, name) = (ListText(context.locale), self.state(context), mask_name(&self.company_name));
        let link = |page: &str, label, name| Action { href: format!("/sales/customer-development/{page}?claims={}", self.id), label, name };
        let invite = (state == ClaimState::Open).then(|| link("invite", t.invite(), t.invite_one(&name)));
        let is_current = matches!(state, ClaimState::Open | ClaimState::InReview);
        let withdraw = is_current.then(|| link("withdraw", t.withdraw(), t.withdraw_one(&name)));
        invite.into_iter().chain(withdraw).collect()
    }

    fn tick(&self, context: &ListContext) -> Option<Tick> {
        let label = ListText(context.locale).select_one(mask_name(&self.company_name));
        matches!(self.state(context), ClaimState::Open | ClaimState::InReview).then(|| Tick { value: self.id.to_string(), label })
    }
}
