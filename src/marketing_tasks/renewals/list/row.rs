//! One task as the list shows it.

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::auth::Scope;
use crate::auth::model::{PartnerId, PersonId};
use crate::auth::scope::Ancestors;
use crate::customers::model::CustomerId;
use crate::lists::description::ListContext;
use crate::lists::record::{Action, Cell, Record, Tick};
use crate::marketing_tasks::model::{TaskOwner, TaskState};
use crate::marketing_tasks::pages::state_tone;
use crate::marketing_tasks::renewals::model::{Intention, RenewalTaskId};
use crate::marketing_tasks::renewals::pages::{renewal_tone, resources_of};
use crate::marketing_tasks::renewals::text::RenewalText;
use crate::marketing_tasks::rules::{is_overdue, may_process};
use crate::marketing_tasks::text::TaskText;
use crate::orders::model::{OrderType, Renewal};
use crate::orders::text::OrderText;
use crate::organisation::distributor_tabs::is_of_resellers;
use crate::ui::badge::Tone;
use crate::values::date::format_date;
use crate::values::masking::{mask_account, mask_name};
use crate::values::money::{Charged, Rated};

/// One task.
#[derive(sqlx::FromRow)]
pub struct Row {
    id: RenewalTaskId,
    number: String,
    state: TaskState,
    deadline: NaiveDate,
    customer_id: CustomerId,
    distributor_id: Option<Uuid>,
    partner_id: PartnerId,
    supervisor_id: Option<Uuid>,
    owner_id: Option<PersonId>,
    is_active: bool,
    #[sqlx(default)]
    order_number: String,
    #[sqlx(default)]
    order_type: Option<OrderType>,
    #[sqlx(default)]
    customer: String,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    account_name: String,
    #[sqlx(default)]
    resource_name: String,
    #[sqlx(default)]
    resource_id: String,
    #[sqlx(default)]
    product_type: String,
    #[sqlx(default)]
    product: String,
    #[sqlx(default)]
    amount_rated: Option<Rated>,
    #[sqlx(default)]
    amount_charged: Option<Charged>,
    #[sqlx(default)]
    expires_at: Option<DateTime<Utc>>,
    #[sqlx(default)]
    renewal: Option<Renewal>,
    #[sqlx(default)]
    intention: Option<Intention>,
    #[sqlx(default)]
    expected_on: Option<NaiveDate>,
    #[sqlx(default)]
    made_on: Option<NaiveDate>,
    #[sqlx(default)]
    owner: Option<String>,
}

impl Row {
    /// A masked value, with what the eye asks for where the viewer may see the customer today.
    fn masked(&self, text: String, context: &ListContext) -> Cell {
        let ancestors = Ancestors {
            distributor_id: self.distributor_id,
            partner_id: self.partner_id.0,
            supervisor_id: self.supervisor_id,
            owner_id: self.owner_id.map(|owner| owner.0),
        };
        let customers = crate::customers::rules::scope_of(&context.viewer).ok().and_then(|reach| Scope::of(&context.viewer, reach).ok());
        let is_seen = self.is_active && customers.is_some_and(|scope| scope.covers(&ancestors));
        Cell::masked(text, is_seen.then(|| format!("customer:{}", self.customer_id)))
    }

    fn resource(&self) -> Cell {
        let product = if self.product.is_empty() { &self.product_type } else { &self.product };
        let named = [&self.resource_name, &self.resource_id].into_iter().find(|text| !text.is_empty());
        match named {
            Some(name) => Cell::text(name.clone()).over(product.clone()),
            None => Cell::text(product.clone()),
        }
    }

    fn is_processed_by_viewer(&self, context: &ListContext) -> bool {
        let owner = TaskOwner { partner: self.partner_id, account_manager: self.owner_id };
        self.state.is_open() && may_process(&context.viewer, &owner).is_ok()
    }

    fn address(&self) -> String {
        format!("/sales/marketing-tasks/renewals/{}", self.id)
    }
}

impl Record for Row {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        let locale = context.locale;
        let (t, w, o) = (RenewalText(locale), TaskText(locale), OrderText(locale));
        match column {
            "number" => Cell::leading(self.address(), Cell::text(self.number.clone())),
            "order" => {
                let number = Cell::text(self.order_number.clone());
                let number = match resources_of(&context.viewer, self.partner_id, &self.order_number) {
                    Some(href) => Cell::Link { href, name: Some(t.resources_of(&self.order_number)), inner: Box::new(number) },
                    None => number,
                };
                number.over(self.order_type.map_or("", |kind| o.type_of(kind)))
            }
            "customer" => {
                let name = self.masked(mask_name(&self.customer), context);
                if is_of_resellers(context) { name.over(t.customer_of(&self.partner)) } else { name }
            }
            "account" => self.masked(mask_account(&self.account_name), context),
            "resource" => self.resource(),
            "rated" => self.amount_rated.map_or(Cell::Empty, Cell::Rated),
            "charged" => self.amount_charged.map_or(Cell::Empty, Cell::Charged),
            "deadline" if is_overdue(self.state, self.deadline, context.today) => {
                Cell::Lines(Box::new(Cell::Day(self.deadline)), vec![vec![Cell::Badge(Tone::Bad, w.overdue().into())]])
            }
            "deadline" => Cell::Day(self.deadline),
            "expires" => self.expires_at.map_or(Cell::Empty, Cell::Stamp),
            "state" => Cell::Badge(state_tone(self.state), w.task_state(self.state).into()),
            "renewed" => self.renewal.map_or(Cell::Empty, |one| Cell::Badge(renewal_tone(one), o.renewal_of(one).into())),
            "intention" => {
                let said = Cell::text(self.intention.map_or("", |intention| t.intention_of(intention)));
                self.expected_on.map_or(said.clone(), |day| said.over(t.expected(format_date(day, locale))))
            }
            "made" => self.made_on.map_or(Cell::Empty, Cell::Day),
            "owner" => Cell::person(self.owner.clone(), t.nobody()),
            _ => Cell::Empty,
        }
    }

    fn actions(&self, context: &ListContext) -> Vec<Action> {
        let process = || Action {
            href: self.address(),
            label: TaskText(context.locale).process(),
            name: RenewalText(context.locale).process_one(&self.number),
        };
        self.is_processed_by_viewer(context).then(process).into_iter().collect()
    }

    fn tick(&self, context: &ListContext) -> Option<Tick> {
        self.is_processed_by_viewer(context).then(|| Tick { value: self.id.to_string(), label: self.number.clone() })
    }
}
