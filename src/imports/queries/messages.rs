//! Whom a run tells: gathered batch by batch, one message a person.

use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::auth::PersonId;
use crate::imports::kind::{Batch, Kind};
use crate::imports::model::{Recipient, RunId};
use crate::imports::rules::Staff;

/// Adds the records of a batch to the messages of its run.
///
/// # Errors
/// Those of the database.
pub async fn gather(db: &mut PgConnection, kind: &Kind, batch: &Batch<'_>) -> sqlx::Result<()> {
    if kind.tell.is_none() {
        return Ok(());
    }
    sqlx::query!(
        "insert into import_message (run_id, person_id, count, record, subject)
         select $1, tell, count(*)::int, (array_agg(coalesce(record, id) order by line))[1],
                (array_agg(coalesce(facts ->> 'told_as', cells[$4], '') order by line))[1]
         from import_row where run_id = $1 and line > $2 and line <= $3 and tell is not null and outcome in ('created', 'changed')
         group by tell
         on conflict (run_id, person_id) do update set count = import_message.count + excluded.count",
        batch.run,
        batch.after,
        batch.to,
        kind.place(kind.subject)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A message of a run.
#[derive(Clone, Debug)]
pub struct Message {
    /// Whom.
    pub person: PersonId,
    /// Records.
    pub count: i32,
    /// Key of one of them.
    pub record: Uuid,
    /// What it is called, in clear.
    pub subject: String,
}

/// The messages of a run.
///
/// # Errors
/// Those of the database.
pub async fn of_run(db: impl PgExecutor<'_>, run: RunId) -> sqlx::Result<Vec<Message>> {
    sqlx::query_as!(
        Message,
        r#"select person_id as "person: PersonId", count, record, subject from import_message where run_id = $1 order by person_id"#,
        run.0
    )
    .fetch_all(db)
    .await
}

/// Who is told, most records first, and how many people that are.
///
/// # Errors
/// Those of the database.
pub async fn recipients(
    db: impl PgExecutor<'_>,
    _: Staff,
    run: RunId,
    kind: &str,
    by_mail: bool,
    most: i64,
) -> sqlx::Result<(Vec<Recipient>, i64)> {
    let rows = sqlx::query!(
        r#"select p.display_name as name, m.count, count(*) over () as "all!",
                  (p.state = 'active' and p.email is not null
                   and coalesce((select n.by_mail from notification_preference n where n.person_id = p.id and n.kind = $2), $3)) as "by_mail!"
           from import_message m join person p on p.id = m.person_id where m.run_id = $1 order by m.count desc, p.display_name limit $4"#,
        run.0,
        kind,
        by_mail,
        most
    );
    let rows = rows.fetch_all(db).await?;
    let all = rows.first().map_or(0, |row| row.all);
    Ok((rows.into_iter().map(|row| Recipient { name: row.name, count: row.count, by_mail: row.by_mail }).collect(), all))
}
