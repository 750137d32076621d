//! What a person may ask about the own account, and the lock under which people and roles of a partner change.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};
use uuid::Uuid;

use super::model::{PartnerId, PersonId, SessionId, Viewer};

/// One browser that is signed in.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// Its id.
    pub id: SessionId,
    /// What the browser calls itself.
    pub user_agent: String,
    /// From where it signed in.
    pub address: String,
    /// When it signed in.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
}

/// The viewer's sessions that are not over, the newest first.
///
/// # Errors
/// Those of the database.
pub async fn own_sessions(db: &PgPool, viewer: &Viewer, now: DateTime<Utc>, idle_since: DateTime<Utc>) -> sqlx::Result<Vec<OwnSession>> {
    sqlx::query_as!(
        OwnSession,
        r#"select id as "id: SessionId", user_agent, address, created_at, last_seen_at from session
           where person_id = $1 and ended_at is null and expires_at > $2 and last_seen_at > $3 order by last_seen_at desc, id desc"#,
        viewer.person_id.0,
        now,
        idle_since
    )
    .fetch_all(db)
    .await
}

/// Ends one of the viewer's sessions; `false` when it is nobody's or somebody else's.
///
/// # Errors
/// Those of the database.
pub async fn end_own_session(db: &mut PgConnection, viewer: &Viewer, id: SessionId, now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update session set ended_at = $3 where id = $1 and person_id = $2 and ended_at is null",
        id.0,
        viewer.signed_in_id().0,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Has a session look with another person's eyes, or with the own again.
///
/// # Errors
/// Those of the database.
pub async fn set_viewing(db: &mut PgConnection, session: SessionId, person: Option<PersonId>, now: DateTime<Utc>) -> sqlx::Result<()> {
    let since = person.map(|_| now);
    sqlx::query!(
        "update session set viewing_as_id = $2, viewing_since = $3 where id = $1",
        session.0,
        person.map(|person| person.0),
        since
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends all sessions of a person but one, as after a new password.
///
/// # Errors
/// Those of the database.
pub async fn end_sessions(db: &mut PgConnection, person: PersonId, but: Option<Uuid>, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update session set ended_at = $3 where person_id = $1 and ended_at is null and id is distinct from $2",
        person.0,
        but,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}

/// What the viewer can be reached by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// E-mail address.
    pub email: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
    /// Of the person.
    pub version: i32,
}

/// What the viewer can be reached by.
///
/// # Errors
/// Those of the database.
pub async fn own_contact(db: impl PgExecutor<'_>, viewer: &Viewer) -> sqlx::Result<Contact> {
    sqlx::query_as!(Contact, "select email, mobile, version from person where id = $1", viewer.person_id.0).fetch_one(db).await
}

/// Saves what the viewer can be reached by; `false` when somebody was faster.
///
/// # Errors
/// Those of the database.
pub async fn set_own_contact(
    db: &mut PgConnection,
    viewer: &Viewer,
    email: Option<&str>,
    mobile: Option<&str>,
    version: i32,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update person set email = $2, mobile = $3, version = version + 1, updated_at = $5 where id = $1 and version = $4",
        viewer.person_id.0,
        email,
        mobile,
        version,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The viewer's stored hash.
///
/// # Errors
/// Those of the database.
pub async fn own_password_hash(db: &PgPool, viewer: &Viewer) -> sqlx::Result<String> {
    sqlx::query_scalar!("select password_hash from person where id = $1", viewer.person_id.0).fetch_one(db).await
}

/// Stores a new hash for the viewer.
///
/// # Errors
/// Those of the database.
pub async fn set_own_password(db: &mut PgConnection, viewer: &Viewer, hash: &str, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update person set password_hash = $2, must_change_password = false, updated_at = $3 where id = $1",
        viewer.person_id.0,
        hash,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The viewer's language and theme.
///
/// # Errors
/// Those of the database.
pub async fn set_own_preferences(db: &PgPool, viewer: &Viewer, locale: Option<&str>, theme: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!(
        "update person set locale = coalesce($2, locale), theme = coalesce($3, theme) where id = $1",
        viewer.person_id.0,
        locale,
        theme
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Has the viewer's own session take a new token at the next page.
///
/// # Errors
/// Those of the database.
pub async fn rotate_own_session(db: &mut PgConnection, viewer: &Viewer) -> sqlx::Result<()> {
    sqlx::query!("update session set rotate = true where id = $1", viewer.session_id.0).execute(db).await?;
    Ok(())
}

/// The legal company behind the viewer's partner; nothing for the vendor's staff.
///
/// # Errors
/// Those of the database.
pub async fn legal_company(db: &PgPool, viewer: &Viewer) -> sqlx::Result<Option<String>> {
    let Some(partner) = viewer.partner_id() else { return Ok(None) };
    sqlx::query_scalar!("select c.name from partner p join company c on c.id = p.company_id where p.id = $1", partner.0)
        .fetch_optional(db)
        .await
}

/// The vendor's contact of a partner (生态经理), for the partner's own people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EcosystemManager {
    /// May be empty.
    pub name: String,
    /// May be empty.
    pub mobile: String,
    /// May be empty.
    pub email: String,
}

/// The contact of the viewer's partner; nobody where none is kept, and for the vendor's staff.
///
/// # Errors
/// Those of the database.
pub async fn ecosystem_manager(db: &PgPool, viewer: &Viewer) -> sqlx::Result<Option<EcosystemManager>> {
    let Some(partner) = viewer.partner_id() else { return Ok(None) };
    sqlx::query_as!(
        EcosystemManager,
        "select ecosystem_manager_name as name, ecosystem_manager_mobile as mobile, ecosystem_manager_email as email from partner
         where id = $1 and ecosystem_manager_name || ecosystem_manager_mobile || ecosystem_manager_email <> ''",
        partner.0
    )
    .fetch_optional(db)
    .await
}

/// Makes changes of one partner's people and roles wait for each other: the rules about them (the last administrator, a
/// supervisor with a team, ten roles) look at more than one row.
///
/// # Errors
/// Those of the database.
pub async fn lock_partner(db: &mut PgConnection, partner: PartnerId) -> sqlx::Result<()> {
    sqlx::query!("select id from partner where id = $1 for no key update", partner.0).fetch_optional(db).await?;
    Ok(())
}
