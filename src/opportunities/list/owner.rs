//! Whose opportunities: chosen among a few, typed among many.

use std::sync::Arc;

use sqlx::PgPool;
use uuid::Uuid;

use crate::error::AppError;
use crate::lists::description::{Access, Choosable, ListContext, Loading};
use crate::opportunities::queries::owners::owners;

/// The people among whom the list can be narrowed.
pub(super) fn options(db: PgPool, context: Arc<ListContext>, chosen: Option<Uuid>) -> Loading<Choosable> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Ok(Choosable::default()) };
        let Some(people) = owners(&scope, partner, context.today) else { return Ok(Choosable::default()) };
        Ok(people.choosable(&db, chosen).await?)
    })
}

/// The one person of a name that was typed.
pub(super) fn find(db: PgPool, context: Arc<ListContext>, name: String) -> Loading<Result<Uuid, String>> {
    Box::pin(async move {
        let Access::Within { scope, partner, .. } = context.access else { return Err(AppError::NotFound) };
        owners(&scope, partner, context.today).ok_or(AppError::NotFound)?.find(&db, &name, context.locale).await
    })
}
