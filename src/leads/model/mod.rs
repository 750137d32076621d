//! The nouns of leads.

mod forms;

pub use forms::{
    CloseForm, ConvertForm, DispatchForm, FollowUp, FollowUpForm, LeadForm, NewLead, PickForm, ReopenForm, ReviseForm, Revision,
};

use chrono::{DateTime, Utc};

use crate::auth::model::{Permission, PersonId, Preset};
use crate::claims::model::{ClaimId, Denial as ClaimDenial};
use crate::customers::model::Industry;
pub use crate::invitations::model::CampaignId;
use crate::values::choice::choices;
use crate::values::id::id_type;

id_type! {
    /// One lead.
    LeadId
}

/// The tab of the own leads (线索管理), for whoever dispatches; her first one (线索派发) has all that she sees.
pub const MINE: &str = "mine";

choices! {
    /// 状态.
    LeadState {
        /// 待派发: nobody follows it.
        New => "new",
        /// 已派发: somebody is to follow it, and has not yet.
        Dispatched => "dispatched",
        /// 跟进中: the follower wrote what came of it.
        Following => "following",
        /// 已报备: it became a claim, and is on the list no more (R23).
        Converted => "converted",
        /// 无效: it came to nothing.
        Invalid => "invalid",
    }
}

impl LeadState {
    /// Those that somebody can still do something with; the list shows these unless it is asked for others.
    pub const OPEN: [Self; 3] = [Self::New, Self::Dispatched, Self::Following];

    /// Whether something can still be done with it.
    pub fn is_open(self) -> bool {
        Self::OPEN.contains(&self)
    }
}

choices! {
    /// How somebody followed up.
    Method {
        /// 电话.
        Call => "call",
        /// 邮件.
        Mail => "mail",
        /// 拜访.
        Visit => "visit",
        /// 短信或即时消息.
        Message => "message",
        /// 其他.
        Other => "other",
    }
}

/// What decides about a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The lead.
    pub id: LeadId,
    /// 状态.
    pub state: LeadState,
    /// 跟进人.
    pub follower: Option<PersonId>,
    /// The follower's supervisor.
    pub supervisor: Option<PersonId>,
    /// Who entered it; none for an import.
    pub created_by: Option<PersonId>,
    /// Raised by every change.
    pub version: i32,
}

/// One lead. Everything about the company is masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// What decides about it.
    pub standing: Standing,
    /// 公司名称, masked.
    pub company_name: String,
    /// 客户名称, masked; may be empty.
    pub contact_name: String,
    /// Masked; may be empty.
    pub mobile: String,
    /// Masked; may be empty.
    pub email: String,
    /// 客户行业.
    pub industry: Industry,
    /// 活动名称.
    pub campaign: Option<(CampaignId, String)>,
    /// What is known of it; up to 1,000 characters.
    pub note: String,
    /// The follower's name.
    pub follower: Option<String>,
    /// Who entered it.
    pub entered_by: Option<String>,
    /// When it came in.
    pub created_at: DateTime<Utc>,
    /// Who dispatched it last, and when.
    pub dispatched: Option<(String, DateTime<Utc>)>,
    /// When anything about it changed.
    pub updated_at: DateTime<Utc>,
    /// Why it came to nothing.
    pub invalid_reason: String,
    /// What it became.
    pub claim: Option<ClaimId>,
}

/// What a follower wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// When.
    pub at: DateTime<Utc>,
    /// By name.
    pub author: String,
    /// How.
    pub method: Method,
    /// Up to 1,000 characters.
    pub content: String,
}

/// What decides whether somebody can follow leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The person.
    pub id: PersonId,
    /// As colleagues read it.
    pub name: String,
    /// An active person of the partner.
    pub is_active: bool,
    /// Preset roles.
    pub presets: Vec<Preset>,
    /// The items of all custom roles together.
    pub permissions: Vec<Permission>,
    /// 授权电销人员: makes calls only (R20).
    pub telesales: bool,
    /// An account manager's supervisor of today.
    pub supervisor: Option<PersonId>,
}

/// A lead as a page read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// The lead.
    pub id: LeadId,
    /// The version that was shown.
    pub version: i32,
}

/// Which rule keeps somebody from something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// The vendor's staff bring leads in by import.
    VendorStaff,
    /// 仅拓渠: develops no customers, so leads lead nowhere.
    ChannelOnly,
    /// No role of the person carries the item.
    NoItem(Permission),
    /// Neither administrator nor supervisor, and without the item to dispatch.
    NotADispatcher,
    /// Somebody else follows it.
    NotTheFollower,
    /// Whoever is not allowed to claim makes no claim of a lead.
    MayNotClaim(ClaimDenial),
}

/// Why a form about leads is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing typed or chosen.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not one of the choices.
    NotAChoice,
    /// Not a mobile number.
    NotAMobile,
    /// Not an e-mail address.
    NotAnEmail,
    /// Neither mobile number nor e-mail address.
    NoContact,
    /// A lead with this number or address is open already.
    KnownAlready,
    /// The campaign is not there.
    UnknownCampaign,
    /// Nobody was chosen to follow.
    NoFollower,
    /// Not an active person of the partner.
    UnknownFollower,
    /// No role of that person carries the right to follow leads (R20).
    FollowerMayNot,
    /// That person makes calls only (R20).
    FollowerIsTelesales,
    /// A supervisor dispatches to the own team.
    FollowerOfAnotherTeam,
    /// No lead was chosen.
    NoLead,
    /// More than a hundred at once.
    TooMany,
    /// Not there, or not the viewer's to see any more.
    Gone,
    /// That person follows it already.
    FollowsAlready,
    /// It became a claim, or came to nothing.
    Over,
    /// Somebody changed it meanwhile.
    Changed,
}
