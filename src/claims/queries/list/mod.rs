//! The list of a partner's claims, masked.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, Postgres, QueryBuilder};

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::claims::model::{Address, ClaimId, ClaimState, SortColumn};
use crate::customers::model::{Industry, MaskedColumn};
use crate::customers::queries::reveal::push_of_a_masked_lead;
use crate::lists::paging::{self, CAP, Page, Place, contains, push_contains, push_place};
use crate::organisation::model::PartnerId;
use crate::values::cursor::{Cursor, CursorValue};
use crate::values::masking::{mask_email, mask_mobile, mask_name};

/// Conditions on masked columns. They are kept on the server; the address carries their id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typed {
    /// Part of the name.
    pub name: String,
    /// Part of the mobile number.
    pub mobile: String,
    /// Part of the e-mail address.
    pub email: String,
}

impl Typed {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.mobile.is_empty() && self.email.is_empty()
    }
}

/// Which rows.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// How far the viewer reaches into claims.
    pub scope: Scope,
    /// How far into opportunities, for their number; none sees none.
    pub opportunities: Option<Scope>,
    /// The viewer's partner.
    pub partner: PartnerId,
    /// What the address says.
    pub address: &'a Address,
    /// What was typed on masked columns.
    pub typed: Option<&'a Typed>,
    /// What "lapsed" is judged by.
    pub now: DateTime<Utc>,
}

/// One line, masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The claim.
    pub id: ClaimId,
    /// Masked.
    pub name: String,
    /// Masked.
    pub mobile: String,
    /// Masked; may be empty.
    pub email: String,
    /// 客户行业.
    pub industry: Industry,
    /// As stored.
    pub state: ClaimState,
    /// When it was made.
    pub claimed_at: DateTime<Utc>,
    /// When its time is, or was, up.
    pub valid_until: DateTime<Utc>,
    /// Of today.
    pub account_manager: Option<String>,
    /// For the form that gives it up.
    pub version: i32,
    /// Open opportunities on it that the viewer can see.
    pub opportunities: i64,
    /// Made of a lead of a partner in marketing programme 2.0: number and address are never shown in clear (R24).
    pub contacts_stay_masked: bool,
}

impl Line {
    /// What the eye of a column asks for; nothing where the value stays masked.
    pub fn key_of(&self, column: MaskedColumn) -> Option<String> {
        (!(self.contacts_stay_masked && column.is_contact())).then(|| format!("claim:{}", self.id))
    }
}

/// One page of at most `size` rows. A place past the end gives the last page, a short first page is filled up.
///
/// # Errors
/// Those of the database.
pub async fn page(db: &PgPool, asked: &Asked<'_>, size: u16) -> sqlx::Result<Page<Line>> {
    let place = Place::of_moments(asked.address.after.as_deref(), asked.address.before.as_deref());
    let cursor = |line: &Line| {
        let moment = match asked.address.sort.column {
            SortColumn::ClaimedAt => line.claimed_at,
            SortColumn::ValidUntil => line.valid_until,
        };
        Cursor::new(CursorValue::Moment(moment), line.id.0)
    };
    paging::page(place, size, |place, most| rows(db, asked, place, most), cursor).await
}

const fn key(column: SortColumn) -> &'static str {
    match column {
        SortColumn::ClaimedAt => "c.claimed_at",
        SortColumn::ValidUntil => "c.valid_until",
    }
}

async fn rows(db: &PgPool, asked: &Asked<'_>, place: Place, most: usize) -> sqlx::Result<Vec<Line>> {
    let mut query = QueryBuilder::new(
        "select c.id, c.company_name, c.mobile, c.email, c.industry, c.state, c.claimed_at, c.valid_until, c.version,
                w.display_name as account_manager, ",
    );
    match &asked.opportunities {
        Some(scope) => {
            query.push("(select count(*) from opportunity o where o.closed_at is null and o.claim_id = c.id and ");
            scope.push(&mut query, Alias::Opportunity);
            query.push(")");
        }
        None => {
            query.push("0::bigint");
        }
    }
    query.push(" as opportunities, ");
    push_of_a_masked_lead(&mut query, "c.id");
    query.push(" as contacts_stay_masked from claim c left join person w on w.id = c.owner_id");
    push_conditions(&mut query, asked);
    let sort = asked.address.sort;
    push_place(&mut query, key(sort.column), "c.id", sort.descending, &place, most);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Line::from).collect())
}

