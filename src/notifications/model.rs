//! The nouns of notifications.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::i18n::Locale;
use crate::values::choice::choices;
use crate::values::id::id_type;

choices! {
    /// What a person may be told.
    Kind {
        /// A claim of hers lapses within three days.
        ClaimLapsing => "claim_lapsing",
        /// A claim of hers has lapsed.
        ClaimLapsed => "claim_lapsed",
        /// The vendor's operator accepted a claim.
        ClaimAccepted => "claim_accepted",
        /// The vendor's operator rejected a claim, or did not decide in time.
        ClaimRejected => "claim_rejected",
        /// A customer accepted her invitation.
        InvitationAccepted => "invitation_accepted",
        /// A customer declined, or the association failed.
        InvitationFailed => "invitation_failed",
        /// A lead was dispatched to her.
        LeadDispatched => "lead_dispatched",
        /// A lead of hers was given to somebody else.
        LeadTakenBack => "lead_taken_back",
        /// Customers were assigned to her.
        CustomerAssigned => "customer_assigned",
        /// Customers were taken back from her.
        CustomerTakenBack => "customer_taken_back",
        /// An alert waits for her.
        AlertToHandle => "alert_to_handle",
        /// A campaign made sales expansion tasks of hers.
        ExpansionTasksCreated => "expansion_tasks_created",
        /// A customer decided on the end or the switch of its association, or did not in time.
        AssociationDecided => "association_decided",
        /// Her supervisor reviewed an opportunity of hers with a note.
        OpportunityReviewed => "opportunity_reviewed",
        /// What somebody who left or changed roles had is hers now; or what she had herself went to somebody else.
        HandedOver => "handed_over",
        /// The vendor decided on the company's new name.
        RenameDecided => "rename_decided",
        /// The vendor made another one the company's primary administrator: she is it now, or no longer.
        PrimaryReplaced => "primary_replaced",
        /// A file that she asked for can be downloaded.
        ExportDone => "export_done",
        /// A file that she asked for could not be written.
        ExportFailed => "export_failed",
        /// The vendor changed the status of a quota of the partner, with a reason.
        QuotaStatusChanged => "quota_status_changed",
        /// The vendor annulled a bill of the partner, with a reason.
        BillAnnulled => "bill_annulled",
        /// The nightly job made renewal tasks for her to process.
        RenewalTasksMade => "renewal_tasks_made",
        /// An imported file says that lines of hers are renewed: their tasks are done.
        RenewalTasksDone => "renewal_tasks_done",
    }
}

/// What the sentence of a kind needs; which of them, its text says. Names of customers are masked, never clear.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// What it is about: a masked customer, an opportunity, a company.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Who did it: a colleague's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// How many records, where it is about several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Until when, or since when; a Beijing day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// What somebody wrote: a reason or a note, at most 1,000 characters.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Whether the answer was yes, where there was a question; `None` where it came to nothing otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub yes: Option<bool>,
    /// What stood in the way; of an export, the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<BilingualText>,
}

/// Words of another capability, in both languages: whoever is told may read another one tomorrow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BilingualText {
    /// In English.
    pub en: String,
    /// In simplified Chinese.
    pub zh: String,
}

impl BilingualText {
    /// What `words` says in each language.
    pub fn of(words: impl Fn(Locale) -> String) -> Self {
        Self { en: words(Locale::En), zh: words(Locale::ZhCn) }
    }

    /// In one of them.
    pub fn in_language(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::ZhCn => &self.zh,
        }
    }
}

id_type! {
    /// One thing that one person was told.
    NotificationId
}

/// A notification of the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// What.
    pub kind: Kind,
    /// What its sentence needs.
    pub facts: Facts,
    /// Where it leads; a path of ours.
    pub link: String,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// Whether the viewer has read it.
    pub read: bool,
}

/// Which notification; empty for all of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NotificationForm {
    /// Its id.
    pub id: String,
}

/// Which kinds also come by e-mail.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PreferencesForm {
    /// The kinds that are ticked.
    pub kinds: Vec<String>,
}
