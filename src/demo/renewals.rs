//! Large-order renewals of one customer of some account managers: pending ones, one of them overdue, one in progress, one that is done
//! by its renewal and one that ended with its resource. The tasks are made by the nightly job, as of a month ago and as of today.

use chrono::Duration;
use uuid::Uuid;

use super::customers::DemoCustomer;
use super::orders::{DemoOrder, Line, place};
use super::people::Cast;
use super::story::Story;
use crate::customers::model::CustomerRef;
use crate::marketing_tasks::model::{TaskOwner, TaskState};
use crate::marketing_tasks::renewals::model::{Intention, Processing, RenewalTaskId, Standing};
use crate::marketing_tasks::renewals::queries::process;
use crate::marketing_tasks::renewals::unscoped::{end_some, make_some, note_run, tell_made};
use crate::orders::model::{LineState, OrderState, OrderType, PaidBy, Renewal};
use crate::server::terms;
use crate::values::date::beijing_date;

use LineState::Active;
use Renewal::NotRenewed;

/// Days from today to the end of each.
const ORDER: DemoOrder = DemoOrder {
    kind: OrderType::New,
    state: OrderState::Completed,
    product_type: "Bare metal server",
    paid_by: PaidBy::Customer,
    days: 330,
    lines: &[
        Line("erp-01", "p3.8xlarge", "64 vCPU | 512 GiB", "48000.005", 9, NotRenewed, Active),
        Line("erp-02", "p3.4xlarge", "32 vCPU | 256 GiB", "26500.00", -4, NotRenewed, Active),
        Line(PROCESSED, "d2.4xlarge", "32 vCPU | 128 GiB", "31200.33333333", 27, NotRenewed, Active),
        Line(RENEWED, "d2.2xlarge", "16 vCPU | 64 GiB", "18900.90", 2, NotRenewed, Active),
        Line(GIVEN_UP, "c3.4xlarge", "16 vCPU | 32 GiB", "12400.00", 20, NotRenewed, Active),
    ],
};
const PROCESSED: &str = "warehouse";
const RENEWED: &str = "analytics";
const GIVEN_UP: &str = "legacy-crm";

/// Whose customer has them: the partner, its account manager, and who processes.
const WHOSE: &[(&str, Option<&str>, &str)] = &[
    ("harbor", Some("mei"), "mei"),
    ("harbor", Some("ana"), "ana"),
    ("harbor", None, "grace"),
    ("summit", Some("kofi"), "kofi"),
    ("delta", None, "dara"),
    ("lakeside", None, "petra"),
];

/// Makes them, and tells what came of them.
pub async fn create(story: &mut Story<'_>, cast: &Cast, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    let mut orders = Vec::new();
    for (number, (partner, owner, by)) in WHOSE.iter().enumerate() {
        // The order is older than the first run.
        let known = customers.iter().filter(|known| known.partner == *partner && known.owner == *owner && known.since > 60);
        let first = known.filter_map(|known| match known.reference {
            CustomerRef::Association(association) => Some((association.0, known.since)),
            CustomerRef::Claim(_) => None,
        });
        let Some((association, since)) = first.into_iter().next() else { continue };
        place(story, association, since, 9001 + number, &ORDER).await?;
        orders.push((association, cast.partners[partner], cast.people[by]));
    }
    run(story, 30).await?;
    let at = story.days_ago(3);
    for (association, partner, by) in orders {
        sqlx::query!(
            "update order_line set renewal = case when resource_name = $2 then 'renewed' else renewal end,
                 renewed_at = case when resource_name = $2 then $4::timestamptz end,
                 state = case when resource_name = $3 then 'unsubscribed' else state end
             where association_id = $1 and resource_name in ($2, $3)",
            association,
            RENEWED,
            GIVEN_UP,
            at
        )
        .execute(&mut *story.db)
        .await?;
        let id = sqlx::query_scalar!(
            r#"select t.id as "id: RenewalTaskId" from renewal_task t join order_line l on l.id = t.order_line_id
               where l.association_id = $1 and l.resource_name = $2"#,
            association,
            PROCESSED
        )
        .fetch_one(&mut *story.db)
        .await?;
        let task = Standing { id, version: 1, state: TaskState::Pending, owner: TaskOwner { partner, account_manager: Some(by) } };
        let processing = Processing {
            intention: Intention::WillRenew,
            reason: String::new(),
            expected_on: Some(beijing_date(story.now + Duration::days(14))),
            note: "Budget is approved; the purchase order comes next week.".into(),
        };
        process(&mut *story.db, &[task], &processing, by, at).await?;
    }
    run(story, 0).await
}

/// The job as of a day so many days ago.
async fn run(story: &mut Story<'_>, days: i64) -> anyhow::Result<()> {
    let at = story.days_ago(days);
    let day = beijing_date(at);
    let terms = terms::load(&mut *story.db).await?;
    let (_, ended) = end_some(&mut *story.db, day, Uuid::nil(), at).await?;
    let (_, made) = make_some(&mut *story.db, day, &terms, None, at).await?;
    // Noted as told, so that the first night tells nobody of the demo's tasks: notices are stories of their own.
    tell_made(&mut *story.db, at).await?;
    note_run(&mut *story.db, day, made, ended, at).await?;
    Ok(())
}
