//! Imports of order lines end tasks: what a file says of a line ends its task in the transaction that writes the line.

use super::unscoped::{self, Answerable};
use crate::imports::kind::{Batch, Step};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use sqlx::PgConnection;

/// After a batch of lines is written.
pub fn after_batch<'a>(db: &'a mut PgConnection, batch: Batch<'a>) -> Step<'a> {
    Box::pin(async move { unscoped::end_of_import(db, &batch).await.map(|_| ()) })
}

/// After the last batch: tells whose tasks are done by it, one message a person and run.
pub fn after_run<'a>(db: &'a mut PgConnection, run: Batch<'a>) -> Step<'a> {
    Box::pin(async move {
        for Answerable { person, count } in unscoped::done_by_import(&mut *db, run.run).await? {
            let facts = Facts { count: u32::try_from(count).ok(), ..Facts::default() };
            let notice = Notice {
                person,
                kind: Kind::RenewalTasksDone,
                facts,
                link: "/sales/marketing-tasks/renewals?state=done",
                entity: "import_run",
                entity_id: run.run,
                at: run.at,
            };
            notify(&mut *db, &notice).await?;
        }
        Ok(())
    })
}
