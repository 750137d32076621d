//! The vendor's own people.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use crate::organisation::model::Identity;
use crate::organisation::queries::create_staff;
use crate::organisation::rules::{parse_account_name, parse_display_name};
use crate::server::audit::{self, AuditEvent};
use crate::server::db::{begin, violated};
use crate::server::password::{Passwords, new_temporary_password};
use crate::values::masking::{mask_account, mask_name};

/// Creates one of the vendor's people, for the command line; answers the temporary password, which nothing else holds.
///
/// # Errors
/// One line that says what is wrong and how to mend it.
pub async fn create_vendor_person(
    db: &PgPool,
    passwords: &Passwords,
    account_name: &str,
    display_name: &str,
    at: DateTime<Utc>,
) -> anyhow::Result<String> {
    let account_name = parse_account_name(account_name).map_err(|_| {
        anyhow::anyhow!("an account name has 3 to 64 lower-case letters, digits, dots, hyphens or underscores and begins with a letter")
    })?;
    let display_name = parse_display_name(display_name).map_err(|_| anyhow::anyhow!("a name has 1 to 64 characters"))?;
    let identity = Identity { account_name, display_name, email: None, mobile: None };
    let password = new_temporary_password();
    let hash = passwords.hash(&password).await?;
    let mut tx = begin(db).await?;
    let id = create_staff(&mut tx, &identity, &hash, true, at).await.map_err(|error| match violated(&error) {
        Some("person_account_name") => anyhow::anyhow!("the account name {} is taken", identity.account_name),
        _ => error.into(),
    })?;
    let after =
        serde_json::json!({ "account_name": mask_account(&identity.account_name), "display_name": mask_name(&identity.display_name) });
    let event = AuditEvent {
        at,
        actor: None,
        partner: None,
        verb: "person.created",
        entity: "person",
        entity_id: id.0,
        before: None,
        after: Some(&after),
        request_id: None,
    };
    audit::record(&mut tx, &event).await?;
    tx.commit().await?;
    Ok(password)
}
