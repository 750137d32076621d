//! What the nightly job and imports do to tasks of all partners. Each function is a part of a transaction of its caller, and done
//! twice it changes nothing more.

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::rules::due_expiries;
use crate::auth::PersonId;
use crate::imports::kind::Batch;
use crate::server::new_id;
use crate::server::terms::Terms;

/// Lines, or tasks, that one transaction looks at.
const BATCH: i64 = 2_000;

/// Lines that should have a task and have none: from the threshold `$1` on, expiring before `$2`, behind the place `$3` and `$4`, at
/// most `$5`. The second amount is what the index holds.
pub(super) const WITHOUT_TASK: &str = "select l.id, l.association_id, l.expires_at
     from order_line l join association a on a.id = l.association_id
     where l.renewal = 'not_renewed' and l.state = 'active' and l.amount_charged >= 100 and l.amount_charged >= $1::integer
       and l.expires_at < $2 and (l.expires_at, l.id) > ($3, $4) and a.ended_at is null
       and not exists (select from renewal_task t where t.order_line_id = l.id and t.expires_at = l.expires_at)
     order by l.expires_at, l.id limit $5";

/// How far the job has come among the lines: the expiry and the line that were looked at last.
pub type Place = (DateTime<Utc>, Uuid);

/// What one transaction of the job did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// Tasks whose line was renewed.
    pub done: i64,
    /// Tasks that ended otherwise.
    pub terminated: i64,
}

/// Whether the job has run for a business day.
///
/// # Errors
/// Those of the database.
pub async fn has_run(db: &PgPool, day: NaiveDate) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from renewal_run where day = $1) as "is!""#, day).fetch_one(db).await
}

/// Makes the tasks of some lines behind a place that expire soon, as of a business day. Answers where it has come to, none at the
/// end, and how many it made. Two at once make none twice: one of them waits at the line and its expiry, and then leaves it.
///
/// # Errors
/// Those of the database.
pub async fn make_some(
    db: &mut PgConnection,
    day: NaiveDate,
    terms: &Terms,
    behind: Option<Place>,
    at: DateTime<Utc>,
) -> sqlx::Result<(Option<Place>, i64)> {
    let (from, before) = due_expiries(day, u16::try_from(terms.renewal_lead_days).unwrap_or(0));
    let (expiry, line) = behind.unwrap_or((from, Uuid::nil()));
    let lines: Vec<(Uuid, Uuid, DateTime<Utc>)> = sqlx::query_as(WITHOUT_TASK)
        .bind(terms.renewal_amount)
        .bind(before)
        .bind(expiry)
        .bind(line)
        .bind(BATCH)
        .fetch_all(&mut *db)
        .await?;
    let Some(last) = lines.last().map(|(line, _, expiry)| (*expiry, *line)) else { return Ok((None, 0)) };
    let associations: Vec<Uuid> = lines.iter().map(|(_, association, _)| *association).collect();
    // Whoever moves a customer holds its association first, so that no task is made for somebody who has just given it away.
    sqlx::query!("select id from association where id = any($1) order by id for share", &associations).fetch_all(&mut *db).await?;
    let (lines, ids): (Vec<Uuid>, Vec<Uuid>) = lines.iter().map(|(line, ..)| (*line, new_id())).unzip();
    // Looked at again once they are held: a file may just have said that a line is renewed.
    let made = sqlx::query_scalar!(
        "insert into renewal_task (id, order_line_id, order_id, customer_id, association_id, distributor_id, partner_id, supervisor_id,
             owner_id, amount_rated, amount_charged, expires_at, deadline, made_on, created_at)
         select n.id, l.id, l.order_id, o.customer_id, l.association_id, l.distributor_id, l.partner_id, l.supervisor_id, l.owner_id,
             l.amount_rated, l.amount_charged, l.expires_at, (l.expires_at at time zone 'Asia/Shanghai')::date, $3, $4
         from unnest($1::uuid[], $2::uuid[]) as n(line, id) join order_line l on l.id = n.line
         join customer_order o on o.id = l.order_id join association a on a.id = l.association_id
         where l.renewal = 'not_renewed' and l.state = 'active' and l.amount_charged >= $5::integer and l.expires_at >= $6
             and l.expires_at < $7 and a.ended_at is null
         order by l.id for share of l
         on conflict on constraint renewal_task_once do nothing returning id",
        &lines,
        &ids,
        day,
        at,
        terms.renewal_amount,
        from,
        before
    )
    .fetch_all(&mut *db)
    .await?;
    let records: Vec<Uuid> = made.iter().map(|_| new_id()).collect();
    sqlx::query!(
        "insert into renewal_record (id, task_id, at, kind) select n.id, n.task_id, $3, 'made' from unnest($1::uuid[], $2::uuid[]) as n(id, task_id)",
        &records,
        &made,
        at
    )
    .execute(db)
    .await?;
    Ok((Some(last), i64::try_from(made.len()).unwrap_or(0)))
}

/// Ends those of some open tasks behind one that are over as of a business day. Answers the last task that was looked at, none at
/// the end, and how many ended.
///
/// # Errors
/// Those of the database.
pub async fn end_some(db: &mut PgConnection, day: NaiveDate, behind: Uuid, at: DateTime<Utc>) -> sqlx::Result<(Option<Uuid>, Ended)> {
    let tasks = sqlx::query!(
        "select t.id, renewal_ending(l.renewal, l.state, l.expires_at, t.expires_at, t.deadline, $2) as because
         from renewal_task t join order_line l on l.id = t.order_line_id
         where t.state in ('pending', 'in_progress') and t.id > $1 order by t.id limit $3",
        behind,
        day,
        BATCH
    )
    .fetch_all(&mut *db)
    .await?;
    let Some(last) = tasks.last().map(|task| task.id) else { return Ok((None, Ended::default())) };
    let over: Vec<(Uuid, String)> = tasks.into_iter().filter_map(|task| Some((task.id, task.because?))).collect();
    Ok((Some(last), end(db, &over, None, at).await?))
}

