//! Saved views through the whole router, on the list of opportunities.

mod changing;
mod opening;
mod sharing;

use axum::http::StatusCode;
use sqlx::PgPool;
use uuid::Uuid;

use crate::house::{Answer, House};
use crate::organisation::model::PartnerId;

const LIST: &str = "/sales/opportunities";

/// Harbor, where Mei has a customer and two opportunities.
async fn harbor(db: PgPool) -> (House, PartnerId) {
    let (house, harbor) = House::harbor(db).await;
    let snowpeak = house.associate(harbor, "mei", "Snowpeak Resorts").await;
    for (name, stage) in [("Winter streaming", "solution"), ("Data lake", "negotiation")] {
        report(&house, "mei", &snowpeak.to_string(), name, stage).await;
    }
    (house, harbor)
}

async fn report(house: &House, account: &str, association: &str, name: &str, stage: &str) {
    let (customer, fields) = (format!("association:{association}"), [("name", name), ("stage", stage), ("acknowledged", "yes")]);
    let reported = house.report(account, &customer, &fields).await;
    assert_eq!(reported.status, StatusCode::SEE_OTHER, "{}", reported.body);
}

/// Sends the form that saves a view.
async fn try_save(house: &House, account: &str, name: &str, query: &str) -> Answer {
    let fields = [("list", "opportunities"), ("view_name", name), ("query", query)];
    house.post(account, &format!("{LIST}?{query}"), "lists.save_view", &fields).await
}

/// Saves a view and says which.
async fn save(house: &House, account: &str, name: &str, query: &str) -> String {
    let saved = try_save(house, account, name, query).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    view_of(&saved)
}

/// The view that an answer leads to.
fn view_of(answer: &Answer) -> String {
    let query = answer.location().split_once('?').expect("a query").1;
    form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "view").expect("a view").1.into_owned()
}

/// Does something to a view; the version is the one that stands.
async fn change(house: &House, account: &str, action: &str, id: &str, more: &[(&str, &str)]) -> Answer {
    let version: i32 = sqlx::query_scalar("select version from saved_view where id = $1")
        .bind(id.parse::<Uuid>().unwrap())
        .fetch_one(house.db())
        .await
        .unwrap();
    let version = version.to_string();
    let mut fields = vec![("id", id), ("version", version.as_str())];
    fields.extend(more);
    house.post(account, &format!("{LIST}?view={id}"), action, &fields).await
}

async fn open_with(house: &House, account: &str, id: &str, is_default: &str) -> Answer {
    let fields = [("list", "opportunities"), ("id", id), ("is_default", is_default)];
    house.post(account, &format!("{LIST}?view={id}"), "lists.set_default_view", &fields).await
}

async fn page(house: &House, account: &str, query: &str) -> Answer {
    let page = house.get(account, &format!("{LIST}{query}")).await;
    assert_eq!(page.status, StatusCode::OK, "{query}");
    page
}

/// What stands in the row of views, as it is read: "All 2", "Almost won 1 default".
fn row(page: &Answer) -> Vec<String> {
    let Some((_, rest)) = page.body.split_once("aria-label=\"Saved views\"") else { return Vec::new() };
    let row = rest.split("</nav>").next().unwrap_or("");
    let tags = |text: &str| text.split('<').map(|part| part.rsplit('>').next().unwrap_or("")).collect::<String>();
    row.split("<a ").skip(1).map(|tab| tags(&format!("<{tab}")).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// The tab that is marked, and how.
fn marked(page: &Answer) -> Option<(String, String)> {
    let (_, rest) = page.body.split_once("aria-label=\"Saved views\"")?;
    let tab = rest.split("</nav>").next()?.split("<a ").find(|tab| tab.contains("aria-current"))?;
    let how = tab.split_once("aria-current=\"")?.1.split('"').next()?.to_owned();
    let name = if tab.contains("<bdi>") { tab.split_once("<bdi>")?.1.split('<').next()? } else { "All" };
    Some((name.to_owned(), how))
}

async fn rows_of(house: &House, table: &'static str) -> i64 {
    let sql = match table {
        "saved_view" => "select count(*) from saved_view",
        _ => "select count(*) from private_filter",
    };
    sqlx::query_scalar(sql).fetch_one(house.db()).await.unwrap()
}
