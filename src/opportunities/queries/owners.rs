//! Whose opportunities there are: the choices of the filter.

use chrono::NaiveDate;
use sqlx::PgPool;
use uuid::Uuid;

use crate::auth::{PersonId, Scope, ScopeColumn};
use crate::lists::description::Choosable;
use crate::lists::paging::contains;
use crate::organisation::model::PartnerId;
use crate::values::name_key::name_key;

/// More people than this are found by typing a name: nobody reads a longer list, and every page would carry it.
const MOST: i64 = 100;

/// The people in the scope who own opportunities. Nobody to choose from in one's own rows.
///
/// The probe asks for the owner alone. With the scope beside it, a plan for any values reads all rows of the largest
/// partner once for each of its people: two seconds.
///
/// # Errors
/// Those of the database.
pub async fn owners(db: &PgPool, scope: &Scope, partner: PartnerId, chosen: Option<PersonId>, today: NaiveDate) -> sqlx::Result<Choosable> {
    match scope.column() {
        ScopeColumn::Owner => Ok(Choosable::default()),
        ScopeColumn::Supervisor => team(db, scope, partner, today).await.map(Choosable::from),
        ScopeColumn::Partner | ScopeColumn::Distributor => {
            let people = sqlx::query_scalar!(
                r#"select count(*) as "n!" from (select from person where partner_id = $1 limit $2) p"#,
                partner.0,
                MOST + 1
            )
            .fetch_one(db)
            .await?;
            match (people > MOST, chosen) {
                (false, _) => everyone(db, partner).await.map(Choosable::from),
                (true, None) => Ok(Choosable { records: Vec::new(), are_typed: true }),
                (true, Some(chosen)) => {
                    let records = one(db, partner, chosen).await?.map(|name| (chosen.0, name)).into_iter().collect();
                    Ok(Choosable { records, are_typed: true })
                }
            }
        }
    }
}

async fn team(db: &PgPool, scope: &Scope, partner: PartnerId, today: NaiveDate) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select w.id, w.display_name from person w
           where w.partner_id = $2 and exists (select from opportunity o where o.owner_id = w.id)
             and w.id in (select account_manager_id from supervision where supervisor_id = $1 and during @> $3::date)
           order by w.display_name collate "names", w.id"#,
        scope.id(),
        partner.0,
        today
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.display_name)).collect())
}

async fn everyone(db: &PgPool, partner: PartnerId) -> sqlx::Result<Vec<(Uuid, String)>> {
    let rows = sqlx::query!(
        r#"select w.id, w.display_name from person w
           where w.partner_id = $1 and exists (select from opportunity o where o.owner_id = w.id)
           order by w.display_name collate "names", w.id"#,
        partner.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.display_name)).collect())
}

async fn one(db: &PgPool, partner: PartnerId, person: PersonId) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar!("select display_name from person where id = $1 and partner_id = $2", person.0, partner.0).fetch_optional(db).await
}

/// Somebody who was looked for by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The person.
    pub id: PersonId,
    /// The name, and what tells people of one name apart.
    pub name: String,
    /// The account name.
    pub account: String,
}

/// The people of the viewer's partner whose name or account name contains what was typed, at most six. Only for a scope
/// that reaches over the partner; who sees less has nobody to look for.
///
/// # Errors
/// Those of the database.
pub async fn named(db: &PgPool, scope: &Scope, partner: PartnerId, typed: &str) -> sqlx::Result<Vec<Named>> {
    if !scope.is_wide() {
        return Ok(Vec::new());
    }
    let typed = name_key(typed);
    sqlx::query_as!(
        Named,
        r#"select w.id as "id: PersonId", w.display_name as name, w.account_name as account from person w
           where w.partner_id = $1 and (w.display_name_key like $2 or w.account_name like $2)
             and exists (select from opportunity o where o.owner_id = w.id)
           order by w.display_name_key <> $3, w.display_name collate "names", w.id limit 6"#,
        partner.0,
        contains(&typed),
        typed
    )
    .fetch_all(db)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::Reach;
    use crate::customers::model::CustomerRef;
    use crate::opportunities::queries::fixtures::{customer, now, opportunity, people, viewer};
    use crate::organisation::rules::fixtures::{HARBOR, LAKESIDE, id};
    use crate::values::date::beijing_date;

    #[sqlx::test]
    async fn among_very_many_people_one_is_found_by_name_and_only_in_the_own_partner(db: PgPool) {
        people(&db).await;
        for owner in ["mei", "jun"] {
            let of = customer(&db, owner, &format!("Snowpeak {owner}")).await;
            opportunity(&db, owner, CustomerRef::Association(of), "Archive").await;
        }
        let scope = |account: &str, reach| Scope::of(&viewer(account), reach).unwrap();
        let (grace, today) = (scope("grace", Reach::Partner), beijing_date(now()));
        let few = owners(&db, &grace, HARBOR, None, today).await.unwrap();
        assert!(!few.are_typed && few.records.len() == 2);

        let sql =
            "insert into person (id, account_name, display_name, partner_id, password_hash, must_change_password, created_at, updated_at)
                   select gen_random_uuid(), 'more' || n, 'More ' || n, $1, 'none', false, now(), now() from generate_series(1, 100) n";
        sqlx::query(sql).bind(HARBOR.0).execute(&db).await.unwrap();
        assert_eq!(owners(&db, &grace, HARBOR, None, today).await.unwrap(), Choosable { records: vec![], are_typed: true });
        let chosen = owners(&db, &grace, HARBOR, Some(id("mei")), today).await.unwrap();
        assert_eq!(chosen.records, [(id("mei").0, "Mei".to_owned())]);
        assert!(owners(&db, &scope("petra", Reach::Partner), LAKESIDE, Some(id("mei")), today).await.unwrap().records.is_empty());

        let found = async |account: &str, reach, partner, typed: &str| {
            let found = named(&db, &scope(account, reach), partner, typed).await.unwrap();
            found.into_iter().map(|one| one.id).collect::<Vec<_>>()
        };
        assert_eq!(found("grace", Reach::Partner, HARBOR, "ME").await, [id("mei")]);
        // Of these nobody owns an opportunity.
        assert!(found("grace", Reach::Partner, HARBOR, "More").await.is_empty());
        assert!(found("grace", Reach::Partner, HARBOR, "%").await.is_empty());
        assert!(found("petra", Reach::Partner, LAKESIDE, "mei").await.is_empty());
        assert!(found("zhao", Reach::Team, HARBOR, "mei").await.is_empty());
    }
}
