//! What the partners hope to sell: opportunities in every stage, with what happened on the way.

use chrono::{DateTime, Duration, Utc};
use rust_decimal::Decimal;

use super::customers::DemoCustomer;
use super::people::Cast;
use super::story::Story;
use super::words::{LOSSES, MORE_PRODUCTS, NEWS, PLANS, PLATFORMS};
use crate::auth::{PersonId, Scope};
use crate::customers::model::CustomerRef;
use crate::opportunities::model::{
    Basic, Confidence, Details, Kind, NewOpportunity, OpportunityId, Product, Progress, Revenue, ServicePeriod, Stage, TestState,
};
use crate::opportunities::queries::write::Place;
use crate::opportunities::queries::{progress, record, write};
use crate::server::audit::{self, AuditEvent};
use crate::values::date::beijing_date;
use crate::values::money::Charged;

/// Reports about one opportunity for each customer with somebody to own it, some with more.
pub async fn create(story: &mut Story<'_>, cast: &Cast, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    for customer in customers {
        let owner = match (customer.owner, customer.partner) {
            (Some(owner), _) => owner,
            // A reseller's customers are the distributor's to sell to.
            (None, "summit" | "delta") => "dara",
            (None, "lakeside") => "petra",
            (None, _) => "grace",
        };
        let claim_lapsed = matches!(customer.reference, CustomerRef::Claim(_)) && customer.since > 15;
        let most = if claim_lapsed { 1 } else { 3 };
        for _ in 0..1 + story.below(most) {
            one(story, cast, customer, cast.people[owner]).await?;
        }
    }
    Ok(())
}

async fn one(story: &mut Story<'_>, cast: &Cast, customer: &DemoCustomer, owner: PersonId) -> anyhow::Result<()> {
    let lapsed = matches!(customer.reference, CustomerRef::Claim(_)) && customer.since > 15;
    // Nobody reports on a claim whose time is up.
    let age = if lapsed { customer.since - 3 } else { 1 + i64::try_from(story.below(usize::try_from(customer.since.min(110))?))? };
    let reported_at = story.now - Duration::days(age) + Duration::minutes(i64::try_from(story.below(300))?);
    let new = plan(story, customer, owner)?;
    // A reseller's customer's opportunity is the distributor's.
    let seller = if customer.partner == "delta" { "summit" } else { customer.partner };
    let place = Place {
        partner: cast.partners[seller],
        distributor: (seller == "summit").then(|| cast.partners[seller]),
        reseller: (customer.partner == "delta").then(|| cast.partners["delta"]),
        owner,
        reporter: owner,
        customer: customer.customer,
    };
    let id = write::insert(story.db, &new, &place, reported_at).await?;
    let event = AuditEvent {
        at: reported_at,
        actor: Some(owner.0),
        partner: Some(place.partner.0),
        verb: "opportunity.reported",
        entity: "opportunity",
        entity_id: id.0,
        before: None,
        after: None,
        request_id: None,
    };
    audit::record(story.db, &event).await?;
    // What hangs on a lapsed claim is still open: the page says what became of the claim.
    let steps = if lapsed { 2 } else { story.one(&[0, 1, 1, 2, 2, 3, 3, 3, 4]) };
    advance(story, id, owner, reported_at, steps).await
}

fn plan(story: &mut Story<'_>, customer: &DemoCustomer, owner: PersonId) -> anyhow::Result<NewOpportunity> {
    let (name, product) = story.one(PLANS);
    let monthly = 3_000 + 100 * story.below(2_100);
    let main = monthly * 7 / 10;
    let mut products = vec![Product { name: product.to_owned(), expected_monthly_revenue: charged(main)? }];
    if story.below(2) == 0 {
        products.push(Product { name: story.one(MORE_PRODUCTS).to_owned(), expected_monthly_revenue: charged(monthly - main)? });
    }
    let expected_in = i64::try_from(story.below(150))? - 10;
    let current = 3_000 + 100 * story.below(900);
    Ok(NewOpportunity {
        customer: customer.reference,
        owner: Some(owner),
        basic: Basic {
            name: name.to_owned(),
            industry: customer.industry,
            business_system: String::new(),
            kind: story.one(&[Kind::NewCustomer, Kind::Expansion, Kind::Expansion, Kind::Migration, Kind::Renewal, Kind::Other]),
            test_project: story.below(4) == 0,
            tender: story.below(5) == 0,
        },
        stage: Stage::LeadConfirmed,
        confidence: Confidence::Ten,
        details: Details {
            current_platform: story.one(PLATFORMS).to_owned(),
            current_monthly_spend: if story.below(2) == 0 { Some(charged(current)?) } else { None },
            ..Details::default()
        },
        revenue: Revenue {
            expected_monthly_revenue: charged(monthly)?,
            expected_date: beijing_date(story.now + Duration::days(expected_in)),
            service_period: ServicePeriod::try_from(story.one(&[6, 12, 12, 24, 36])).map_err(|_| anyhow::anyhow!("service period"))?,
            products,
        },
        acknowledged: true,
    })
}

/// Progress until the stage where the story stands today.
async fn advance(
    story: &mut Story<'_>,
    id: OpportunityId,
    owner: PersonId,
    reported_at: DateTime<Utc>,
    steps: usize,
) -> anyhow::Result<()> {
    let way = [
        (Stage::LeadConfirmed, Confidence::Ten),
        (Stage::NeedsConfirmed, Confidence::Thirty),
        (Stage::Solution, Confidence::Fifty),
        (Stage::Negotiation, Confidence::Seventy),
    ];
    let scope = Scope::of_owner(owner);
    let mut at = reported_at;
    for step in 1..=steps {
        let left = usize::try_from((story.now - at).num_minutes())?;
        if left < 120 {
            break;
        }
        at += Duration::minutes(i64::try_from(60 + story.below(left - 61) / 2)?);
        let (stage, confidence) = match way.get(step) {
            Some(now) => *now,
            None if story.below(3) > 0 => (Stage::Won, Confidence::Hundred),
            None => (Stage::Lost, Confidence::Ten),
        };
        let news = Progress {
            stage,
            confidence,
            technical_exchange: if step >= 2 { "Two sessions with their architects".into() } else { String::new() },
            test_state: [TestState::NotStarted, TestState::NotStarted, TestState::Running, TestState::Passed, TestState::Passed][step],
            detail: story.one(NEWS).to_owned(),
            lost_reason: (stage == Stage::Lost).then(|| story.one(LOSSES).to_owned()),
        };
        if let Some(before) = record::lookup(story.db, &scope, id, at).await? {
            progress::add(story.db, &before, before.version, &news, owner, at).await?;
        }
    }
    Ok(())
}

fn charged(yuan: usize) -> anyhow::Result<Charged> {
    Charged::new(Decimal::from(yuan)).map_err(|problem| anyhow::anyhow!("{problem:?}"))
}
