//! The nouns of customers: the legal customer, its association with a partner, a partner's claim on a prospect.

mod assigning;
mod association;
mod forms;
pub mod keys;

pub use assigning::{AssignDenial, AssignForm, AssignRefusal, Assignable, Assignee, Picked, Responsible, TakeBackForm, parse_picked};
pub use association::{
    DecideForm, LONGEST_REQUEST_NOTE, NO_REFERRAL_RIGHT, NewRequest, RequestDenial, RequestForm, RequestKind, RequestRecord,
    RequestRefusal, RequestState, Standing, TagsForm, WithdrawForm,
};
pub use forms::{NewCustomer, NewRelation, RecordForm};

use crate::auth::model::{Permission, PersonId};
use crate::organisation::model::PartnerId;
pub use crate::organisation::model::RealNameState;
use crate::values::choice::{UnknownChoice, choices};
use crate::values::id::id_type;

id_type! {
    /// A legal customer. Nothing of any partner stands on it.
    CustomerId
}
id_type! {
    /// A customer's association with a partner; at most one is active (R38).
    AssociationId
}
id_type! {
    /// What one partner typed about a prospect; never shown to another partner.
    ClaimId
}

/// One of the two things that a partner may have to do with a customer; what pickers choose and opportunities refer to.
/// Written `association:<id>` or `claim:<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CustomerRef {
    /// 已关联客户.
    Association(AssociationId),
    /// 已报备客户.
    Claim(ClaimId),
}

impl std::fmt::Display for CustomerRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Association(id) => write!(f, "association:{id}"),
            Self::Claim(id) => write!(f, "claim:{id}"),
        }
    }
}

impl std::str::FromStr for CustomerRef {
    type Err = UnknownChoice;
    fn from_str(text: &str) -> Result<Self, UnknownChoice> {
        match text.trim().split_once(':') {
            Some(("association", id)) => id.parse().map(Self::Association).map_err(|_| UnknownChoice),
            Some(("claim", id)) => id.parse().map(Self::Claim).map_err(|_| UnknownChoice),
            _ => Err(UnknownChoice),
        }
    }
}

choices! {
    /// 关联类型. The international reseller mode is left out.
    AssociationType {
        /// 顾问销售: the customer pays the vendor, the partner earns an incentive.
        Referral => "referral",
        /// 代售: the partner funds the customer's account and invoices it.
        Resale => "resale",
    }
}

choices! {
    /// Where a claim stands. An open claim whose time is up counts as lapsed, whether or not it was closed yet.
    ClaimState {
        /// 已报备.
        Open => "open",
        /// Became an association.
        Associated => "associated",
        /// Its time is up; anyone may claim.
        Lapsed => "lapsed",
        /// 待审核: a vendor operator decides (R29); nobody else may claim meanwhile.
        InReview => "in_review",
        /// The vendor's operator said no.
        Rejected => "rejected",
        /// The partner gave it up.
        Withdrawn => "withdrawn",
    }
}

choices! {
    /// What the vendor knows of a customer and that decides about claims (§1.4) and associations (§2.3). Nothing of it is
    /// shown to a partner but the reason of a refusal.
    Trait {
        /// Registered on the vendor's other site: refused.
        OtherSite => "other_site",
        /// A consumer of the vendor's cloud, no company: refused.
        Consumer => "consumer",
        /// Has a contract with the vendor: refused.
        VendorContract => "vendor_contract",
        /// Spends cash; refused unless the vendor's direct sales follow it, then reviewed.
        CashSpend => "cash_spend",
        /// Followed by the vendor's direct sales: with cash spend, reviewed.
        DirectSales => "direct_sales",
        /// Member of an enterprise with unified accounting: refused.
        UnifiedAccounting => "unified_accounting",
        /// Joined the referral-reward programme: refused.
        ReferralReward => "referral_reward",
        /// Belongs to the vendor's online sales team: reviewed.
        OnlineSales => "online_sales",
        /// Registered in another country than the partner's area: reviewed.
        AnotherCountry => "another_country",
        /// Is, or applies to be, a partner: cannot be associated.
        Partner => "partner",
        /// Special contract in force: cannot be associated, disassociated or switched.
        SpecialContract => "special_contract",
        /// Credit account: not possible in resale.
        CreditAccount => "credit_account",
        /// Orders that the partner is to pay: blocks disassociation.
        PendingOrders => "pending_orders",
        /// In debt: blocks disassociation.
        Debt => "debt",
        /// Unexpired reserved instances or support plans: blocks disassociation.
        ReservedInstances => "reserved_instances",
        /// Enterprise master with independently accounting members: blocks disassociation.
        EnterpriseMaster => "enterprise_master",
        /// Manually frozen: blocks disassociation.
        Frozen => "frozen",
        /// Unused pick-up vouchers: blocks disassociation.
        PickUpVouchers => "pick_up_vouchers",
    }
}

