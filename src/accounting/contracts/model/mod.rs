//! The nouns of contracts.

mod forms;

pub use forms::{EntityForm, PaperContractForm, RequestForm, VoidForm};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::auth::model::Permission;
use crate::i18n::Locale;
use crate::organisation::model::{PartnerId, RealNameState};
use crate::values::choice::choices;
use crate::values::id::id_type;
use crate::values::money::{AmountProblem, Charged};

id_type! {
    /// A contracting entity (签约主体).
    ContractingEntityId
}
id_type! {
    /// A payment agreement.
    AgreementId
}
id_type! {
    /// A contract on paper.
    PaperContractId
}

choices! {
    /// Whether a payment agreement counts (domain/accounting.md §2.1).
    AgreementState {
        /// 已完成.
        Issued => "issued",
        /// 作废.
        Void => "void",
    }
}

/// Why somebody sees no contracts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Contracts belong to a partner.
    VendorStaff,
    /// The permission item is missing.
    NoItem(Permission),
    /// For the vendor's operators alone.
    OperatorsOnly,
}

/// Proof that the vendor's operator asks; `rules::operator` makes it.
#[derive(Clone, Copy, Debug)]
pub struct VendorOperator(());

impl VendorOperator {
    pub(super) const fn found() -> Self {
        Self(())
    }

    /// For stories in which nobody asks (the demo).
    pub const fn of_story() -> Self {
        Self(())
    }
}

/// A company of the vendor that signs with partners from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractingEntity {
    /// Its id.
    pub id: ContractingEntityId,
    /// Unique, as bills name it.
    pub code: String,
    /// The company's legal name.
    pub name: String,
    /// First Beijing day.
    pub from: NaiveDate,
    /// Last Beijing day; none while no other is known.
    pub until: Option<NaiveDate>,
}

/// The same, as understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntity {
    /// In capitals.
    pub code: String,
    /// The legal name.
    pub name: String,
    /// The first Beijing day.
    pub from: NaiveDate,
}

/// The same, as understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAgreement {
    /// Within the past 12 months and the next 12.
    pub promised_on: NaiveDate,
    /// Above zero.
    pub amount: Charged,
    /// Empty for none.
    pub bank: String,
    /// Empty for none.
    pub account: String,
    /// Empty for none.
    pub tax_number: String,
    /// Empty for none.
    pub remark: String,
    /// The language of the document.
    pub language: Locale,
}

/// The two that sign, as they are at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    /// 甲方: the partner's company, by its real-name data.
    pub party_a: String,
    /// How far its real-name check is.
    pub real_name: RealNameState,
    /// Whom the partner asks about it; empty for nobody.
    pub manager: String,
    /// 乙方: the contracting entity in force; none where Operations recorded none.
    pub party_b: Option<(ContractingEntityId, String)>,
}

/// What the preview shows, and that it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Label and words, in the document's order and language.
    pub lines: Vec<(String, String)>,
    /// Goes back with the request.
    pub previewed: String,
}

/// A payment agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// 合同编码.
    pub code: String,
    /// What was typed.
    pub content: NewAgreement,
    /// The partner's company as it was called then.
    pub party_a: String,
    /// The contracting entity as it was called then.
    pub party_b: String,
    /// Whether it counts.
    pub state: AgreementState,
    /// Who asked for it.
    pub requested_by: String,
    /// When.
    pub requested_at: DateTime<Utc>,
    /// SHA-256 of the document, in hexadecimal.
    pub document_hash: String,
    /// When, by whom and why it was voided.
    pub voided: Option<(DateTime<Utc>, String, String)>,
}

/// The same, as understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPaperContract {
    /// As on the paper.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// The day on which it was signed.
    pub signed_on: NaiveDate,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// Its last day.
    pub valid_until: Option<NaiveDate>,
    /// The amount that it names.
    pub amount: Option<Charged>,
}

/// A contract on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperContract {
    /// Its id.
    pub id: PaperContractId,
    /// With whom.
    pub partner: (PartnerId, String),
    /// What it says.
    pub content: NewPaperContract,
    /// Id and name of the attachment.
    pub file: Option<(uuid::Uuid, String)>,
    /// When Operations recorded it.
    pub recorded_at: DateTime<Utc>,
}

/// What is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Nothing typed.
    Missing,
    /// More characters than this.
    TooLong(usize),
    /// Not a day.
    NotADate,
    /// Before this day, the earliest (CT1: within the past 12 months).
    TooEarly(NaiveDate),
    /// After this day, the latest (U3: 12 months ahead).
    TooLate(NaiveDate),
    /// Not an amount.
    Amount(AmountProblem),
    /// Not above zero.
    NotAboveZero,
    /// Not one of the choices.
    NotAChoice,
    /// Other characters than a code has.
    NotACode,
    /// Not what a bank account or taxpayer number consists of.
    NotANumber,
    /// The document's font lacks these characters.
    NotInFont(String),
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// A contracting entity begins after the one before it, and not in the past.
    BeginsTooEarly(NaiveDate),
    /// Something else was previewed than is requested now.
    NotPreviewed,
    /// Some other record has this code.
    Taken,
    /// No partner is called so.
    NoSuchPartner,
}

/// Why no agreement can be requested or downloaded at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The partner's real name is not verified (CT1).
    NotVerified(RealNameState),
    /// No contracting entity is in force.
    NoEntity,
}
