//! The nouns of imports: kinds of files, what becomes of a row, why a row is refused.

mod rows;

pub use rows::{AlertRow, CampaignRow, CustomerRow, DayRow, LeadRow, ParsedRow, ProfileRow, Relation};

use serde::{Deserialize, Serialize};

use crate::values::choice::choices;

choices! {
    /// What a file holds.
    Kind {
        /// 活动.
        Campaigns => "campaigns",
        /// 客户, associated or only known to the vendor.
        Customers => "customers",
        /// 客户预警.
        Alerts => "alerts",
        /// 线索.
        Leads => "leads",
        /// 企业百科.
        Profiles => "profiles",
        /// Holidays and make-up days.
        Calendar => "calendar",
    }
}

/// Most rows of one file.
pub const MOST_ROWS: usize = 50_000;

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// A record comes into being.
    Created,
    /// These columns of a record change.
    Changed(Vec<String>),
    /// The record is as the row says.
    Unchanged,
    /// Nothing is done; why, column by column (empty: the whole row).
    Refused(Vec<(String, Refusal)>),
}

/// One row of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The row's line in the file, the header being line 1.
    pub number: u64,
    /// What it is about; names of customers masked.
    pub subject: String,
    /// What became, or would become, of it.
    pub outcome: Outcome,
}

/// Everything that became, or would become, of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Every row, in the file's order.
    pub lines: Vec<Line>,
    /// Tells this file with this kind and source from any other; only what was checked is imported.
    pub mark: String,
}

impl Report {
    /// Rows that created, changed, left as it was, refused.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for line in &self.lines {
            counts[match line.outcome {
                Outcome::Created => 0,
                Outcome::Changed(_) => 1,
                Outcome::Unchanged => 2,
                Outcome::Refused(_) => 3,
            }] += 1;
        }
        counts
    }

    /// Whether importing would change anything.
    pub fn would_change(&self) -> bool {
        let [created, changed, ..] = self.counts();
        created + changed > 0
    }
}

/// The form as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportForm {
    /// Idempotency key.
    pub key: String,
    /// See [`Kind`].
    pub kind: String,
    /// Where the rows come from; with the external ID it tells records apart.
    pub source: String,
    /// The file's name, for the list of imports.
    pub file_name: String,
    /// The file.
    pub content: String,
    /// `check` or `import`.
    pub step: String,
    /// The mark of the report that was read.
    pub mark: String,
}

/// Why a file or a row is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Nothing typed.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not one of the words that may stand here.
    NotAChoice(Vec<String>),
    /// Not year-month-day.
    NotADate,
    /// The end lies before the beginning.
    EndsBeforeItBegins,
    /// Not a mobile number.
    NotAMobile,
    /// Not an e-mail address.
    NotAnEmail,
    /// Contains spaces.
    NotAnAccountName,
    /// Neither yes nor no.
    NotYesOrNo,
    /// The file's rows cannot be read as CSV.
    Unreadable,
    /// The header lacks these columns.
    ColumnsMissing(String),
    /// The header has columns that this kind does not know.
    ColumnsUnknown(String),
    /// The same record stands in the file before.
    Repeated(u64),
    /// More rows than are taken at once.
    TooManyRows(usize),
    /// Another record has this name already.
    NameTaken,
    /// Another customer has this account name.
    AccountNameTaken,
    /// An account name never changes.
    AccountNameFixed,
    /// No partner of this name.
    UnknownPartner,
    /// The partner only recruits resellers.
    ChannelOnly,
    /// The partner may not offer referral (R37).
    NoReferralRight,
    /// Not an active account manager of the partner.
    UnknownAccountManager,
    /// The customer is associated with another partner (R38).
    AssociatedElsewhere,
    /// Another partner has claimed the number or the address.
    ClaimedElsewhere,
    /// An association's type and account manager are changed on their pages, not by a file.
    AssociationDiffers,
    /// No customer of this account name.
    UnknownCustomer,
    /// The customer is associated with nobody: there is nobody to tell.
    NotAssociated,
    /// No campaign of this name.
    UnknownCampaign,
    /// What happened to the record since is kept: an alert that was handled, a lead that is under way.
    UnderWay,
}

/// An import that was done, for the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// When.
    pub at: chrono::DateTime<chrono::Utc>,
    /// What it held.
    pub kind: Kind,
    /// The file's name, if one was given.
    pub file_name: String,
    /// Who; nobody for the command line.
    pub by: Option<String>,
    /// Created, changed, unchanged, refused.
    pub counts: [i32; 4],
}
