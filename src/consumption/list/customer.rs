//! The customer of a row: masked, behind the eye and with its page where the viewer reaches it today. Whoever lost a customer
//! keeps what it consumed before, and does not reach the customer any more.

use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::consumption::text::ConsumptionText;
use crate::customers::mask::visible_customers;
use crate::lists::description::ListContext;
use crate::lists::paging::{contains, push_contains};
use crate::lists::record::Cell;
use crate::values::masking::{mask_account, mask_name};
use crate::values::name_key::name_key;

/// Whether the viewer reaches the row's customer today; needs the join `association`.
pub(crate) fn push_reached(query: &mut QueryBuilder<Postgres>, context: &ListContext) {
    match visible_customers(&context.viewer) {
        Some(scope) => {
            query.push("coalesce(");
            scope.push(query, Alias::Association);
            query.push(", false)");
        }
        None => {
            query.push("false");
        }
    }
    query.push(" as is_reached");
}

/// By the customer's name. A large scope looks for the customers first, a small one the other way round.
pub(crate) fn push_name(query: &mut QueryBuilder<Postgres>, typed: &str, context: &ListContext) {
    if context.access.is_wide() && name_key(typed).chars().count() >= 2 {
        query.push(" and n.customer_id in (select cu.id from customer cu where true");
        push_contains(query, "cu.name_key", typed, true);
        query.push(")");
    } else {
        query.push(" and (select cu.name_key from customer cu where cu.id = n.customer_id) like ").push_bind(contains(&name_key(typed)));
    }
}

/// By the customer's account name.
pub(crate) fn push_account(query: &mut QueryBuilder<Postgres>, typed: &str, _: &ListContext) {
    query.push(" and (select cu.account_name_key from customer cu where cu.id = n.customer_id) like ");
    query.push_bind(contains(&name_key(typed)));
}

/// What a row says of its customer, and of whose it was.
#[derive(sqlx::FromRow)]
pub(crate) struct Customer {
    pub(crate) customer_id: Uuid,
    pub(crate) number: String,
    name: String,
    account_name: String,
    /// Read by the column of the name, which always stands.
    is_reached: bool,
    #[sqlx(default)]
    partner: String,
    #[sqlx(default)]
    account_manager: Option<String>,
}

impl Customer {
    fn masked(&self, text: String) -> Cell {
        Cell::masked(text, self.is_reached.then(|| format!("customer:{}", self.customer_id)))
    }

    /// The name, with the number under it.
    fn name_cell(&self) -> Cell {
        let name = self.masked(mask_name(&self.name));
        let led = if self.is_reached { Cell::leading(format!("/sales/customers/{}", self.customer_id), name) } else { name };
        Cell::Lines(Box::new(led), vec![vec![Cell::text(self.number.clone())]])
    }

    /// What the columns of [`super::columns`] show.
    pub(crate) fn cell(&self, column: &'static str, context: &ListContext) -> Cell {
        match column {
            "customer" => self.name_cell(),
            "account_name" => self.masked(mask_account(&self.account_name)),
            "partner" => Cell::text(self.partner.clone()),
            "account_manager" => Cell::person(self.account_manager.clone(), ConsumptionText(context.locale).nobody()),
            _ => Cell::Empty,
        }
    }
}
