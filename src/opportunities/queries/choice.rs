//! What can be chosen while reporting: customers, owners; and what looks like it already.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::model::PersonId;
use crate::auth::scope::Alias;
use crate::auth::{Scope, ScopeColumn};
use crate::customers::model::{AssociationId, ClaimId, CustomerId};
use crate::lists::paging::contains;
use crate::opportunities::model::{Candidate, CustomerRef, Industry, OpportunityId};
use crate::organisation::model::PartnerId;
use crate::values::masking::{mask_account, mask_name};
use crate::values::name_key::name_key;

/// Most customers that are shown at once; the search finds the others.
pub const MOST_CHOICES: i64 = 20;

/// A customer that can be chosen. What is said about it is masked already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerChoice {
    /// What is chosen.
    pub reference: CustomerRef,
    /// Masked.
    pub name: String,
    /// Masked; a prospect has none.
    pub account_name: Option<String>,
    /// For the next step.
    pub industry: Industry,
    /// The account manager of today.
    pub account_manager: Option<String>,
    /// The reseller whose customer it is.
    pub reseller: Option<String>,
    /// When a claim's time is up.
    pub valid_until: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct ChoiceRow {
    is_claim: bool,
    id: Uuid,
    name: String,
    account_name: Option<String>,
    industry: Industry,
    account_manager: Option<String>,
    reseller: Option<String>,
    valid_until: Option<DateTime<Utc>>,
}

impl From<ChoiceRow> for CustomerChoice {
    fn from(row: ChoiceRow) -> Self {
        let reference = if row.is_claim { CustomerRef::Claim(ClaimId(row.id)) } else { CustomerRef::Association(AssociationId(row.id)) };
        Self {
            reference,
            name: mask_name(&row.name),
            account_name: row.account_name.as_deref().map(mask_account),
            industry: row.industry,
            account_manager: row.account_manager,
            reseller: row.reseller,
            valid_until: row.valid_until,
        }
    }
}

/// What the picker is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// Part of the name or of the account name; empty is all.
    pub search: &'a str,
    /// Exactly this one, to show what is chosen already.
    pub only: Option<CustomerRef>,
}

/// The customers and open claims in the scope, the newest first, one more than [`MOST_CHOICES`] when there are more.
/// Claims are those of `partner` alone: a reseller's are never its distributor's (R7).
///
/// # Errors
/// Those of the database.
pub async fn customers(
    db: &PgPool,
    scope: &Scope,
    partner: PartnerId,
    wanted: &Wanted<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<CustomerChoice>> {
    let (association, claim) = match wanted.only {
        None => (None, None),
        Some(CustomerRef::Association(id)) => (Some(id.0), None),
        Some(CustomerRef::Claim(id)) => (None, Some(id.0)),
    };
    let like = contains(&name_key(wanted.search));
    let is_searched = !wanted.search.trim().is_empty();
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new(
        "select x.is_claim, x.id, x.name, x.account_name, x.industry, p.display_name as account_manager, x.reseller, x.valid_until from (
         (select false as is_claim, a.id, k.name, k.account_name, k.industry, a.owner_id, r.name as reseller, null::timestamptz as valid_until, a.started_at as since
          from association a join customer k on k.id = a.customer_id left join partner r on r.id = a.partner_id and r.id <> ",
    );
    query.push_bind(partner.0).push(" where a.ended_at is null and ");
    scope.push(&mut query, Alias::Association);
    if wanted.only.is_some() {
        query.push(" and a.id = ").push_bind(association);
    }
    if is_searched {
        query.push(" and (k.name_key like ").push_bind(like.clone()).push(" or k.account_name_key like ").push_bind(like.clone()).push(")");
    }
    query.push(" order by a.started_at desc, a.id desc limit ").push_bind(MOST_CHOICES + 1).push(
        ") union all (select true, c.id, c.company_name, null, c.industry, c.owner_id, null, c.valid_until, c.claimed_at from claim c
          where c.state = 'open' and c.valid_until > ",
    );
    query.push_bind(now).push(" and c.partner_id = ").push_bind(partner.0).push(" and ");
    scope.push(&mut query, Alias::Claim);
    if wanted.only.is_some() {
        query.push(" and c.id = ").push_bind(claim);
    }
    if is_searched {
        query.push(" and c.company_name_key like ").push_bind(like);
    }
    query.push(" order by c.claimed_at desc, c.id desc limit ").push_bind(MOST_CHOICES + 1);
    query.push(")) x left join person p on p.id = x.owner_id order by x.since desc, x.id desc limit ").push_bind(MOST_CHOICES + 1);
    let rows: Vec<ChoiceRow> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(CustomerChoice::from).collect())
}

/// A customer as the rule about choosing sees it, and what the opportunity takes from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// For the rule.
    pub candidate: Candidate,
    /// The legal customer of an association.
    pub customer_id: Option<CustomerId>,
}

