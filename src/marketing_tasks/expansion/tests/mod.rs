//! Expansion tasks through the whole router.

mod campaigns;
mod origin;
mod processing;

use chrono::Duration;
use sqlx::PgPool;

use super::model::TaskId;
use crate::auth::Preset;
use crate::customers::model::AssociationId;
use crate::house::{Answer, House};
use crate::organisation::model::PartnerKind;
use crate::server::new_id;

const NEW: &str = "/operations/expansion-campaigns/new";
const LIST: &str = "/sales/marketing-tasks/expansion";

/// The associations of a furnished house.
struct Customers {
    mei: AssociationId,
    jun: AssociationId,
    nobody: AssociationId,
    reseller: AssociationId,
}

/// Harbor with Mei and Jun, who report to Zhao, and a customer of each and of nobody; Summit, whose reseller Delta has one.
async fn furnished(db: PgPool) -> (House, Customers) {
    let (house, harbor) = House::harbor(db).await;
    house.hire(harbor, "zhao", Preset::Supervisor).await;
    for account in ["mei", "jun"] {
        house.supervise("zhao", account).await;
    }
    let summit = house.found_as("Summit", "dara", PartnerKind::Distributor, None).await;
    let delta = house.found_as("Delta", "rita", PartnerKind::Reseller, Some(summit)).await;
    house.hire(delta, "sam", Preset::AccountManager).await;
    let customers = Customers {
        mei: house.associate(harbor, "mei", "Snowpeak").await,
        jun: house.associate(harbor, "jun", "Harvest").await,
        nobody: house.associate(harbor, "", "Orphan").await,
        reseller: house.associate(delta, "sam", "Resold").await,
    };
    (house, customers)
}

/// What stands in every form of a campaign, and what is given beside or before it.
fn fields<'a>(given: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("name", "Backup"),
        ("level_1", "scenario"),
        ("level_2", "Backup and recovery"),
        ("talking_points", "Nobody has a second copy."),
        ("deadline", "2026-12-31"),
    ];
    let is_given = |name: &str| given.iter().any(|(one, _)| *one == name);
    usual.into_iter().filter(|(name, _)| !is_given(name)).chain(given.iter().copied()).collect()
}

/// The value of a hidden input of a page.
fn hidden(page: &Answer, name: &str) -> String {
    let start = page.body.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}: {}", page.body)).1;
    start.split('"').next().unwrap().replace("&amp;", "&")
}

/// Viktor counts the customers.
async fn count(house: &House, given: &[(&str, &str)]) -> Answer {
    house.post("viktor", NEW, "expansion.count_customers", &fields(given)).await
}

/// Viktor counts and creates; where it leads.
async fn campaign(house: &House, given: &[(&str, &str)]) -> String {
    // The latest task of a customer is that of the latest campaign.
    house.pass(Duration::minutes(1)).await;
    let counted = count(house, given).await;
    let (number, counted_for) = (hidden(&counted, "form[counted]"), hidden(&counted, "form[counted_for]"));
    let key = new_id().to_string();
    let more = [("key", key.as_str()), ("counted", number.as_str()), ("counted_for", counted_for.as_str())];
    let all: Vec<(&str, &str)> = fields(given).into_iter().chain(more).collect();
    let answer = house.post("viktor", NEW, "expansion.create_campaign", &all).await;
    answer.location().strip_suffix("?done=created").unwrap_or_else(|| panic!("{}: {}", answer.status, answer.body)).to_owned()
}

/// The task of an association.
async fn task_of(house: &House, of: AssociationId) -> TaskId {
    let sql = "select id from expansion_task where association_id = $1 order by created_at desc, id desc limit 1";
    TaskId(sqlx::query_scalar(sql).bind(of.0).fetch_one(house.db()).await.unwrap())
}

/// State, version and number of records of a task.
async fn stands(house: &House, task: TaskId) -> (String, i32, i64) {
    let sql = "select state, version, (select count(*) from expansion_record where task_id = t.id) from expansion_task t where id = $1";
    sqlx::query_as(sql).bind(task.0).fetch_one(house.db()).await.unwrap()
}

/// Somebody sends the form of a task.
async fn process(house: &House, who: &str, task: TaskId, version: &str, result: &str, note: &str) -> Answer {
    let (id, key) = (task.to_string(), new_id().to_string());
    let fields = [("key", key.as_str()), ("id", id.as_str()), ("version", version), ("result", result), ("note", note)];
    house.post(who, &format!("{LIST}/{task}"), "expansion.process", &fields).await
}

async fn rows(house: &House, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(house.db()).await.unwrap()
}
