//! Queries without a scope: sign-in and sessions, which come before anybody is known.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::model::{Affiliation, PartnerContext, PartnerId, PartnerKind, Permission, PersonId, Preset, SessionId, Viewer};
use super::rules::THROTTLE_MINUTES;
use crate::i18n::Locale;
use crate::server::{Config, db::begin};
use crate::values::date::beijing_date;

/// A token that was replaced is good for so many seconds more: another tab may be under way with it.
pub const ROTATION_GRACE: i64 = 60;

/// For so many days after it is over, a session can be looked up by whoever looks into something that happened.
const SESSION_DAYS: i64 = 90;

/// "View as" ends by itself after so many minutes.
pub const VIEWING_MINUTES: i64 = 30;

/// A live session and whose it is.
#[derive(Clone, Debug)]
pub struct Found {
    /// The person who asks.
    pub viewer: Viewer,
    /// Whether the token must be replaced, because the person's roles have changed.
    pub rotate: bool,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Notifications that the person has not read; counted up to 100.
    pub unread: i64,
}

/// The viewer of a session token, unless the session is over or the person disabled. Everything in one round trip.
///
/// Where an administrator views as somebody, it is that person: for thirty minutes, and only while the one is administrator
/// of the partner and the other an active person of it and no administrator. Language and appearance stay her own.
///
/// # Errors
/// Those of the database.
pub async fn viewer_of(db: &PgPool, token_hash: &[u8], now: DateTime<Utc>, config: &Config) -> sqlx::Result<Option<Found>> {
    let idle_since = now - Duration::minutes(config.session_idle_minutes);
    let row = sqlx::query!(
        r#"select s.id as "session_id!: SessionId", s.last_seen_at as "last_seen_at!", s.rotate as "rotate!",
                  p.id as "person_id!: PersonId", p.account_name as "account_name!", p.display_name as "display_name!", me.locale, me.theme as "theme!",
                  me.must_change_password and v.id is null as "must_change_password!",
                  me.id as "me_id!: PersonId", me.display_name as "me_name!", v.id is not null as "viewing!",
                  p.partner_id as "partner_id?: PartnerId", pa.name as "partner_name?", pa.kind as "partner_kind?: PartnerKind",
                  pa.channel_only as "channel_only?",
                  (select d.distributor_id from distribution d where d.reseller_id = pa.id and d.during @> $4::date) as "distributor_id?: PartnerId",
                  (select a.display_name from person a where a.id = pa.primary_administrator_id) as "administrator?",
                  sv.id as "supervisor_id?: PersonId", sv.display_name as "supervisor_name?",
                  array(select r.preset from person_role pr join role r on r.id = pr.role_id
                        where pr.person_id = p.id and r.preset is not null order by pr.slot)::text[] as "presets!",
                  array(select distinct rp.permission from person_role pr join role_permission rp on rp.role_id = pr.role_id
                        where pr.person_id = p.id)::text[] as "permissions!",
                  (select count(*) from person_role pr join role r on r.id = pr.role_id
                   where pr.person_id = p.id and r.preset is null) as "custom_roles!",
                  (select count(*) from (select from notification n where n.person_id = p.id and n.read_at is null limit 100) n) as "unread!"
           from session s
           join person me on me.id = s.person_id
           left join person v on v.id = s.viewing_as_id and s.viewing_since > $6 and v.state = 'active' and v.partner_id = me.partner_id
                and exists (select from person_role pr join role r on r.id = pr.role_id
                            where pr.person_id = me.id and r.preset = 'system_administrator')
                and not exists (select from person_role pr join role r on r.id = pr.role_id
                                where pr.person_id = v.id and r.preset = 'system_administrator')
           join person p on p.id = coalesce(v.id, me.id)
           left join partner pa on pa.id = p.partner_id
           left join supervision su on su.account_manager_id = p.id and su.during @> $4::date
           left join person sv on sv.id = su.supervisor_id
           where (s.token_hash = $1 or (s.former_token_hash = $1 and s.rotated_at > $5)) and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3 and me.state = 'active'"#,
        token_hash,
        now,
        idle_since,
        beijing_date(now),
        now - Duration::seconds(ROTATION_GRACE),
        now - Duration::minutes(VIEWING_MINUTES)
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    // Once a minute is enough to know that somebody is still there; each request would write otherwise.
    if now - row.last_seen_at > Duration::minutes(1) {
        sqlx::query!("update session set last_seen_at = $2 where id = $1", row.session_id.0, now).execute(db).await?;
    }
    let affiliation = match (row.partner_id, row.partner_kind) {
        (Some(id), Some(kind)) => Affiliation::Partner(PartnerContext {
            id,
            name: row.partner_name.unwrap_or_default(),
            kind,
            channel_only: row.channel_only.unwrap_or(false),
            distributor_id: row.distributor_id,
        }),
        _ => Affiliation::Vendor,
    };
    let viewer = Viewer {
        person_id: row.person_id,
        account_name: row.account_name,
        display_name: row.display_name,
        affiliation,
        presets: row.presets.iter().filter_map(|code| Preset::ALL.into_iter().find(|p| p.as_str() == code)).collect(),
        permissions: row.permissions.iter().filter_map(|code| Permission::from_code(code)).collect(),
        custom_roles: usize::try_from(row.custom_roles).unwrap_or(0),
        must_change_password: row.must_change_password,
        supervisor: row.supervisor_id.zip(row.supervisor_name),
        administrator: row.administrator,
        locale: row.locale.as_deref().and_then(Locale::from_tag),
        session_id: row.session_id,
        viewed_by: row.viewing.then_some((row.me_id, row.me_name)),
    };
    Ok(Some(Found { viewer, rotate: row.rotate, theme: row.theme, unread: row.unread }))
}

/// An active person as a viewer, for work that she left to the background: without a session, and without the items of custom
/// roles, so that it reaches no further than her preset roles.
///
/// # Errors
/// Those of the database.
pub async fn viewer_of_person(db: &mut PgConnection, person: PersonId, now: DateTime<Utc>) -> sqlx::Result<Option<Viewer>> {
    let row = sqlx::query!(
        r#"select p.account_name, p.display_name, p.locale, pa.id as "partner_id: PartnerId", pa.name, pa.kind as "kind: PartnerKind", pa.channel_only,
                  (select d.distributor_id from distribution d where d.reseller_id = pa.id and d.during @> $2::date) as "distributor_id: PartnerId",
                  array(select r.preset from person_role pr join role r on r.id = pr.role_id
                        where pr.person_id = p.id and r.preset is not null order by pr.slot)::text[] as "presets!"
           from person p join partner pa on pa.id = p.partner_id where p.id = $1 and p.state = 'active'"#,
        person.0,
        beijing_date(now)
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Viewer {
        person_id: person,
        account_name: row.account_name,
        display_name: row.display_name,
        affiliation: Affiliation::Partner(PartnerContext {
            id: row.partner_id,
            name: row.name,
            kind: row.kind,
            channel_only: row.channel_only,
            distributor_id: row.distributor_id,
        }),
        presets: row.presets.iter().filter_map(|code| Preset::ALL.into_iter().find(|p| p.as_str() == code)).collect(),
        permissions: std::collections::BTreeSet::new(),
        custom_roles: 0,
        must_change_password: false,
        supervisor: None,
        administrator: None,
        locale: row.locale.as_deref().and_then(Locale::from_tag),
        session_id: SessionId(Uuid::nil()),
        viewed_by: None,
    }))
}

