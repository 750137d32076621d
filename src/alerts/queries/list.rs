//! The list of alerts, the latest first.

use serde::{Deserialize, Serialize};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use super::{Alert, COLUMNS, Found};
use crate::alerts::model::{AlertState, Category, View};
use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::lists::paging::{self, CAP, Page, Place, push_name_condition, push_place};
use crate::organisation::model::PartnerId;
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::typed::line;

/// Conditions on names. They are kept on the server; the address carries their id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Part of the customer's name or of the account manager's.
    pub name: String,
}

impl Typed {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty()
    }
}

/// Everything that the address of the list says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Those that wait for the viewer, unless the address says otherwise.
    pub view: Option<View>,
    /// The id under which conditions on names are kept.
    pub typed: Option<Uuid>,
    /// The customer's number, whole.
    pub number: String,
    /// Empty is all.
    pub states: Vec<AlertState>,
    /// Empty is all.
    pub categories: Vec<Category>,
    /// Rows a page, when the address says so.
    pub size: Option<u16>,
    /// After this cursor, still encoded.
    pub after: Option<String>,
    /// Before this cursor, still encoded.
    pub before: Option<String>,
}

impl Address {
    /// Reads the pairs of an address; what makes no sense is left out.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut address = Self::default();
        for (name, value) in pairs {
            match name {
                "view" => address.view = value.parse().ok(),
                "filter" => address.typed = value.parse().ok(),
                "number" => address.number = line(value).chars().take(64).collect(),
                "state" => address.states.extend(value.parse::<AlertState>().ok().filter(|one| !address.states.contains(one))),
                "category" => address.categories.extend(value.parse::<Category>().ok().filter(|one| !address.categories.contains(one))),
                "size" => address.size = value.parse().ok().filter(|size| crate::lists::model::PAGE_SIZES.contains(size)),
                "after" => address.after = Some(value.to_owned()),
                "before" => address.before = Some(value.to_owned()),
                _ => {}
            }
        }
        address
    }

    /// The pairs of its address, without what is usual.
    pub fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs: Vec<(&'static str, String)> = Vec::new();
        pairs.extend(self.view.map(|view| ("view", view.to_string())));
        pairs.extend(self.typed.map(|id| ("filter", id.to_string())));
        pairs.extend(Some(&self.number).filter(|number| !number.is_empty()).map(|number| ("number", number.clone())));
        pairs.extend(self.states.iter().map(|state| ("state", state.to_string())));
        pairs.extend(self.categories.iter().map(|category| ("category", category.to_string())));
        pairs.extend(self.size.map(|size| ("size", size.to_string())));
        pairs.extend(self.after.clone().map(|cursor| ("after", cursor)));
        pairs.extend(self.before.clone().map(|cursor| ("before", cursor)));
        pairs
    }

    /// Whether it narrows at all; a view is a place and not a filter.
    pub fn is_narrowed(&self) -> bool {
        self.typed.is_some() || !self.number.is_empty() || !self.states.is_empty() || !self.categories.is_empty()
    }

    /// The same rows from the beginning.
    pub fn first_page(&self) -> Self {
        Self { after: None, before: None, ..self.clone() }
    }
}

/// Which rows.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// How far the viewer reaches.
    pub scope: Scope,
    /// Who asks, for those that wait for her.
    pub person: PersonId,
    /// The viewer's partner.
    pub partner: PartnerId,
    /// Which of them.
    pub view: View,
    /// What the address says.
    pub address: &'a Address,
    /// What was typed about people.
    pub typed: Option<&'a Typed>,
}

/// One page of at most `size` rows.
///
/// # Errors
/// Those of the database.
pub async fn page(db: &PgPool, asked: &Asked<'_>, size: u16) -> sqlx::Result<Page<Alert>> {
    let place = Place::of_moments(asked.address.after.as_deref(), asked.address.before.as_deref());
    let cursor = |alert: &Alert| Cursor::new(CursorValue::Moment(alert.sent_at), alert.id.0);
    paging::page(place, size, |place, most| rows(db, asked, place, most), cursor).await
}

async fn rows(db: &PgPool, asked: &Asked<'_>, place: Place, most: usize) -> sqlx::Result<Vec<Alert>> {
    let mut query = QueryBuilder::new(COLUMNS);
    push_conditions(&mut query, asked);
    push_place(&mut query, "w.sent_at", "w.id", true, &place, most);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Alert::from).collect())
}

fn push_conditions(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    let address = asked.address;
    query.push("where ");
    asked.scope.push(query, Alias::Alert);
    // What waits on an association that has ended, waits for nobody.
    query.push(" and (w.state = 'handled' or a.ended_at is null)");
    match asked.view {
        View::Mine => {
            query.push(" and w.state = 'pending' and w.partner_id = ").push_bind(asked.partner.0);
            query.push(" and (w.owner_id = ").push_bind(asked.person.0);
            query.push(" or (w.owner_id is null and r.primary_administrator_id = ").push_bind(asked.person.0).push("))");
        }
        View::All if asked.scope.column() == ScopeColumn::Distributor => {
            query.push(" and w.partner_id = ").push_bind(asked.partner.0);
        }
        View::All => {}
        View::Resellers => {
            query.push(" and w.partner_id <> ").push_bind(asked.partner.0);
        }
    }
    if !address.states.is_empty() {
        query.push(" and w.state = any(").push_bind(address.states.iter().map(ToString::to_string).collect::<Vec<_>>()).push(")");
    }
    if !address.categories.is_empty() {
        query.push(" and w.category = any(").push_bind(address.categories.iter().map(ToString::to_string).collect::<Vec<_>>()).push(")");
    }
    if !address.number.is_empty() {
        query.push(" and cu.number = ").push_bind(address.number.clone());
    }
    if let Some(typed) = asked.typed.filter(|typed| !typed.is_empty()) {
        query.push(" and (");
        push_name_condition(query, "cu.name_key", &typed.name, false);
        query.push(" or ");
        push_name_condition(query, "p.display_name_key", &typed.name, false);
        query.push(")");
    }
}

/// How many there are, up to [`CAP`]; one more than that stands for "more".
///
/// # Errors
/// Those of the database.
pub async fn count(db: &PgPool, asked: &Asked<'_>) -> sqlx::Result<i64> {
    let mut query = QueryBuilder::new(
        "select count(*) from (select 1 from customer_alert w join association a on a.id = w.association_id
         join customer cu on cu.id = w.customer_id join partner r on r.id = w.partner_id left join person p on p.id = w.owner_id ",
    );
    push_conditions(&mut query, asked);
    query.push(" limit ").push_bind(CAP + 1).push(") t");
    query.build_query_scalar().fetch_one(db).await
}