/// What was chosen, if it belongs to the scope's partner or to one of its resellers.
///
/// # Errors
/// Those of the database.
pub async fn candidate(db: &mut PgConnection, scope: &Scope, reference: CustomerRef, now: DateTime<Utc>) -> sqlx::Result<Option<Found>> {
    let (association, claim) = match reference {
        CustomerRef::Association(id) => (Some(id.0), None),
        CustomerRef::Claim(id) => (None, Some(id.0)),
    };
    let row = sqlx::query!(
        r#"select a.distributor_id as "distributor_id?: PartnerId", a.partner_id as "partner_id!: PartnerId", a.owner_id as "owner_id?: PersonId",
                  a.customer_id as "customer_id?: CustomerId", a.ended_at is null as "is_open!"
           from association a where a.id = $1
           union all
           select c.distributor_id, c.partner_id, c.owner_id, null::uuid, c.state = 'open' and c.valid_until > $3
           from claim c where c.id = $2"#,
        association,
        claim,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row
        .filter(|row| match scope.column() {
            ScopeColumn::Owner => row.owner_id.map(|id| id.0) == Some(scope.id()),
            ScopeColumn::Partner => row.partner_id.0 == scope.id(),
            ScopeColumn::Distributor => row.distributor_id.map(|id| id.0) == Some(scope.id()),
            ScopeColumn::Supervisor => false,
        })
        .map(|row| Found {
            candidate: Candidate {
                reference,
                partner_id: row.partner_id,
                distributor_id: row.distributor_id,
                owner_id: row.owner_id,
                is_open: row.is_open,
            },
            customer_id: row.customer_id,
        }))
}

/// Whether this is an active account manager of the partner.
///
/// # Errors
/// Those of the database.
pub async fn is_account_manager(db: &mut PgConnection, partner: PartnerId, person: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from person p join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id
           where p.id = $1 and p.partner_id = $2 and p.state = 'active' and r.preset = 'account_manager') as "is!""#,
        person.0,
        partner.0
    )
    .fetch_one(db)
    .await
}

/// Most account managers that are offered: nobody reads a longer list.
const MOST_PEOPLE: i64 = 100;

/// Among whom an owner is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Managers {
    /// By name.
    pub people: Vec<Manager>,
    /// There are others.
    pub are_more: bool,
}

/// An active account manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manager {
    /// The person.
    pub id: PersonId,
    /// The display name.
    pub name: String,
    /// What tells people of one name apart.
    pub account: String,
}

/// The active account managers of the scope's partner, by name, the chosen one always among them. Only for a scope that
/// reaches over the partner; who sees less has nobody to choose.
///
/// # Errors
/// Those of the database.
pub async fn account_managers(db: &PgPool, scope: &Scope, chosen: Option<PersonId>) -> sqlx::Result<Managers> {
    if !scope.is_wide() {
        return Ok(Managers::default());
    }
    let rows = sqlx::query!(
        r#"select x.id as "id!: PersonId", x.display_name as "name!", x.account_name as "account!", x.n as "all!" from (
               select p.id, p.display_name, p.account_name, count(*) over () as n from person p
               where p.partner_id = $1 and p.state = 'active'
                 and exists (select from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id and r.preset = 'account_manager')
               order by p.id is distinct from $2, p.display_name collate "names", p.id limit $3) x
           order by x.display_name collate "names", x.id"#,
        scope.id(),
        chosen.map(|person| person.0),
        MOST_PEOPLE
    )
    .fetch_all(db)
    .await?;
    let are_more = rows.first().is_some_and(|row| row.all > MOST_PEOPLE);
    let people = rows.into_iter().map(|row| Manager { id: row.id, name: row.name, account: row.account }).collect();
    Ok(Managers { people, are_more })
}

/// An opportunity that is open for the same customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOne {
    /// The opportunity.
    pub id: OpportunityId,
    /// 商机名称.
    pub name: String,
    /// 客户经理.
    pub owner_id: PersonId,
    /// The owner's display name.
    pub owner: String,
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
}

/// Opportunities in the scope that are open for the same customer; which of them are alike is a rule's to say. The
/// customer's few come first: the index of the scope beside it would be read for all that the scope holds.
///
/// # Errors
/// Those of the database.
pub async fn open_for(db: &mut PgConnection, scope: &Scope, customer: CustomerRef) -> sqlx::Result<Vec<OpenOne>> {
    let (association, claim) = match customer {
        CustomerRef::Association(id) => (Some(id.0), None),
        CustomerRef::Claim(id) => (None, Some(id.0)),
    };
    let mut query: QueryBuilder<Postgres> = QueryBuilder::new(
        "with o as materialized (select * from opportunity where customer_id = (select customer_id from association where id = ",
    );
    query.push_bind(association).push(") or claim_id = ").push_bind(claim);
    query.push(
        ") select o.id, o.name, o.owner_id, p.display_name, o.reported_at from o join person p on p.id = o.owner_id
           where o.stage not in ('won', 'lost') and ",
    );
    scope.push(&mut query, Alias::Opportunity);
    query.push(" order by o.reported_at desc limit 200");
    let rows: Vec<(OpportunityId, String, PersonId, String, DateTime<Utc>)> = query.build_query_as().fetch_all(db).await?;
    Ok(rows.into_iter().map(|(id, name, owner_id, owner, reported_at)| OpenOne { id, name, owner_id, owner, reported_at }).collect())
}

#[cfg(test)]
mod tests;
