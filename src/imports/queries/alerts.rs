//! Alerts: each is told to the one person who is responsible for it.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::outcome::{differing, refused};
use crate::auth::PersonId;
use crate::imports::model::{AlertRow, Outcome, Refusal};
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::new_id;
use crate::values::date::beijing_midnight;
use crate::values::masking::mask_name;

pub(super) async fn alert(db: &mut PgConnection, source: &str, at: DateTime<Utc>, row: &AlertRow) -> sqlx::Result<Outcome> {
    let category = if row.is_churn { "churn" } else { "resource" };
    let sent_at = beijing_midnight(row.sent_on).min(at);
    let found = sqlx::query!(
        "select w.id, c.account_name, w.category, w.scenario, w.title, w.detail, w.sent_at, w.state
         from customer_alert w join customer c on c.id = w.customer_id
         where w.source = $1 and w.external_id = $2 for update of w",
        source,
        row.external_id
    )
    .fetch_optional(&mut *db)
    .await?;
    if let Some(found) = found {
        if found.account_name != row.customer || found.category != category {
            return Ok(refused(if found.category == category { "customer" } else { "category" }, Refusal::UnderWay));
        }
        let changed = differing(&[
            ("scenario", found.scenario != row.scenario),
            ("title", found.title != row.title),
            ("detail", found.detail != row.detail),
            // A day that had not begun in Beijing was cut to the moment of the import.
            ("sent_on", found.sent_at != sent_at && crate::values::date::beijing_date(found.sent_at) != row.sent_on),
        ]);
        if changed.is_empty() {
            return Ok(Outcome::Unchanged);
        }
        if found.state != "pending" {
            return Ok(refused("", Refusal::UnderWay));
        }
        sqlx::query!(
            "update customer_alert set scenario = $2, title = $3, detail = $4, sent_at = $5, version = version + 1 where id = $1",
            found.id,
            row.scenario,
            row.title,
            row.detail,
            sent_at
        )
        .execute(db)
        .await?;
        return Ok(Outcome::Changed(changed));
    }
    create(db, source, at, sent_at, category, row).await
}

async fn create(
    db: &mut PgConnection,
    source: &str,
    at: DateTime<Utc>,
    sent_at: DateTime<Utc>,
    category: &str,
    row: &AlertRow,
) -> sqlx::Result<Outcome> {
    let customer = sqlx::query!("select id, name from customer where account_name = $1", row.customer).fetch_optional(&mut *db).await?;
    let Some(customer) = customer else { return Ok(refused("customer", Refusal::UnknownCustomer)) };
    // Held, so that nobody assigns the customer to another account manager while the alert is written.
    let association = sqlx::query!(
        r#"select a.id, a.distributor_id, a.partner_id, a.supervisor_id, a.owner_id,
                  coalesce(a.owner_id, p.primary_administrator_id) as "responsible?: PersonId"
           from association a join partner p on p.id = a.partner_id
           where a.customer_id = $1 and a.ended_at is null for share of a"#,
        customer.id
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(association) = association else { return Ok(refused("customer", Refusal::NotAssociated)) };
    let id = new_id();
    sqlx::query!(
        "insert into customer_alert (id, association_id, customer_id, distributor_id, partner_id, supervisor_id, owner_id, category,
                                     scenario, title, detail, sent_at, source, external_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        id,
        association.id,
        customer.id,
        association.distributor_id,
        association.partner_id,
        association.supervisor_id,
        association.owner_id,
        category,
        row.scenario,
        row.title,
        row.detail,
        sent_at,
        source,
        row.external_id
    )
    .execute(&mut *db)
    .await?;
    if let Some(person) = association.responsible {
        let facts = Facts { name: mask_name(&customer.name), ..Facts::default() };
        let notice =
            Notice { person, kind: Kind::AlertToHandle, facts, link: "/sales/alerts", entity: "customer_alert", entity_id: id, at };
        notify(db, &notice).await?;
    }
    Ok(Outcome::Created)
}
