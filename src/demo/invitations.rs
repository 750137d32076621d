//! Who was invited, how, and what came of it.

use chrono::Duration;
use uuid::Uuid;

use super::customers::DemoCustomer;
use super::people::Cast;
use super::story::Story;
use crate::auth::Scope;
use crate::customers::model::CustomerRef;
use crate::i18n::Locale;
use crate::invitations::model::{AssociationType, FailReason, InvitationId, InvitationKind, InvitationState, Joining, Newcomer};
use crate::invitations::queries::prospects;
use crate::invitations::queries::sending::{self, Sending};
use crate::invitations::rules::{is_chinese, link_expires_at};
use crate::invitations::unscoped::{self, LinkLookup, LinkSource, Verification};
use crate::server::new_id;
use crate::server::password::{new_token, token_hash};
use crate::values::date::beijing_date;

/// Campaigns: name, days until the first and the last day.
const CAMPAIGNS: &[(&str, i64, i64)] =
    &[("Winter migration weeks", -20, 40), ("制造业上云专项", -10, 80), ("Summer storage fair", -150, -60)];

/// Account manager, which of her claims (the youngest first), days since the mail, and what came of it.
const MAILS: &[(&str, usize, i64, InvitationOutcome)] = &[
    ("mei", 0, 1, InvitationOutcome::Nothing),
    ("mei", 1, 4, InvitationOutcome::To(InvitationState::Declined, None)),
    ("mei", 2, 8, InvitationOutcome::Nothing),
    ("mei", 3, 11, InvitationOutcome::Nothing),
    ("mei", 3, 3, InvitationOutcome::To(InvitationState::Failed, Some(FailReason::ClaimedByAnother))),
    ("mei", 4, 13, InvitationOutcome::To(InvitationState::Withdrawn, None)),
    ("jun", 0, 2, InvitationOutcome::Nothing),
    ("jun", 0, 0, InvitationOutcome::Nothing),
    ("jun", 1, 3, InvitationOutcome::To(InvitationState::Failed, Some(FailReason::SpecialContract))),
    ("ana", 1, 2, InvitationOutcome::Nothing),
    ("ana", 2, 8, InvitationOutcome::Nothing),
    ("kofi", 0, 1, InvitationOutcome::Nothing),
    ("kofi", 1, 4, InvitationOutcome::To(InvitationState::Failed, Some(FailReason::CreditAccountInResale))),
];

#[derive(Clone, Copy)]
enum InvitationOutcome {
    Nothing,
    To(InvitationState, Option<FailReason>),
}

/// Partner, account manager, who made it, kind, tag, campaign, whether it was taken back.
type HandedOut = (&'static str, Option<&'static str>, &'static str, InvitationKind, &'static str, Option<usize>, bool);

/// Offline links.
const LINKS: &[HandedOut] = &[
    ("harbor", Some("mei"), "mei", InvitationKind::General, "mei", None, false),
    ("harbor", None, "grace", InvitationKind::General, "grace", None, false),
    ("harbor", Some("mei"), "mei", InvitationKind::Custom, "Harbour fair, stand 12", None, false),
    ("harbor", Some("mei"), "mei", InvitationKind::Custom, "旧版宣传册", None, true),
    ("harbor", Some("jun"), "grace", InvitationKind::Campaign, "", Some(0), false),
    ("harbor", Some("jun"), "jun", InvitationKind::Campaign, "", Some(2), false),
    ("summit", Some("kofi"), "kofi", InvitationKind::General, "kofi", None, false),
    ("lakeside", None, "petra", InvitationKind::General, "petra", None, false),
];

/// Rights, campaigns, mails and links, and the customers who came.
pub async fn create(story: &mut Story<'_>, cast: &Cast, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    let (harbor, summit) = (cast.partners["harbor"].0, cast.partners["summit"].0);
    sqlx::query!("update partner set referral_right = true where id = $1 or id = $2", harbor, summit).execute(&mut *story.db).await?;
    let campaigns = announce(story).await?;
    for (manager, which, days, came) in MAILS {
        mail(story, cast, customers, (manager, *which), *days, *came).await?;
    }
    for link in LINKS {
        hand_out(story, cast, customers, &campaigns, *link).await?;
    }
    Ok(())
}

async fn announce(story: &mut Story<'_>) -> anyhow::Result<Vec<Uuid>> {
    let mut ids = Vec::new();
    for (at, (name, first, last)) in CAMPAIGNS.iter().enumerate() {
        let (id, day) = (new_id(), |days: i64| beijing_date(story.now + Duration::days(days)));
        sqlx::query!(
            "insert into campaign (id, name, starts_on, ends_on, source, external_id, created_at, updated_at)
             values ($1, $2, $3, $4, 'demo', $5, $6, $6)",
            id,
            *name,
            day(*first),
            day(*last),
            format!("campaign-{at}"),
            story.days_ago(160)
        )
        .execute(&mut *story.db)
        .await?;
        ids.push(id);
    }
    Ok(ids)
}

