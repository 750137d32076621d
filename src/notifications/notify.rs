//! Telling a person something, in the transaction of what happened.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Facts, Kind};
use crate::auth::PersonId;
use crate::server::new_id;

/// One thing to tell one person.
#[derive(Clone, Debug)]
pub struct Notice<'a> {
    /// Whom.
    pub person: PersonId,
    /// What.
    pub kind: Kind,
    /// What its sentence needs, masked.
    pub facts: Facts,
    /// Where it leads; a path of ours.
    pub link: &'a str,
    /// What kind of record it is about.
    pub entity: &'static str,
    /// Which record.
    pub entity_id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// Tells it. Told twice about the same record at the same moment, a person reads it once: jobs may run twice.
///
/// # Errors
/// Those of the database.
pub async fn notify(db: &mut PgConnection, notice: &Notice<'_>) -> sqlx::Result<()> {
    let facts = serde_json::to_value(&notice.facts).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query!(
        "insert into notification (id, person_id, kind, facts, link, entity, entity_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        new_id(),
        notice.person.0,
        notice.kind.as_str(),
        facts,
        notice.link,
        notice.entity,
        notice.entity_id,
        notice.at
    )
    .execute(db)
    .await?;
    Ok(())
}
