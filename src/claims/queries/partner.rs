//! What a claim depends on in its partner.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::auth::PersonId;
use crate::claims::model::Room;
use crate::organisation::model::{PartnerId, PartnerKind};

/// What a claim depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartnerFacts {
    /// Solution provider, distributor or reseller.
    pub kind: PartnerKind,
    /// 仅拓渠.
    pub channel_only: bool,
    /// Has a contact mobile or a contact e-mail (R25).
    pub has_contact: bool,
    /// May offer 顾问销售 (R37).
    pub referral_right: bool,
}

/// Reads them.
///
/// # Errors
/// Those of the database.
pub async fn lookup_partner(db: impl PgExecutor<'_>, partner: PartnerId) -> sqlx::Result<Option<PartnerFacts>> {
    sqlx::query_as!(
        PartnerFacts,
        r#"select kind as "kind: PartnerKind", channel_only, contact_mobile <> '' or contact_email <> '' as "has_contact!", referral_right
           from partner where id = $1"#,
        partner.0
    )
    .fetch_optional(db)
    .await
}

/// The same, and holds the partner until the transaction ends, so that claims of one partner are counted one after the
/// other.
///
/// # Errors
/// Those of the database.
pub async fn hold_partner(db: &mut PgConnection, partner: PartnerId) -> sqlx::Result<Option<PartnerFacts>> {
    sqlx::query!("select id from partner where id = $1 for no key update", partner.0).fetch_optional(&mut *db).await?;
    lookup_partner(db, partner).await
}

/// How many claims the partner has, open and in review, whose time is not up; of `most`.
///
/// # Errors
/// Those of the database.
pub async fn room(db: impl PgExecutor<'_>, partner: PartnerId, most: i16, now: DateTime<Utc>) -> sqlx::Result<Room> {
    let used = sqlx::query_scalar!(
        r#"select count(*) as "n!" from claim where partner_id = $1 and state in ('open', 'in_review') and valid_until > $2"#,
        partner.0,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(Room { used, most: most.into() })
}

/// The partner's active account managers, by name.
///
/// # Errors
/// Those of the database.
pub async fn account_managers(db: impl PgExecutor<'_>, partner: PartnerId) -> sqlx::Result<Vec<(PersonId, String)>> {
    let rows = sqlx::query!(
        r#"select p.id as "id: PersonId", p.display_name from person p
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'account_manager'
           where p.partner_id = $1 and p.state = 'active' order by p.display_name collate "names", p.id limit 500"#,
        partner.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.display_name)).collect())
}

/// Whether somebody is an active account manager of the partner.
///
/// # Errors
/// Those of the database.
pub async fn is_account_manager(db: impl PgExecutor<'_>, partner: PartnerId, person: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from person p
                          join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'account_manager'
                          where p.id = $2 and p.partner_id = $1 and p.state = 'active') as "is!""#,
        partner.0,
        person.0
    )
    .fetch_one(db)
    .await
}