/// Replaces the token of a session that must be rotated; `false` when another request was faster.
///
/// # Errors
/// Those of the database.
pub async fn rotate_token(db: &PgPool, old: &[u8], new: &[u8], now: DateTime<Utc>) -> sqlx::Result<bool> {
    let done = sqlx::query!(
        "update session set token_hash = $2, former_token_hash = $1, rotated_at = $3, rotate = false where token_hash = $1 and rotate",
        old,
        new,
        now
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// What sign-in needs to know of an account.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The person.
    pub person_id: PersonId,
    /// The stored hash.
    pub password_hash: String,
    /// Whether the person may sign in at all.
    pub active: bool,
    /// Whether a new password is due.
    pub must_change_password: bool,
}

/// The credentials of an account name.
///
/// # Errors
/// Those of the database.
pub async fn credentials(db: &PgPool, account_name: &str) -> sqlx::Result<Option<Credentials>> {
    sqlx::query_as!(
        Credentials,
        r#"select id as "person_id: PersonId", password_hash, state = 'active' as "active!", must_change_password
           from person where account_name = $1"#,
        account_name
    )
    .fetch_optional(db)
    .await
}

/// Replaces a hash that was made with older parameters.
///
/// # Errors
/// Those of the database.
pub async fn replace_hash(db: &PgPool, person: PersonId, old: &str, new: &str) -> sqlx::Result<()> {
    sqlx::query!("update person set password_hash = $3 where id = $1 and password_hash = $2", person.0, old, new).execute(db).await?;
    Ok(())
}

/// A session that begins.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// Whose.
    pub person: PersonId,
    /// The hash of its token.
    pub token_hash: &'a [u8],
    /// The browser's name for itself.
    pub user_agent: &'a str,
    /// The client's address.
    pub address: &'a str,
    /// When.
    pub now: DateTime<Utc>,
    /// When it ends whatever happens.
    pub expires_at: DateTime<Utc>,
}