/// Ends the open tasks of the lines that a batch of an import has written, where these are renewed, given up or expire at another
/// moment now.
///
/// # Errors
/// Those of the database.
pub async fn end_of_import(db: &mut PgConnection, batch: &Batch<'_>) -> sqlx::Result<Ended> {
    let over = sqlx::query!(
        r#"select t.id, renewal_ending(l.renewal, l.state, l.expires_at, t.expires_at, t.deadline, null) as because
           from import_row r join renewal_task t on t.order_line_id = r.record join order_line l on l.id = t.order_line_id
           where r.run_id = $1 and r.line > $2 and r.line <= $3 and t.state in ('pending', 'in_progress') order by t.id"#,
        batch.run,
        batch.after,
        batch.to
    )
    .fetch_all(&mut *db)
    .await?;
    let over: Vec<(Uuid, String)> = over.into_iter().filter_map(|task| Some((task.id, task.because?))).collect();
    end(db, &over, Some(batch.run), batch.at).await
}

/// Ends tasks that are open still, each for its reason, with a record of the system.
async fn end(db: &mut PgConnection, over: &[(Uuid, String)], import: Option<Uuid>, at: DateTime<Utc>) -> sqlx::Result<Ended> {
    if over.is_empty() {
        return Ok(Ended::default());
    }
    let (ids, because): (Vec<Uuid>, Vec<String>) = over.iter().cloned().unzip();
    let records: Vec<Uuid> = over.iter().map(|_| new_id()).collect();
    // In the order of ids, as everybody who takes several tasks.
    let hold = "select id from renewal_task where id = any($1) order by id for no key update";
    sqlx::query(hold).bind(&ids).execute(&mut *db).await?;
    let ended = sqlx::query_scalar!(
        r#"with over as (
               update renewal_task t set state = case when n.because = 'renewed' then 'done' else 'terminated' end, ended_because = n.because,
                   ended_at = $4, version = version + 1
               from unnest($1::uuid[], $2::text[], $3::uuid[]) as n(task_id, because, record)
               where t.id = n.task_id and t.state in ('pending', 'in_progress') returning t.id, n.because, n.record),
           recorded as (
               insert into renewal_record (id, task_id, at, kind, ended_because, import_run_id)
               select over.record, over.id, $4, 'ended', over.because, $5 from over)
           select because as "because!" from over"#,
        &ids,
        &because,
        &records,
        at,
        import
    )
    .fetch_all(db)
    .await?;
    let done = i64::try_from(ended.iter().filter(|because| *because == "renewed").count()).unwrap_or(0);
    Ok(Ended { done, terminated: i64::try_from(ended.len()).unwrap_or(0) - done })
}

/// Notes that the job has run for a business day; run once more, it adds what it did then.
///
/// # Errors
/// Those of the database.
pub async fn note_run(db: &mut PgConnection, day: NaiveDate, made: i64, ended: Ended, at: DateTime<Utc>) -> sqlx::Result<()> {
    let count = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    sqlx::query!(
        "insert into renewal_run as r (day, ran_at, made, done, terminated) values ($1, $2, $3, $4, $5)
         on conflict (day) do update set ran_at = excluded.ran_at, made = r.made + excluded.made, done = r.done + excluded.done,
             terminated = r.terminated + excluded.terminated",
        day,
        at,
        count(made),
        count(ended.done),
        count(ended.terminated)
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Somebody who answers for tasks, and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answerable {
    /// The account manager; of a reseller's customer the distributor's primary administrator, who processes it; without an account
    /// manager the partner's; every administrator where there is no primary one.
    pub person: PersonId,
    /// How many.
    pub count: i64,
}

/// Marks the tasks of which nobody has been told as told, and says whom to tell of those that are open.
///
/// # Errors
/// Those of the database.
pub async fn tell_made(db: &mut PgConnection, at: DateTime<Utc>) -> sqlx::Result<Vec<Answerable>> {
    let rows = sqlx::query!(
        r#"with told as (update renewal_task set told_at = $1 where told_at is null
               returning state, owner_id, partner_id, distributor_id)
           select who.person as "person!: PersonId", sum(t.tasks)::bigint as "count!"
           from (select owner_id, partner_id, distributor_id, count(*) as tasks from told where state = 'pending' group by 1, 2, 3) t
                cross join lateral who_processes_task(t.owner_id, t.partner_id, t.distributor_id) as who (person)
           group by 1 order by 1"#,
        at
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| Answerable { person: row.person, count: row.count }).collect())
}

/// Whom to tell of the tasks that a run of an import has done.
///
/// # Errors
/// Those of the database.
pub async fn done_by_import(db: &mut PgConnection, run: Uuid) -> sqlx::Result<Vec<Answerable>> {
    let rows = sqlx::query!(
        r#"select who.person as "person!: PersonId", sum(t.tasks)::bigint as "count!"
           from (select k.owner_id, k.partner_id, k.distributor_id, count(*) as tasks
                 from renewal_record n join renewal_task k on k.id = n.task_id
                 where n.import_run_id = $1 and n.ended_because = 'renewed' group by 1, 2, 3) t
                cross join lateral who_processes_task(t.owner_id, t.partner_id, t.distributor_id) as who (person)
           group by 1 order by 1"#,
        run
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| Answerable { person: row.person, count: row.count }).collect())
}
