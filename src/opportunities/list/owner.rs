//! Whose opportunities: chosen among a few, typed among many.

use std::sync::Arc;

use sqlx::PgPool;
use uuid::Uuid;

use crate::auth::PersonId;
use crate::error::AppError;
use crate::lists::description::{Access, Choosable, ListContext, Loading};
use crate::opportunities::queries::owners::{self, Named};
use crate::opportunities::text::OpportunityText;
use crate::values::name_key::name_key;

/// The people among whom the list can be narrowed.
pub(super) fn options(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Ok(Choosable::default()) };
        Ok(owners::owners(&db, &scope, partner, chosen.map(PersonId), context.today).await?)
    })
}

/// The one person of a name that was typed. An address carries the id, so that nobody's name stands in it.
pub(super) fn find(db: PgPool, context: Arc<ListContext>, name: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move {
        let t = OpportunityText(context.locale);
        let Access::Within { scope, partner, .. } = context.access else { return Err(AppError::NotFound) };
        let found = owners::named(&db, &scope, partner, &name).await?;
        let typed = name_key(&name);
        let is_meant = |one: &&Named| name_key(&one.name) == typed || one.account == typed;
        let meant: Vec<&Named> = if found.len() == 1 { found.iter().collect() } else { found.iter().filter(is_meant).collect() };
        Ok(match (meant.as_slice(), found.as_slice()) {
            ([one], _) => Ok(one.id.0),
            (_, []) => Err(t.nobody_of_that_name().to_owned()),
            (_, several) => {
                let names: Vec<String> = several.iter().map(|one| format!("{} ({})", one.name, one.account)).collect();
                Err(t.several_of_that_name(names.join(", ")))
            }
        })
    })
}
