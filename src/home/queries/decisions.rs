//! What waits for a decision of the vendor's staff: a line for each kind.

use sqlx::PgPool;
use uuid::Uuid;

use crate::home::model::{Due, Entry, Work};
use crate::operations::model::Operator;

/// Claims in review, due when the first of them lapses, and requests to rename a company; over all partners.
///
/// # Errors
/// Those of the database.
pub async fn decisions(db: &PgPool, _: Operator) -> sqlx::Result<Vec<Entry>> {
    let found = sqlx::query!(
        r#"select count(*) as "claims!", min(review_due) as first_due,
                  (select count(*) from company_rename where state = 'pending') as "renames!"
           from claim where state = 'in_review'"#
    )
    .fetch_one(db)
    .await?;
    let line = |work, count, due| Entry { work, id: Uuid::nil(), name: String::new(), about: String::new(), count, due, monthly: None };
    let claims = line(Work::ClaimsInReview, found.claims, found.first_due.map(Due::By));
    Ok([claims, line(Work::Renames, found.renames, None)].into_iter().filter(|line| line.count > 0).collect())
}
