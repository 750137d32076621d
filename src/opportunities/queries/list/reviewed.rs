//! What a supervisor said about a row: the owner reads it in her list.

use sqlx::{Postgres, QueryBuilder};

use super::asked::Asked;
use crate::auth::ScopeColumn;

/// A review of the opportunity as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// The supervisor's name.
    pub by: String,
    /// The note for the owner; empty when there is none.
    pub note: String,
}

/// Whether the list is of the viewer's own opportunities. Others read the reviews on the timeline.
fn is_owners(asked: &Asked<'_>) -> bool {
    asked.scope.column() == ScopeColumn::Owner
}

pub(super) fn push_columns(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    query.push(if is_owners(asked) { "v.by as reviewer, v.note as review, " } else { "null::text as reviewer, null::text as review, " });
}

/// The latest review of the version that stands.
pub(super) fn push_join(query: &mut QueryBuilder<Postgres>, asked: &Asked<'_>) {
    if is_owners(asked) {
        query.push(
            "left join lateral (select s.display_name as by, v.note from opportunity_review v join person s on s.id = v.reviewer_id
               where v.opportunity_id = o.id and v.version = o.version order by v.at desc, v.id desc limit 1) v on true ",
        );
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use sqlx::PgPool;

    use crate::auth::{Reach, Scope};
    use crate::customers::model::CustomerRef;
    use crate::lists::paging::Place;
    use crate::opportunities::model::{Column, ListFilter, Sort};
    use crate::opportunities::queries::fixtures::{customer, now, opportunity, people, viewer};
    use crate::opportunities::queries::list::{Asked, page};
    use crate::organisation::rules::cast::id;
    use crate::values::date::beijing_date;

    #[sqlx::test]
    async fn the_owner_reads_the_latest_review_in_her_list_until_she_changes_the_opportunity(db: PgPool) {
        people(&db).await;
        let of = customer(&db, "mei", "Snowpeak").await;
        let reviewed = opportunity(&db, "mei", CustomerRef::Association(of), "Data lake").await;
        opportunity(&db, "mei", CustomerRef::Association(of), "Archive").await;
        for (minutes, note) in [(10, ""), (5, "Ask for the budget")] {
            sqlx::query(
            "insert into opportunity_review (id, opportunity_id, reviewer_id, at, version, stage, confidence, expected_monthly_revenue, note)
             select gen_random_uuid(), id, $2, $3, version, stage, confidence, expected_monthly_revenue, $4 from opportunity where id = $1",
        )
        .bind(reviewed.0)
        .bind(id("zhao").0)
        .bind(now() - TimeDelta::minutes(minutes))
        .bind(note)
        .execute(&db)
        .await
        .unwrap();
        }
        let filter = ListFilter::default();
        let said = async |account: &str, reach| {
            let scope = Scope::of(&viewer(account), reach).unwrap();
            let asked = Asked { scope, filter: &filter, typed: None, sort: Sort::default(), today: beijing_date(now()) };
            let page = page(&db, &asked, Column::ALL, &Place::First, 10, now()).await.unwrap();
            page.rows.into_iter().filter_map(|line| line.reviewed.map(|review| (line.row.id, review.by, review.note))).collect::<Vec<_>>()
        };
        assert_eq!(said("mei", Reach::Own).await, [(reviewed, "Zhao".to_owned(), "Ask for the budget".to_owned())]);
        assert!(said("zhao", Reach::Team).await.is_empty() && said("grace", Reach::Partner).await.is_empty());
        sqlx::query("update opportunity set version = version + 1 where id = $1").bind(reviewed.0).execute(&db).await.unwrap();
        assert!(said("mei", Reach::Own).await.is_empty(), "the timeline keeps it");
    }
}
