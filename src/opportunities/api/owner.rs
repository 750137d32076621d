//! Whose opportunities were asked for by name, on the server.

use sqlx::PgPool;

use crate::auth::{PersonId, Reach, Scope, Viewer};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::opportunities::queries::list;
use crate::opportunities::text::OpportunityText;
use crate::values::name_key::name_key;

/// The one person of that name. An address carries the id, so that nobody's name stands in it.
///
/// # Errors
/// A field error when nobody is called so, or several are.
pub async fn named(db: &PgPool, viewer: &Viewer, reach: Reach, locale: Locale, name: &str) -> Result<PersonId, AppError> {
    let t = OpportunityText(locale);
    let partner = viewer.partner_id().ok_or(AppError::NotFound)?;
    let found = list::named(db, &Scope::of(viewer, reach)?, partner, name).await?;
    let typed = name_key(name);
    let is_meant = |one: &&list::Named| name_key(&one.name) == typed || one.account == typed;
    let meant: Vec<&list::Named> = if found.len() == 1 { found.iter().collect() } else { found.iter().filter(is_meant).collect() };
    match (meant.as_slice(), found.as_slice()) {
        ([one], _) => Ok(one.id),
        (_, []) => Err(AppError::field("form[owner_name]", t.nobody_of_that_name())),
        (_, several) => {
            let names: Vec<String> = several.iter().map(|one| format!("{} ({})", one.name, one.account)).collect();
            Err(AppError::field("form[owner_name]", t.several_of_that_name(names.join(", "))))
        }
    }
}
