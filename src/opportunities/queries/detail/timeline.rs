//! What was done with an opportunity, newest first: reports and revisions from the audit, progress from its own rows.

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::PgPool;

use crate::opportunities::model::{Confidence, Group, Happening, OpportunityId, Stage, TestState, Timeline, TimelineEntry};

/// Most entries that a page shows.
const MOST: usize = 200;
/// What is read of each source: one more, so that the newest of all are whole and what is left out is known.
const READ: i64 = MOST as i64 + 1;

/// The history of an opportunity that [`super::lookup`] found: what lies outside of the scope has no history.
///
/// # Errors
/// Those of the database.
pub async fn timeline(db: &PgPool, of: &super::Whole) -> sqlx::Result<Timeline> {
    let id = of.facts.id;
    let (mut entries, progress, reviews) = tokio::try_join!(events(db, id), progress(db, id), reviews(db, id))?;
    entries.extend(progress);
    entries.extend(reviews);
    let is_cut = entries.len() > MOST;
    // An imported opportunity has no audit row of its report.
    if !is_cut && !entries.iter().any(|entry| entry.happening == Happening::Reported) {
        entries.push(TimelineEntry { at: of.facts.reported_at, person: of.facts.reporter.clone(), happening: Happening::Reported });
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    if is_cut {
        entries.truncate(MOST);
    }
    Ok(Timeline { entries, is_cut })
}

async fn events(db: &PgPool, id: OpportunityId) -> sqlx::Result<Vec<TimelineEntry>> {
    let rows = sqlx::query!(
        r#"select e.at, e.verb, e.before, e.after, coalesce(p.display_name, '') as "person!",
                  coalesce(giver.display_name, '') as "giver!", coalesce(receiver.display_name, '') as "receiver!"
           from audit_event e
           left join person p on p.id = e.actor_id
           left join person giver on giver.id = case e.verb when 'opportunity.reassigned' then (e.before->>'owner')::uuid end
           left join person receiver on receiver.id = case e.verb when 'opportunity.reassigned' then (e.after->>'owner')::uuid end
           where e.entity_id = $1 and e.entity = 'opportunity' and e.verb like 'opportunity.re%'
           order by e.at desc, e.id desc limit $2"#,
        id.0,
        READ
    )
    .fetch_all(db)
    .await?;
    let entry = |at: DateTime<Utc>, person: String, happening| TimelineEntry { at, person, happening };
    let revised = |group, before: Option<Value>, after: Option<Value>| Happening::Revised { group, changes: changes(before, after) };
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let happening = match row.verb.as_str() {
                "opportunity.reported" => Happening::Reported,
                "opportunity.reassigned" => Happening::Reassigned { from: row.giver, to: row.receiver },
                "opportunity.revised_basics" => revised(Group::Basic, row.before, row.after),
                "opportunity.revised_details" => revised(Group::Details, row.before, row.after),
                "opportunity.revised_revenue" => revised(Group::Revenue, row.before, row.after),
                _ => return None,
            };
            Some(entry(row.at, row.person, happening))
        })
        .collect())
}

/// Input name, before and after, as the inputs carry them; the page turns them into words.
fn changes(before: Option<Value>, after: Option<Value>) -> Vec<(String, String, String)> {
    let fields = |value: Option<Value>| match value {
        Some(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let (before, after) = (fields(before), fields(after));
    let text =
        |value: Option<&Value>| value.map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).unwrap_or_default();
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    names.into_iter().map(|name| (name.clone(), text(before.get(name)), text(after.get(name)))).collect()
}

async fn reviews(db: &PgPool, id: OpportunityId) -> sqlx::Result<Vec<TimelineEntry>> {
    let rows = sqlx::query!(
        "select v.at, v.note, p.display_name as person from opportunity_review v join person p on p.id = v.reviewer_id
         where v.opportunity_id = $1 order by v.at desc, v.id desc limit $2",
        id.0,
        READ
    )
    .fetch_all(db)
    .await?;
    let entry = |at, person, note| TimelineEntry { at, person, happening: Happening::Reviewed { note } };
    Ok(rows.into_iter().map(|row| entry(row.at, row.person, row.note)).collect())
}

async fn progress(db: &PgPool, id: OpportunityId) -> sqlx::Result<Vec<TimelineEntry>> {
    let rows = sqlx::query!(
        r#"select g.at, g.stage_before as "stage_before: Stage", g.stage as "stage: Stage",
                  g.confidence_before as "confidence_before: Confidence", g.confidence as "confidence: Confidence",
                  g.technical_exchange, g.test_state as "test_state: TestState", g.detail, g.lost_reason, p.display_name as person
           from opportunity_progress g join person p on p.id = g.author_id
           where g.opportunity_id = $1 order by g.at desc, g.id desc limit $2"#,
        id.0,
        READ
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| TimelineEntry {
            at: row.at,
            person: row.person,
            happening: Happening::Progressed {
                stage: (row.stage_before, row.stage),
                confidence: (row.confidence_before, row.confidence),
                technical_exchange: row.technical_exchange,
                test_state: row.test_state,
                detail: row.detail,
                lost_reason: row.lost_reason,
            },
        })
        .collect())
}
