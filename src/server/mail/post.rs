//! Where mail goes: to an SMTP server, or in development into a folder.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use uuid::Uuid;

use crate::server::config::is_loopback;

/// A mail server has so long for each answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who sends, and by which way.
#[derive(Clone, Debug)]
pub struct Post {
    method: DeliveryMethod,
    from: Mailbox,
}

#[derive(Clone, Debug)]
enum DeliveryMethod {
    /// Not set up: mail stays queued.
    None,
    /// A file for each mail.
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// One mail as it is sent.
#[derive(Clone, Debug)]
pub struct OutgoingMail {
    /// Of the outbox; makes the Message-ID, so that a mail that was sent twice can be known as one.
    pub id: Uuid,
    /// The recipient's address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// As plain text.
    pub text: String,
    /// As HTML.
    pub html: String,
    /// When it was decided.
    pub at: DateTime<Utc>,
}

/// Why a mail was not sent.
#[derive(Debug)]
pub struct Refused {
    /// What the other side or the system said. May name the recipient: for the outbox, not for the log.
    pub reason: String,
    /// Whether the reason names nobody.
    pub may_be_logged: bool,
}

impl Post {
    /// The way of the settings. A folder is taken only without an SMTP server.
    ///
    /// # Errors
    /// One line that says what is wrong with the settings.
    pub fn from_settings(smtp: Option<&str>, from: Option<&str>, folder: Option<&Path>) -> anyhow::Result<Self> {
        let method = match (smtp, folder) {
            (Some(url), _) => DeliveryMethod::Smtp(transport(url)?),
            (None, Some(folder)) => {
                std::fs::create_dir_all(folder).map_err(|error| anyhow::anyhow!("MAIL_FOLDER {}: {error}", folder.display()))?;
                DeliveryMethod::Folder(folder.to_path_buf())
            }
            (None, None) => DeliveryMethod::None,
        };
        let from = match (from, &method) {
            (Some(from), _) => {
                from.parse().map_err(|_| anyhow::anyhow!("MAIL_FROM {from:?} is not an address like Partners <partners@example.com>"))?
            }
            (None, DeliveryMethod::Smtp(_)) => anyhow::bail!("MAIL_SMTP is set but MAIL_FROM is not: say from which address mail is sent"),
            (None, _) => Mailbox::new(Some("Partner Center".into()), "partner-center@localhost.invalid".parse()?),
        };
        Ok(Self { method, from })
    }

    /// Whether mail can be sent at all.
    pub const fn is_set_up(&self) -> bool {
        !matches!(self.method, DeliveryMethod::None)
    }

    /// Hands the mail over.
    ///
    /// # Errors
    /// See [`Refused`].
    pub async fn deliver(&self, mail: &OutgoingMail) -> Result<(), Refused> {
        let message = self.compose(mail)?;
        match &self.method {
            DeliveryMethod::None => Err(Refused { reason: "mail is not set up".into(), may_be_logged: true }),
            DeliveryMethod::Folder(folder) => {
                write(folder, mail, &message).await.map_err(|error| Refused { reason: error.to_string(), may_be_logged: true })
            }
            DeliveryMethod::Smtp(transport) => match transport.send(message).await {
                Ok(_) => Ok(()),
                // What the server answers to a recipient often repeats the address.
                Err(error) => Err(Refused { may_be_logged: !(error.is_permanent() || error.is_transient()), reason: chain(&error) }),
            },
        }
    }

    fn compose(&self, mail: &OutgoingMail) -> Result<Message, Refused> {
        let composed = mail.to.parse().map_err(anyhow::Error::from).and_then(|to| {
            let builder = Message::builder()
                .from(self.from.clone())
                .to(Mailbox::new(None, to))
                .subject(mail.subject.clone())
                .date(mail.at.into())
                .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())));
            Ok(builder.multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))?)
        });
        composed.map_err(|error| Refused { reason: error.to_string(), may_be_logged: false })
    }
}

/// The same mail is always the same file, so that sending it twice leaves one.
async fn write(folder: &Path, mail: &OutgoingMail, message: &Message) -> std::io::Result<()> {
    let (unfinished, file) = (folder.join(format!("{}.part", mail.id)), folder.join(format!("{}.eml", mail.id)));
    tokio::fs::write(&unfinished, message.formatted()).await?;
    tokio::fs::rename(unfinished, file).await
}

/// Passwords and links never cross a network in the clear: without another word in the address, STARTTLS is required
/// everywhere but on this machine.
fn transport(url: &str) -> anyhow::Result<AsyncSmtpTransport<Tokio1Executor>> {
    let wrong = "MAIL_SMTP is not an address like smtp://user:password@host:587 or smtps://user:password@host";
    let rest = url.strip_prefix("smtp://");
    let authority =
        rest.map(|rest| rest.rsplit_once('@').map_or(rest, |(_, host)| host)).map(|rest| rest.split(['/', '?']).next().unwrap_or(""));
    let url = match authority {
        Some(authority) if !is_loopback(authority) && !url.contains("tls=") => {
            format!("{url}{}tls=required", if url.contains('?') { '&' } else { '?' })
        }
        Some(_) => url.replace("?tls=none", ""),
        None => url.to_owned(),
    };
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url).map_err(|error| anyhow::anyhow!("{wrong}: {}", chain(&error)))?;
    Ok(builder.timeout(Some(PATIENCE)).build())
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(deeper) = source {
        text = format!("{text}: {deeper}");
        source = deeper.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn settings_that_cannot_work_are_refused_when_the_server_starts() {
        let from = |smtp, sender| Post::from_settings(smtp, sender, None);
        assert!(!from(None, None).unwrap().is_set_up());
        for good in
            ["smtp://127.0.0.1:2525", "smtp://u:p%40ss@mail.example.com:587", "smtps://u:p@mail.example.com", "smtp://relay.local?tls=none"]
        {
            assert!(from(Some(good), Some("Partners <partners@example.com>")).unwrap().is_set_up(), "{good}");
        }
        assert!(from(Some("smtp://127.0.0.1"), None).unwrap_err().to_string().contains("MAIL_FROM is not"));
        assert!(from(Some("smtp://127.0.0.1"), Some("nobody")).unwrap_err().to_string().contains("MAIL_FROM"));
        for wrong in ["mail.example.com", "http://mail.example.com", "smtp://"] {
            assert!(from(Some(wrong), Some("a@example.com")).is_err(), "{wrong}");
        }
    }
}
