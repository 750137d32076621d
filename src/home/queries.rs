//! What the start page and search read.

mod to_do;

use chrono::{DateTime, Utc};
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::lists::paging::push_name_condition;
use crate::opportunities::model::Stage;
use crate::values::money::Charged;
use crate::values::name_key::name_key;

pub use to_do::{Decisions, Item, ToDoScope, Work, decisions, to_do};

/// An opportunity as search and the start page name it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Named {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What people quote.
    pub code: String,
}

/// The opportunities within the scope whose name or code contains the text, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn find_opportunities(db: &PgPool, scope: &Scope, text: &str, most: i64) -> sqlx::Result<Vec<Named>> {
    let mut query = QueryBuilder::<Postgres>::new("select o.id, o.name, o.code from opportunity o where ");
    scope.push(&mut query, Alias::Opportunity);
    query.push(" and (");
    push_name_condition(&mut query, "o.name_key", text, scope.is_wide());
    query.push(" or o.code = ").push_bind(name_key(text).to_uppercase());
    query.push(") order by o.updated_at desc, o.id desc limit ").push_bind(most);
    query.build_query_as().fetch_all(db).await
}

/// An opportunity that changed lately.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Latest {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub stage: Stage,
    /// When it changed last.
    pub updated_at: DateTime<Utc>,
}

/// The latest changed opportunities of the scope.
///
/// # Errors
/// Those of the database.
pub async fn latest_opportunities(db: &PgPool, scope: &Scope, most: i64) -> sqlx::Result<Vec<Latest>> {
    let mut query = QueryBuilder::<Postgres>::new("select o.id, o.name, o.stage, o.updated_at from opportunity o where ");
    scope.push(&mut query, Alias::Opportunity);
    query.push(" order by o.updated_at desc, o.id desc limit ").push_bind(most);
    query.build_query_as().fetch_all(db).await
}

/// How much is open.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Open {
    /// Opportunities that are neither won nor lost; counted up to 10,001.
    pub count: i64,
    /// Their expected monthly revenue, charged, CNY. Of the first 10,001 where there are more.
    pub expected_monthly: Charged,
}

/// How much is open within the scope.
///
/// # Errors
/// Those of the database.
pub async fn open_opportunities(db: &PgPool, scope: &Scope) -> sqlx::Result<Open> {
    let mut query = QueryBuilder::<Postgres>::new(
        "select count(*) as count, coalesce(sum(expected_monthly_revenue), 0) as expected_monthly from
         (select o.expected_monthly_revenue from opportunity o where o.closed_at is null and ",
    );
    scope.push(&mut query, Alias::Opportunity);
    query.push(" limit 10001) open");
    query.build_query_as().fetch_one(db).await
}
