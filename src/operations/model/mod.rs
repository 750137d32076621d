//! The nouns of operations: what the vendor's staff see of partners and customers.

mod administrators;
mod campaigns;
mod partner_terms;

pub use administrators::{Administrators, PrimaryForm, PrimaryRefusal};
pub use campaigns::{Campaign, CampaignForm, CampaignId, CampaignRefusal, CampaignRow, CampaignState, EndCampaignForm};
pub use partner_terms::{PartnerFacts, PartnerTerms, PartnerTermsForm};

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::organisation::model::{PartnerId, PartnerKind, RealNameState};
use crate::values::choice::choices;

/// Shown by whoever reads over all partners: that a rule has found the viewer to be the vendor's. Only this capability can
/// make one.
#[derive(Clone, Copy, Debug)]
pub struct Operator(());

impl Operator {
    pub(in crate::operations) const fn found() -> Self {
        Self(())
    }
}

/// How many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Legal companies.
    pub companies: i64,
    /// Partners of all kinds.
    pub partners: i64,
    /// Partners' people, disabled ones included.
    pub people: i64,
    /// Customers that are associated today.
    pub customers: i64,
    /// Prospects under an open claim.
    pub claims: i64,
    /// Mails that are not sent yet.
    pub mail_waits: i64,
    /// Mails of the last seven days that could not be sent.
    pub mail_failed: i64,
}

/// One partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerRow {
    /// The partner.
    pub id: PartnerId,
    /// As its people read it.
    pub name: String,
    /// The legal company.
    pub company: String,
    /// What it is to the vendor.
    pub kind: PartnerKind,
    /// 仅拓渠.
    pub channel_only: bool,
    /// The distributor of a reseller.
    pub distributor: Option<String>,
    /// Of the company's check.
    pub real_name_state: RealNameState,
    /// People who may sign in.
    pub people: i64,
    /// Customers associated today.
    pub customers: i64,
    /// The primary administrator: account name and name.
    pub administrator: Option<(String, String)>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}

/// Operations: another state of a partner's real-name check, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RealNameForm {
    /// Idempotency key.
    pub key: String,
    /// The partner.
    pub id: String,
    /// The state that the page showed.
    pub from: String,
    /// The state to be.
    pub to: String,
}

/// What the page shows once after a partner was created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreatedPartner {
    /// The partner.
    pub partner_id: PartnerId,
    /// Its name.
    pub name: String,
    /// Of the first administrator.
    pub account_name: String,
    /// Of the first administrator; only its hash is kept.
    pub password: String,
}

choices! {
    /// How a day differs from Monday to Friday.
    DayKind {
        /// A day off.
        Holiday => "holiday",
        /// 调休: a Saturday or Sunday on which people work.
        MakeUp => "make_up",
    }
}

/// Operations: days that differ, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DaysForm {
    /// Idempotency key.
    pub key: String,
    /// The first day.
    pub day: String,
    /// The last day; empty for one day only.
    pub last: String,
    /// Holiday or make-up day.
    pub kind: String,
    /// What the days are called.
    pub name: String,
}

/// Operations: a day that is like any other again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoveDayForm {
    /// The day.
    pub day: String,
}

/// Days that differ from Monday to Friday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDays {
    /// The days, in order, at least one.
    pub days: Vec<NaiveDate>,
    /// All of them.
    pub kind: DayKind,
    /// What they are called; may be empty.
    pub name: String,
}

/// One day that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// A Beijing day.
    pub day: NaiveDate,
    /// How it differs.
    pub kind: DayKind,
    /// What it is called; may be empty.
    pub name: String,
}

/// Why days are not taken into the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayRefusal {
    /// Nothing typed or chosen.
    Missing,
    /// Not year, month and day.
    NotADate,
    /// Not one of the choices.
    NotAChoice,
    /// The last day comes before the first.
    LastBeforeFirst,
    /// More days than this at once.
    TooManyDays(i64),
    /// A make-up day is a Saturday or a Sunday.
    NotAWeekend(NaiveDate),
    /// This day is in the calendar already.
    Known(NaiveDate),
    /// More characters than this.
    TooLong(usize),
}

choices! {
    /// A period or a limit that an installation may set. Days are calendar days unless they are called working days.
    Term {
        /// A claim holds so many days (R27).
        ClaimDays => "claim_days",
        /// The same partner may claim the same prospect again so many hours after its claim ended.
        ReclaimHours => "reclaim_hours",
        /// Claims of one partner, open and in review together (R28).
        MostOpenClaims => "most_open_claims",
        /// A claim in manual review lapses after so many working days without a decision.
        ReviewWorkingDays => "review_working_days",
        /// A mailed link works so many days (R31).
        InvitationDays => "invitation_days",
        /// One request to end or switch an association within so many months (U27).
        AssociationRequestMonths => "association_request_months",
        /// Instant checks of a prospect, of one person within an hour.
        ChecksPerHour => "checks_per_hour",
        /// An opportunity without a change for so many working days is quiet.
        QuietWorkingDays => "quiet_working_days",
        /// An order line of this amount, charged, in CNY gets a renewal task (U21).
        RenewalAmount => "renewal_amount",
        /// The task is made so many days before the line expires (U21).
        RenewalLeadDays => "renewal_lead_days",
    }
}

impl Term {
    /// The smallest and the largest number that the database keeps.
    pub const fn bounds(self) -> (i32, i32) {
        match self {
            Self::ClaimDays => (1, 365),
            Self::ReclaimHours => (0, 8760),
            Self::MostOpenClaims | Self::ChecksPerHour => (1, 10_000),
            Self::ReviewWorkingDays | Self::InvitationDays => (1, 60),
            Self::AssociationRequestMonths => (0, 24),
            Self::QuietWorkingDays => (1, 260),
            // The index behind the nightly job holds lines of 100 and more.
            Self::RenewalAmount => (100, 10_000_000),
            Self::RenewalLeadDays => (1, 365),
        }
    }
}

/// Operations: all terms, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct TermsForm {
    /// Idempotency key.
    pub key: String,
    /// The version that the page showed.
    pub version: String,
    pub claim_days: String,
    pub reclaim_hours: String,
    pub most_open_claims: String,
    pub review_working_days: String,
    pub invitation_days: String,
    pub association_request_months: String,
    pub checks_per_hour: String,
    pub quiet_working_days: String,
    pub renewal_amount: String,
    pub renewal_lead_days: String,
}

impl TermsForm {
    /// What was typed for a term.
    pub fn typed(&self, term: Term) -> &str {
        match term {
            Term::ClaimDays => &self.claim_days,
            Term::ReclaimHours => &self.reclaim_hours,
            Term::MostOpenClaims => &self.most_open_claims,
            Term::ReviewWorkingDays => &self.review_working_days,
            Term::InvitationDays => &self.invitation_days,
            Term::AssociationRequestMonths => &self.association_request_months,
            Term::ChecksPerHour => &self.checks_per_hour,
            Term::QuietWorkingDays => &self.quiet_working_days,
            Term::RenewalAmount => &self.renewal_amount,
            Term::RenewalLeadDays => &self.renewal_lead_days,
        }
    }
}

/// The number of each term; all of them, within their bounds.
pub type TermValues = BTreeMap<Term, i32>;

/// Why a term is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermRefusal {
    /// Nothing typed.
    Missing,
    /// Not a whole number within these bounds.
    OutOfBounds(i32, i32),
}
