//! What the vendor keeps about a partner beyond its founding.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::operations::model::{Operator, PartnerTerms};
use crate::organisation::model::{PartnerId, PartnerKind};

/// A partner's terms as they are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldTerms {
    /// Its type decides what may be set.
    pub kind: PartnerKind,
    /// Customers associated today.
    pub customers: i64,
    /// For lost updates.
    pub version: i32,
    /// The terms.
    pub terms: PartnerTerms,
}

/// A partner's terms.
///
/// # Errors
/// Those of the database.
pub async fn lookup_terms(db: impl PgExecutor<'_>, _: Operator, id: PartnerId) -> sqlx::Result<Option<HeldTerms>> {
    let row = sqlx::query!(
        r#"select kind as "kind: PartnerKind", version, contact_mobile, contact_email, channel_only, referral_right, marketing_programme,
                  delisted_at is not null as "delisted!", ecosystem_manager_name, ecosystem_manager_mobile, ecosystem_manager_email,
                  (select count(*) from association a where a.partner_id = p.id and a.ended_at is null) as "customers!"
           from partner p where id = $1"#,
        id.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| HeldTerms {
        kind: row.kind,
        customers: row.customers,
        version: row.version,
        terms: PartnerTerms {
            contact_mobile: row.contact_mobile,
            contact_email: row.contact_email,
            channel_only: row.channel_only,
            referral_right: row.referral_right,
            marketing_programme: row.marketing_programme,
            delisted: row.delisted,
            manager_name: row.ecosystem_manager_name,
            manager_mobile: row.ecosystem_manager_mobile,
            manager_email: row.ecosystem_manager_email,
        },
    }))
}

/// The same, held until the transaction ends; nobody records a customer or a claim for the partner meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn lock_terms(db: &mut PgConnection, operator: Operator, id: PartnerId) -> sqlx::Result<Option<HeldTerms>> {
    sqlx::query!("select id from partner where id = $1 for no key update", id.0).fetch_optional(&mut *db).await?;
    lookup_terms(db, operator, id).await
}

/// Saves them. A distributor that is delisted once more keeps the day of before.
///
/// # Errors
/// Those of the database.
pub async fn save_terms(
    db: &mut PgConnection,
    id: PartnerId,
    terms: &PartnerTerms,
    was_delisted: bool,
    at: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update partner set contact_mobile = $2, contact_email = $3, channel_only = $4, referral_right = $5,
                delisted_at = case when not $6 then null when $7 then delisted_at else $8 end,
                ecosystem_manager_name = $9, ecosystem_manager_mobile = $10, ecosystem_manager_email = $11,
                marketing_programme = $12, version = version + 1, updated_at = $8
         where id = $1",
        id.0,
        terms.contact_mobile,
        terms.contact_email,
        terms.channel_only,
        terms.referral_right,
        terms.delisted,
        was_delisted,
        at,
        terms.manager_name,
        terms.manager_mobile,
        terms.manager_email,
        terms.marketing_programme
    )
    .execute(db)
    .await?;
    Ok(())
}
