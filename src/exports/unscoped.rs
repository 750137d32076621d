//! The viewer of somebody who asked for something that is done in the background.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use crate::auth::model::{Affiliation, PartnerContext, PartnerId, PartnerKind, Permission, PersonId, Preset, SessionId, Viewer};
use crate::i18n::Locale;
use crate::values::date::beijing_date;

/// An active person as a viewer with all that she may do now, partner's or vendor's, without a session. Unlike
/// [`crate::auth::unscoped::viewer_of_person`] with the items of her custom roles: what she asked for on a page reaches as far as the page did.
///
/// # Errors
/// Those of the database.
pub async fn viewer_of_requester(db: &PgPool, person: PersonId, now: DateTime<Utc>) -> sqlx::Result<Option<Viewer>> {
    let row = sqlx::query!(
        r#"select p.account_name, p.display_name, p.locale, p.must_change_password,
                  p.partner_id as "partner_id?: PartnerId", pa.name as "partner_name?", pa.kind as "partner_kind?: PartnerKind",
                  pa.channel_only as "channel_only?",
                  (select d.distributor_id from distribution d where d.reseller_id = pa.id and d.during @> $2::date) as "distributor_id?: PartnerId",
                  array(select r.preset from person_role pr join role r on r.id = pr.role_id
                        where pr.person_id = p.id and r.preset is not null order by pr.slot)::text[] as "presets!",
                  array(select distinct rp.permission from person_role pr join role_permission rp on rp.role_id = pr.role_id
                        where pr.person_id = p.id)::text[] as "permissions!",
                  (select count(*) from person_role pr join role r on r.id = pr.role_id
                   where pr.person_id = p.id and r.preset is null) as "custom_roles!"
           from person p left join partner pa on pa.id = p.partner_id where p.id = $1 and p.state = 'active'"#,
        person.0,
        beijing_date(now)
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| {
        let affiliation = match (row.partner_id, row.partner_kind) {
            (Some(id), Some(kind)) => Affiliation::Partner(PartnerContext {
                id,
                name: row.partner_name.unwrap_or_default(),
                kind,
                channel_only: row.channel_only.unwrap_or(false),
                distributor_id: row.distributor_id,
            }),
            _ => Affiliation::Vendor,
        };
        Viewer {
            person_id: person,
            account_name: row.account_name,
            display_name: row.display_name,
            affiliation,
            presets: row.presets.iter().filter_map(|code| Preset::ALL.into_iter().find(|p| p.as_str() == code)).collect(),
            permissions: row.permissions.iter().filter_map(|code| Permission::from_code(code)).collect(),
            custom_roles: usize::try_from(row.custom_roles).unwrap_or(0),
            must_change_password: row.must_change_password,
            supervisor: None,
            administrator: None,
            locale: row.locale.as_deref().and_then(Locale::from_tag),
            session_id: SessionId(Uuid::nil()),
            viewed_by: None,
        }
    }))
}
