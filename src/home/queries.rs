//! What the start page and search read.

pub mod alerts;
mod beginning;
pub mod claims;
mod decisions;
pub mod figures;
pub mod leads;
pub mod numbers;
pub mod opportunities;
pub mod source;
pub mod tasks;

use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::Scope;
use crate::auth::scope::Alias;
use crate::lists::paging::push_name_condition;
use crate::values::name_key::name_key;

pub use beginning::{Beginning, beginning};
pub use decisions::decisions;

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
