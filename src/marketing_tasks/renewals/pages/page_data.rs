//! What the page of a task is made of.

use chrono::{DateTime, NaiveDate, Utc};

use crate::auth::Viewer;
use crate::customers::api::Revealed;
use crate::i18n::Locale;
use crate::marketing_tasks::renewals::model::RenewalTaskId;
use crate::marketing_tasks::renewals::queries::{RenewalRecord, TaskDetail};

/// Everything that the page shows.
pub(super) struct PageData {
    pub viewer: Viewer,
    pub locale: Locale,
    pub now: DateTime<Utc>,
    pub today: NaiveDate,
    pub task: TaskDetail,
    pub records: Vec<RenewalRecord>,
    /// The viewer may see the customer today.
    pub sees_customer: bool,
    pub revealed: Option<Revealed>,
    /// It was processed just now; then the next pending task, and how many there are.
    pub done: bool,
    pub next: Option<(RenewalTaskId, i64)>,
}