choices! {
    /// 客户行业.
    Industry {
        /// Internet services and software.
        Internet => "internet",
        /// Factories.
        Manufacturing => "manufacturing",
        /// Shops and wholesale.
        Retail => "retail",
        /// Banks and payments.
        Finance => "finance",
        /// Insurers.
        Insurance => "insurance",
        /// Hospitals, practices, medicines.
        Health => "health",
        /// Schools, universities, research.
        Education => "education",
        /// Public administration.
        Government => "government",
        /// Film, music, news, events.
        Media => "media",
        /// Games.
        Games => "games",
        /// Carriers and warehouses.
        Logistics => "logistics",
        /// Travel, hotels, restaurants.
        Travel => "travel",
        /// Electricity, water, oil, gas.
        Energy => "energy",
        /// Building and real estate.
        Construction => "construction",
        /// Telecommunications.
        Telecom => "telecom",
        /// Anything else.
        Other => "other",
    }
}

choices! {
    /// What is masked, and revealed a column at a time (R55).
    MaskedColumn {
        /// 客户名称.
        Name => "name",
        /// 客户账号名.
        AccountName => "account_name",
        /// 联系人.
        Contact => "contact",
        /// 手机号码.
        Mobile => "mobile",
        /// 邮箱.
        Email => "email",
    }
}

impl MaskedColumn {
    /// Whether it is a number or an address, by which somebody is reached.
    pub const fn is_contact(self) -> bool {
        matches!(self, Self::Mobile | Self::Email)
    }
}

choices! {
    /// The two tabs of a distributor; other partners have the first only.
    Tab {
        /// 我的客户.
        Own => "own",
        /// 云经销商的客户.
        Resellers => "resellers",
    }
}

/// A customer or prospect, as the rule about choosing one sees it (R4, R7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What was chosen.
    pub reference: CustomerRef,
    /// Whose customer.
    pub partner_id: PartnerId,
    /// The distributor of that partner; a distributor's own customers carry its own id.
    pub distributor_id: Option<PartnerId>,
    /// The account manager of today.
    pub owner_id: Option<PersonId>,
    /// The association is active, or the claim open and its time not up.
    pub is_open: bool,
}

/// Why a form about customers is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing typed or chosen.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// No such partner.
    UnknownPartner,
    /// Not an active account manager of the partner.
    UnknownAccountManager,
    /// Contains spaces.
    NotAnAccountName,
    /// Another customer has this account name.
    AccountNameTaken,
    /// Not a mobile number.
    NotAMobile,
    /// Not an e-mail address.
    NotAnEmail,
    /// The customer is associated with a partner (R38).
    AssociatedAlready,
    /// The partner may not offer referral (R37).
    NoReferralRight,
}

/// Which rule hides customers from a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The vendor's staff reach customers through Operations.
    VendorStaff,
    /// No role of the person carries the item.
    NoItem(Permission),
}

/// On what ground a person sees customers; for the sentence on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisibilityBasis {
    /// An account manager's own.
    Own,
    /// Those of the supervisor's team.
    Team,
    /// All of the partner, as its administrator.
    Administrator,
    /// All of the partner, by another role beside the account manager's (R53) or by a permission item.
    Role,
}
