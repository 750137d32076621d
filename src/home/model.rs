//! The nouns of the start page: what waits for a person, and what is known of it.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::values::choice::choices;
use crate::values::money::Charged;

choices! {
    /// A kind of work. Its word stands in the address of the whole queue.
    Work {
        /// A large-order renewal task that nobody has processed.
        Renewal => "renewal",
        /// A sales expansion task that nobody has processed.
        Expansion => "expansion",
        /// An open claim of hers lapses soon.
        Claim => "claim",
        /// An alert for which she is responsible.
        Alert => "alert",
        /// A lead that was dispatched to her and that she has not followed up.
        Lead => "lead",
        /// An open opportunity of hers whose expected date has passed.
        PassedDate => "passed_date",
        /// An open opportunity of hers without a change for the working days of the terms.
        Quiet => "quiet",
        /// What changed in the team since the supervisor's last look: one line for all of it.
        Reviews => "reviews",
        /// Claims that the vendor decides about: one line for all of them.
        ClaimsInReview => "claims_in_review",
        /// Companies that ask the vendor for another name: one line for all of them.
        Renames => "renames",
    }
}

/// How time presses. All days are Beijing days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The last day; after it something is lost.
    By(NaiveDate),
    /// A day that she expected something on and that has passed; nothing is lost yet.
    Passed(NaiveDate),
    /// It waits for an answer since that day.
    Since(NaiveDate),
    /// Nothing happened since that day.
    QuietSince(NaiveDate),
}

/// Money a month that hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Monthly {
    /// Expected monthly revenue of opportunities, charged, CNY.
    Expected(Charged),
    /// What the customer was charged last month, CNY.
    Charged(Charged),
    /// What an order line that is to be renewed was charged, spread over its months, CNY.
    Renewing(Charged),
}

impl Monthly {
    /// The amount, whichever it is.
    pub const fn amount(self) -> Charged {
        match self {
            Self::Expected(amount) | Self::Charged(amount) | Self::Renewing(amount) => amount,
        }
    }
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is to be done.
    pub work: Work,
    /// With which record; nil where the line stands for several.
    pub id: Uuid,
    /// Whom or what it is about: a masked customer, company or an opportunity's name; empty where the line stands for several.
    pub name: String,
    /// Why it is there, in the record's own words: the title of an alert, the campaign of a lead; may be empty.
    pub about: String,
    /// Of a line that stands for several records, how many; of a claim, its open opportunities.
    pub count: i64,
    /// How time presses; `None` where it does not.
    pub due: Option<Due>,
    /// What hangs on it; `None` where nobody knows.
    pub monthly: Option<Monthly>,
}

/// The queue of a person, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Queue {
    /// The lines.
    pub entries: Vec<Entry>,
    /// The kinds of which more waits than was read.
    pub cut: Vec<Work>,
}

/// A step by which a partner begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstStep {
    /// People beside its first administrator.
    People,
    /// A contact mobile or e-mail of the company, which the vendor enters.
    Contact,
    /// A claim.
    Claim,
    /// An invitation link.
    Link,
    /// An opportunity.
    Opportunity,
}
