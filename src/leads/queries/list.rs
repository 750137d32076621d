//! The list of leads, masked.

use serde::{Deserialize, Serialize};
use sqlx::{PgPool, Postgres, QueryBuilder};

use super::reading::{COLUMNS, Found};
use super::{Sight, contains};
use crate::leads::model::{Address, Lead, LeadState, SortColumn, View};
use crate::values::cursor::{Cursor, CursorValue};

/// Rows that are counted; beyond it the page says "10,000+".
pub const CAP: i64 = 10_000;

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

/// One page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageOfLeads {
    /// In the order of the list.
    pub leads: Vec<Lead>,
    /// The cursor of the page before, when there is one.
    pub before: Option<Cursor>,
    /// The cursor of the page after, when there is one.
    pub after: Option<Cursor>,
}

/// One page of at most `size` rows. A place past the end gives the last page, a short first page is filled up.
///
/// # Errors
/// Those of the database.
pub async fn page(db: &PgPool, asked: &Asked<'_>, size: u16) -> sqlx::Result<PageOfLeads> {
    let size = usize::from(size);
    let read = |cursor: &Option<String>| {
        cursor.as_deref().and_then(|text| Cursor::decode(text).ok()).filter(|one| matches!(one.value, CursorValue::Moment(_)))
    };
    let (after, before) = (read(&asked.address.after), read(&asked.address.before));
    if let Some(cursor) = before {
        let (leads, more) = rows(db, asked, size, Some(&cursor), true).await?;
        if leads.len() == size {
            return Ok(turned(asked, leads, more, true));
        }
    } else if let Some(cursor) = after {
        let (leads, more) = rows(db, asked, size, Some(&cursor), false).await?;
        if leads.is_empty() {
            let (leads, more) = rows(db, asked, size, None, true).await?;
            return Ok(turned(asked, leads, more, false));
        }
        return Ok(turned(asked, leads, true, more));
    }
    let (leads, more) = rows(db, asked, size, None, false).await?;
    Ok(turned(asked, leads, false, more))
}

fn turned(asked: &Asked<'_>, leads: Vec<Lead>, has_before: bool, has_after: bool) -> PageOfLeads {
    let cursor = |lead: &Lead| {
        let moment = match asked.address.sort.column {
            SortColumn::UpdatedAt => lead.updated_at,
            SortColumn::CreatedAt => lead.created_at,
        };
        Cursor::new(CursorValue::Moment(moment), lead.standing.id.0)
    };
    let before = leads.first().filter(|_| has_before).map(cursor);
    let after = leads.last().filter(|_| has_after).map(cursor);
    PageOfLeads { leads, before, after }
}

const fn key(column: SortColumn) -> &'static str {
    match column {
        SortColumn::UpdatedAt => "l.updated_at",
        SortColumn::CreatedAt => "l.created_at",
    }
}

async fn rows(db: &PgPool, asked: &Asked<'_>, size: usize, cursor: Option<&Cursor>, backward: bool) -> sqlx::Result<(Vec<Lead>, bool)> {
    let sort = asked.address.sort;
    let downward = sort.descending != backward;
    let mut query = QueryBuilder::new(COLUMNS);
    push_conditions(&mut query, asked);
    if let Some(Cursor { value: CursorValue::Moment(moment), id }) = cursor {
        query.push(" and (").push(key(sort.column)).push(if downward { ", l.id) < (" } else { ", l.id) > (" });
        query.push_bind(*moment).push(", ").push_bind(*id).push(")");
    }
    let way = if downward { " desc" } else { " asc" };
    query.push(" order by ").push(key(sort.column)).push(way).push(", l.id").push(way);
    query.push(" limit ").push_bind(i64::try_from(size).unwrap_or(100) + 1);
    let mut found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    let more = found.len() > size;
    found.truncate(size);
    if backward {
        found.reverse();
    }
    Ok((found.into_iter().map(Lead::from).collect(), more))
}

/// The same for rows and count.
fn push_conditions(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    let address = asked.address;
    push_place(query, asked);
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
                query.push(" and ").push(column).push(" ilike ").push_bind(contains(term));
            }
        };
        part("l.company_name", &typed.company);
        part("l.contact_name", &typed.contact);
    }
}

/// What the viewer sees, or of that the own ones.
fn push_place(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
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
    push_place(&mut query, asked);
    query.push(" and l.state in ('new', 'dispatched', 'following')");
    query.build_query_as().fetch_one(db).await
}
