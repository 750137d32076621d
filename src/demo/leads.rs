//! Leads: from campaigns and by hand, waiting, dispatched, followed up, claimed and come to nothing.

use chrono::Duration;

use super::people::Cast;
use super::story::Story;
use crate::claims::model::ClaimId;
use crate::claims::queries::columns;
use crate::customers::model::Industry;
use crate::leads::model::{CampaignId, FollowUp, LeadId, Method, NewLead};
use crate::leads::queries::{LeadEntry, close, convert, dispatch, follow_up, insert};
use crate::server::new_id;

/// What became of one.
#[derive(Clone, Copy)]
enum LeadOutcome {
    /// Nobody follows it yet.
    Waits,
    /// Given to somebody by the partner's administrator.
    To(&'static str),
    /// Given to somebody who wrote what came of it.
    Followed(&'static str, &'static [(Method, &'static str)]),
    /// Given to somebody, and for nothing.
    Nothing(&'static str, &'static str),
    /// Given to somebody who claimed it: the claim of that name.
    Claimed(&'static str),
    /// Entered by the one who follows it.
    Own(&'static str),
}

/// Partner, company, industry, contact, days since it came in, whether it came from a campaign, what became of it.
type LeadStory = (&'static str, &'static str, Industry, &'static str, i64, bool, LeadOutcome);

const LEADS: &[LeadStory] = &[
    ("harbor", "Plover Shipping", Industry::Logistics, "Ines Roth", 1, true, LeadOutcome::Waits),
    ("harbor", "Quillon Optics", Industry::Manufacturing, "Paul Arden", 1, true, LeadOutcome::Waits),
    ("harbor", "岚山茶业有限公司", Industry::Retail, "周敏", 2, true, LeadOutcome::Waits),
    ("harbor", "Rookery Media", Industry::Media, "", 3, true, LeadOutcome::Waits),
    ("harbor", "远帆港务集团", Industry::Logistics, "陆航", 4, true, LeadOutcome::Waits),
    ("harbor", "Saltmarsh Foods", Industry::Retail, "Greta Holm", 5, false, LeadOutcome::Waits),
    ("harbor", "Tansy Clinics", Industry::Health, "Dr. Amara Obi", 2, true, LeadOutcome::To("mei")),
    ("harbor", "沐光影像科技", Industry::Media, "许晴", 1, true, LeadOutcome::To("mei")),
    (
        "harbor",
        "Ullage Breweries",
        Industry::Manufacturing,
        "Tom Baird",
        6,
        true,
        LeadOutcome::Followed(
            "mei",
            &[
                (Method::Call, "Runs its own servers in two breweries; wants the shop in the cloud before the summer."),
                (Method::Visit, "Met the head of IT. Will send the list of systems next week."),
            ],
        ),
    ),
    (
        "harbor",
        "Vetchling Seeds",
        Industry::Other,
        "Mara Lindqvist",
        9,
        true,
        LeadOutcome::Followed("mei", &[(Method::Mail, "Sent the price list they asked for at the fair.")]),
    ),
    ("harbor", "Wherry Games", Industry::Games, "Leo Hart", 20, true, LeadOutcome::Nothing("mei", "Bought elsewhere a month ago")),
    ("harbor", "青禾农机有限公司", Industry::Manufacturing, "郑凯", 3, false, LeadOutcome::Own("mei")),
    ("harbor", "Yawl Insurance", Industry::Insurance, "Nadia Serra", 4, true, LeadOutcome::To("jun")),
    (
        "harbor",
        "Zephyr Textiles",
        Industry::Manufacturing,
        "Ivo Maric",
        8,
        true,
        LeadOutcome::Followed("jun", &[(Method::Call, "Not before the new year. Call again in January.")]),
    ),
    ("harbor", "Amberley Schools", Industry::Education, "June Fry", 12, false, LeadOutcome::Own("jun")),
    ("harbor", "Bittern Energy", Industry::Energy, "Karl Voigt", 5, true, LeadOutcome::To("ana")),
    (
        "harbor",
        "晨曦连锁药房",
        Industry::Health,
        "高洁",
        7,
        true,
        LeadOutcome::Followed("ana", &[(Method::Message, "Wants a test account for two weeks.")]),
    ),
    ("harbor", "Corncrake Tours", Industry::Travel, "", 30, true, LeadOutcome::Nothing("ana", "The number does not answer")),
    ("harbor", "Dunlin Travel", Industry::Travel, "Rosa Neri", 2, true, LeadOutcome::To("zhao")),
    ("harbor", "Egret Finance", Industry::Finance, "Hugo Lenz", 3, true, LeadOutcome::To("lin")),
    ("harbor", "Yarrow Dairy", Industry::Retail, "Olga Frank", 8, true, LeadOutcome::Claimed("ana")),
    ("summit", "Fulmar Logistics", Industry::Logistics, "Ada Kern", 2, true, LeadOutcome::Waits),
    ("summit", "Garganey Motors", Industry::Manufacturing, "Ben Ruiz", 4, true, LeadOutcome::To("kofi")),
    ("summit", "和畅物业", Industry::Other, "罗兰", 6, false, LeadOutcome::Own("kofi")),
    ("delta", "Hoopoe Retail", Industry::Retail, "Sami Aho", 3, true, LeadOutcome::Waits),
    ("lakeside", "Ibis Pharma", Industry::Health, "Vera Moss", 2, true, LeadOutcome::Waits),
    ("lakeside", "Jackdaw Studios", Industry::Games, "Nils Berg", 5, true, LeadOutcome::Waits),
];

/// Lets them come in.
pub async fn create(story: &mut Story<'_>, cast: &Cast) -> anyhow::Result<()> {
    let campaigns = sqlx::query_scalar!(
        r#"select id as "id: CampaignId" from campaign where ends_on >= $1::timestamptz::date order by name"#,
        story.now
    )
    .fetch_all(&mut *story.db)
    .await?;
    for (n, told) in LEADS.iter().enumerate() {
        let campaign = told.5.then(|| campaigns.get(n % campaigns.len().max(1)).copied()).flatten();
        lead(story, cast, n, told, campaign).await?;
    }
    Ok(())
}

async fn lead(story: &mut Story<'_>, cast: &Cast, n: usize, told: &LeadStory, campaign: Option<CampaignId>) -> anyhow::Result<()> {
    let (partner_key, company, industry, contact, days, _, came) = told;
    let (partner, at) = (cast.partners[partner_key], story.days_ago(*days) - Duration::minutes(i64::try_from(n)? * 7));
    let administrator = cast.people[match *partner_key {
        "harbor" => "grace",
        "summit" => "dara",
        "delta" => "rita",
        _ => "petra",
    }];
    let new = NewLead {
        company_name: (*company).to_owned(),
        contact_name: (*contact).to_owned(),
        mobile: format!("137{:08}", 40_000_000 + n * 137_911),
        email: if n.is_multiple_of(3) { String::new() } else { format!("contact{n}@leads.example.com") },
        industry: *industry,
        campaign,
        note: if campaign.is_some() { "Left a card at the stand; asked for a call.".into() } else { String::new() },
        follower: None,
        acknowledged: false,
    };
    if let LeadOutcome::Own(who) = came {
        let (by, follower) = (cast.people[who], Some(cast.people[who]));
        insert(story.db, &LeadEntry { partner, by, follower, at }, &new).await?;
        return Ok(());
    }
    let id = if campaign.is_some() {
        import(story, cast, partner_key, n, &new, at).await?
    } else {
        insert(story.db, &LeadEntry { partner, by: administrator, follower: None, at }, &new).await?
    };
    let given = at + Duration::hours(5);
    match came {
        LeadOutcome::Waits | LeadOutcome::Own(_) => {}
        LeadOutcome::To(who) => dispatch(story.db, partner, &[id], cast.people[who], administrator, given).await?,
        LeadOutcome::Followed(who, lines) => {
            dispatch(story.db, partner, &[id], cast.people[who], administrator, given).await?;
            for (at, (method, content)) in lines.iter().enumerate() {
                let what = FollowUp { method: *method, content: (*content).to_owned() };
                let when = given + Duration::hours(20 + 26 * i64::try_from(at)?);
                follow_up(story.db, partner, id, true, cast.people[who], &what, when.min(story.now)).await?;
            }
        }
        LeadOutcome::Claimed(who) => {
            dispatch(story.db, partner, &[id], cast.people[who], administrator, given).await?;
            let claim = sqlx::query!(r#"select id as "id: ClaimId", claimed_at from claim where company_name = $1"#, *company)
                .fetch_one(&mut *story.db)
                .await?;
            convert(story.db, id, 2, claim.id, claim.claimed_at).await?;
        }
        LeadOutcome::Nothing(who, reason) => {
            dispatch(story.db, partner, &[id], cast.people[who], administrator, given).await?;
            close(story.db, id, reason, given + Duration::hours(30)).await?;
        }
    }
    Ok(())
}

/// As an import leaves it.
async fn import(
    story: &mut Story<'_>,
    cast: &Cast,
    partner: &str,
    n: usize,
    new: &NewLead,
    at: chrono::DateTime<chrono::Utc>,
) -> anyhow::Result<LeadId> {
    let (id, partner) = (LeadId(new_id()), cast.partners[partner]);
    let scope = columns(story.db, partner, None).await?;
    sqlx::query!(
        "insert into lead (id, distributor_id, partner_id, company_name, contact_name, mobile, email, industry, campaign_id, note,
                           created_at, updated_at, source, external_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, 'demo', $12)",
        id.0,
        scope.distributor_id.map(|id| id.0),
        partner.0,
        new.company_name,
        new.contact_name,
        new.mobile,
        new.email,
        new.industry.as_str(),
        new.campaign.map(|id| id.0),
        new.note,
        at,
        format!("lead-{n}")
    )
    .execute(&mut *story.db)
    .await?;
    Ok(id)
}
