//! What stands before an invitation: the partner's rights, the claims that were chosen.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::invitations::model::{ClaimId, ClaimState, NotInvitable, Prospect, Standing};
use crate::invitations::rules::{MAILED_WITHIN, is_chinese, mailed_often, obstacle};
use crate::organisation::model::PartnerId;
use crate::values::date::beijing_date;
use crate::values::masking::{mask_email, mask_name};

/// What the partner may offer today.
///
/// # Errors
/// Those of the database.
pub async fn standing(db: &PgPool, partner: PartnerId, now: DateTime<Utc>) -> sqlx::Result<Standing> {
    let row = sqlx::query!(
        r#"select pa.referral_right, (up.delisted_at is not null) as "delisted!"
           from partner pa
           left join distribution d on d.reseller_id = pa.id and d.during @> $2::date
           left join partner up on up.id = d.distributor_id
           where pa.id = $1"#,
        partner.0,
        beijing_date(now)
    )
    .fetch_one(db)
    .await?;
    Ok(Standing { referral_right: row.referral_right, distributor_delisted: row.delisted })
}

/// A claim in clear, for the mail.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Claimed {
    /// The claim.
    pub id: ClaimId,
    /// Scope column.
    pub distributor_id: Option<Uuid>,
    /// Scope column.
    pub partner_id: Uuid,
    /// Scope column.
    pub supervisor_id: Option<Uuid>,
    /// The account manager of the claim: whoever accepts is assigned to her.
    pub owner_id: Option<PersonId>,
    /// Her name.
    pub owner: Option<String>,
    /// As typed.
    pub company_name: String,
    /// Normalised.
    pub mobile: String,
    /// Normalised; empty when not said.
    pub email: String,
    /// Stored.
    pub state: ClaimState,
    /// When its time is up.
    pub valid_until: DateTime<Utc>,
    /// A mailed invitation is under way.
    pub sent_at: Option<DateTime<Utc>>,
    /// Invitations that the partner mailed to the address lately, within [`MAILED_WITHIN`].
    pub mails: i64,
}

impl Claimed {
    /// Why it cannot be invited by mail, if not.
    pub fn obstacle(&self, now: DateTime<Utc>) -> Option<NotInvitable> {
        obstacle(self.state, self.valid_until, &self.email, now).or(mailed_often(self.mails))
    }
}

fn claimed(now: DateTime<Utc>) -> QueryBuilder<Postgres> {
    let mut query = QueryBuilder::new(
        "select c.id, c.distributor_id, c.partner_id, c.supervisor_id, c.owner_id, w.display_name as owner, c.company_name, c.mobile,
                c.email, c.state, c.valid_until,
                (select i.created_at from invitation i where i.claim_id = c.id and i.state = 'sent') as sent_at,
                (select count(*) from invitation i where i.partner_id = c.partner_id and i.kind = 'email' and i.email = c.email and i.created_at > ",
    );
    query.push_bind(now - MAILED_WITHIN).push(") as mails from claim c left join person w on w.id = c.owner_id where ");
    query
}

/// These claims of the partner within the scope, by company name.
///
/// # Errors
/// Those of the database.
pub async fn chosen(db: &PgPool, scope: &Scope, partner: PartnerId, ids: &[Uuid], now: DateTime<Utc>) -> sqlx::Result<Vec<Claimed>> {
    let mut query = claimed(now);
    scope.push(&mut query, Alias::Claim);
    query.push(" and c.partner_id = ").push_bind(partner.0).push(" and c.id = any(").push_bind(ids.to_vec());
    query.push(") order by c.company_name collate \"names\", c.id");
    query.build_query_as().fetch_all(db).await
}

/// The same, held until the transaction ends: the account managers, what is under way for the claims, then the claims, each by
/// ascending id (the order of `customers::queries::associating`).
///
/// # Errors
/// Those of the database.
pub async fn hold(
    db: &mut PgConnection,
    scope: &Scope,
    partner: PartnerId,
    ids: &[Uuid],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Claimed>> {
    sqlx::query!(
        "select id from person where id in (select owner_id from claim where id = any($1) and partner_id = $2) order by id for share",
        ids,
        partner.0
    )
    .fetch_all(&mut *db)
    .await?;
    sqlx::query!(
        "select id from invitation where claim_id = any($1) and partner_id = $2 and state = 'sent' order by id for update",
        ids,
        partner.0
    )
    .fetch_all(&mut *db)
    .await?;
    let mut query = claimed(now);
    scope.push(&mut query, Alias::Claim);
    query.push(" and c.partner_id = ").push_bind(partner.0).push(" and c.id = any(").push_bind(ids.to_vec());
    query.push(") order by c.id for update of c");
    query.build_query_as().fetch_all(db).await
}

/// As the page shows it.
pub fn masked(claim: &Claimed, now: DateTime<Utc>) -> Prospect {
    Prospect {
        claim: claim.id,
        name: mask_name(&claim.company_name),
        email: mask_email(&claim.email),
        is_chinese: is_chinese(&claim.company_name),
        account_manager: claim.owner.clone(),
        obstacle: claim.obstacle(now),
        sent_at: claim.sent_at,
    }
}
