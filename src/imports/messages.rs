//! The messages of a run: one a person, however many records it is about.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::kind::Kind;
use super::model::RunId;
use super::queries::messages;
use crate::notifications::model::Facts;
use crate::notifications::{Notice, notify};
use crate::values::masking::mask_name;

/// Tells everybody whom the run concerns.
///
/// # Errors
/// Those of the database.
pub(super) async fn tell(db: &mut PgConnection, kind: &Kind, run: RunId, at: DateTime<Utc>) -> sqlx::Result<()> {
    let Some(tell) = kind.tell else { return Ok(()) };
    for message in messages::of_run(&mut *db, run).await? {
        let is_one = message.count == 1;
        let link = if is_one && tell.link_to_one { format!("{}/{}", tell.link, message.record) } else { tell.link.to_owned() };
        let name = if is_one { mask_name(&message.subject) } else { String::new() };
        let facts = Facts { name, count: u32::try_from(message.count).ok(), ..Facts::default() };
        let notice = Notice { person: message.person, kind: tell.kind, facts, link: &link, entity: "import_run", entity_id: run.0, at };
        notify(&mut *db, &notice).await?;
    }
    Ok(())
}
