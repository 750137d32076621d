//! The people among whom a list is narrowed: chosen among a few, found by name among many.

use chrono::NaiveDate;
use sqlx::{PgPool, Postgres, QueryBuilder};
use uuid::Uuid;

use crate::auth::model::PartnerId;
use crate::auth::{Scope, ScopeColumn};
use crate::error::AppError;
use crate::i18n::Locale;
use crate::lists::choosing::{MOST, the_one};
use crate::lists::description::Choosable;
use crate::lists::paging::contains;
use crate::lists::text::ListText;
use crate::values::name_key::name_key;

/// Pushes the condition on somebody, `person w`.
type PushAmong<'a> = Box<dyn Fn(&mut QueryBuilder<Postgres>) + Send + Sync + 'a>;

/// People of one partner who own rows that the viewer sees.
pub struct People<'a> {
    partner: PartnerId,
    /// The viewer sees the rows of the whole partner.
    is_whole: bool,
    among: PushAmong<'a>,
}

/// Somebody who was looked for by name.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Named {
    /// The person.
    pub id: Uuid,
    /// The name, and what tells people of one name apart.
    pub name: String,
    /// The account name.
    pub account: String,
}

impl<'a> People<'a> {
    /// The people of `partner` for whom `among` holds. `is_whole`: the viewer sees the rows of the whole partner.
    pub fn new(partner: PartnerId, is_whole: bool, among: impl Fn(&mut QueryBuilder<Postgres>) + Send + Sync + 'a) -> Self {
        Self { partner, is_whole, among: Box::new(among) }
    }

    /// The people within the scope who own rows, which the literal `owns` says of `w`; none in one's own rows, where there is
    /// nobody to choose. Of a team, those who are in it on the Beijing day `today`: what they own is the supervisor's to see.
    ///
    /// `owns` asks for the owner alone. With the scope beside it, a plan for any values reads all rows of the largest partner
    /// once for each of its people: two seconds.
    pub fn within(scope: &'a Scope, partner: PartnerId, today: NaiveDate, owns: &'static str) -> Option<Self> {
        let is_whole = match scope.column() {
            ScopeColumn::Owner => return None,
            ScopeColumn::Supervisor => false,
            ScopeColumn::Partner | ScopeColumn::Distributor => true,
        };
        Some(Self::new(partner, is_whole, move |query| {
            query.push(owns);
            if !is_whole {
                query.push(" and w.id in (select s.account_manager_id from supervision s where s.supervisor_id = ").push_bind(scope.id());
                query.push(" and s.during @> ").push_bind(today).push(")");
            }
        }))
    }

    /// Those who are offered, by name; of a whole partner with too many people, the one that is chosen.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn choosable(&self, db: &PgPool, chosen: Option<Uuid>) -> sqlx::Result<Choosable> {
        if self.is_whole && self.are_many(db).await? {
            let name = match chosen {
                Some(chosen) => self.name(db, chosen).await?,
                None => None,
            };
            return Ok(Choosable { records: chosen.zip(name).into_iter().collect(), are_typed: true });
        }
        let mut query = QueryBuilder::new("select w.id, w.display_name from person w where w.partner_id = ");
        query.push_bind(self.partner.0).push(" and ");
        (self.among)(&mut query);
        query.push(" order by w.display_name collate \"names\", w.id");
        let records: Vec<(Uuid, String)> = query.build_query_as().fetch_all(db).await?;
        Ok(records.into())
    }

    async fn are_many(&self, db: &PgPool) -> sqlx::Result<bool> {
        let people = sqlx::query_scalar!(
            r#"select count(*) as "n!" from (select from person where partner_id = $1 limit $2) p"#,
            self.partner.0,
            MOST + 1
        )
        .fetch_one(db)
        .await?;
        Ok(people > MOST)
    }

    async fn name(&self, db: &PgPool, person: Uuid) -> sqlx::Result<Option<String>> {
        sqlx::query_scalar!("select display_name from person where id = $1 and partner_id = $2", person, self.partner.0)
            .fetch_optional(db)
            .await
    }

    /// Those whose name or account name contains what was typed, at most six, who are called so first. Only for who sees the
    /// whole partner; who sees less has nobody to look for.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn named(&self, db: &PgPool, typed: &str) -> sqlx::Result<Vec<Named>> {
        if !self.is_whole {
            return Ok(Vec::new());
        }
        let (typed, pattern) = (name_key(typed), contains(&name_key(typed)));
        let mut query =
            QueryBuilder::new("select w.id, w.display_name as name, w.account_name as account from person w where w.partner_id = ");
        query.push_bind(self.partner.0).push(" and (w.display_name_key like ").push_bind(pattern.clone());
        query.push(" or w.account_name like ").push_bind(pattern).push(") and ");
        (self.among)(&mut query);
        query.push(" order by w.display_name_key <> ").push_bind(typed).push(", w.display_name collate \"names\", w.id limit 6");
        query.build_query_as().fetch_all(db).await
    }

    /// The one person of a name that was typed; an address carries the id, so that nobody's name stands in it. Otherwise what
    /// is said beside the field: nobody is called so, or several are.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn find(&self, db: &PgPool, typed: &str, locale: Locale) -> Result<Result<Uuid, String>, AppError> {
        let (t, found) = (ListText(locale), self.named(db, typed).await?);
        let key = name_key(typed);
        Ok(match the_one(&found, |one| name_key(&one.name) == key || one.account == key) {
            Some(one) => Ok(one.id),
            None if found.is_empty() => Err(t.nobody_of_that_name().to_owned()),
            None => {
                let names: Vec<String> = found.iter().map(|one| format!("{} ({})", one.name, one.account)).collect();
                Err(t.several_of_that_name(names.join(", ")))
            }
        })
    }
}
