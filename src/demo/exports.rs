//! Exports that were asked for: some whose file is gone by now, one that was given up, and one that waits, for which the background
//! work of the installation writes a real file.

use serde_json::json;

use super::people::Cast;
use super::story::Story;
use crate::exports::model::{ExportFormat, ExportId, ExportState};
use crate::exports::queries::{NewExport, insert_for};
use crate::exports::rules::KEPT_DAYS;
use crate::i18n::Locale;
use crate::lists::ListName;
use crate::lists::model::KeptCondition;
use crate::server::new_id;

/// Asks for them.
pub async fn create(story: &mut Story<'_>, cast: &Cast) -> anyhow::Result<()> {
    use ExportState::{Cancelled, Expired, Queued};
    let closed = KeptCondition::Asked { filter: "state".into(), values: vec!["closed".into()], until: String::new(), name: None };
    let closed = ("state=closed", "State: Closed", Some(closed));
    let resellers = ("tab=resellers", "Tab: Resellers' customers", Some(KeptCondition::Tab { tab: "resellers".into() }));
    let everything = || ("", "", None);
    one(story, cast, ("mei", Some("harbor")), ListName::Opportunities, closed, (ExportFormat::Xlsx, Expired, 9)).await?;
    one(story, cast, ("mei", Some("harbor")), ListName::Alerts, everything(), (ExportFormat::Csv, Cancelled, 2)).await?;
    one(story, cast, ("zhao", Some("harbor")), ListName::Opportunities, everything(), (ExportFormat::Xlsx, Queued, 0)).await?;
    one(story, cast, ("grace", Some("harbor")), ListName::Customers, everything(), (ExportFormat::Xlsx, Expired, 12)).await?;
    one(story, cast, ("dara", Some("summit")), ListName::Customers, resellers, (ExportFormat::Csv, Expired, 6)).await?;
    one(story, cast, ("rita", Some("delta")), ListName::Customers, everything(), (ExportFormat::Xlsx, Expired, 5)).await?;
    one(story, cast, ("viktor", None), ListName::Partners, everything(), (ExportFormat::Xlsx, Expired, 20)).await?;
    Ok(())
}

async fn one(
    story: &mut Story<'_>,
    cast: &Cast,
    (person, partner): (&str, Option<&str>),
    list: ListName,
    (query, conditions, asked): (&str, &str, Option<KeptCondition>),
    (format, state, days_ago): (ExportFormat, ExportState, i64),
) -> anyhow::Result<()> {
    let at = story.days_ago(days_ago);
    let new = NewExport {
        id: ExportId(new_id()),
        list: list.as_str(),
        query,
        private: &json!({}),
        conditions,
        asked: Some(asked.as_slice()),
        columns: None,
        format,
        locale: Locale::En,
        rows: 0,
        keep_days: KEPT_DAYS,
        at,
    };
    let partner = partner.map(|partner| cast.partners[partner].0);
    insert_for(story.db, (cast.people[person].0, partner), &new).await?;
    if state != ExportState::Queued {
        let expires_at = (state == ExportState::Expired).then(|| at + chrono::Duration::days(i64::from(KEPT_DAYS)));
        sqlx::query!(
            "update export_task set state = $2, attempt = 1, fence = 1, finished_at = $3, expires_at = $4, updated_at = $3 where id = $1",
            new.id.0,
            state.as_str(),
            at,
            expires_at
        )
        .execute(&mut *story.db)
        .await?;
    }
    Ok(())
}
