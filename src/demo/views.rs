//! Views of the list of opportunities: two that Mei saved for herself, and one that Grace shares with all of Harbor. Nobody's
//! list opens with one: whoever tries the demo sees everything first.

use super::people::Cast;
use super::story::Story;
use crate::lists::ListName;
use crate::lists::model::{Cleaned, ViewId};
use crate::lists::queries::views::insert;

/// Saves them.
pub async fn create(story: &mut Story<'_>, cast: &Cast) -> anyhow::Result<()> {
    one(story, cast, "mei", "Likely to close", "stage=solution&stage=negotiation&confidence_from=50&sort=expected_date", 60).await?;
    one(story, cast, "mei", "Date has passed", "overdue=yes&sort=expected_date", 21).await?;
    let largest = one(story, cast, "grace", "Negotiations, largest first", "stage=negotiation&sort=-expected_monthly_revenue", 45).await?;
    sqlx::query!("update saved_view set shared = true where id = $1", largest.0).execute(&mut *story.db).await?;
    Ok(())
}

async fn one(story: &mut Story<'_>, cast: &Cast, person: &str, name: &str, address: &str, days_ago: i64) -> anyhow::Result<ViewId> {
    let at = story.days_ago(days_ago);
    let maker = (cast.people[person], Some(cast.partners["harbor"]));
    let conditions = Cleaned { address: address.into(), filter: None };
    Ok(insert(story.db, maker, ListName::Opportunities, name, &conditions, at).await?)
}
