//! Expansion campaigns and their tasks: one that runs, one whose deadline has passed, one that was terminated. Of the running one
//! each account manager has one customer contacted, one done, and one from whose task an opportunity was reported; the others wait.

use chrono::{DateTime, Days, Utc};
use uuid::Uuid;

use super::people::Cast;
use super::story::Story;
use crate::auth::PersonId;
use crate::customers::model::Industry;
use crate::marketing_tasks::expansion::model::{
    CampaignId, NewCampaign, Picked, Processing, StrategyLevel, Target, TaskId, TaskResult, VendorOperator,
};
use crate::marketing_tasks::expansion::queries::{self, Wanted};
use crate::marketing_tasks::expansion::rules::spend_months;
use crate::opportunities::model::OpportunityId;
use crate::values::date::beijing_date;
use crate::values::money::Charged;

const OPERATOR: VendorOperator = VendorOperator::of_story();

/// Creates them and what was done with them.
pub async fn create(story: &mut Story<'_>, cast: &Cast) -> anyhow::Result<()> {
    let spends = Target { spend_from: Charged::parse("0.01").ok(), ..Target::default() };
    let some =
        Target { industries: vec![Industry::Retail, Industry::Games, Industry::Education, Industry::Manufacturing], ..spends.clone() };
    let running = campaign(
        story,
        cast,
        12,
        25,
        ("Backup before the year ends", StrategyLevel::Scenario, "Backup and recovery", spends.clone()),
        "Data grew this year and nobody has a second copy.\nAsk who restores when a server is lost, and how long that may take.",
    )
    .await?;
    let past = campaign(
        story,
        cast,
        45,
        -4,
        ("A second product for steady customers", StrategyLevel::CrossRepeatSale, "Second product", some.clone()),
        "They have used one product for half a year.\nAsk what still runs elsewhere; a trial of 14 days is free.",
    )
    .await?;
    let ended = campaign(
        story,
        cast,
        20,
        60,
        ("Wake dormant accounts", StrategyLevel::LeadMining, "Dormant accounts", some),
        "Nobody signed in for a month. Ask what is missing.",
    )
    .await?;
    let at = story.days_ago(9);
    queries::terminate(story.db, OPERATOR, ended, "The offer behind it has ended.", cast.people["viktor"], at).await?;
    work(story, running).await?;
    overdue_ones(story, past).await
}

/// Created so many days ago, with a deadline so many days from today.
async fn campaign(
    story: &mut Story<'_>,
    cast: &Cast,
    ago: i64,
    deadline: i64,
    (name, level_1, level_2, target): (&str, StrategyLevel, &str, Target),
    talking_points: &str,
) -> anyhow::Result<CampaignId> {
    let (at, today) = (story.days_ago(ago), beijing_date(story.now));
    let days = Days::new(deadline.unsigned_abs());
    let deadline = if deadline < 0 { today - days } else { today + days };
    let new = NewCampaign { name: name.into(), level_1, level_2: level_2.into(), talking_points: talking_points.into(), deadline, target };
    let months = spend_months(today);
    let wanted = Wanted { level_1: level_1.as_str(), level_2, months: &months };
    let reached = queries::preview(&mut *story.db, OPERATOR, &new.target, &wanted).await?;
    let id = queries::insert_campaign(story.db, &new, reached.customers, Some(cast.people["viktor"]), at).await?;
    queries::create(story.db, id, &new, &months, at).await?;
    Ok(id)
}

/// The tasks of a campaign that somebody has: id, owner, customer; in one order.
async fn tasks(story: &mut Story<'_>, campaign: CampaignId) -> anyhow::Result<Vec<(TaskId, PersonId, Uuid)>> {
    let sql = "select t.id, t.owner_id, t.customer_id from expansion_task t join customer cu on cu.id = t.customer_id
               where t.campaign_id = $1 and t.owner_id is not null order by cu.number";
    Ok(sqlx::query_as(sql).bind(campaign.0).fetch_all(&mut *story.db).await?)
}

async fn work(story: &mut Story<'_>, campaign: CampaignId) -> anyhow::Result<()> {
    let all = tasks(story, campaign).await?;
    for (n, (id, owner, customer)) in all.iter().enumerate() {
        let before = all[..n].iter().filter(|(_, other, _)| other == owner).count();
        let said = |result, note: &str| Processing { result, note: note.to_owned() };
        match before {
            0 => {
                let note = "Spoke with the head of operations. She asks for an offer for two sites until Friday.";
                done(story, *id, *owner, &said(TaskResult::Contacted, note), 6).await?;
            }
            1 => {
                done(story, *id, *owner, &said(TaskResult::NotInterested, "They have a contract for backup until next summer."), 5).await?;
            }
            2 => reported(story, *id, *owner, *customer).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn done(story: &mut Story<'_>, task: TaskId, owner: PersonId, processing: &Processing, ago: i64) -> anyhow::Result<()> {
    let at = story.days_ago(ago);
    queries::process(story.db, Picked { id: task, version: 1 }, processing, owner, at).await?;
    Ok(())
}

/// From the task came an opportunity of this customer that its account manager has reported since, if there is one.
async fn reported(story: &mut Story<'_>, task: TaskId, owner: PersonId, customer: Uuid) -> anyhow::Result<()> {
    let sql = "select id, reported_at from opportunity where customer_id = $1 and owner_id = $2 order by reported_at desc, id limit 1";
    let found: Option<(OpportunityId, DateTime<Utc>)> =
        sqlx::query_as(sql).bind(customer).bind(owner.0).fetch_optional(&mut *story.db).await?;
    if let Some((opportunity, at)) = found {
        let at = at.max(story.days_ago(11));
        queries::link_opportunity(story.db, Picked { id: task, version: 1 }, opportunity, owner, at).await?;
    }
    Ok(())
}

/// Of the campaign whose deadline has passed, somebody is interested, and the rest is overdue.
async fn overdue_ones(story: &mut Story<'_>, campaign: CampaignId) -> anyhow::Result<()> {
    let all = tasks(story, campaign).await?;
    for (n, (id, owner, _)) in all.iter().enumerate() {
        if !all[..n].iter().any(|(_, other, _)| other == owner) {
            let note = "Wants to see a trial of the database first.".to_owned();
            done(story, *id, *owner, &Processing { result: TaskResult::Interested, note }, 30).await?;
        }
    }
    Ok(())
}
