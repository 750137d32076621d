//! One customer, or one claim, as the list shows it.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::tabs::RESELLERS;
use crate::customers::model::{AssociationType, ClaimState, CustomerId, Industry, MaskedColumn, RealNameState};
use crate::customers::rules::{claim_day, claim_state};
use crate::customers::text::{AssignText, CustomerText, ListText};
use crate::lists::description::ListContext;
use crate::lists::record::{Cell, Record, Tick};
use crate::ui::badge::Tone;
use crate::values::date::beijing_date;
use crate::values::masking::{mask_account, mask_email, mask_mobile, mask_name};

/// One row.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: Uuid,
    /// A claim has none.
    customer_id: Option<CustomerId>,
    number: Option<String>,
    name: String,
    state: Option<ClaimState>,
    valid_until: Option<DateTime<Utc>>,
    contacts_stay_masked: bool,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    account_name: Option<String>,
    #[sqlx(default)]
    mobile: String,
    #[sqlx(default)]
    email: String,
    #[sqlx(default)]
    industry: Option<Industry>,
    #[sqlx(default)]
    kind: Option<AssociationType>,
    #[sqlx(default)]
    since: Option<DateTime<Utc>>,
    #[sqlx(default)]
    real_name_state: Option<RealNameState>,
    #[sqlx(default)]
    tags: Vec<String>,
    #[sqlx(default)]
    owner: Option<String>,
    #[sqlx(default)]
    alerts: i64,
    #[sqlx(default)]
    opportunities: i64,
}

impl Row {
    /// A value behind the eye. Of a claim made of a lead in marketing programme 2.0, number and address stay masked (R24).
    fn masked(&self, column: MaskedColumn, text: String) -> Cell {
        let stays = self.contacts_stay_masked && column.is_contact();
        let key = self.customer_id.map_or_else(|| format!("claim:{}", self.id), |customer| format!("customer:{customer}"));
        Cell::masked(text, (!stays).then_some(key))
    }

    /// The customer leads to its page, with its number, and on a distributor's second tab whose customer it is.
    fn name(&self, context: &ListContext) -> Cell {
        let name = self.masked(MaskedColumn::Name, mask_name(&self.name));
        let (Some(customer), Some(number)) = (self.customer_id, &self.number) else { return name };
        let mut line = vec![Cell::text(number.clone())];
        line.extend((context.tab == RESELLERS).then(|| Cell::text(ListText(context.locale).customer_of(&self.partner))));
        Cell::Lines(Box::new(Cell::leading(format!("/sales/customers/{customer}"), name)), vec![line])
    }

    /// The last day in Beijing of a claim, and how long it still holds or where it stands.
    fn until(&self, context: &ListContext) -> Cell {
        let (Some(stored), Some(until)) = (self.state, self.valid_until) else { return Cell::Empty };
        let state = claim_state(stored, until, context.now);
        let last = claim_day(state, until);
        let day = last.map_or(Cell::Text("–".into()), Cell::Day);
        match (state, last) {
            (ClaimState::Open, Some(last)) => day.over(ListText(context.locale).days_left((last - context.today).num_days())),
            _ => Cell::Lines(Box::new(day), vec![vec![Cell::Badge(Tone::Warn, CustomerText(context.locale).claim_state(state).into())]]),
        }
    }

    /// The number leads to the alerts that wait.
    fn alerts(&self, context: &ListContext) -> Cell {
        let count = Box::new(Cell::Count(self.alerts));
        match &self.number {
            Some(number) if self.alerts > 0 => Cell::Link {
                href: format!("/sales/alerts?number={number}"),
                name: Some(ListText(context.locale).alerts_of(number, self.alerts)),
                inner: count,
            },
            _ => *count,
        }
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let t = CustomerText(context.locale);
        match column {
            "name" => self.name(context),
            "account_name" => self.masked(MaskedColumn::AccountName, self.account_name.as_deref().map(mask_account).unwrap_or_default()),
            "mobile" => self.masked(MaskedColumn::Mobile, mask_mobile(&self.mobile)),
            "email" => self.masked(MaskedColumn::Email, mask_email(&self.email)),
            "industry" => Cell::text(self.industry.map_or("", |industry| t.industry(industry))),
            "kind" => Cell::text(self.kind.map_or("", |kind| t.association_type(kind))),
            "since" | "claimed" => self.since.map_or(Cell::Empty, |at| Cell::Day(beijing_date(at))),
            "until" => self.until(context),
            "real_name_state" => Cell::text(self.real_name_state.map_or("", |state| t.real_name_state(state))),
            "tags" => Cell::Tags(self.tags.clone()),
            "owner" => Cell::person(self.owner.clone(), t.no_account_manager()),
            "alerts" => self.alerts(context),
            "opportunities" => Cell::Count(self.opportunities),
            _ => Cell::Empty,
        }
    }

    fn tick(&self, context: &ListContext) -> Option<Tick> {
        let (customer, number) = (self.customer_id?, self.number.as_deref()?);
        Some(Tick { value: customer.to_string(), label: AssignText(context.locale).tick(number) })
    }
}