/// One mail; the letter itself is long gone.
async fn mail(
    story: &mut Story<'_>,
    cast: &Cast,
    customers: &[DemoCustomer],
    (manager, which): (&str, usize),
    days: i64,
    came: InvitationOutcome,
) -> anyhow::Result<()> {
    let claims = customers.iter().filter(|known| known.owner == Some(manager));
    let claims: Vec<_> =
        claims.filter_map(|known| if let CustomerRef::Claim(id) = known.reference { Some((id, known.partner)) } else { None }).collect();
    let Some((claim, partner)) = claims.get(which) else { return Ok(()) };
    let owner = cast.people[manager];
    let at = story.days_ago(days) - Duration::minutes(90);
    let held = prospects::hold(story.db, &Scope::of_owner(owner), cast.partners[partner], &[claim.0], at).await?;
    let Some(claimed) = held.first() else { return Ok(()) };
    let hash = token_hash(&new_token());
    let sending = Sending {
        association_type: if which % 2 == 0 { AssociationType::Resale } else { AssociationType::Referral },
        locale: if is_chinese(&claimed.company_name) { Locale::ZhCn } else { Locale::En },
        token_hash: &hash,
        by: owner,
        at,
        expires_at: link_expires_at(at, 7),
    };
    let id = sending::insert(story.db, claimed, &sending).await?;
    let answered = at + Duration::hours(20);
    match came {
        InvitationOutcome::Nothing if sending.expires_at <= story.now => {
            unscoped::close(story.db, id, InvitationState::Expired, None, None, sending.expires_at).await?;
        }
        InvitationOutcome::Nothing => {}
        InvitationOutcome::To(state, reason) => {
            unscoped::close(story.db, id, state, reason, None, answered).await?;
        }
    }
    Ok(())
}

async fn hand_out(
    story: &mut Story<'_>,
    cast: &Cast,
    customers: &[DemoCustomer],
    campaigns: &[Uuid],
    (partner, manager, maker, kind, tag, campaign, is_withdrawn): HandedOut,
) -> anyhow::Result<()> {
    let (id, token, at) = (new_id(), new_token(), story.days_ago(90));
    let offered = if kind == InvitationKind::General { AssociationType::Resale } else { AssociationType::Referral };
    sqlx::query!(
        "insert into invitation_link (id, distributor_id, partner_id, supervisor_id, owner_id, kind, token, association_kind, tag, campaign_id,
                                      created_by, created_at, withdrawn_at)
         select $1, case when pa.kind = 'distributor' then pa.id end, pa.id,
                (select s.supervisor_id from supervision s where s.account_manager_id = $3 and upper_inf(s.during)),
                $3, $4, $5, $6, $7, $8, $9, $10, $11
         from partner pa where pa.id = $2",
        id,
        cast.partners[partner].0,
        manager.map(|account| cast.people[account].0),
        kind.as_str(),
        token,
        offered.as_str(),
        tag,
        campaign.map(|at| campaigns[at]),
        cast.people[maker].0,
        at,
        is_withdrawn.then(|| story.days_ago(12))
    )
    .execute(&mut *story.db)
    .await?;
    let theirs =
        customers.iter().filter(|known| known.owner == manager && manager.is_some() && known.customer.is_some() && known.since < 90);
    let came: Vec<_> = theirs.take(2).filter_map(|known| known.customer.zip(Some(known.since))).collect();
    for (customer, since) in came {
        let joined_before = sqlx::query_scalar!(r#"select exists (select 1 from invitation where customer_id = $1) as "is!""#, customer.0)
            .fetch_one(&mut *story.db)
            .await?;
        let lookup = unscoped::look_up_link_within(story.db, &token).await?;
        if let Some(lookup) = lookup.filter(|_| !joined_before) {
            came_through(story, &lookup, customer.0, since).await?;
        }
    }
    Ok(())
}

/// A customer of today who once came through this link.
async fn came_through(story: &mut Story<'_>, lookup: &LinkLookup, customer: Uuid, since: i64) -> anyhow::Result<()> {
    let LinkSource::Link(_) = lookup.source else { return Ok(()) };
    let known = sqlx::query!("select name, account_name, contact_name, mobile, email from customer where id = $1", customer)
        .fetch_one(&mut *story.db)
        .await?;
    let (id, at) = (Verification::new_id(), story.days_ago(since) - Duration::minutes(4));
    let newcomer = Newcomer {
        joining: Joining::Register,
        company_name: known.name,
        account_name: known.account_name,
        contact_name: known.contact_name,
        mobile: known.mobile,
        email: known.email,
    };
    let verification =
        Verification { id, newcomer: &newcomer, code_hash: &token_hash("-"), at, expires_at: at + Duration::minutes(10), failed: None };
    unscoped::open_verification(story.db, lookup, &verification).await?;
    let customer = crate::customers::model::CustomerId(customer);
    unscoped::close(story.db, id, InvitationState::Accepted, None, Some(customer), story.days_ago(since)).await?;
    note_source(story, id, customer.0, lookup).await
}

async fn note_source(story: &mut Story<'_>, id: InvitationId, customer: Uuid, lookup: &LinkLookup) -> anyhow::Result<()> {
    sqlx::query!(
        "update association set source = $2, tag = $3, invitation_id = $4 where customer_id = $1 and ended_at is null",
        customer,
        lookup.kind.as_str(),
        lookup.tag,
        id.0
    )
    .execute(&mut *story.db)
    .await?;
    Ok(())
}
