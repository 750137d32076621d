//! What the account managers were told lately.

use chrono::Duration;

use super::people::Cast;
use super::story::Story;
use crate::notifications::model::{Facts, Kind};
use crate::notifications::{Notice, notify};
use crate::server::new_id;

/// Customers were assigned to each of them, long ago and yesterday.
pub async fn create(story: &mut Story<'_>, cast: &Cast) -> anyhow::Result<()> {
    for (person, who) in [("mei", "Grace Wu"), ("jun", "Grace Wu"), ("ana", "Grace Wu"), ("lin", "Grace Wu"), ("kofi", "Dara Quill")] {
        for (days, count) in [(40, 12), (1, 3)] {
            let facts = Facts { who: who.into(), count: Some(count), ..Facts::default() };
            let at = story.days_ago(days) - Duration::hours(2);
            let notice = Notice {
                person: cast.people[person],
                kind: Kind::CustomerAssigned,
                facts,
                link: "/sales/customers",
                entity: "assignment",
                entity_id: new_id(),
                at,
            };
            notify(story.db, &notice).await?;
        }
    }
    Ok(())
}
