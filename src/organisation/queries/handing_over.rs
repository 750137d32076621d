//! What a person is responsible for, and who can receive it.

use chrono::NaiveDate;
use sqlx::{PgConnection, PgExecutor};

use super::partner_of;
use crate::auth::{PersonId, Preset, Scope};
use crate::handover::queries as handover;
use crate::organisation::model::{Holdings, PartnerId, PersonStanding, PersonState, Receiver};

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
pub async fn held(db: &mut PgConnection, scope: &Scope, person: PersonId, today: NaiveDate) -> sqlx::Result<Holdings> {
    let counts = handover::held(&mut *db, scope, person).await?;
    let team = sqlx::query!(
        r#"select am.id as "id: PersonId", am.display_name from supervision t join person am on am.id = t.account_manager_id
           where t.supervisor_id = $1 and t.during @> $2::date and am.state = 'active' and am.partner_id = $3 order by am.account_name"#,
        person.0,
        today,
        partner_of(scope)
    )
    .fetch_all(db)
    .await?;
    Ok(Holdings { counts, team: team.into_iter().map(|row| (row.id, row.display_name)).collect() })
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
