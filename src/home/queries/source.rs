//! What a source of the queue is asked, and the row in which it answers. A source is one function in a file of its own:
//! `candidates(db, scope, asked)`, the rows of one person that wait, at most [`MOST`] and one, those first that rank first.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::organisation::model::PartnerId;
use crate::values::money::Charged;

/// Records of one source that the queue weighs; one row more says that there are more.
pub const MOST: usize = 500;

/// For whom, and when.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Whose work.
    pub person: PersonId,
    /// Of this partner.
    pub partner: PartnerId,
    /// The person is an administrator of it: answers for what has no owner where the partner has no primary administrator.
    pub administers: bool,
    /// Now.
    pub now: DateTime<Utc>,
    /// The Beijing day of now.
    pub today: NaiveDate,
    /// What neither changed nor was looked at since is quiet.
    pub quiet: DateTime<Utc>,
    /// How far the person sees opportunities, for what hangs on a record; `None` where she sees none.
    pub opportunities: Option<Scope>,
    /// The same of consumption.
    pub consumption: Option<Scope>,
    /// The month before this one, as consumption writes it: 2026-10.
    pub last_month: String,
}

/// A row of a source.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Found {
    /// The record.
    pub id: Uuid,
    /// A name in clear: its source masks it.
    pub name: String,
    /// Why it is there, in its own words.
    #[sqlx(default)]
    pub about: String,
    /// How many, where it is counted.
    #[sqlx(default)]
    pub count: i64,
    /// The moment that presses, or since when it waits.
    pub at: DateTime<Utc>,
    /// What hangs on it a month, CNY.
    #[sqlx(default)]
    pub monthly: Option<Charged>,
}

/// Ends a source's select: one row more than [`MOST`].
pub fn push_limit(query: &mut QueryBuilder<Postgres>) {
    query.push(" limit 501");
}

/// Adds a scope, or nothing where the person sees none of it.
pub fn push_within(query: &mut QueryBuilder<Postgres>, scope: Option<Scope>, alias: Alias) {
    match scope {
        Some(scope) => scope.push(query, alias),
        None => {
            query.push("false");
        }
    }
}
