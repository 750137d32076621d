//! Reads what the worker wrote for nobody (`server::mail`).

use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use mail_parser::MessageParser;
use uuid::Uuid;

/// So many of the latest mails are shown.
const MOST: usize = 100;

/// One mail.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Of the outbox.
    pub id: Uuid,
    /// The recipient's address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// When it was decided.
    pub at: DateTime<Utc>,
}

/// The latest mails first.
pub(super) async fn list(folder: &Path) -> std::io::Result<Vec<Found>> {
    let mut files: Vec<(SystemTime, Uuid)> = Vec::new();
    let mut entries = tokio::fs::read_dir(folder).await?;
    while let Some(entry) = entries.next_entry().await? {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.strip_suffix(".eml")).and_then(|id| id.parse().ok()) else { continue };
        files.push((entry.metadata().await?.modified()?, id));
    }
    files.sort_unstable_by(|one, other| other.cmp(one));
    let mut found = Vec::new();
    for (_, id) in files.into_iter().take(MOST) {
        found.extend(read(folder, id).await?);
    }
    Ok(found)
}

/// One mail; `None` when there is none.
pub(super) async fn read(folder: &Path, id: Uuid) -> std::io::Result<Option<Found>> {
    let bytes = match tokio::fs::read(folder.join(format!("{id}.eml"))).await {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    Ok(MessageParser::default().parse(&bytes).map(|mail| Found {
        id,
        to: mail.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default().to_owned(),
        subject: mail.subject().unwrap_or_default().to_owned(),
        text: mail.body_text(0).unwrap_or_default().into_owned(),
        at: mail.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)).unwrap_or_default(),
    }))
}
