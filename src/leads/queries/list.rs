//! The list of leads, masked.

use serde::{Deserialize, Serialize};
use sqlx::{PgPool, Postgres, QueryBuilder};

use super::Sight;
use super::reading::{COLUMNS, Found};
use crate::leads::model::{Address, Lead, LeadState, SortColumn, View};
use crate::lists::paging::{self, CAP, Page, Place, push_contains, push_place};
use crate::values::cursor::{Cursor, CursorValue};

/// Conditions on masked columns. They are kept on the server; the address carries their id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Part of the company's name.
    pub company: String,
    /// Part of the contact's name.
    pub contact: String,
}

impl Typed {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.company.is_empty() && self.contact.is_empty()
    }
}

/// Which rows.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// What the viewer sees.
    pub sight: Sight,
    /// All of it, or the own ones.
    pub view: View,
    /// What the address says.
    pub address: &'a Address,
    /// What was typed on masked columns.
    pub typed: Option<&'a Typed>,
}

/// One page of at most `size` rows. A place past the end gives the last page, a short first page is filled up.
///
/// # Errors
/// Those of the database.
pub async fn page(db: &PgPool, asked: &Asked<'_>, size: u16) -> sqlx::Result<Page<Lead>> {
    let place = Place::of_moments(asked.address.after.as_deref(), asked.address.before.as_deref());
    let cursor = |lead: &Lead| {
        let moment = match asked.address.sort.column {
            SortColumn::UpdatedAt => lead.updated_at,
            SortColumn::CreatedAt => lead.created_at,
        };
        Cursor::new(CursorValue::Moment(moment), lead.standing.id.0)
    };
    paging::page(place, size, |place, most| rows(db, asked, place, most), cursor).await
}

const fn key(column: SortColumn) -> &'static str {
    match column {
        SortColumn::UpdatedAt => "l.updated_at",
        SortColumn::CreatedAt => "l.created_at",
    }
}

async fn rows(db: &PgPool, asked: &Asked<'_>, place: Place, most: usize) -> sqlx::Result<Vec<Lead>> {
    let mut query = QueryBuilder::new(COLUMNS);
    push_conditions(&mut query, asked);
    let sort = asked.address.sort;
    push_place(&mut query, key(sort.column), "l.id", sort.descending, &place, most);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Lead::from).collect())
}

/// The same for rows and count.
fn push_conditions(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    let address = asked.address;
    push_seen(query, asked);
    let states: &[LeadState] = if address.states.is_empty() { &LeadState::OPEN } else { &address.states };
    let words: Vec<String> = states.iter().map(ToString::to_string).collect();
    query.push(" and l.state = any(").push_bind(words).push(")");
    if let Some(person) = address.follower {
        query.push(" and l.owner_id = ").push_bind(person.0);
    }
    if let Some(campaign) = address.campaign {
        query.push(" and l.campaign_id = ").push_bind(campaign.0);
    }
    if let Some(typed) = asked.typed {
        let mut part = |column: &'static str, term: &str| {
            if !term.is_empty() {
                push_contains(query, column, term, false);
            }
        };
        part("l.company_name_key", &typed.company);
        part("l.contact_name_key", &typed.contact);
    }
}

/// What the viewer sees, or of that the own ones.
fn push_seen(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    asked.sight.push(query);
    if asked.view == View::Mine {
        let person = asked.sight.person.0;
        query.push(" and (l.owner_id = ").push_bind(person);
        query.push(" or (l.owner_id is null and l.created_by = ").push_bind(person).push("))");
    }
}

/// How many there are, up to [`CAP`]; one more than that stands for "more".
///
/// # Errors
/// Those of the database.
pub async fn count(db: &PgPool, asked: &Asked<'_>) -> sqlx::Result<i64> {
    let mut query = QueryBuilder::new("select count(*) from (select 1 from lead l where ");
    push_conditions(&mut query, asked);
    query.push(" limit ").push_bind(CAP + 1).push(") t");
    query.build_query_scalar().fetch_one(db).await
}

/// How many of the view wait to be dispatched, wait for their follower, and are followed.
///
/// # Errors
/// Those of the database.
pub async fn figures(db: &PgPool, asked: &Asked<'_>) -> sqlx::Result<(i64, i64, i64)> {
    let mut query = QueryBuilder::new(
        "select count(*) filter (where l.state = 'new'), count(*) filter (where l.state = 'dispatched'),
                count(*) filter (where l.state = 'following') from lead l where ",
    );
    push_seen(&mut query, asked);
    query.push(" and l.state in ('new', 'dispatched', 'following')");
    query.build_query_as().fetch_one(db).await
}
