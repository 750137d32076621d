//! The nouns of opportunities.

mod choices;
mod forms;
mod read;

pub use choices::{Confidence, Kind, ServicePeriod, Stage, TestState};
pub use forms::{
    Basic, BasicForm, Details, DetailsForm, MOST_PRODUCTS, NewOpportunity, Product, ProductForm, Progress, ProgressForm, ReportForm,
    Revenue, RevenueForm, Target, TransferForm,
};
pub use read::{Group, Happening, OpportunityDetail, Timeline, TimelineEntry};

pub use crate::customers::model::{Candidate, CustomerRef, Industry, Tab};

use chrono::NaiveDate;

use crate::auth::model::Permission;
use crate::values::choice::choices;
use crate::values::id::id_type;
use crate::values::money::AmountProblem;

id_type! {
    /// A registered opportunity (商机).
    OpportunityId
}

choices! {
    /// What has become of the customer of an opportunity, seen from the opportunity's partner.
    CustomerStanding {
        /// Associated with the partner.
        Associated => "associated",
        /// Claimed by the partner.
        Claimed => "claimed",
        /// The claim's time is up: the opportunity stays and still takes progress.
        ClaimLapsed => "claim_lapsed",
        /// Not associated with the partner any more, or with another one now: the opportunity is read-only, the customer masked
        /// and not linked.
        Elsewhere => "elsewhere",
    }
}

choices! {
    /// The four steps of a report (R8).
    Step {
        /// 选择客户.
        Customer => "customer",
        /// 填写基本信息.
        Basics => "basics",
        /// 填写详细信息.
        Details => "details",
        /// 填写收入信息.
        Revenue => "revenue",
    }
}

/// Why a form about an opportunity is not accepted, or a change not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing typed or chosen.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// Not an amount of money.
    Amount(AmountProblem),
    /// Not a date.
    NotADate,
    /// No such day in the calendar.
    NoSuchDay,
    /// The day has passed.
    DatePassed(NaiveDate),
    /// Not 1 to 120 months.
    NotAServicePeriod,
    /// More products than this.
    TooManyProducts(usize),
    /// The main product would bring more than the whole opportunity.
    ProductExceedsTotal,
    /// Neither claimed by the partner nor associated with it, or not the account manager's own (R4).
    UnknownCustomer,
    /// Of a reseller's customers only associated ones can be chosen (R7).
    ResellersClaim,
    /// The claim has lapsed.
    ClaimLapsed,
    /// An account manager reports for herself (R5).
    OwnerIsOneself,
    /// Not an active account manager of the partner.
    UnknownOwner,
    /// The opportunity is left to the customer's account manager, and the customer has none.
    NobodysCustomer,
    /// It is to be handed over to the one who owns it.
    OwnsItAlready,
    /// An opportunity is reported while it is open, and closed by progress.
    ReportedClosed,
    /// Won or lost: nothing changes any more.
    Closed,
    /// The customer is not associated with the partner any more.
    CustomerElsewhere,
    /// Something like it exists; nothing is wrong, but it has not been acknowledged.
    LikelyDuplicate,
}

/// Which rule keeps opportunities, or an action on them, from a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The vendor's staff do not enter partners' pages.
    VendorStaff,
    /// Resellers register no opportunities; their distributor does.
    ResellerHasNoOpportunities,
    /// A supervisor reads and does nothing else; no other role lifts that (R3).
    SupervisorReadsOnly,
    /// An account manager changes her own opportunities only (R1).
    OwnOnly,
    /// Only the administrator hands an opportunity over (U7).
    AdministratorOnly,
    /// No role of the person carries the item.
    NoItem(Permission),
}

/// On what ground a person sees a list of opportunities, for the sentence above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisibilityBasis {
    /// An account manager's own (R1).
    Own,
    /// Those of the supervisor's team, read only (R2, R3).
    Team,
    /// All of the partner and of its resellers' customers, as administrator (R6).
    Administrator,
    /// All of the partner by a role's item; changes her own.
    RoleChangesOwn,
    /// All of the partner by a role's item; changes all.
    RoleChangesAll,
    /// All of the partner by a role's item; changes nothing.
    RoleReads,
}

/// On what ground a person sees one opportunity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The viewer owns it.
    Yours,
    /// Its owner reports to the viewer.
    YourTeam,
    /// The viewer administers the partner.
    YouAdminister,
    /// A role of the viewer carries the item.
    YourRole,
}

/// What may be done with one opportunity now; pages offer only this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offers {
    /// Add progress and revise.
    pub change: bool,
    /// Why not, when the person may but the opportunity does not.
    pub standing: Option<Refusal>,
}
