//! Who can follow leads, and whom the filter offers.

use chrono::NaiveDate;
use sqlx::{PgConnection, PgExecutor};

use super::Visibility;
use crate::auth::{Permission, PersonId, Preset};
use crate::leads::model::Candidate;
use crate::lists::queries::people::People;
use crate::organisation::model::PartnerId;

struct Found {
    id: PersonId,
    name: String,
    is_active: bool,
    telesales: bool,
    presets: Vec<String>,
    permissions: Vec<String>,
    supervisor: Option<PersonId>,
}

impl From<Found> for Candidate {
    fn from(found: Found) -> Self {
        let preset = |code: &String| Preset::ALL.into_iter().find(|preset| preset.as_str() == code);
        Self {
            id: found.id,
            name: found.name,
            is_active: found.is_active,
            presets: found.presets.iter().filter_map(preset).collect(),
            permissions: found.permissions.iter().filter_map(|code| Permission::from_code(code)).collect(),
            telesales: found.telesales,
            supervisor: found.supervisor,
        }
    }
}

/// The active people of the partner, by name, with what decides whether they can follow leads.
///
/// # Errors
/// Those of the database.
pub async fn candidates(db: impl PgExecutor<'_>, partner: PartnerId, today: NaiveDate) -> sqlx::Result<Vec<Candidate>> {
    find(db, partner, None, today).await
}

/// One person of the partner, held as she is until the transaction ends.
///
/// # Errors
/// Those of the database.
pub async fn candidate(db: &mut PgConnection, partner: PartnerId, person: PersonId, today: NaiveDate) -> sqlx::Result<Option<Candidate>> {
    sqlx::query!("select id from person where id = $1 and partner_id = $2 for share", person.0, partner.0).fetch_optional(&mut *db).await?;
    Ok(find(db, partner, Some(person), today).await?.pop())
}

async fn find(db: impl PgExecutor<'_>, partner: PartnerId, only: Option<PersonId>, today: NaiveDate) -> sqlx::Result<Vec<Candidate>> {
    let found = sqlx::query_as!(
        Found,
        r#"select p.id as "id: PersonId", p.display_name as name, p.state = 'active' as "is_active!", p.telesales,
                  array(select r.preset from person_role pr join role r on r.id = pr.role_id where pr.person_id = p.id and r.preset is not null)
                      as "presets!: Vec<String>",
                  array(select distinct rp.permission from person_role pr join role_permission rp on rp.role_id = pr.role_id
                        where pr.person_id = p.id) as "permissions!: Vec<String>",
                  (select s.supervisor_id from supervision s where s.account_manager_id = p.id and s.during @> $3::date) as "supervisor?: PersonId"
           from person p
           where p.partner_id = $1 and (case when $2::uuid is null then p.state = 'active' else p.id = $2 end)
           order by p.display_name collate "names", p.account_name limit 1000"#,
        partner.0,
        only.map(|id| id.0),
        today
    )
    .fetch_all(db)
    .await?;
    Ok(found.into_iter().map(Candidate::from).collect())
}

/// Who follows leads that the viewer sees: the choices of the filter.
pub fn following(visibility: &Visibility) -> People<'_> {
    People::new(visibility.partner, visibility.is_whole(), |query| {
        query.push("exists (select from lead l where l.owner_id = w.id and ");
        visibility.push(query);
        query.push(")");
    })
}
