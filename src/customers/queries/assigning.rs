//! Customers that are to be moved, who may receive them, and who had them before.

use chrono::NaiveDate;
use sqlx::{PgConnection, PgPool, QueryBuilder};
use uuid::Uuid;

use crate::auth::scope::Alias;
use crate::auth::{PersonId, Scope};
use crate::customers::model::{Assignable, Assignee, AssociationId, CustomerId, Responsible};
use crate::organisation::model::PartnerId;
use crate::values::masking::mask_name;

/// A customer that was chosen to be moved, masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The legal customer.
    pub customer: CustomerId,
    /// What people quote.
    pub number: String,
    /// Masked.
    pub name: String,
    /// The account manager of today.
    pub account_manager: Option<String>,
    /// What decides.
    pub standing: Assignable,
    /// Open opportunities of the partner itself, whoever owns them.
    pub open_opportunities: i64,
    /// Alerts that wait.
    pub open_alerts: i64,
}

#[derive(sqlx::FromRow)]
struct Found {
    id: AssociationId,
    customer_id: CustomerId,
    number: String,
    name: String,
    partner_id: PartnerId,
    owner_id: Option<PersonId>,
    account_manager: Option<String>,
    supervisor_id: Option<PersonId>,
    version: i32,
    open_opportunities: i64,
    open_alerts: i64,
}

/// Those of the customers that are associated within the scope today, by number.
///
/// # Errors
/// Those of the database.
pub async fn chosen(db: &PgPool, scope: &Scope, customers: &[CustomerId]) -> sqlx::Result<Vec<Chosen>> {
    let mut query = QueryBuilder::new(
        "select a.id, a.customer_id, cu.number, cu.name, a.partner_id, a.owner_id, w.display_name as account_manager, a.supervisor_id, a.version,
                (select count(*) from opportunity o where o.customer_id = a.customer_id and o.partner_id = a.partner_id and o.closed_at is null) as open_opportunities,
                (select count(*) from customer_alert al where al.association_id = a.id and al.state = 'pending') as open_alerts
         from association a join customer cu on cu.id = a.customer_id left join person w on w.id = a.owner_id where a.ended_at is null and ",
    );
    scope.push(&mut query, Alias::Association);
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    query.push(" and a.customer_id = any(").push_bind(ids).push(") order by cu.number");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Chosen::from).collect())
}

impl From<Found> for Chosen {
    fn from(found: Found) -> Self {
        Self {
            customer: found.customer_id,
            number: found.number,
            name: mask_name(&found.name),
            account_manager: found.account_manager,
            standing: Assignable {
                id: found.id,
                partner_id: found.partner_id,
                owner_id: found.owner_id,
                supervisor_id: found.supervisor_id,
                version: found.version,
            },
            open_opportunities: found.open_opportunities,
            open_alerts: found.open_alerts,
        }
    }
}

/// The same, held until the transaction ends: nobody moves them meanwhile.
///
/// # Errors
/// Those of the database.
pub async fn lock(db: &mut PgConnection, scope: &Scope, customers: &[CustomerId]) -> sqlx::Result<Vec<Chosen>> {
    let mut query = QueryBuilder::new(
        "select a.id, a.customer_id, cu.number, cu.name, a.partner_id, a.owner_id, null::text as account_manager, a.supervisor_id, a.version,
                0::bigint as open_opportunities, 0::bigint as open_alerts
         from association a join customer cu on cu.id = a.customer_id where a.ended_at is null and ",
    );
    scope.push(&mut query, Alias::Association);
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    query.push(" and a.customer_id = any(").push_bind(ids).push(") order by a.id for update of a");
    let found: Vec<Found> = query.build_query_as().fetch_all(db).await?;
    Ok(found.into_iter().map(Chosen::from).collect())
}

/// Their associations of today, unheld and of any scope: for taking locks in order, never for answering.
///
/// # Errors
/// Those of the database.
pub async fn associations_of(db: &mut PgConnection, customers: &[CustomerId]) -> sqlx::Result<Vec<AssociationId>> {
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    sqlx::query_scalar!(
        r#"select id as "id: AssociationId" from association where ended_at is null and customer_id = any($1) order by id"#,
        &ids
    )
    .fetch_all(db)
    .await
}

/// Open alerts for which a partner's primary administrator is responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdministratorsAlerts {
    /// Who.
    pub administrator: PersonId,
    /// How many.
    pub count: i64,
    /// One of them.
    pub first: Uuid,
    /// The customer's name, masked, where they are all of one; else empty.
    pub name: String,
}

