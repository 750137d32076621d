//! The end of an attempt: its file is stored under a name that nobody was told, and with its row the export is done.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use tokio::io::AsyncReadExt as _;

use super::manifest::bytes_of;
use super::model::{ExportFormat, ExportId};
use super::queries::attempts::{self, Claimed, Written};
use super::work::{Exports, Lease, Step, Stop};
use super::writing::Made;
use crate::auth::PersonId;
use crate::notifications::model::{BilingualText, Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::db::begin;
use crate::server::files::{FileType, NewFile, StoredFile, keep};
use crate::server::new_id;
use crate::values::date::beijing_time;

/// The purpose of stored files; no form brings any.
const PURPOSE: &str = "export";
/// Bytes that are copied at once.
const PART: usize = 256 * 1024;

/// Stores the file, and says that the export is done.
pub(super) async fn store(exports: &Exports, claimed: &Claimed, (made, title): (Made, &'static str), lease: &Lease) -> Result<(), Stop> {
    let Made { file, manifest } = made;
    let rows = i64::try_from(manifest.rows).unwrap_or(i64::MAX);
    lease.note(rows)?;
    let stored = put(exports, claimed, (file, title), exports.clock.now()).await?;
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

async fn put(exports: &Exports, claimed: &Claimed, (file, title): (std::fs::File, &str), now: DateTime<Utc>) -> Result<StoredFile, Stop> {
    let mut file = tokio::fs::File::from_std(file);
    let mut spool = exports.files.spool(u64::MAX).await?;
    let mut part = vec![0; PART];
    loop {
        let read = file.read(&mut part).await?;
        if read == 0 {
            break;
        }
        spool.write(&part[..read]).await?;
    }
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
    Ok(exports.files.put(&exports.db, &new, &spool.finish().await?).await?)
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
