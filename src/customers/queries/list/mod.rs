//! The customer list: associated customers, or claimed prospects, masked.

mod address;
mod asked;
mod conditions;

pub use address::Address;
pub use asked::{Asked, Typed};

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgPool, QueryBuilder};
use uuid::Uuid;

use self::conditions::{Reading, fits, push_keyset, push_order, push_source};

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::customers::model::{
    AssociationId, AssociationType, ClaimId, ClaimState, CustomerId, CustomerRef, CustomerRow, Industry, MaskedColumn, RealNameState, Sort,
    SortColumn,
};
use crate::customers::queries::reveal::push_of_a_masked_lead;
use crate::lists::paging::{self, CAP, Page, Place};
use crate::organisation::model::PartnerId;
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::masking::{mask_account, mask_email, mask_mobile, mask_name};

/// One line, with what the page needs beside the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The columns, masked.
    pub row: CustomerRow,
    /// The legal customer; a prospect is none yet.
    pub customer_id: Option<CustomerId>,
    /// What people quote.
    pub number: Option<String>,
    /// What an eye asks for.
    pub key: String,
    /// A claim that was made of a lead whose number and address are never shown in clear (R24).
    pub contacts_stay_masked: bool,
    /// Open opportunities that the viewer can see.
    pub open_opportunities: i64,
}

impl Line {
    /// What the eye of a column asks for; nothing where the value stays masked.
    pub fn key_of(&self, column: MaskedColumn) -> Option<&str> {
        (!(self.contacts_stay_masked && column.is_contact())).then_some(self.key.as_str())
    }
}

/// One page of at most `size` rows, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn page(db: &PgPool, asked: &Asked<'_>, size: u16) -> sqlx::Result<Page<Line>> {
    let (address, sort) = (asked.address, sort_of(asked.address));
    let place = Place::of(address.after.as_deref(), address.before.as_deref(), |cursor| fits(cursor, sort));
    paging::page(place, size, |place, most| rows(db, asked, place, most), |line| cursor_of(line, sort)).await
}

/// Claims stand by the day on which they were made.
fn sort_of(address: &Address) -> Sort {
    if address.claimed { Sort::default() } else { address.sort }
}

fn cursor_of(line: &Line, sort: Sort) -> Cursor {
    let row = &line.row;
    let id = match row.reference {
        CustomerRef::Association(id) => id.0,
        CustomerRef::Claim(id) => id.0,
    };
    let value = match sort.column {
        SortColumn::Industry => CursorValue::Text(row.industry.to_string()),
        SortColumn::Kind => CursorValue::Text(row.association_type.map(|kind| kind.to_string()).unwrap_or_default()),
        SortColumn::Since => CursorValue::Moment(row.since),
        SortColumn::RealNameState => CursorValue::Text(row.real_name_state.map(|state| state.to_string()).unwrap_or_default()),
        SortColumn::Tags => CursorValue::Text(row.tags.first().cloned().unwrap_or_default()),
        SortColumn::Owner => CursorValue::Uuid(row.account_manager.as_ref().map_or_else(Uuid::nil, |(person, _)| person.0)),
        SortColumn::Alerts => CursorValue::Integer(row.alerts),
    };
    Cursor::new(value, id)
}

async fn rows(db: &PgPool, asked: &Asked<'_>, place: Place, most: usize) -> sqlx::Result<Vec<Line>> {
    let claimed = asked.address.claimed;
    let mut query = QueryBuilder::new(if claimed { CLAIM_COLUMNS } else { ASSOCIATION_COLUMNS });
    match &asked.opportunities {
        Some(scope) => {
            query.push("(select count(*) from opportunity o where o.closed_at is null and ");
            query.push(if claimed { "o.claim_id = c.id and " } else { "o.customer_id = cu.id and " });
            scope.push(&mut query, Alias::Opportunity);
            query.push(")");
        }
        None => {
            query.push("0::bigint");
        }
    }
    query.push(" as open_opportunities, ");
    if claimed {
        push_of_a_masked_lead(&mut query, "c.id");
    } else {
        query.push("false");
    }
    query.push(" as contacts_stay_masked ");
    push_source(&mut query, asked, Reading::Rows);
    let sort = sort_of(asked.address);
    let falls = place.falls(sort.descending);
    if let Some(cursor) = place.cursor() {
        push_keyset(&mut query, sort, claimed, falls, cursor);
    }
    push_order(&mut query, sort, claimed, falls);
    query.push(" limit ");
    query.push_bind(i64::try_from(most).unwrap_or(CAP));
    let found: Vec<Found> = query.build_query_as().persistent(asked.has_one_plan()).fetch_all(db).await?;
    Ok(found.into_iter().map(Line::from).collect())
}

