//! Telling a person something, in the transaction of what happened.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::model::{Facts, Kind};
use super::rules::by_mail_unless_asked;
use super::text::NotificationText;
use crate::auth::PersonId;
use crate::i18n::Locale;
use crate::server::mail::{self, Mail, ORIGIN, Part};
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

/// Tells it, and queues a mail where the person wants one and has an address. Told twice about the same record at the same
/// moment, a person reads it once: jobs may run twice.
///
/// # Errors
/// Those of the database.
pub async fn notify(db: &mut PgConnection, notice: &Notice<'_>) -> sqlx::Result<()> {
    let facts = serde_json::to_value(&notice.facts).map_err(|error| sqlx::Error::Encode(error.into()))?;
    let id = new_id();
    let told = sqlx::query!(
        "insert into notification (id, person_id, kind, facts, link, entity, entity_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
        id,
        notice.person.0,
        notice.kind.as_str(),
        facts,
        notice.link,
        notice.entity,
        notice.entity_id,
        notice.at
    )
    .execute(&mut *db)
    .await?;
    if told.rows_affected() == 1 { queue_mail(db, notice, id).await } else { Ok(()) }
}

async fn queue_mail(db: &mut PgConnection, notice: &Notice<'_>, id: Uuid) -> sqlx::Result<()> {
    let recipient = sqlx::query!(
        r#"select email as "email!", display_name, locale from person p
           where id = $1 and state = 'active' and email is not null
             and coalesce((select by_mail from notification_preference n where n.person_id = p.id and n.kind = $2), $3)"#,
        notice.person.0,
        notice.kind.as_str(),
        by_mail_unless_asked(notice.kind)
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(recipient) = recipient else { return Ok(()) };
    let t = NotificationText(recipient.locale.as_deref().and_then(Locale::from_tag).unwrap_or_default());
    let sentence = t.sentence(notice.kind, &notice.facts);
    let (text, html) = mail::bodies(&[
        Part::Text(t.mail_greeting(&recipient.display_name)),
        Part::Text(sentence.clone()),
        Part::Link { label: t.mail_open().into(), address: format!("{ORIGIN}{}", notice.link) },
        Part::Link { label: t.mail_why().into(), address: format!("{ORIGIN}/account/notifications") },
    ]);
    // A note may be long and may have several lines.
    let subject: String = crate::values::typed::line(&sentence).chars().take(150).collect();
    let mail = Mail {
        kind: mail::NOTIFICATION,
        to: &recipient.email,
        subject: &subject,
        text: &text,
        html: &html,
        entity: "notification",
        entity_id: id,
        at: notice.at,
    };
    mail::queue(db, &mail).await.map(|_| ())
}
