//! What the vendor knows of some customers: alerts, tags that the partners gave, company profiles, and what stands in the
//! way of ending an association.

use super::customers::DemoCustomer;
use super::people::Cast;
use super::story::Story;
use crate::customers::model::{CustomerRef, Trait};
use crate::server::new_id;

const CHURN: &[(&str, &str, &str)] = &[
    ("Spend fell", "Spend of the last 30 days fell by more than half", "Pay-per-use compute went down first; storage is unchanged."),
    ("No sign-in", "Nobody has signed in for 45 days", "The last sign-in came from the operations account."),
    ("Ticket about leaving", "The customer asked how to export its data", "Two tickets about export of databases within a week."),
];
const RESOURCE: &[(&str, &str, &str)] = &[
    ("Resources expire", "Yearly servers expire within 15 days", "Four servers, automatic renewal is switched off."),
    ("Arrears", "A pay-per-use resource was stopped for arrears", "Object storage is kept for 15 days and then released."),
];
const TAGS: &[&str] = &["VIP", "Expo 2026", "Migration", "续费重点", "华东", "Startup programme"];
const BLOCKERS: &[Trait] = &[Trait::PendingOrders, Trait::Debt, Trait::Frozen, Trait::ReservedInstances, Trait::PickUpVouchers];

/// Sends alerts and notes the rest.
pub async fn create(story: &mut Story<'_>, cast: &Cast, customers: &[DemoCustomer]) -> anyhow::Result<()> {
    for (n, known) in customers.iter().enumerate() {
        let CustomerRef::Association(association) = known.reference else { continue };
        // Each account manager's first customers always have something to show; of the others some do.
        let first = customers[..n].iter().filter(|other| other.owner == known.owner && other.partner == known.partner).count();
        if first < 6 || story.below(8) == 0 {
            let handled = first == 3;
            alert(story, cast, known, association.0, if first.is_multiple_of(2) { CHURN } else { RESOURCE }, handled).await?;
        }
        if story.below(3) == 0 {
            let tags = vec![story.one(TAGS).to_owned()];
            sqlx::query!("update association set tags = $2 where id = $1", association.0, &tags).execute(&mut *story.db).await?;
        }
        if let Some(customer) = known.customer {
            if first == 5 || story.below(12) == 0 {
                let traits = vec![story.one(BLOCKERS).to_string()];
                sqlx::query!("update customer set traits = $2 where id = $1", customer.0, &traits).execute(&mut *story.db).await?;
            }
            if first < 2 || story.below(4) == 0 {
                profile(story, customer.0).await?;
            }
        }
    }
    Ok(())
}

async fn alert(
    story: &mut Story<'_>,
    cast: &Cast,
    known: &DemoCustomer,
    association: uuid::Uuid,
    kinds: &'static [(&'static str, &'static str, &'static str)],
    handled: bool,
) -> anyhow::Result<()> {
    let (scenario, title, detail) = story.one(kinds);
    let is_churn = kinds.len() == CHURN.len();
    let sent_at = story.now - chrono::Duration::hours(3 + i64::try_from(story.below(220))?);
    let handler = known.owner.map(|owner| cast.people[owner].0).filter(|_| handled);
    let result = handler.map(|_| if is_churn { "not_lost" } else { "done" });
    let note = if handler.is_some() { "Called them: a test system moved, the rest stays." } else { "" };
    sqlx::query!(
        "insert into customer_alert (id, association_id, customer_id, distributor_id, partner_id, supervisor_id, owner_id, category, scenario,
             title, detail, sent_at, state, result, note, handled_by, handled_at, source, external_id)
         select $2, a.id, a.customer_id, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id, $3, $4, $5, $6, $7,
             case when $8::uuid is null then 'pending' else 'handled' end, $9, $10, $8, case when $8::uuid is not null then $11::timestamptz end, 'demo', a.id::text
         from association a where a.id = $1",
        association,
        new_id(),
        if is_churn { "churn" } else { "resource" },
        scenario,
        title,
        detail,
        sent_at,
        handler,
        result,
        note,
        story.now
    )
    .execute(&mut *story.db)
    .await?;
    Ok(())
}

async fn profile(story: &mut Story<'_>, customer: uuid::Uuid) -> anyhow::Result<()> {
    let employees = story.one(&["50–99", "100–499", "500–999", "1,000–4,999"]);
    let wallet = story.one(&["CNY 1–5 million a year", "CNY 5–20 million a year", "below CNY 1 million a year"]);
    let founded = chrono::NaiveDate::from_ymd_opt(1995 + i32::try_from(story.below(28))?, 4, 18);
    sqlx::query!(
        "insert into customer_profile (customer_id, cloud_wallet, registered_capital, national_industry, vendor_industry, website, founded_on,
             employees, cloud_activity, cloud_providers, structure, funding, products, intellectual_property, updated_at)
         values ($1, $2, 'CNY 20 million', 'I65 Software and information services', 'Internet', 'https://www.example.com', $3, $4,
             'Active: deployments every week', 'Two public clouds', 'One holding, three subsidiaries', 'Series B', 'A booking platform and its app',
             'Twelve software copyrights', $5)",
        customer,
        wallet,
        founded,
        employees,
        story.now
    )
    .execute(&mut *story.db)
    .await?;
    Ok(())
}
