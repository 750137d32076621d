//! From the files of a form to ids: what was spooled is stored as temporary, ids of files that came with an earlier refusal are
//! proven, and the form goes on with one value a file.

use axum::http::{Extensions, HeaderMap};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::multipart::{Chosen, Outcome, Parts};
use crate::error::FieldErrors;
use crate::i18n::Locale;
use crate::server::AppState;
use crate::server::files::detect::detect;
use crate::server::files::text::{FileText, size};
use crate::server::files::{self, FilesError, NewFile, Purpose};

/// A file that a form carries; the page shows it in place of what was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// The full name of the input, `form[file]`.
    pub field: String,
    /// The value of the input from now on; `None` where the file has to be chosen again.
    pub id: Option<Uuid>,
    /// The file's name.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// What the application says about uploads.
#[derive(Clone, Copy, Debug)]
pub struct UploadRules {
    /// All inputs that take files.
    pub purposes: &'static [Purpose],
    /// Whose file it will be: the person of the request, if that person may call the action at all.
    pub person: fn(&Extensions, &str) -> Option<Uuid>,
    /// The language of the answer.
    pub locale: fn(&Extensions, &HeaderMap) -> Locale,
}

/// A form that was read, whatever way it was sent.
#[derive(Debug, Default)]
pub(super) struct Received {
    /// Names and values; a file's value is its id, or empty.
    pub(super) fields: Vec<(String, String)>,
    pub(super) uploads: Vec<Upload>,
    /// What is wrong with its files.
    pub(super) problems: FieldErrors,
}

/// Who sends a form, and in which language the answer is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sender<'a> {
    pub(super) action: &'a str,
    pub(super) purposes: &'static [Purpose],
    pub(super) person: Option<Uuid>,
    pub(super) locale: Locale,
}

impl Sender<'_> {
    pub(super) fn purpose(&self, field: &str) -> Option<&'static Purpose> {
        Purpose::of(self.purposes, self.action, field)
    }
}

/// Stores the files of a form and puts their ids among its fields.
pub(super) async fn resolve(state: &AppState, sender: &Sender<'_>, parts: Parts) -> Result<Received, FilesError> {
    let Parts { fields, file_fields, files } = parts;
    // A form without a key is never sent twice as the same.
    let sent_key = fields.iter().find(|(name, _)| name == "form[key]").and_then(|(_, key)| key.trim().parse().ok());
    let upload_key = sent_key.unwrap_or_else(crate::server::new_id);
    let (earlier, plain): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| file_fields.contains(name));
    let mut received = Received { fields: plain, ..Received::default() };
    let mut stored: Vec<String> = Vec::new();
    for chosen in files {
        let field = chosen.field.clone();
        if let Some(upload) = store(state, sender, upload_key, chosen, &mut received.problems).await? {
            if upload.id.is_some() {
                stored.push(field);
            }
            received.uploads.push(upload);
        }
    }
    for (field, id) in earlier {
        // A new file takes the place of the one before it.
        if !field.ends_with("[]") && stored.contains(&field) {
            continue;
        }
        let Ok(id) = id.trim().parse() else { continue };
        match prove(state, sender, &field, id).await? {
            Some(upload) => received.uploads.push(upload),
            None => received.problems.add(&field, FileText(sender.locale).gone()),
        }
    }
    for field in file_fields {
        let ids = received.uploads.iter().filter(|upload| upload.field == field).filter_map(|upload| upload.id);
        let mut ids: Vec<String> = ids.map(|id| id.to_string()).collect();
        if !field.ends_with("[]") {
            ids.truncate(1);
            ids.resize(1, String::new());
        }
        received.fields.extend(ids.into_iter().map(|id| (field.clone(), id)));
    }
    Ok(received)
}

/// A file that came now. What is refused is not kept, and the page does not show it.
async fn store(
    state: &AppState,
    sender: &Sender<'_>,
    upload_key: Uuid,
    chosen: Chosen,
    problems: &mut FieldErrors,
) -> Result<Option<Upload>, FilesError> {
    let Chosen { field, name, outcome } = chosen;
    let t = FileText(sender.locale);
    match (outcome, sender.person) {
        (Outcome::Spooled(purpose, spooled), Some(person)) => {
            let file_type = match spooled.read(detect).await? {
                Ok(found) if purpose.accepts.contains(&found) => found,
                Ok(_) => {
                    problems.add(&field, t.not_accepted(purpose.accepts));
                    return Ok(None);
                }
                Err(reason) => {
                    problems.add(&field, t.no_type(reason, purpose.accepts));
                    return Ok(None);
                }
            };
            let new = NewFile { person, upload_key, field: &field, purpose: purpose.name, name: &name, file_type, at: state.clock.now() };
            match state.files.put(&state.db, &new, &spooled).await {
                Ok(file) => Ok(Some(Upload { field, id: Some(file.id), name: file.name, size: file.size })),
                Err(FilesError::TooMany) => {
                    problems.add(&field, t.too_many());
                    Ok(None)
                }
                Err(error) => Err(error),
            }
        }
        (Outcome::TooLarge(limit), _) => {
            problems.add(&field, t.too_large(size(limit)));
            Ok(None)
        }
        // The function answers why; after signing in again the page says which file to choose.
        (Outcome::Spooled(..) | Outcome::NotAsked, _) => Ok(Some(Upload { field, id: None, name, size: 0 })),
    }
}

/// A file that came with an earlier post of this form. Without a session nothing is proven yet: that comes after signing in.
async fn prove(state: &AppState, sender: &Sender<'_>, field: &str, id: Uuid) -> Result<Option<Upload>, FilesError> {
    let Some(person) = sender.person else { return Ok(Some(Upload { field: field.into(), id: Some(id), name: String::new(), size: 0 })) };
    let Some(purpose) = sender.purpose(field) else { return Ok(None) };
    let file = files::touch(&state.db, person, purpose.name, id, state.clock.now()).await?;
    Ok(file.map(|file| Upload { field: field.into(), id: Some(file.id), name: file.name, size: file.size }))
}