/// `where`: the same for rows and count. A claim is its partner's alone: a distributor does not see those of its resellers.
fn push_conditions(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    let address = asked.address;
    query.push(" where ");
    asked.scope.push(query, Alias::Claim);
    query.push(" and c.partner_id = ").push_bind(asked.partner.0);
    if !address.states.is_empty() {
        let words: Vec<String> = address.states.iter().map(ToString::to_string).collect();
        query.push(" and case when c.state in ('open', 'in_review') and c.valid_until <= ").push_bind(asked.now);
        query.push(" then 'lapsed' else c.state end = any(").push_bind(words).push(")");
    }
    if let Some(person) = address.account_manager {
        query.push(" and c.owner_id = ").push_bind(person.0);
    }
    if let Some(typed) = asked.typed {
        if !typed.name.is_empty() {
            push_contains(query, "c.company_name_key", &typed.name, asked.scope.is_wide());
        }
        let mut part = |column: &'static str, term: &str| {
            if !term.is_empty() {
                query.push(" and ").push(column).push(" ilike ").push_bind(contains(term));
            }
        };
        part("c.mobile", &typed.mobile);
        part("c.email", &typed.email);
        // What stays masked is not found out digit by digit either.
        if !typed.mobile.is_empty() || !typed.email.is_empty() {
            query.push(" and not ");
            push_of_a_masked_lead(query, "c.id");
        }
    }
}

/// How many there are, up to [`CAP`]; one more than that stands for "more".
///
/// # Errors
/// Those of the database.
pub async fn count(db: &PgPool, asked: &Asked<'_>) -> sqlx::Result<i64> {
    let mut query = QueryBuilder::new("select count(*) from (select 1 from claim c");
    push_conditions(&mut query, asked);
    query.push(" limit ").push_bind(CAP + 1).push(") t");
    query.build_query_scalar().fetch_one(db).await
}

/// Open claims in the scope, those of them that lapse before `soon`, and those in review.
///
/// # Errors
/// Those of the database.
pub async fn figures(
    db: &PgPool,
    scope: &Scope,
    partner: PartnerId,
    now: DateTime<Utc>,
    soon: DateTime<Utc>,
) -> sqlx::Result<(i64, i64, i64)> {
    let mut query =
        QueryBuilder::new("select count(*) filter (where c.state = 'open'), count(*) filter (where c.state = 'open' and c.valid_until <= ");
    query.push_bind(soon).push("), count(*) filter (where c.state = 'in_review') from claim c where ");
    scope.push(&mut query, Alias::Claim);
    query.push(" and c.partner_id = ").push_bind(partner.0);
    query.push(" and c.state in ('open', 'in_review') and c.valid_until > ").push_bind(now);
    query.build_query_as().fetch_one(db).await
}

/// Who has claims in the scope, by name: the choices of the filter. Nobody but oneself is no choice.
///
/// # Errors
/// Those of the database.
pub async fn owners(db: &PgPool, scope: &Scope, partner: PartnerId) -> sqlx::Result<Vec<(PersonId, String)>> {
    if scope.column() == ScopeColumn::Owner {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("select w.id, w.display_name from person w where w.partner_id = ");
    query.push_bind(partner.0).push(" and exists (select 1 from claim c where c.owner_id = w.id and ");
    scope.push(&mut query, Alias::Claim);
    query.push(") order by w.display_name collate \"names\", w.id limit 500");
    query.build_query_as().fetch_all(db).await
}

#[derive(sqlx::FromRow)]
struct Found {
    id: ClaimId,
    company_name: String,
    mobile: String,
    email: String,
    industry: Industry,
    state: ClaimState,
    claimed_at: DateTime<Utc>,
    valid_until: DateTime<Utc>,
    version: i32,
    account_manager: Option<String>,
    opportunities: i64,
    contacts_stay_masked: bool,
}

impl From<Found> for Line {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            name: mask_name(&found.company_name),
            mobile: mask_mobile(&found.mobile),
            email: mask_email(&found.email),
            industry: found.industry,
            state: found.state,
            claimed_at: found.claimed_at,
            valid_until: found.valid_until,
            account_manager: found.account_manager,
            version: found.version,
            opportunities: found.opportunities,
            contacts_stay_masked: found.contacts_stay_masked,
        }
    }
}

#[cfg(test)]
mod tests;
