//! How far a new partner has come.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use crate::home::model::FirstStep;
use crate::organisation::model::PartnerId;

/// The steps that a partner has taken, since when it exists, and its ecosystem manager at the vendor (生态经理), if one is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beginning {
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// The steps.
    pub done: Vec<FirstStep>,
    /// Whom to ask at the vendor; empty where nobody is kept.
    pub ecosystem_manager: String,
}

/// Which first steps the partner has taken. Each is answered by the latest row of an index: whether there is any at all is otherwise
/// read from the table on, where PostgreSQL expects many.
///
/// # Errors
/// Those of the database.
pub async fn beginning(db: &PgPool, partner: PartnerId) -> sqlx::Result<Beginning> {
    let found = sqlx::query!(
        r#"select (select count(*) from (select from person where partner_id = p.id and state = 'active' limit 2) two) > 1 as "people!",
                  contact_mobile <> '' or contact_email <> '' as "contact!",
                  (select 1 from claim c where c.partner_id = p.id order by c.claimed_at desc, c.id desc limit 1) is not null as "claim!",
                  (select 1 from invitation_link k where k.partner_id = p.id order by k.created_at desc, k.id desc limit 1) is not null as "link!",
                  (select 1 from opportunity o where o.partner_id = p.id order by o.updated_at desc, o.id desc limit 1) is not null
                      as "opportunity!",
                  p.created_at,
                  ecosystem_manager_name
           from partner p where p.id = $1"#,
        partner.0
    )
    .fetch_one(db)
    .await?;
    let steps = [
        (found.people, FirstStep::People),
        (found.contact, FirstStep::Contact),
        (found.claim, FirstStep::Claim),
        (found.link, FirstStep::Link),
        (found.opportunity, FirstStep::Opportunity),
    ];
    let done = steps.into_iter().filter_map(|(is_done, step)| is_done.then_some(step)).collect();
    Ok(Beginning { created_at: found.created_at, done, ecosystem_manager: found.ecosystem_manager_name })
}