/// Begins a session, and ends the one that the same browser had.
///
/// # Errors
/// Those of the database.
pub async fn begin_session(db: &PgPool, new: &NewSession<'_>, old_token_hash: Option<&[u8]>) -> sqlx::Result<Uuid> {
    let mut tx = begin(db).await?;
    if let Some(old) = old_token_hash {
        sqlx::query!("update session set ended_at = $2 where token_hash = $1 and ended_at is null", old, new.now).execute(&mut *tx).await?;
    }
    let id = crate::server::new_id();
    sqlx::query!(
        "insert into session (id, token_hash, person_id, user_agent, address, created_at, last_seen_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $6, $7)",
        id,
        new.token_hash,
        new.person.0,
        new.user_agent,
        new.address,
        new.now,
        new.expires_at
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(id)
}

/// Counts one more failure for a throttled key and answers how many there are in its window, and when that began.
/// Counting comes before checking: of a hundred attempts at once no more than the limit are checked.
///
/// # Errors
/// Those of the database.
pub async fn count_attempt(db: &PgPool, key: &[u8], now: DateTime<Utc>, window: Duration) -> sqlx::Result<(i32, DateTime<Utc>)> {
    let row = sqlx::query!(
        "insert into sign_in_throttle as t (key, failures, since) values ($1, 1, $2)
         on conflict (key) do update set
             failures = case when t.since <= $3 then 1 else least(t.failures + 1, 1000000) end,
             since = case when t.since <= $3 then $2 else t.since end
         returning failures, since",
        key,
        now,
        now - window
    )
    .fetch_one(db)
    .await?;
    Ok((row.failures, row.since))
}

/// Takes one counted attempt back: it was not a failure.
///
/// # Errors
/// Those of the database.
pub async fn forgive_attempt(db: &PgPool, key: &[u8]) -> sqlx::Result<()> {
    sqlx::query!("update sign_in_throttle set failures = greatest(failures - 1, 0) where key = $1", key).execute(db).await?;
    Ok(())
}

/// Forgets counted attempts whose window is over: they would be counted anew. Anybody can make such rows, so they must not
/// stay. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn forget_attempts(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let before = now - Duration::minutes(THROTTLE_MINUTES);
    Ok(sqlx::query!("delete from sign_in_throttle where since <= $1", before).execute(db).await?.rows_affected())
}

/// Forgets sessions that are long over, with the addresses and browsers they name. However one ended, it did so before it
/// would have expired. Answers how many.
///
/// # Errors
/// Those of the database.
pub async fn forget_sessions(db: &PgPool, now: DateTime<Utc>) -> sqlx::Result<u64> {
    let before = now - Duration::days(SESSION_DAYS);
    Ok(sqlx::query!("delete from session where expires_at < $1", before).execute(db).await?.rows_affected())
}
