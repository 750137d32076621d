//! How far a new partner has come.

use sqlx::PgPool;

use crate::home::model::FirstStep;
use crate::organisation::model::PartnerId;

/// The steps that a partner has taken, and its ecosystem manager at the vendor (生态经理), if one is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beginning {
    /// The steps.
    pub done: Vec<FirstStep>,
    /// Whom to ask at the vendor; empty where nobody is kept.
    pub ecosystem_manager: String,
}

/// Which first steps the partner has taken.
///
/// # Errors
/// Those of the database.
pub async fn beginning(db: &PgPool, partner: PartnerId) -> sqlx::Result<Beginning> {
    let found = sqlx::query!(
        r#"select (select count(*) from (select from person where partner_id = p.id and state = 'active' limit 2) two) > 1 as "people!",
                  contact_mobile <> '' or contact_email <> '' as "contact!",
                  exists (select from claim c where c.partner_id = p.id) as "claim!",
                  exists (select from invitation_link k where k.partner_id = p.id) as "link!",
                  exists (select from opportunity o where o.partner_id = p.id) as "opportunity!",
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
    Ok(Beginning { done, ecosystem_manager: found.ecosystem_manager_name })
}
