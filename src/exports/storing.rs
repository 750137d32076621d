//! The end of an attempt: its file is stored under a name that nobody was told, and with its row the export is done.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::manifest::bytes_of;
use super::model::{ExportFormat, ExportId};
use super::queries::attempts::{self, Claimed, Written};
use super::work::{Exports, Lease, Step, Stop};
use super::writing::Made;
use crate::auth::PersonId;
use crate::notifications::model::{BilingualText, Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::db::begin;
use crate::server::files::{FileType, NewFile, Spooled, StoredFile, keep};
use crate::server::new_id;
use crate::values::date::beijing_time;

/// The purpose of stored files; no form brings any.
const PURPOSE: &str = "export";

/// Stores the file, and says that the export is done.
pub(super) async fn store(exports: &Exports, claimed: &Claimed, (made, title): (Made, &'static str), lease: &Lease) -> Result<(), Stop> {
    let Made { file, size, sha256, manifest } = made;
    let rows = i64::try_from(manifest.rows).unwrap_or(i64::MAX);
    lease.note(rows)?;
    let stored = put(exports, claimed, (&Spooled::written(file, size, sha256), title), exports.clock.now()).await?;
    exports.step(Step::Stored)?;
    // The file's days count from now, and not from when its rows were read.
    let now = exports.clock.now();
    let record = manifest.to_json().map_err(anyhow::Error::from).map_err(Stop::Failed)?;
    let hash = bytes_of(&manifest.data_sha256).map_err(anyhow::Error::from).map_err(Stop::Failed)?;
    let written = Written {
        file: stored.id,
        rows,
        bytes: i64::try_from(stored.size).unwrap_or(i64::MAX),
        data_hash: &hash,
        manifest: &record,
        at: now,
    };
    let mut tx = begin(&exports.db).await?;
    let kept = keep(&mut tx, claimed.person.0, PURPOSE, stored.id, now).await?;
    if kept.is_none() || !attempts::finish(&mut tx, claimed.attempt, &written).await? {
        // Nobody names the file then: it goes with the next sweep but one.
        return Err(Stop::Lost);
    }
    tell(&mut tx, exports, (claimed.attempt.id, claimed.person, &claimed.list), true, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn put(exports: &Exports, claimed: &Claimed, (file, title): (&Spooled, &str), now: DateTime<Utc>) -> Result<StoredFile, Stop> {
    let name = format!("{title} {}.{}", beijing_time(now).format("%Y-%m-%d %H%M"), claimed.format);
    let new = NewFile {
        person: claimed.person.0,
        upload_key: new_id(),
        field: PURPOSE,
        purpose: PURPOSE,
        name: &name,
        file_type: match claimed.format {
            ExportFormat::Xlsx => FileType::Xlsx,
            ExportFormat::Csv => FileType::Text,
        },
        at: now,
    };
    Ok(exports.files.put(&exports.db, &new, file).await?)
}

/// Tells its person what became of an export.
pub(super) async fn tell(
    db: &mut PgConnection,
    exports: &Exports,
    (id, person, list): (ExportId, PersonId, &str),
    is_done: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let why = exports.lists.named(list).map(|list| BilingualText::of(|locale| (list.title)(locale).to_owned()));
    let notice = Notice {
        person,
        kind: if is_done { Kind::ExportDone } else { Kind::ExportFailed },
        facts: Facts { why, ..Facts::default() },
        link: &format!("/sales/exports/{id}"),
        entity: "export_task",
        entity_id: id.0,
        at: now,
    };
    notify(db, &notice).await
}
