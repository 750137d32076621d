//! Companies and their people.

use std::collections::HashMap;

use super::story::Story;
use crate::auth::model::{Permission, PersonId, Preset, RoleId};
use crate::handover::queries::begin_supervision;
use crate::organisation::model::{Company, CompanyId, Identity, NewPartner, NewRole, PartnerId, PartnerKind, RealNameState, RenameState};
use crate::organisation::queries::{
    PersonToCreate, close_rename, create_company_with_partner, create_person, create_role, create_staff, preset_role, request_rename,
};

/// Days since the companies joined.
const JOINED: i64 = 400;

/// Everybody who plays a part.
pub struct Cast {
    pub partners: HashMap<&'static str, PartnerId>,
    pub people: HashMap<&'static str, PersonId>,
}

/// Founds the companies and brings their people.
pub async fn create(story: &mut Story<'_>) -> anyhow::Result<Cast> {
    let mut cast = Cast { partners: HashMap::new(), people: HashMap::new() };
    let at = story.days_ago(JOINED);
    let viktor = create_staff(story.db, &identity("viktor", "Viktor Sand"), &story.hash, false, at).await?;
    cast.people.insert("viktor", viktor);

    partner(story, &mut cast, "harbor", "Harbor Cloud Partners", PartnerKind::SolutionProvider, ("grace", "Grace Wu")).await?;
    partner(story, &mut cast, "summit", "Summit Distribution", PartnerKind::Distributor, ("dara", "Dara Quill")).await?;
    partner(story, &mut cast, "delta", "Delta Resale", PartnerKind::Reseller, ("rita", "Rita Marsh")).await?;
    partner(story, &mut cast, "relay", "Relay Channels", PartnerKind::Distributor, ("chan", "Chan Wei")).await?;
    partner(story, &mut cast, "lakeside", "Lakeside Solutions", PartnerKind::SolutionProvider, ("petra", "Petra Lund")).await?;

    person(story, &mut cast, "harbor", "zhao", "Zhao Lin", &[Preset::Supervisor], &[]).await?;
    person(story, &mut cast, "harbor", "omar", "Omar Reyes", &[Preset::Supervisor], &[]).await?;
    for (account, name) in [("mei", "Mei Chen"), ("jun", "Jun Park"), ("ana", "Ana Costa"), ("ben", "Ben Okafor")] {
        person(story, &mut cast, "harbor", account, name, &[Preset::AccountManager], &[]).await?;
    }
    let viewing = custom_role(story, &cast, "harbor", "Opportunity reader", &[Permission::OpportunitiesView]).await?;
    person(story, &mut cast, "harbor", "lin", "Lin Yao", &[Preset::AccountManager], &[viewing]).await?;
    let orders = custom_role(story, &cast, "harbor", "Orders and exports", &[Permission::OrdersView, Permission::ExportsCreate]).await?;
    person(story, &mut cast, "harbor", "tom", "Tom Adler", &[], &[orders]).await?;
    person(story, &mut cast, "summit", "kofi", "Kofi Mensah", &[Preset::AccountManager], &[]).await?;

    for (manager, supervisor) in [("mei", "zhao"), ("jun", "zhao"), ("ana", "omar"), ("lin", "omar"), ("ben", "omar")] {
        begin_supervision(story.db, cast.people[manager], cast.people[supervisor], at).await?;
    }
    sqlx::query!("update person set state = 'disabled', updated_at = $2 where id = $1", cast.people["ben"].0, story.days_ago(30))
        .execute(&mut *story.db)
        .await?;
    ask_for_names(story, &cast).await?;
    Ok(cast)
}

/// Companies ask the vendor for another name: one waits for the answer, one was refused.
async fn ask_for_names(story: &mut Story<'_>, cast: &Cast) -> anyhow::Result<()> {
    for (partner, by, name, days, note) in
        [("relay", "chan", "Relay Networks Ltd", 2, ""), ("delta", "rita", "Summit Resale Ltd", 40, "No registration notice")]
    {
        let (partner, by, at) = (cast.partners[partner], cast.people[by], story.days_ago(days));
        let sql = "select c.id, c.name from partner p join company c on c.id = p.company_id where p.id = $1";
        let (id, old): (CompanyId, String) = sqlx::query_as(sql).bind(partner).fetch_one(&mut *story.db).await?;
        let company = Company { id, name: old, ecosystem_manager: Default::default() };
        let asked = request_rename(story.db, &company, partner, (name, "We registered anew."), by, at).await?;
        if !note.is_empty() {
            close_rename(story.db, asked, (RenameState::Refused, note), cast.people["viktor"], at).await?;
        }
    }
    Ok(())
}

fn identity(account: &str, name: &str) -> Identity {
    Identity { account_name: account.into(), display_name: name.into(), email: Some(format!("{account}@example.com")), mobile: None }
}

async fn partner(
    story: &mut Story<'_>,
    cast: &mut Cast,
    key: &'static str,
    name: &str,
    kind: PartnerKind,
    administrator: (&'static str, &str),
) -> anyhow::Result<()> {
    let new = NewPartner {
        company_name: format!("{name} Ltd"),
        name: name.into(),
        kind,
        distributor: (kind == PartnerKind::Reseller).then(|| cast.partners["summit"]),
        channel_only: key == "relay",
        real_name_state: if key == "relay" { RealNameState::InReview } else { RealNameState::Verified },
        administrator: identity(administrator.0, administrator.1),
    };
    let at = story.days_ago(JOINED);
    let created = create_company_with_partner(story.db, &new, &story.hash, false, at).await?;
    cast.partners.insert(key, created.partner);
    cast.people.insert(administrator.0, created.administrator);
    Ok(())
}

async fn person(
    story: &mut Story<'_>,
    cast: &mut Cast,
    partner: &str,
    account: &'static str,
    name: &str,
    presets: &[Preset],
    custom: &[RoleId],
) -> anyhow::Result<()> {
    let mut roles = Vec::new();
    for preset in presets {
        roles.push(preset_role(story.db, *preset).await?);
    }
    roles.extend(custom);
    let at = story.days_ago(JOINED);
    let identity = identity(account, name);
    let new = PersonToCreate {
        partner: Some(cast.partners[partner]),
        identity: &identity,
        roles: &roles,
        password_hash: &story.hash,
        must_change_password: false,
        at,
    };
    let id = create_person(story.db, &new).await?;
    cast.people.insert(account, id);
    Ok(())
}

async fn custom_role(story: &mut Story<'_>, cast: &Cast, partner: &str, name: &str, items: &[Permission]) -> anyhow::Result<RoleId> {
    let at = story.days_ago(JOINED);
    let new = NewRole { name: name.into(), description: String::new(), permissions: items.to_vec() };
    Ok(create_role(story.db, cast.partners[partner], &new, at).await?)
}