/// The open alerts of these customers, which are one partner's, as far as no account manager has them.
///
/// # Errors
/// Those of the database.
pub async fn alerts_of_administrator(db: &mut PgConnection, customers: &[AssociationId]) -> sqlx::Result<Option<AdministratorsAlerts>> {
    let ids: Vec<Uuid> = customers.iter().map(|id| id.0).collect();
    let row = sqlx::query!(
        r#"select r.primary_administrator_id as "administrator!: PersonId", count(*) as "count!", (array_agg(w.id order by w.id))[1] as "first!",
                  min(a.customer_name) as "name!", count(distinct a.id) as "customers!"
           from customer_alert w join association a on a.id = w.association_id join partner r on r.id = w.partner_id
           where a.id = any($1) and w.state = 'pending' and w.owner_id is null and r.primary_administrator_id is not null
           group by r.primary_administrator_id"#,
        &ids
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| AdministratorsAlerts {
        administrator: row.administrator,
        count: row.count,
        first: row.first,
        name: if row.customers == 1 { mask_name(&row.name) } else { String::new() },
    }))
}

/// Somebody who is to receive customers.
///
/// # Errors
/// Those of the database.
pub async fn lookup_assignee(db: &mut PgConnection, person: PersonId) -> sqlx::Result<Option<Assignee>> {
    let row = sqlx::query!(
        r#"select p.id as "id: PersonId", p.partner_id as "partner_id?: PartnerId",
                  (select s.supervisor_id from supervision s where s.account_manager_id = p.id and upper_inf(s.during)) as "supervisor_id?: PersonId",
                  p.state = 'active' and exists (select 1 from person_role pr join role r on r.id = pr.role_id
                      where pr.person_id = p.id and r.preset = 'account_manager') as "is_active_account_manager!"
           from person p where p.id = $1"#,
        person.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.and_then(|row| {
        let (id, supervisor_id, is_active_account_manager) = (row.id, row.supervisor_id, row.is_active_account_manager);
        row.partner_id.map(|partner_id| Assignee { id, partner_id, supervisor_id, is_active_account_manager })
    }))
}

/// An account manager and what she has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The person.
    pub id: PersonId,
    /// By name.
    pub name: String,
    /// Her supervisor, by name.
    pub supervisor: Option<String>,
    /// Customers of today.
    pub customers: i64,
    /// Alerts that wait for her.
    pub alerts: i64,
}

/// The active account managers of the partner, with `team` only those who report to this supervisor; by name.
///
/// # Errors
/// Those of the database.
pub async fn account_managers(db: &PgPool, partner: PartnerId, team: Option<PersonId>) -> sqlx::Result<Vec<Load>> {
    sqlx::query_as!(
        Load,
        r#"select p.id as "id: PersonId", p.display_name as name, sv.display_name as "supervisor?",
                  coalesce(a.n, 0) as "customers!", coalesce(w.n, 0) as "alerts!"
           from person p
           left join supervision s on s.account_manager_id = p.id and upper_inf(s.during)
           left join person sv on sv.id = s.supervisor_id
           left join (select owner_id, count(*) as n from association where partner_id = $1 and ended_at is null group by owner_id) a on a.owner_id = p.id
           left join (select owner_id, count(*) as n from customer_alert where partner_id = $1 and state = 'pending' group by owner_id) w on w.owner_id = p.id
           where p.partner_id = $1 and p.state = 'active' and ($2::uuid is null or s.supervisor_id = $2)
             and exists (select 1 from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id and r.preset = 'account_manager')
           order by p.display_name collate "names", p.id limit 500"#,
        partner.0,
        team.map(|supervisor| supervisor.0)
    )
    .fetch_all(db)
    .await
}

/// Customers of the partner without an account manager.
///
/// # Errors
/// Those of the database.
pub async fn count_unassigned(db: &PgPool, partner: PartnerId) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "n!" from association where partner_id = $1 and ended_at is null and owner_id is null"#,
        partner.0
    )
    .fetch_one(db)
    .await
}

/// Who was responsible for a customer that [`super::detail::lookup`] found, the latest first.
///
/// # Errors
/// Those of the database.
pub async fn history(db: &PgPool, of: AssociationId) -> sqlx::Result<Vec<Responsible>> {
    sqlx::query_as!(
        Responsible,
        r#"select p.display_name as account_manager, lower(s.during) as "from!: NaiveDate", upper(s.during) as "until: NaiveDate",
                  b.display_name as "by?"
           from assignment s join person p on p.id = s.account_manager_id left join person b on b.id = s.assigned_by
           where s.association_id = $1 order by lower(s.during) desc limit 100"#,
        of.0
    )
    .fetch_all(db)
    .await
}