const ASSOCIATION_COLUMNS: &str = "select a.id, cu.id as customer_id, cu.number, cu.name, cu.account_name, cu.industry, cu.contact_name, cu.mobile, cu.email,
    cu.real_name_state, a.kind, a.owner_id, w.display_name as owner, r.name as partner, a.started_at as since, null::text as state, null::timestamptz as until,
    array_remove(a.tag || a.tags, '') as tags, (select count(*) from customer_alert al where al.association_id = a.id and al.state = 'pending') as alerts, ";
const CLAIM_COLUMNS: &str = "select c.id, null::uuid as customer_id, null::text as number, c.company_name as name, null::text as account_name, c.industry,
    c.contact_name, c.mobile, c.email, null::text as real_name_state, null::text as kind, c.owner_id, w.display_name as owner, r.name as partner,
    c.claimed_at as since, c.state, c.valid_until as until, array[]::text[] as tags, 0::bigint as alerts, ";

/// How many there are, up to [`CAP`]; one more than that stands for "more".
///
/// # Errors
/// Those of the database.
pub async fn count(db: &PgPool, asked: &Asked<'_>) -> sqlx::Result<i64> {
    let mut query = QueryBuilder::new("select count(*) from (select 1 ");
    push_source(&mut query, asked, Reading::Count);
    query.push(" limit ").push_bind(CAP + 1).push(") t");
    query.build_query_scalar().persistent(asked.has_one_plan()).fetch_one(db).await
}

/// Who is responsible for customers in the scope, by name: the choices of the filter. Of a team, those who are in it on the
/// Beijing day `today`: what they own is the supervisor's to see.
///
/// The probes ask for the owner alone: with the scope beside it, all rows of the largest partner are read.
///
/// # Errors
/// Those of the database.
pub async fn account_managers(db: &PgPool, scope: &Scope, partner: PartnerId, today: NaiveDate) -> sqlx::Result<Vec<(PersonId, String)>> {
    let mut query = QueryBuilder::new("select w.id, w.display_name from person w where w.partner_id = ");
    query.push_bind(partner.0);
    match scope.column() {
        ScopeColumn::Owner => return Ok(Vec::new()),
        ScopeColumn::Supervisor => {
            query.push(" and w.id in (select s.account_manager_id from supervision s where s.supervisor_id = ").push_bind(scope.id());
            query.push(" and s.during @> ").push_bind(today).push(")");
        }
        ScopeColumn::Partner | ScopeColumn::Distributor => {}
    }
    query.push(" and (exists (select from association a where a.owner_id = w.id and a.ended_at is null)");
    query.push(" or exists (select from claim c where c.owner_id = w.id)) order by w.display_name collate \"names\", w.id limit 500");
    query.build_query_as().fetch_all(db).await
}

#[derive(sqlx::FromRow)]
struct Found {
    id: Uuid,
    customer_id: Option<CustomerId>,
    number: Option<String>,
    name: String,
    account_name: Option<String>,
    industry: Industry,
    contact_name: String,
    mobile: String,
    email: String,
    real_name_state: Option<RealNameState>,
    kind: Option<AssociationType>,
    owner_id: Option<PersonId>,
    owner: Option<String>,
    partner: String,
    since: DateTime<Utc>,
    state: Option<ClaimState>,
    until: Option<DateTime<Utc>>,
    tags: Vec<String>,
    alerts: i64,
    open_opportunities: i64,
    contacts_stay_masked: bool,
}

impl From<Found> for Line {
    fn from(found: Found) -> Self {
        let (reference, key) = match found.customer_id {
            Some(customer) => (CustomerRef::Association(AssociationId(found.id)), format!("customer:{customer}")),
            None => (CustomerRef::Claim(ClaimId(found.id)), format!("claim:{}", found.id)),
        };
        let row = CustomerRow {
            reference,
            name: mask_name(&found.name),
            account_name: found.account_name.as_deref().map(mask_account),
            industry: found.industry,
            association_type: found.kind,
            real_name_state: found.real_name_state,
            contact_name: mask_name(&found.contact_name),
            mobile: mask_mobile(&found.mobile),
            email: mask_email(&found.email),
            account_manager: found.owner_id.zip(found.owner),
            since: found.since,
            claim: found.state.zip(found.until),
            reseller: Some(found.partner),
            tags: found.tags,
            alerts: found.alerts,
        };
        Self {
            row,
            customer_id: found.customer_id,
            number: found.number,
            key,
            contacts_stay_masked: found.contacts_stay_masked,
            open_opportunities: found.open_opportunities,
        }
    }
}

#[cfg(test)]
mod tests;
