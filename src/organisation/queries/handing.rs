//! What a person is responsible for, and who can receive it.

use chrono::NaiveDate;
use sqlx::{PgConnection, PgExecutor};

use super::partner_of;
use crate::auth::{PersonId, Preset, Scope};
use crate::organisation::model::{Held, PartnerId, PersonStanding, PersonState, Receiver};

/// Holds a person until the transaction ends: whoever writes a row that names her as its owner waits (see
/// `operations::queries::lock_account_manager`), and sees afterwards what became of her.
///
/// # Errors
/// Those of the database.
pub async fn lock_person(db: &mut PgConnection, scope: &Scope, person: PersonId) -> sqlx::Result<()> {
    sqlx::query!("select id from person where partner_id = $1 and id = $2 for update", partner_of(scope), person.0)
        .fetch_optional(db)
        .await?;
    Ok(())
}

/// What a person of the partner is responsible for today; nothing for anybody else's person.
///
/// # Errors
/// Those of the database.
pub async fn held(db: &mut PgConnection, scope: &Scope, person: PersonId, today: NaiveDate) -> sqlx::Result<Held> {
    let counts = sqlx::query!(
        r#"select (select count(*) from association where owner_id = p.id and ended_at is null) as "customers!",
                  (select count(*) from claim where owner_id = p.id and state in ('open', 'in_review')) as "claims!",
                  (select count(*) from lead where owner_id = p.id and state in ('new', 'dispatched', 'following')) as "leads!",
                  (select count(*) from opportunity where owner_id = p.id and closed_at is null) as "opportunities!",
                  (select count(*) from invitation where owner_id = p.id and state in ('sent', 'confirming')) as "invitations!",
                  (select count(*) from invitation_link where owner_id = p.id and withdrawn_at is null) as "links!",
                  (select count(*) from customer_alert where owner_id = p.id and state = 'pending') as "alerts!"
           from person p where p.partner_id = $1 and p.id = $2"#,
        partner_of(scope),
        person.0
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(counts) = counts else { return Ok(Held::default()) };
    let team = sqlx::query!(
        r#"select am.id as "id: PersonId", am.display_name from supervision t join person am on am.id = t.account_manager_id
           where t.supervisor_id = $1 and t.during @> $2::date and am.state = 'active' order by am.account_name"#,
        person.0,
        today
    )
    .fetch_all(db)
    .await?;
    Ok(Held {
        customers: counts.customers,
        claims: counts.claims,
        leads: counts.leads,
        opportunities: counts.opportunities,
        invitations: counts.invitations,
        links: counts.links,
        alerts: counts.alerts,
        team: team.into_iter().map(|row| (row.id, row.display_name)).collect(),
    })
}

/// The active account managers of the partner but this person, by account name.
///
/// # Errors
/// Those of the database.
pub async fn receivers(db: impl PgExecutor<'_>, scope: &Scope, but: PersonId) -> sqlx::Result<Vec<Receiver>> {
    let rows = sqlx::query!(
        r#"select p.id as "id: PersonId", p.display_name, p.account_name from person p
           join person_role pr on pr.person_id = p.id join role r on r.id = pr.role_id and r.preset = 'account_manager'
           where p.partner_id = $1 and p.state = 'active' and p.id <> $2 order by p.account_name"#,
        partner_of(scope),
        but.0
    )
    .fetch_all(db)
    .await?;
    let standing = |id| PersonStanding {
        id,
        partner_id: Some(PartnerId(scope.id())),
        state: PersonState::Active,
        presets: vec![Preset::AccountManager],
        is_primary_administrator: false,
    };
    let receiver = |id, display_name, account_name| Receiver { standing: standing(id), display_name, account_name };
    Ok(rows.into_iter().map(|row| receiver(row.id, row.display_name, row.account_name)).collect())
}
