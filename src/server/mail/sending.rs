//! Sending what is queued. A try is taken by one statement that also says when the next one is due: whoever comes second
//! finds nothing to do, and a server that dies meanwhile leaves the mail to the next one. So a mail is sent once, but for
//! the moment between the mail server's last answer and our note of it; the Message-ID is then the same.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::ORIGIN;
use super::post::{OutgoingMail, Post};

/// After so many tries a mail counts as failed: a little over two hours with the usual wait of a minute, doubled each time.
pub const MOST_ATTEMPTS: i16 = 8;

/// Sends a mail if it is due, and notes what came of it. `origin` is the address under which browsers reach us, `wait` the
/// time between the first two tries; it doubles with each. Answers whether a try was made.
///
/// # Errors
/// Those of the database. That the mail could not be sent is noted in the outbox and is no error here.
pub async fn send(db: &PgPool, post: &Post, origin: &str, id: Uuid, now: DateTime<Utc>, wait: Duration) -> sqlx::Result<bool> {
    if !post.is_set_up() {
        return Ok(false);
    }
    let taken = sqlx::query!(
        "update mail set attempts = attempts + 1, next_attempt_at = $2::timestamptz + interval '1 millisecond' * ($3::bigint * (1 << attempts))
         where id = $1 and state = 'queued' and (next_attempt_at is null or next_attempt_at <= $2)
         returning to_address, subject, text_body, html_body, created_at, attempts",
        id,
        now,
        wait.num_milliseconds()
    )
    .fetch_optional(db)
    .await?;
    let Some(mail) = taken else { return Ok(false) };
    let letter = OutgoingMail {
        id,
        to: mail.to_address,
        subject: mail.subject,
        text: mail.text_body.replace(ORIGIN, origin),
        html: mail.html_body.replace(ORIGIN, origin),
        at: mail.created_at,
    };
    match post.deliver(&letter).await {
        Ok(()) => note_sent(db, id, now).await?,
        Err(refused) => {
            let reason = if refused.may_be_logged { refused.reason.as_str() } else { "see mail.last_error" };
            tracing::warn!(%id, attempts = mail.attempts, reason, "mail not sent");
            note_refusal(db, id, &refused.reason, mail.attempts >= MOST_ATTEMPTS).await?;
        }
    }
    Ok(true)
}

/// What a mail said is not kept: it may carry a link that opens something.
async fn note_sent(db: &PgPool, id: Uuid, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update mail set state = 'sent', sent_at = $2, last_error = null, text_body = '', html_body = '' where id = $1 and state = 'queued'",
        id,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn note_refusal(db: &PgPool, id: Uuid, reason: &str, last: bool) -> sqlx::Result<()> {
    let reason: String = reason.chars().filter(|c| *c != '\0').take(1000).collect();
    sqlx::query!(
        "update mail set last_error = $2, state = case when $3 then 'failed' else state end,
                text_body = case when $3 then '' else text_body end, html_body = case when $3 then '' else html_body end
         where id = $1 and state = 'queued'",
        id,
        reason,
        last
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Puts a job beside every mail that waits and is due: one whose job was lost, or whose try failed.
///
/// # Errors
/// Those of the database.
pub async fn requeue_due(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let queued = sqlx::query!(
        "with due as (select id, urgent from mail where state = 'queued' and (next_attempt_at is null or next_attempt_at <= $1)
                      order by urgent desc, created_at limit 500)
         select enqueue('send_mail', jsonb_build_object('id', id), 'mail-' || id::text, case when urgent then $2::integer else $3::integer end, null) from due",
        now,
        super::priority(true),
        super::priority(false)
    )
    .fetch_all(db)
    .await?;
    Ok(u64::try_from(queued.len()).unwrap_or(0))
}
