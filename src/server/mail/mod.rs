//! Mail to be sent: a row in the transaction that decides it, and a job beside it. The background worker sends it, so that
//! neither a slow mail server nor a crash loses or invents a mail.

mod body;
mod post;
mod sending;

#[cfg(test)]
mod tests;

pub use body::{Part, bodies};
pub use post::{OutgoingMail, Post};
pub use sending::{MOST_ATTEMPTS, requeue_due, send};

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

/// Stands in bodies for the address under which browsers reach us, which is known when the mail is sent:
/// `{ORIGIN}/notifications`.
pub const ORIGIN: &str = "https://origin.invalid";

/// A mail, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail<'a> {
    /// What kind, for the log and the tests: `invitation`, `password_reset`.
    pub kind: &'static str,
    /// The recipient's address.
    pub to: &'a str,
    /// One line.
    pub subject: &'a str,
    /// As plain text.
    pub text: &'a str,
    /// The same as HTML; everything that somebody typed is escaped in it.
    pub html: &'a str,
    /// What kind of record it is about.
    pub entity: &'static str,
    /// Which record.
    pub entity_id: Uuid,
    /// When it was decided.
    pub at: DateTime<Utc>,
}

/// The kind of mail that only tells what stands in the product as well.
pub const NOTIFICATION: &str = "notification";

/// Whether somebody waits for a mail of this kind: a link to set a password, an invitation, a question to a customer.
fn is_urgent(kind: &str) -> bool {
    kind != NOTIFICATION
}

/// Of the job: urgent mail before all that waits, mail that only tells behind it.
const fn priority(urgent: bool) -> i32 {
    if urgent { -10 } else { 10 }
}

/// Writes the mail and its job; both exist once the caller's transaction commits, or neither.
///
/// # Errors
/// Those of the database.
pub async fn queue(db: &mut PgConnection, mail: &Mail<'_>) -> sqlx::Result<Uuid> {
    let id = super::new_id();
    let urgent = is_urgent(mail.kind);
    sqlx::query!(
        "insert into mail (id, kind, to_address, subject, text_body, html_body, entity, entity_id, created_at, urgent)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        mail.kind,
        mail.to,
        mail.subject,
        mail.text,
        mail.html,
        mail.entity,
        mail.entity_id,
        mail.at,
        urgent
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("select enqueue('send_mail', jsonb_build_object('id', $1::uuid), 'mail-' || $1::text, $2, null)", id, priority(urgent))
        .execute(db)
        .await?;
    Ok(id)
}
