//! Offline links within a scope.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope, Viewer};
use crate::invitations::model::{AssociationType, CampaignId, InvitationKind, LinkId, LinkRow, NewLink};
use crate::organisation::model::PartnerId;
use crate::server::new_id;
use crate::values::date::beijing_date;

/// Most links that the page shows; a partner has a few dozen.
pub const MOST: i64 = 200;

#[derive(sqlx::FromRow)]
struct Found {
    id: LinkId,
    kind: InvitationKind,
    token: String,
    association_kind: AssociationType,
    tag: String,
    campaign: Option<String>,
    ends_on: Option<NaiveDate>,
    owner_id: Option<PersonId>,
    owner: Option<String>,
    created_at: DateTime<Utc>,
    withdrawn_at: Option<DateTime<Utc>>,
    joined: i64,
}

const COLUMNS: &str =
    "select k.id, k.kind, k.token, k.association_kind, k.tag, m.name as campaign, m.ends_on, k.owner_id, w.display_name as owner,
    k.created_at, k.withdrawn_at,
    (select count(*) from invitation i where i.link_id = k.id and i.state = 'accepted') as joined
    from invitation_link k left join campaign m on m.id = k.campaign_id left join person w on w.id = k.owner_id where ";

/// The links in the scope: those that work first, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn list(db: &PgPool, scope: &Scope) -> sqlx::Result<Vec<LinkRow>> {
    let mut query = QueryBuilder::new(COLUMNS);
    scope.push(&mut query, Alias::InvitationLink);
    query.push(" order by k.withdrawn_at is not null, k.created_at desc, k.id desc limit ").push_bind(MOST);
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(LinkRow::from).collect())
}

/// One link in the scope.
///
/// # Errors
/// Those of the database.
pub async fn lookup(db: &PgPool, scope: &Scope, id: LinkId) -> sqlx::Result<Option<LinkRow>> {
    let mut query = QueryBuilder::new(COLUMNS);
    scope.push(&mut query, Alias::InvitationLink);
    query.push(" and k.id = ").push_bind(id.0);
    let found: Option<Found> = query.build_query_as().fetch_optional(db).await?;
    Ok(found.map(LinkRow::from))
}

/// Writes a link for the viewer's partner. The account manager is held while her supervisor is read.
///
/// # Errors
/// Those of the database; `invitation_link_general` when the person has this general link already.
pub async fn insert(
    db: &mut PgConnection,
    viewer: &Viewer,
    partner: PartnerId,
    new: &NewLink,
    token: &str,
    at: DateTime<Utc>,
) -> sqlx::Result<LinkId> {
    crate::customers::queries::associating::hold_account_manager(db, new.account_manager).await?;
    let id = LinkId(new_id());
    sqlx::query!(
        "insert into invitation_link (id, distributor_id, partner_id, supervisor_id, owner_id, kind, token, association_kind, tag, campaign_id,
                                      created_by, created_at)
         select $1,
                case pa.kind when 'distributor' then pa.id
                     when 'reseller' then (select d.distributor_id from distribution d where d.reseller_id = pa.id and d.during @> $11::date) end,
                pa.id, (select s.supervisor_id from supervision s where s.account_manager_id = $3 and s.during @> $11::date),
                $3, $4, $5, $6, $7, $8, $9, $10
         from partner pa where pa.id = $2",
        id.0,
        partner.0,
        new.account_manager.map(|person| person.0),
        new.kind.as_str(),
        token,
        new.association_type.as_str(),
        new.tag,
        new.campaign.map(|campaign| campaign.0),
        viewer.person_id.0,
        at,
        beijing_date(at)
    )
    .execute(db)
    .await?;
    Ok(id)
}

/// Takes a link back; who joined through it stays. `false` when it was taken back before.
///
/// # Errors
/// Those of the database.
pub async fn withdraw(db: &mut PgConnection, scope: &Scope, id: LinkId, at: DateTime<Utc>) -> sqlx::Result<bool> {
    let mut query = QueryBuilder::new("update invitation_link k set withdrawn_at = ");
    query.push_bind(at).push(" where k.withdrawn_at is null and k.id = ").push_bind(id.0).push(" and ");
    scope.push(&mut query, Alias::InvitationLink);
    Ok(query.build().execute(db).await?.rows_affected() == 1)
}

/// Campaigns that are not over, by their last day: id, name, last day.
///
/// # Errors
/// Those of the database.
pub async fn campaigns(db: &PgPool, today: NaiveDate) -> sqlx::Result<Vec<(CampaignId, String, NaiveDate)>> {
    let rows = sqlx::query!(
        r#"select id as "id: CampaignId", name, ends_on from campaign where ends_on >= $1 order by ends_on, lower(name), id limit 200"#,
        today
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name, row.ends_on)).collect())
}

/// Whether a campaign exists and is not over.
///
/// # Errors
/// Those of the database.
pub async fn is_campaign(db: &mut PgConnection, id: CampaignId, today: NaiveDate) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select 1 from campaign where id = $1 and ends_on >= $2) as "is!""#, id.0, today)
        .fetch_one(db)
        .await
}

/// The partner's active account managers, by name.
///
/// # Errors
/// Those of the database.
pub async fn account_managers(db: &PgPool, partner: PartnerId) -> sqlx::Result<Vec<(PersonId, String)>> {
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
pub async fn is_account_manager(db: &mut PgConnection, partner: PartnerId, person: Uuid) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select 1 from person p join person_role pr on pr.person_id = p.id
                          join role r on r.id = pr.role_id and r.preset = 'account_manager'
                          where p.id = $1 and p.partner_id = $2 and p.state = 'active') as "is!""#,
        person,
        partner.0
    )
    .fetch_one(db)
    .await
}

impl From<Found> for LinkRow {
    fn from(found: Found) -> Self {
        Self {
            id: found.id,
            kind: found.kind,
            token: found.token,
            association_type: found.association_kind,
            tag: found.tag,
            campaign: found.campaign.zip(found.ends_on),
            account_manager: found.owner_id.zip(found.owner),
            created_at: found.created_at,
            withdrawn_at: found.withdrawn_at,
            joined: found.joined,
        }
    }
}
